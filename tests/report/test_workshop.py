"""The report of a workshop: what it says, that its bars share one range, and the pages that were looked at."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.group import group
from planself.i18n import Reader
from planself.report.blocks import Table
from planself.report.render import render
from planself.report.workshop.bars import diverging, reach
from planself.report.workshop.method import what_remains
from planself.report.workshop.reported_workshop import ReportedWorkshop
from planself.report.workshop.sections import schema, workshop_annex, workshop_page
from planself.workshop.report_data import WorkshopReport, read_report
from planself.workshop_files.votes import Vote
from tests.analysis.test_group import member, questionnaire, room
from tests.reaching import reached, reaching
from tests.report.material import HOSTILE, LANGUAGES, ORIGIN, view
from tests.report.workshop_room import SHIPPED, copied, discussed, opened

GOLDEN = Path(__file__).parent.parent / "golden/report"
EVIL = "".join(HOSTILE)


def page(found: WorkshopReport, lang: str = "en", form: str = "md") -> str:
    return render(workshop_page(found.result, found.workshop, Reader(lang), ORIGIN), form)  # type: ignore[arg-type]


@pytest.fixture
def held(tmp_path: Path) -> WorkshopReport:
    """The shipped workshop after a discussion."""
    return read_report(*opened(discussed(copied(tmp_path / "shop"))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_the_one_that_was_looked_at(held: WorkshopReport, lang: str) -> None:
    text = re.sub(r"(?m)sha256:[0-9a-f]{64}|^<!-- planself:seal.*", "…", page(held, lang))
    path = GOLDEN / f"workshop.{lang}.md"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def test_a_class_of_numbers_says_where_it_ends(held: WorkshopReport) -> None:
    """“From 2 on: 7; from 3 on: 9” would read as if 7 had said 2 or more."""
    classes = re.findall(r"events from (\d+) (?:to below (\d+)|(on)): (\d+)", page(held))
    starts, ends, open_, counts = map(list, zip(*classes, strict=True))
    assert ends == [*starts[1:], ""]
    assert open_ == [""] * (len(classes) - 1) + ["on"]
    assert sum(map(int, counts)) == 16


def test_what_nobody_answered_is_named_and_no_row_of_dashes(held: WorkshopReport) -> None:
    text = page(held).partition("## The answers, question by question")[2].partition("\n## ")[0]
    rows, named = re.findall(r"(?m)^\|.*$", text), re.findall(r"(?m)^- (.*)$", text)
    silent = [found for found in held.result.questions if (found.n, found.unknown, found.not_applicable) == (0, 0, 0)]
    texts = [Reader("en").text(held.workshop.loaded.questionnaire.by_id[found.id].text) for found in silent]
    assert len(named) > 10
    assert set(named) <= set(texts)
    assert [row for row in rows if re.fullmatch(r"\|[^|]*(\| [–0]? *)+\|", row)] == []
    assert "Put to nobody:" in text
    assert "Answered by nobody:" in text


def test_the_shipped_workshop_has_a_report_of_its_consensus() -> None:
    found = read_report(*opened(SHIPPED))
    assert found.workshop.scored_consensus is not None
    annex = workshop_annex(found.result, found.workshop, Reader("de"))
    text = render(view(found.workshop.scored_consensus, "de", annexes=[annex]), "md")
    assert "## Hürdenprofil" in text
    assert "## Der Konsens daneben" in text
    assert "## Was das Gespräch ergeben hat" in text
    assert text.index("## Die Sicht der Rollengruppen") < text.index("## Anhang")


def test_only_a_page_with_drawings_says_how_they_are_drawn(held: WorkshopReport) -> None:
    said = "Every person is equally wide in every bar of this report."
    assert said in page(held, form="html")
    assert said not in page(held)
    assert not re.search(r"\b(bars?|diamonds?|dashed|grounds?|left of|right of)\b", page(held), re.I)


def test_the_lead_counts_the_entries_of_the_discussion_list(held: WorkshopReport) -> None:
    """Not every entry is one of views that differ: some know and some do not."""
    text = page(held)
    (n,) = re.findall(r"The discussion list has (\d+) entries\.", text)
    table = text.partition("**Discussion list**")[2].partition("## ")[0]
    assert int(n) == len(re.findall(r"(?m)^\| \d+\. ", table))


def test_counts_are_not_said_to_tell_a_mean_that_they_do_not(held: WorkshopReport) -> None:
    """Where several options can be ticked, “m” stands in place of numbers, and the report says so."""
    text = page(held)
    assert re.search(r" × m\b", text.replace("\u00a0", " "))
    assert "but for the mean of questions where several options can be ticked" in text
    assert "“m” is the mean" in text
    members = [member("lead", q0=4, q1=2, q2=1)] * 5
    plain = page(WorkshopReport(group(FIFTHS, members), ReportedWorkshop(FIFTHS, "Room", ORIGIN.created.date())))
    assert "“m” is the mean" not in plain
    assert "but for the mean" not in plain


def test_the_machine_form_keeps_its_schema(held: WorkshopReport, tmp_path: Path) -> None:
    data = json.loads(page(held, "de", "json"))
    jsonschema.validate(data, schema())
    assert data["group"] == held.result.to_json()
    assert data["consensus"]["format"] == "planself/result/1"
    alone = json.loads(page(read_report(*opened(copied(tmp_path / "alone"))), "de", "json"))
    jsonschema.validate(alone, schema())
    assert (alone["consensus"], alone["talked"], alone["votes"]) == (None, [], [])


def test_what_people_wrote_is_inert(tmp_path: Path) -> None:
    found = read_report(*opened(discussed(copied(tmp_path / "shop"), "<script>alert(1)</script> | **x** <img src=x>")))
    hostile = replace(found.workshop, title=EVIL, subject=EVIL, roles=dict.fromkeys(found.workshop.roles, EVIL))
    told_so = replace(found, workshop=hostile)
    html = page(told_so, "de", "html")
    assert not re.search(r"<(script|img)|</style><style>", html)
    assert "<script>" not in re.sub(r"\\<", "", page(told_so, "de"))


def test_dissent_stands_as_recorded_and_names_only_who_agreed(held: WorkshopReport) -> None:
    text = page(held)
    assert "| dissent | “Bei uns ist das anders.” |" in text
    assert "| dissent | “Bei uns ist das anders.” (council and committees) |" in text
    assert "| no agreement; 2 dissenting views were written down |" in text
    first = held.workshop.talked[0]
    assert [objection.role for objection in first.dissent] == [None, "council"]


def test_votes_stand_beside_the_scores_and_change_none(held: WorkshopReport) -> None:
    without = replace(held, workshop=replace(held.workshop, votes=()))
    scores = re.compile(r"\| Participation \|.*")
    assert scores.findall(page(without))[0] == scores.findall(page(held))[0]
    assert re.search(r"\| Participation \| 19 \| 35\.8 \|", page(held))
    assert "16 people with 3 dots each; dots counted: 48." in page(held)
    few = replace(
        held,
        workshop=replace(held.workshop, votes=(Vote(on="hurdles", people=4, dots=3, counts={"participation": 12}),)),
    )
    assert "Too few people voted" in page(few)
    assert json.loads(page(few, "en", "json"))["votes"] == []


def test_a_consensus_lies_beside_the_value(held: WorkshopReport) -> None:
    assert re.search(r"\| Alignment of offices \| \d+\.\d \| 70\.2 \|", page(held).partition("Consensus beside")[2])


def test_answers_that_came_in_later_are_said_aloud(tmp_path: Path) -> None:
    shop = discussed(copied(tmp_path / "shop"))
    assert not read_report(*opened(shop)).workshop.moved
    (shop / "answers/W14.yaml").unlink()
    found = read_report(*opened(shop))
    assert found.workshop.moved
    assert "Answers came in or changed after the discussion" in page(found)


def test_small_groups_have_counts_from_five_on(tmp_path: Path) -> None:
    five = page(read_report(*opened(copied(tmp_path / "five", 5))), "en", "html")
    assert 'fill-opacity="' in five.partition("</style>")[2]
    few = read_report(*opened(copied(tmp_path / "shop", 4)))
    text, html = page(few), page(few, "en", "html")
    assert "is not shown: too few have answered" in text
    assert "No hurdle has a value" in text
    assert "Whether answers lie apart cannot be told" in text
    assert 'fill-opacity="' not in html.partition("</style>")[2]


def test_a_lowered_minimum_and_an_open_room_are_said_first() -> None:
    loaded = questionnaire({"id": "q"})
    members = room(lead=[0, 1, 2], plan=[2, 3, 4])
    ran = ReportedWorkshop(loaded, "Room", ORIGIN.created.date())
    lowered = page(WorkshopReport(group(loaded, members, min_group=3), ran))
    assert "Groups of 3 and more are shown, because that was asked for" in lowered.partition("##")[0]
    assert "There is no view by role, because groups of 3 are shown on request." in lowered
    free = page(WorkshopReport(group(loaded, members, open_=True), ran))
    assert "This workshop is open" in free.partition("##")[0]
    assert "lead (3) and plan (3)" in free.partition("##")[0]


def test_parts_say_who_was_asked_and_call_nobody_hidden_who_was_not() -> None:
    loaded = questionnaire({"id": "leads", "roles": ["lead"]}, {"id": "plans", "roles": ["plan"]})
    leads = [member("lead", ["lead"], leads=n % 3) for n in range(12)]
    plans = [member("plan", ["plan"], plans=n % 2) for n in range(11)]
    text = page(
        WorkshopReport(group(loaded, [*leads, *plans]), ReportedWorkshop(loaded, "Room", ORIGIN.created.date()))
    )
    assert "asked of “lead” alone, therefore no numbers" in text
    assert "As the roles answered different questions, it cannot be said where answers lie apart" in text
    assert "do the answers lie far apart" not in text
    assert "hidden" not in text
    assert "Not shown on their own" not in text
    assert "Not shown: one." in text


FIFTHS = questionnaire(*[{"id": f"q{n}"} for n in range(3)])


def test_role_groups_stand_by_fifths_of_the_scale() -> None:
    members = [member(role, q0=n, q1=n, q2=n) for role, n in [("lead", 4), ("plan", 1)] for _place in range(5)]
    found = group(FIFTHS, [*members, *[member("council", q0=1, q1=1, q2=1)] * 5, *[member("", q0=1)] * 5])
    text = page(WorkshopReport(found, ReportedWorkshop(FIFTHS, "Room", ORIGIN.created.date())))
    assert "Not shown: one." in text  # who has no role answered one question of three
    found = group(FIFTHS, members)
    text = page(WorkshopReport(found, ReportedWorkshop(FIFTHS, "Room", ORIGIN.created.date())))
    assert "| Hurdle | lead (5) | plan (5) | Questions counted |" in text
    assert "| one | 80–100 | 20–40 | 3 |" in text
    assert "role groups see it differently" in text


def test_a_value_can_be_recomputed_from_the_report() -> None:
    members = [member("lead", q0=4, q1=2, q2="unknown"), *[member("lead", q0=0, q1=3, q2=1)] * 5]
    text = page(
        WorkshopReport(group(FIFTHS, members), ReportedWorkshop(FIFTHS, "Room", ORIGIN.created.date()))
    ).replace("\u00a0", " ")
    assert "(1 × 100 ÷ 6 + 1 × 425 ÷ 6 + 1 × 125 ÷ 5) ÷ 3 = 37.5" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_no_rule_hides_is_said_aloud(held: WorkshopReport, lang: str) -> None:
    text = page(held, lang)
    assert all(said in text for said in what_remains(Reader(lang)))


# --- bars ---

counts = st.lists(st.integers(0, 40), min_size=2, max_size=11).filter(any)


def drawn(svg: str) -> list[tuple[float, float]]:
    """Return where each piece of a bar begins and how wide it is, in percent."""
    pieces = re.findall(r'<rect x="([-\d.]+)%" y="5" width="([\d.]+)%"', svg)
    return [(float(x), float(width)) for x, width in pieces]


@given(st.lists(counts, min_size=1, max_size=6), st.integers(1, 6))
def test_every_person_is_equally_wide_in_every_bar(questions: list[list[int]], bands: int) -> None:
    within = reach(questions)
    for question in questions:
        pieces = drawn(diverging(question, within, bands))
        assert len(pieces) == sum(count > 0 for count in question)
        for (_x, width), count in zip(pieces, [count for count in question if count], strict=True):
            assert abs(width - 200 * count / within.whole) <= 0.11
        assert all(x >= 0 and x + width <= 100.2 for x, width in pieces)


@reaching("lower", "middle", "higher")
@given(counts)
def test_the_line_parts_the_lower_from_the_higher_levels(question: list[int]) -> None:
    within = reach([question])
    zero, pieces = 100 * within.left / within.whole, iter(drawn(diverging(question, within, 4)))
    for level, count in enumerate(question):
        if count:
            x, width = next(pieces)
            away = 2 * level - (len(question) - 1)
            reached("lower" if away < 0 else "higher" if away else "middle")
            middle = x + width / 2
            assert (middle - zero) * away >= -0.2 * abs(away) if away else abs(middle - zero) <= 0.2


def test_aligned_tables_are_those_with_bars(held: WorkshopReport) -> None:
    sections = workshop_annex(held.result, held.workshop, Reader("en")).sections
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table) and block.aligned]
    assert len(tables) == 10
    assert all(table.columns[1].chart for table in tables)
    assert page(held, "en", "html").count('class="plain blocks aligned"') == 10
