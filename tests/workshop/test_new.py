"""A new workshop's folder: what is in it, all of it or nothing, and what the sheets say."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planself.answers.load import load_answers
from planself.errors import UsageError
from planself.i18n import Reader
from planself.interview.asker import Blank
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.source import MAX_BYTES
from planself.report.render import render
from planself.workshop import making
from planself.workshop.asking import Known, ask, parse_group
from planself.workshop.folder import open_folder, questionnaire_for, text
from planself.workshop.members import read_folder
from planself.workshop.model import Workshop
from planself.workshop.sheets import Sheet, codes_page, facilitator_page
from planself.workshop.status import Progress, status
from planself.workshop.timetable import ITEM, Step, timetable
from planself.workshop.wish import RoleWish, Wish, parse_people, parse_role, planned

DE, EN = Reader("de"), Reader("en")
WISH = Wish("Planning together", date(2026, 11, 22), roles=(RoleWish("lead", 2), RoleWish("Kita & Co", 3)))
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
    parts = planned(replace(WISH, roles=(RoleWish("Kämmerei", 1), RoleWish("plan", 1)), part=True), loaded, EN)
    assert [person.part for person in parts.people] == [["fin"], ["plan"]]  # by name as well as by id
    many = planned(replace(WISH, roles=(), people=1200), loaded, EN)
    assert (many.people[0].code, many.people[-1].code) == ("W0001", "W1200")


@pytest.mark.parametrize(
    "wish",
    [
        replace(WISH, people=6),
        replace(WISH, part=True),  # the questionnaire has no part for Kita & Co
        replace(WISH, min_group=2),
        replace(WISH, roles=(RoleWish("lead", 2), RoleWish("Verwaltungsspitze", 2))),
        replace(WISH, title="x" * 300),
        replace(WISH, roles=(RoleWish("lead", 19_999), RoleWish("plan", 19_999))),
    ],
)
def test_what_cannot_be_is_refused(wish: Wish, loaded: Loaded) -> None:
    with pytest.raises(UsageError) as caught:
        planned(wish, loaded, EN)
    assert caught.value.message


def test_the_largest_workshop_can_be_read(loaded: Loaded) -> None:
    workshop = planned(
        Wish("x", date(2026, 11, 22), roles=(RoleWish("x" * 40, 10_000), RoleWish("y" * 40, 2))), loaded, EN
    )
    assert len(text(workshop).encode()) < MAX_BYTES


@pytest.mark.parametrize("written", ["planning", "=5", "planning=0", "planning=five", "planning=²", "planning=20001"])
def test_role_groups_are_written_so_or_refused(written: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_role(written)


def test_role_groups_and_numbers_as_people_type_them() -> None:
    assert parse_role(" Planung und  Statistik = 5 ") == RoleWish("Planung und Statistik", 5)
    assert parse_people(" 12 ") == 12
    assert parse_group("12") == 12
    assert parse_group("lead=5, plan=6,") == (RoleWish("lead", 5), RoleWish("plan", 6))


@pytest.mark.parametrize("reader", [DE, EN])
def test_the_folder_is_ready_to_begin(tmp_path: Path, loaded: Loaded, reader: Reader) -> None:
    workshop = planned(replace(WISH, subject="Musterstadt", ags="05315000"), loaded, reader)
    names = making.make(tmp_path / "shop", workshop, loaded, reader)
    sheet = {"de": "moderation.html", "en": "facilitator.html"}[reader.lang]
    assert names == tuple(sorted(("answers", "codes.html", sheet, "workshop.yaml")))
    folder = open_folder(tmp_path / "shop")
    assert folder.workshop == workshop
    assert len(list(folder.answers.iterdir())) == 5
    answers = load_answers(folder.answer_file("W03"), lambda _reference: loaded)
    assert (answers.answer_set.respondent.id, answers.answer_set.respondent.role) == ("W03", "kita_co")
    assert (answers.answer_set.subject.name, answers.answer_set.subject.ags) == ("Musterstadt", "05315000")
    members = read_folder(folder, loaded)
    assert members.problems == members.notes == ()
    assert status(folder, loaded, members).count(Progress.EMPTY) == 5


def test_parts_stand_in_the_prepared_files(tmp_path: Path, loaded: Loaded) -> None:
    workshop = planned(replace(WISH, roles=(RoleWish("plan", 1),), part=True), loaded, EN)
    making.make(tmp_path / "shop", workshop, loaded, EN)
    answers = load_answers(tmp_path / "shop/answers/W01.yaml", lambda _reference: loaded)
    assert answers.answer_set.part == ("plan",)


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
    wish = Wish(f"{EVIL}\x1b[2J", date(2026, 11, 22), roles=(RoleWish(EVIL, 2),), subject=f'{EVIL}": [&x')
    workshop = planned(wish, loaded, EN)
    making.make(tmp_path / "shop", workshop, loaded, EN)
    assert open_folder(tmp_path / "shop").workshop == workshop
    for page in (tmp_path / "shop").glob("*.html"):
        found = page.read_text("utf-8")
        assert "<img" not in found
        assert "&lt;img" in found
        assert "\x1b" not in found


def test_every_code_has_a_slip_and_no_slip_has_a_name(loaded: Loaded) -> None:
    for roles in (WISH.roles, ()):
        workshop = planned(replace(WISH, roles=roles, people=0 if roles else 7), loaded, EN)
        page = render(codes_page(Sheet(workshop, loaded, EN)), "md")
        assert all(page.count(f"| {person.code} |") == 1 for person in workshop.people)


def test_an_open_workshop_says_so_on_both_sheets(loaded: Loaded) -> None:
    workshop = planned(replace(WISH, open=True), loaded, EN)
    sheet = Sheet(workshop, loaded, EN)
    for page in (codes_page(sheet), facilitator_page(sheet)):
        shown = render(page, "md")
        assert "everybody agreed that answers can be recognised" in shown
        assert "keeps the answers anonymous" not in shown


def test_the_facilitators_sheet_has_every_scored_question_with_its_anchors(loaded: Loaded) -> None:
    shown = render(facilitator_page(Sheet(planned(WISH, loaded, DE), loaded, DE)), "html")
    for question in loaded.questionnaire.questions:
        assert (f"<h3>{DE.text(question.text)}</h3>" in shown) == question.scored or "&#" in DE.text(question.text)
    assert "Sie wird nicht gesondert gezeigt" in shown


def test_a_lowered_group_is_said(loaded: Loaded) -> None:
    shown = render(facilitator_page(Sheet(planned(replace(WISH, min_group=3), loaded, EN), loaded, EN)), "md")
    assert "Groups of 3 people and more are shown here" in shown


@pytest.mark.parametrize("rating", [5, 30, 65, 300])
def test_the_time_table_fills_three_hours_or_needs_more(rating: int) -> None:
    table = timetable(rating)
    assert [slot.step for slot in table.slots] == list(Step)
    assert all(before.end == after.start for before, after in zip(table.slots, table.slots[1:], strict=False))
    assert table.items >= 3
    if table.items > 3:
        assert 180 - ITEM < table.length <= 180


class Typist:
    """Answers what is asked, in order; complaints are kept."""

    def __init__(self, *lines: str | None) -> None:
        self.lines = list(lines)
        self.asked: list[str] = []

    def write(self, blank: Blank) -> str | None:
        while True:
            line = self.lines.pop(0)
            self.asked.append(blank.hint)
            if line is None or not blank.complain(line):
                return line


def test_only_what_is_not_known_is_asked() -> None:
    today = date(2026, 11, 22)
    typist = Typist(" ", "Hurdles", "Musterstadt", "23.11.2026", "many", "lead=5, plan=6")
    known = ask(typist, Known(), today)  # type: ignore[arg-type]  # asks for texts only
    assert known == Known("Hurdles", "Musterstadt", date(2026, 11, 23), 0, (RoleWish("lead", 5), RoleWish("plan", 6)))
    assert known.lacking == ()
    typist = Typist("12")
    found = ask(typist, Known("Hurdles", "", today), today)  # type: ignore[arg-type]  # the same
    assert found is not None
    assert found.people == 12
    assert len(typist.asked) == 1
    assert ask(Typist(None), Known(), today) is None  # type: ignore[arg-type]  # the same


def test_a_workshop_can_be_described_by_hand(loaded: Loaded) -> None:
    assert Workshop.model_validate(planned(WISH, loaded, EN).model_dump(mode="json")) == planned(WISH, loaded, EN)
