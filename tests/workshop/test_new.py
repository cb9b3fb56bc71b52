"""A new workshop's folder: what is in it, all of it or nothing, and what the sheets say."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planself import resources
from planself.answers.load import load_answers
from planself.answers.model import Answer
from planself.errors import InputError, UsageError
from planself.files.source import MAX_BYTES
from planself.i18n import Reader
from planself.interview.flow import InterviewSetup, start
from planself.questionnaire.catalogue import minutes
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.report.render import render
from planself.scoring.compile import compile_plan
from planself.terminal.asker import Blank, Menu
from planself.terminal.screen import Sieve
from planself.workshop import create as making
from planself.workshop.folder import open_folder, questionnaire_for
from planself.workshop.form_kinds import KINDS, parse_kinds
from planself.workshop.member_file import member_file_at
from planself.workshop.members import read_folder
from planself.workshop.new_dialog import NewWorkshopDialog
from planself.workshop.paper import codes_page, facilitator_page
from planself.workshop.paper_context import PaperContext
from planself.workshop.request import RoleRequest, WorkshopRequest, parse_people, parse_role, planned
from planself.workshop.status import MemberProgress, status
from planself.workshop.timetable import CHANGE, ITEM, Collect, Step, how_long, rating, timetable
from planself.workshop.workshop_draft import CollectingDraft, WorkshopDraft, parse_group
from planself.workshop.workshop_text import text
from planself.workshop_files.workshop import Workshop
from tests.workshop.conftest import replace as edit

DE, EN = Reader("de"), Reader("en")
WISH = WorkshopRequest(
    "Planning together", date(2026, 11, 22), roles=(RoleRequest("lead", 2), RoleRequest("Kita & Co", 3))
)
EVIL = "<img src=x onerror=alert(1)>"


def test_codes_roles_and_parts(loaded: Loaded) -> None:
    workshop = planned(WISH, loaded, EN)
    assert [(person.code, person.role) for person in workshop.people] == [
        ("W01", "lead"),
        ("W02", "lead"),
        ("W03", "kita_co"),
        ("W04", "kita_co"),
        ("W05", "kita_co"),
    ]
    assert [role.label for role in workshop.roles][1] == "Kita & Co"
    assert not workshop.divided
    parts = planned(replace(WISH, roles=(RoleRequest("Kämmerei", 1), RoleRequest("plan", 1)), part=True), loaded, EN)
    assert [person.part for person in parts.people] == [["fin"], ["plan"]]  # by name as well as by id
    many = planned(replace(WISH, roles=(), people=1200), loaded, EN)
    assert (many.people[0].code, many.people[-1].code) == ("W0001", "W1200")


@pytest.mark.parametrize(
    "wanted",
    [
        replace(WISH, people=6),
        replace(WISH, part=True),  # the questionnaire has no part for Kita & Co
        replace(WISH, min_group=2),
        replace(WISH, roles=(RoleRequest("lead", 2), RoleRequest("Verwaltungsspitze", 2))),
        replace(WISH, title="x" * 300),
        replace(WISH, delete_on=date(2026, 11, 21)),
        replace(WISH, roles=(RoleRequest("lead", 19_999), RoleRequest("plan", 19_999))),
    ],
)
def test_what_cannot_be_is_refused(wanted: WorkshopRequest, loaded: Loaded) -> None:
    with pytest.raises(UsageError) as caught:
        planned(wanted, loaded, EN)
    assert caught.value.message


def test_kinds_of_forms_are_taken_as_people_type_them() -> None:
    assert parse_kinds(["XLSX ", "Html", "html"]) == ("html", "xlsx")


def test_the_largest_workshop_can_be_read(loaded: Loaded) -> None:
    workshop = planned(
        WorkshopRequest("x", date(2026, 11, 22), roles=(RoleRequest("x" * 40, 10_000), RoleRequest("y" * 40, 2))),
        loaded,
        EN,
    )
    assert len(text(workshop).encode()) < MAX_BYTES


@pytest.mark.parametrize("written", ["planning", "=5", "planning=0", "planning=five", "planning=²", "planning=20001"])
def test_role_groups_are_written_so_or_refused(written: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_role(written)


def test_role_groups_and_numbers_as_people_type_them() -> None:
    assert parse_role(" Planung und  Statistik = 5 ") == RoleRequest("Planung und Statistik", 5)
    assert parse_people(" 12 ") == 12
    assert parse_group("12") == 12
    assert parse_group("lead=5, plan=6,") == (RoleRequest("lead", 5), RoleRequest("plan", 6))


@pytest.mark.parametrize("reader", [DE, EN])
def test_the_folder_is_ready_to_begin(tmp_path: Path, loaded: Loaded, reader: Reader) -> None:
    workshop = planned(replace(WISH, subject="Musterstadt", ags="05315000"), loaded, reader)
    names = making.make(tmp_path / "shop", workshop, loaded, reader)
    sheets = {
        "de": ("moderation.html", "plakate.html", "teilnehmende.html"),
        "en": ("facilitator.html", "participants.html", "posters.html"),
    }
    assert names == tuple(sorted(("answers", "codes.html", *sheets[reader.lang], "workshop.yaml")))
    folder = open_folder(tmp_path / "shop")
    assert folder.workshop == workshop
    assert workshop.delete_on == date(2026, 12, 20), "four weeks later"
    assert len(list(folder.answers.iterdir())) == 5
    answers = load_answers(folder.answer_file("W03"), lambda _reference: loaded)
    assert (answers.answer_set.respondent.id, answers.answer_set.respondent.role) == ("W03", "kita_co")
    assert (answers.answer_set.subject.name, answers.answer_set.subject.ags) == ("Musterstadt", "05315000")
    members = read_folder(folder, loaded)
    assert members.problems == members.notes == ()
    assert status(folder, loaded, members).count(MemberProgress.EMPTY) == 5


def test_how_answers_are_collected_stays_in_the_file(tmp_path: Path, loaded: Loaded) -> None:
    wanted = replace(
        WISH, collect=Collect.PAPER, laptops=2, delete_on=date(2027, 1, 5), return_to="  Zimmer 3: Frau Käßmühl "
    )
    workshop = planned(wanted, loaded, DE)
    making.make(tmp_path / "shop", workshop, loaded, DE)
    again = open_folder(tmp_path / "shop").workshop
    assert again == workshop
    assert (again.collect, again.laptops, again.delete_on) == ("paper", 2, date(2027, 1, 5))
    assert again.return_to == "Zimmer 3: Frau Käßmühl"


def test_a_folder_has_the_forms_that_are_wanted(tmp_path: Path, loaded: Loaded) -> None:
    workshop = planned(WISH, loaded, EN)
    names = making.make(tmp_path / "shop", workshop, loaded, EN, tuple(KINDS))
    assert "forms" in names
    made = {path.name for path in (tmp_path / "shop/forms").iterdir()}
    own = {f"{person.code}{kind.ending(EN)}" for person in workshop.people for kind in KINDS.values()}
    assert made == {*own, "all-paper.html"}
    assert len(own) == len(KINDS) * len(workshop.people)


def test_parts_stand_in_the_prepared_files(tmp_path: Path, loaded: Loaded) -> None:
    workshop = planned(replace(WISH, roles=(RoleRequest("plan", 1),), part=True), loaded, EN)
    making.make(tmp_path / "shop", workshop, loaded, EN)
    answers = load_answers(tmp_path / "shop/answers/W01.yaml", lambda _reference: loaded)
    assert answers.answer_set.part == ("plan",)


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (
            (RoleRequest("townhall", 3), RoleRequest("county", 3)),
            "unit responsible in the town hall and rural district",
        ),
        ((RoleRequest("townhall", 3),), "unit responsible in the town hall"),
        (
            (RoleRequest("Kita & Co", 3),),
            "public health office, coordination (prevention chain, Frühe Hilfen), unit resp",
        ),
    ],
)
def test_the_wall_names_who_of_the_workshop_can_answer(
    tmp_path: Path, loaded: Loaded, roles: tuple[RoleRequest, ...], said: str
) -> None:
    making.make(tmp_path / "shop", planned(replace(WISH, roles=roles), loaded, EN), loaded, EN)
    wall = (tmp_path / "shop/facilitator.html").read_text("utf-8")
    named = re.findall(r"Can answer: ([^<]*)", wall)
    own = [who for who in named if said in who]
    assert own
    assert any("borough" in who for who in own) is (roles[0].name == "Kita & Co")


def test_nothing_there_is_touched(tmp_path: Path, loaded: Loaded) -> None:
    workshop = planned(WISH, loaded, EN)
    for name in ("folder", "file", "link"):
        target = tmp_path / name
        if name == "folder":
            target.mkdir()
        elif name == "file":
            target.write_text("mine", "utf-8")
        else:
            target.symlink_to(tmp_path / "nowhere")
        with pytest.raises(UsageError):
            making.make(target, workshop, loaded, EN)
    assert list((tmp_path / "folder").iterdir()) == []
    assert (tmp_path / "file").read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "link"]


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, loaded: Loaded) -> None:
    gone = Loaded(loaded.questionnaire, loaded.digest, tmp_path / "gone.yaml")  # cannot be copied at the end
    with pytest.raises(UsageError):
        making.make(tmp_path / "shop", planned(WISH, loaded, EN), gone, EN)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError):
        making.make(tmp_path / "no/such/shop", planned(WISH, loaded, EN), loaded, EN)


def test_a_questionnaire_of_ones_own_travels_along(tmp_path: Path, loaded: Loaded) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(loaded.path.read_text("utf-8").replace("id: integrierte-planung\n", "id: own\n", 1), "utf-8")
    mine = load_questionnaire(own)
    making.make(tmp_path / "shop", planned(WISH, mine, EN), mine, EN)
    own.unlink()
    found = questionnaire_for(open_folder(tmp_path / "shop"), Path("/"), os.environ)
    assert (found.questionnaire.id, found.digest) == ("own", mine.digest)


def test_what_people_typed_is_inert_everywhere(tmp_path: Path, loaded: Loaded) -> None:
    wanted = WorkshopRequest(
        f"{EVIL}\x1b[2J", date(2026, 11, 22), roles=(RoleRequest(EVIL, 2),), subject=f'{EVIL}": [&x', return_to=EVIL
    )
    workshop = planned(wanted, loaded, EN)
    making.make(tmp_path / "shop", workshop, loaded, EN, tuple(KINDS))
    assert open_folder(tmp_path / "shop").workshop == workshop
    pages = [page.read_text("utf-8") for page in (tmp_path / "shop").glob("*.html")]
    assert len(pages) == 4
    for page in pages:
        assert "<img" not in page
        assert "&lt;img" in page
        assert "\x1b" not in page


def test_every_code_has_a_slip_and_no_slip_has_a_name(loaded: Loaded) -> None:
    for roles in (WISH.roles, ()):
        workshop = planned(replace(WISH, roles=roles, people=0 if roles else 7), loaded, EN)
        page = render(codes_page(PaperContext(workshop, loaded, EN)), "md")
        assert all(page.count(f"| {person.code} |") == 1 for person in workshop.people)


def test_an_open_workshop_says_so_on_both_sheets(loaded: Loaded) -> None:
    workshop = planned(replace(WISH, open=True), loaded, EN)
    sheet = PaperContext(workshop, loaded, EN)
    for page in (codes_page(sheet), facilitator_page(sheet)):
        shown = render(page, "md")
        assert "everybody agreed that answers can be recognised" in shown
        assert "keeps the answers anonymous" not in shown


def test_the_facilitators_sheet_has_every_scored_question_with_its_anchors(loaded: Loaded) -> None:
    shown = render(facilitator_page(PaperContext(planned(WISH, loaded, DE), loaded, DE)), "html")
    for question in loaded.questionnaire.questions:
        assert (f"<h3>{DE.text(question.text)}</h3>" in shown) == question.scored or "&#" in DE.text(question.text)
    assert "Sie wird nicht gesondert gezeigt" in shown


def test_the_wall_has_no_question_that_this_kind_of_municipality_is_not_asked(loaded: Loaded) -> None:
    found = planned(replace(WISH, facts=FACTS), loaded, DE)
    shown = render(facilitator_page(PaperContext(found, loaded, DE)), "html")
    on_the_wall = [q.id for q in loaded.questionnaire.questions if f"<h3>{DE.text(q.text)}</h3>" in shown]
    scored = [q.id for q in loaded.questionnaire.questions if q.scored]
    assert set(scored) - set(on_the_wall) == {"net_levels"}


def test_a_lowered_group_is_said(loaded: Loaded) -> None:
    shown = render(facilitator_page(PaperContext(planned(replace(WISH, min_group=3), loaded, EN), loaded, EN)), "md")
    assert "Groups of 3 people and more are shown here" in shown


@pytest.mark.parametrize("rating", [5, 30, 65, 300])
def test_the_time_table_fills_three_hours_or_needs_more(rating: int) -> None:
    table = timetable(rating)
    assert [slot.step for slot in table.slots] == list(Step)
    assert all(before.end == after.start for before, after in zip(table.slots, table.slots[1:], strict=False))
    assert table.items >= 3
    if table.items > 3:
        assert 180 - ITEM < table.length <= 180


def test_how_long_the_rating_takes_depends_on_how_the_answers_are_collected() -> None:
    each = (65, 65, 20)
    assert rating(each, Collect.OWN) == 65, "the longest part"
    assert rating(each, Collect.LAPTOP) == 65 + 65 + 20 + 3 * CHANGE, "one after the other"
    assert rating(each, Collect.BEFORE) == 0
    assert how_long(rating((65,) * 11, Collect.LAPTOP), EN) == "about 12:06 hours", "eleven people at one laptop"
    assert how_long(119, DE) == "etwa 119 Minuten"
    assert how_long(120, DE) == "etwa 2:00 Stunden"


def test_the_timetable_of_answers_given_before_talks_for_longer_and_breaks_later() -> None:
    before, own = timetable(0), timetable(65)
    steps = [slot.step for slot in before.slots]
    assert Step.RATE not in steps
    assert set(steps) == set(Step) - {Step.RATE}
    assert steps.index(Step.BREAK) == steps.index(Step.DISCUSS) + 1
    assert (before.items, own.items) == ((180 - 80) // ITEM, max(3, (180 - 80 - 65) // ITEM))
    assert all(first.end == then.start for first, then in zip(before.slots, before.slots[1:], strict=False))


@pytest.mark.parametrize(
    ("collect", "said", "unsaid"),
    [
        (
            Collect.OWN,
            ["everybody alone, without talking", "Own devices:"],
            ["One laptop", "The day before", "On paper:", "Typing in the sheets"],
        ),
        (
            Collect.PAPER,
            ["everybody alone, without talking", "On paper:", "Typing in the sheets", "the sheets are typed in"],
            ["One laptop", "The day before", "Own devices:"],
        ),
        (Collect.LAPTOP, ["one after the other at the laptop", "One laptop passed round"], ["Own devices:", "The day"]),
        (Collect.BEFORE, ["The day before:", "| Break |"], ["Silent rating", "drawing codes", "One laptop"]),
    ],
)
def test_plan_and_advice_are_about_the_same_way_of_collecting(
    loaded: Loaded, collect: Collect, said: list[str], unsaid: list[str]
) -> None:
    workshop = planned(replace(WISH, collect=collect), loaded, EN)
    page = render(facilitator_page(PaperContext(workshop, loaded, EN)), "md")
    assert all(text in page for text in said)
    assert not [text for text in unsaid if text in page]


def test_one_laptop_for_many_is_counted_and_warned_of(loaded: Loaded) -> None:
    sheet = PaperContext(
        planned(WorkshopRequest("x", date(2026, 11, 22), people=11, collect=Collect.LAPTOP), loaded, EN), loaded, EN
    )
    each = minutes(loaded.questionnaire)
    whole = how_long(11 * each + 11, EN)
    page = render(facilitator_page(sheet), "md")
    assert f"One laptop for 11 people takes {whole}." in page
    assert f"{how_long(each, EN)} per person at most and 1 min. to change places, {whole} in all" in page
    few = PaperContext(
        planned(WorkshopRequest("x", date(2026, 11, 22), people=1, collect=Collect.LAPTOP), loaded, EN), loaded, EN
    )
    assert "One laptop for" not in render(facilitator_page(few), "md")


def test_a_part_needs_less_time_and_what_is_known_none(loaded: Loaded) -> None:
    wanted = replace(WISH, roles=(RoleRequest("plan", 1), RoleRequest("fin", 1)), part=True)
    plan, fin = PaperContext(planned(wanted, loaded, EN), loaded, EN).each
    assert fin < plan < minutes(loaded.questionnaire)
    context = [question.id for question in loaded.questionnaire.questions if not question.scored]
    assert minutes(loaded.questionnaire, known=context) < minutes(loaded.questionnaire)


NUMBER = r"\d{1,3}(?:,\d{3})*"


def lines_of(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return what is computed on a sheet, how, and what comes out."""
    table = page.partition("| Step | Arithmetic |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", table, re.M)
    assert len(rows) >= 4
    return {what: [(how, out) for each, how, out in rows if each == what] for what, _how, _out in rows}


def sum_in(pattern: str, how: str) -> tuple[str, ...]:
    """Return a sum and what it comes to."""
    found = re.fullmatch(pattern, how)
    assert found is not None, how
    return tuple(found.groups())


def value(arithmetic: str) -> int:
    """Work out a sum of products as somebody with a pocket calculator would."""
    plain = re.sub(r" (s|min\.)(?=\b|$| )", "", arithmetic).replace("×", "*").replace("−", "-").replace(",", "")
    assert re.fullmatch(r"[\d()+* -]+", plain), arithmetic
    return int(eval(plain))  # noqa: S307  # digits and signs only, by the line above


@pytest.mark.parametrize("part", [False, True])
@pytest.mark.parametrize("laptops", [1, 3])
@pytest.mark.parametrize("collect", Collect)
def test_the_time_on_the_sheet_can_be_recomputed_from_it(
    loaded: Loaded, collect: Collect, laptops: int, part: bool
) -> None:
    roles = (RoleRequest("plan", 4), RoleRequest("fin", 3))
    wanted = replace(WISH, roles=roles, part=part, collect=collect, laptops=laptops)
    context = PaperContext(planned(wanted, loaded, EN), loaded, EN)
    lines = lines_of(render(facilitator_page(context), "md"))
    asked = {what: found for what, found in lines.items() if what.startswith("Questions, per person")}
    assert len(asked) == (2 if part else 1)
    longest = 0
    for [(how, out)] in asked.values():
        left, seconds = sum_in(rf"(.+) = ({NUMBER}) s, rounded up to five minutes", how)
        assert value(left) == value(seconds)
        assert int(out) == -(-value(seconds) // 300) * 5
        longest = max(longest, int(out))
    whole = 0
    if collect is not Collect.BEFORE:
        [(how, out)] = lines["Silent rating"]
        whole = int(out)
        assert whole == (value(how.rpartition(": ")[2]) if collect is Collect.LAPTOP else longest)
        assert ("at 3 laptops" in how) == (collect is Collect.LAPTOP and laptops == 3)
    typed = 0
    if collect is Collect.PAPER:
        [(how, out)] = lines["Typing in the sheets"]
        left, seconds = sum_in(rf".*: (.+) = ({NUMBER}) s, rounded up", how)
        assert (value(left), int(out)) == (value(seconds), -(-value(seconds) // 60))
        typed = int(out)
    [(how, others)] = lines["All other steps but the discussion"]
    assert value(how) == int(others) == 80 + max(0, typed - 15)
    [(how, left)] = lines["Left for the discussion"]
    assert value(how) == int(left.replace("−", "-")) == 180 - whole - int(others)
    [(how, talk)] = lines["Discussion"]
    assert int(talk) == max(3, (180 - whole - int(others)) // 8) * 8
    if "÷" in how:
        assert how == f"{left} ÷ 8, rounded down: {int(talk) // 8} items of 8 min."
    else:
        assert how == "3 items at least, of 8 min."


def test_sheets_that_take_long_to_type_in_are_warned_of(loaded: Loaded) -> None:
    def page(people: int, laptops: int) -> str:
        wanted = replace(WISH, roles=(), people=people, collect=Collect.PAPER, laptops=laptops)
        return render(facilitator_page(PaperContext(planned(wanted, loaded, EN), loaded, EN)), "md")

    assert "Typing in 40 sheets takes about 57 minutes. Let several people type" in page(40, 1)
    assert "Typing in" not in page(40, 2).partition("# Timetable")[0]


def test_several_laptops_that_go_round_are_counted(loaded: Loaded) -> None:
    wanted = replace(WISH, roles=(), people=11, collect=Collect.LAPTOP, laptops=3)
    page = render(facilitator_page(PaperContext(planned(wanted, loaded, EN), loaded, EN)), "md")
    whole = how_long(4 * (minutes(loaded.questionnaire) + 1), EN)
    assert f"3 laptops for 11 people take {whole}." in page
    assert "one after the other at the laptops" in page


class Typist:
    """Answers what is asked, in order: texts, and ids of items; complaints lead to the next line."""

    def __init__(self, *lines: str | None) -> None:
        self.lines = list(lines)
        self.asked: list[str] = []

    def write(self, blank: Blank) -> str | None:
        while True:
            line = self.lines.pop(0)
            self.asked.append(blank.hint)
            if line is None or not blank.complain(line):
                return line

    def choose(self, menu: Menu) -> str | None:
        self.asked.append(menu.title)
        line = self.lines.pop(0)
        assert line is None or line in [item.id for item in menu.items], menu.title
        return line


TODAY = date(2026, 11, 22)


def asked(typist: Typist, known: WorkshopDraft, *choices: Loaded) -> WorkshopDraft | None:
    dialog = NewWorkshopDialog(typist, EN, Sieve("utf-8"), choices, TODAY)  # type: ignore[arg-type]  # texts and menus will do
    found = dialog.ask(known)
    assert found is None or not typist.lines
    return found


def test_all_that_is_not_known_is_asked(loaded: Loaded) -> None:
    other = load_questionnaire(resources.questionnaires() / "barrierefreie-oeffentlichkeitsarbeit.yaml")
    typist = Typist(
        *(" ", "Hurdles", "Musterstadt", "23.11.2026", "1", "many", "12"),
        *("laptop", "0", "2", ":done", "22.11.2026", "20.12.2026", "yes"),
    )
    website = {"website": Answer(value=True)}
    found = asked(typist, WorkshopDraft(), loaded, other)
    assert found == WorkshopDraft(
        "Hurdles",
        "Musterstadt",
        date(2026, 11, 23),
        12,
        loaded=other,
        collecting=CollectingDraft(Collect.LAPTOP, laptops=2, forms=(), delete_on=date(2026, 12, 20)),
        facts=website,
    )
    typist = Typist(
        *("Hurdles", "Musterstadt", "23.11.2026", "0", "lead=5, Sozialplanung=6"),
        *("own", ":done", "a@b.de ", "2026-12-20", "kreisfrei", ":open"),
    )
    found = asked(typist, WorkshopDraft(), loaded, other)
    assert found is not None
    assert found.part is False, "Sozialplanung is no role of the questionnaire, so it has no part"
    assert (found.loaded, found.facts, found.lacking) == (loaded, {"kind": Answer("kreisfrei")}, ())
    assert (found.collecting.forms, found.collecting.return_to) == (("html",), "a@b.de"), (
        "a form is usual where everybody has a device"
    )
    typist = Typist(
        *("lead=5, plan=6", "part", "before", "html", "xlsx", ":done", "", "2026-12-20"),
        *("stadtbezirk", "from_100000", "no"),
    )
    found = asked(typist, WorkshopDraft("Hurdles", "", TODAY), loaded)
    assert found is not None
    assert (found.part, found.collecting.way, found.collecting.forms) == (True, Collect.BEFORE, ("xlsx",))
    assert {id_: answer.value for id_, answer in found.facts.items()} == {
        "kind": "stadtbezirk",
        "population": "from_100000",
        "own_youth_office": False,
    }


def test_only_what_is_not_known_is_asked(loaded: Loaded) -> None:
    typist = Typist("12", "own", ":done", "", "2026-12-20")
    facts = {"kind": Answer("kreisfrei"), "population": Answer("from_100000")}
    found = asked(typist, WorkshopDraft("Hurdles", "", TODAY, loaded=loaded, facts=facts), loaded)
    assert found is not None
    assert (found.people, len(typist.asked)) == (12, 5)


def test_whoever_closes_a_page_comes_to_the_one_before_and_from_the_first_one_out(loaded: Loaded) -> None:
    known = WorkshopDraft("Hurdles", "", TODAY, loaded=loaded)
    typist = Typist(
        *("lead=5, plan=6", None, "lead=6, plan=6", "part", "paper", None, "paper", "2", None, "1"),
        *(":done", None, ":done", "Room 3", "2026-12-20", "kreisfrei", None, "landkreis", ":open"),
    )
    found = asked(typist, known, loaded)
    assert found is not None
    assert [role.people for role in found.roles] == [6, 6]
    assert found.facts == {"kind": Answer("landkreis")}
    assert found.collecting == CollectingDraft(Collect.PAPER, 1, ("paper",), "Room 3", date(2026, 12, 20))
    assert asked(Typist(None), WorkshopDraft(), loaded) is None
    assert asked(Typist("12", None, None), known, loaded) is None
    typist = Typist("Kitas=6", None, None)  # no part of theirs, so that page does not stand between
    assert asked(typist, WorkshopDraft("Hurdles", "", TODAY), loaded) is None
    assert typist.lines == []


FACTS = {"kind": Answer("kreisfrei"), "population": Answer("from_100000")}


def test_what_the_workshop_knows_is_asked_of_nobody(tmp_path: Path, loaded: Loaded) -> None:
    """The prepared files hold it as answers, which nobody gave: nobody has begun, and it is input of conditions."""
    making.make(tmp_path / "shop", planned(replace(WISH, facts=FACTS), loaded, EN), loaded, EN)
    folder = open_folder(tmp_path / "shop")
    assert questionnaire_for(folder, tmp_path, os.environ).digest == loaded.digest
    file = folder.answer_file("W03")
    given = load_answers(file, lambda _reference: loaded).answer_set
    assert given.answers == FACTS
    flow = start(
        InterviewSetup(loaded.questionnaire, compile_plan(loaded.questionnaire), tuple(by_id(loaded))), given.answers
    )
    assert not {"kind", "population", "own_youth_office"} & set(flow.open())
    assert flow.here == "budget_situation", "the first question that the workshop does not answer"
    members = read_folder(folder, loaded)
    assert (dict(members.answers), len(members.empty)) == ({}, 5)
    assert member_file_at(file) is not None
    file.write_text(file.read_text("utf-8") + "  silo_overview: 3\n", "utf-8")
    assert list(read_folder(folder, loaded).answers) == ["W03"]


def by_id(loaded: Loaded) -> list[str]:
    return [question.id for question in loaded.questionnaire.questions]


def test_whoever_was_not_told_what_the_workshop_knows_counts_with_it(shop: Path, loaded: Loaded) -> None:
    """A file of one's own without the kind has it from the workshop; one that says otherwise keeps its own."""
    edit(shop / "workshop.yaml", "files: {", "facts: {kind: kreisfrei, population: from_100000}\nfiles: {")
    edit(shop / "answers/W01.yaml", "  kind: kreisfrei\n  population: from_100000\n", "")
    edit(shop / "answers/W02.yaml", "kind: kreisfrei", "kind: landkreis")
    found = read_folder(open_folder(shop), loaded)
    kinds = {code: answers.answers["kind"].value for code, answers in found.answers.items()}
    assert (kinds["W01"], kinds["W02"], len(kinds)) == ("kreisfrei", "landkreis", 16)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("{kind: Grossstadt}", "E221"),
        ("{silo_overview: 3}", "E277"),
        ("{knid: kreisfrei}", "E277"),
        ("{remarks: nichts}", "E277"),
    ],
)
def test_what_is_no_fact_is_refused(shop: Path, facts: str, code: str) -> None:
    edit(shop / "workshop.yaml", "files: {", f"facts: {facts}\nfiles: {{")
    with pytest.raises(InputError) as refused:
        questionnaire_for(open_folder(shop), Path.cwd(), os.environ)
    assert [problem.code for problem in refused.value.problems] == [code]


# --- a member's own file ---


def test_a_seat_is_found_by_its_code_however_it_is_typed(shop: Path, loaded: Loaded) -> None:
    for typed in ("W03.yaml", "w03.yaml", "w 3.yaml", "W3"):
        member_file = member_file_at(shop / "answers" / typed)
        assert member_file is not None
        assert (member_file.path, member_file.code) == (shop / "answers/W03.yaml", "W03")
    with pytest.raises(UsageError, match="W99"):
        member_file_at(shop / "answers/W99.yaml")
    assert member_file_at(shop / "W03.yaml") is None
    again = member_file_at(shop / "answers/round-2/w3.yaml")
    assert again is not None
    again.prepare(loaded)
    given = load_answers(shop / "answers/round-2/W03.yaml", lambda _reference: loaded).answer_set
    assert (given.respondent.id, given.respondent.role) == ("W03", "lead")


def test_a_workshop_can_be_described_by_hand(loaded: Loaded) -> None:
    assert Workshop.model_validate(planned(WISH, loaded, EN).model_dump(mode="json")) == planned(WISH, loaded, EN)
