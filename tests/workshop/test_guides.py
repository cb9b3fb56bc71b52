"""The facilitator's guides: their time tables are what the program computes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planself import resources
from planself.i18n import Reader
from planself.questionnaire.catalogue import minutes, seconds_asked
from planself.questionnaire.load import load_questionnaire
from planself.report.workshop.method import what_remains
from planself.workshop.timetable import ITEM, SHEET, Collect, timetable, typing
from tests.docs.pages import ROOT, blocks
from tests.docs.typist import Typist

REMAINS = {"docs/workshop-leitfaden.md": "de", "docs/workshop-guide.md": "en"}
GUIDES = ("docs/workshop-leitfaden.md", "docs/workshop-guide.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_time_table_of_a_guide_is_computed(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    rows = [tuple(map(int, row)) for row in re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.M)]
    assert len(rows) == 7
    for rating, items, talking, whole in rows:
        found = timetable(rating)
        assert (items, talking, whole) == (found.items, found.items * ITEM, found.length)
    for form in ("integrierte-planung", "integrierte-planung-kurz"):
        loaded = load_questionnaire(resources.questionnaires() / f"{form}.yaml")
        assert f" {minutes(loaded.questionnaire)}" in text


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_says_aloud_what_no_rule_hides(guide: str) -> None:
    text = " ".join((ROOT / guide).read_text("utf-8").split())
    assert all(said in text for said in what_remains(Reader(REMAINS[guide])))


KEPT = {
    "docs/workshop-leitfaden.md": (
        "mein-workshop",
        ("gruppe.json", "workshop.html", "bericht.html", "blatt.html"),
        "konsens.html",
    ),
    "docs/workshop-guide.md": (
        "my-workshop",
        ("group.json", "workshop.html", "report.html", "sheet.html"),
        "consensus.html",
    ),
}


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("guide", GUIDES)
def test_who_follows_a_guide_keeps_the_result_when_the_answers_are_deleted(guide: str, tmp_path: Path) -> None:
    workshop, kept, later = KEPT[guide]
    typist = Typist(tmp_path, REMAINS[guide])
    for block in blocks(ROOT / guide):
        for line in block.lines if block.language == "sh" else []:
            typist.type(line)
    text = " ".join((ROOT / guide).read_text("utf-8").split())
    told = text.rpartition(f"`planself workshop close {workshop}`")
    assert told[1]
    for file in kept:
        assert f"-o {file}" in told[0]
        assert (tmp_path / file).stat().st_size > 1000
    typist.type(f"planself workshop close {workshop} --yes --force")
    assert not (tmp_path / workshop / "answers").exists()
    for command in (f"workshop report {workshop}", f"report {workshop}/consensus.yaml --workshop {workshop}"):
        typist.type(f"planself {command} -o {later} --force")
    assert (tmp_path / later).stat().st_size > 1000


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_one_name_for_the_workshop(guide: str) -> None:
    workshop = KEPT[guide][0]
    for block in blocks(ROOT / guide):
        for line in block.lines if block.language == "sh" else []:
            assert workshop in line or "demo" in line, line


@pytest.mark.parametrize("guide", GUIDES)
def test_the_time_of_a_guide_depends_on_how_answers_are_collected(guide: str) -> None:
    text = " ".join((ROOT / guide).read_text("utf-8").split())
    before = timetable(0)
    assert re.search(rf" {before.items} (Fragen|questions) .{{0,20}}{before.items * ITEM} (Minuten|minutes)", text)
    whole, short = (
        minutes(load_questionnaire(resources.questionnaires() / f"{form}.yaml").questionnaire)
        for form in ("integrierte-planung", "integrierte-planung-kurz")
    )
    asked = {
        form: sum(seconds_asked(load_questionnaire(resources.questionnaires() / f"{form}.yaml").questionnaire).values())
        for form in ("integrierte-planung", "integrierte-planung-kurz")
    }
    sheets = [[asked["integrierte-planung-kurz"]] * 40, [asked["integrierte-planung"]] * 14]
    short_one, whole_one = (typing(each, Collect.PAPER) for each in sheets)
    two = typing(sheets[1], Collect.PAPER, laptops=2)
    assert re.search(rf"40 (Bögen|sheets) .{{0,70}} {short_one} (Minuten|minutes)", text)
    assert re.search(rf"14 (des ganzen|of the whole) .{{0,30}} {whole_one}, .{{0,30}} {two}\b", text)
    assert f" {SHEET} " in text
    assert round(11 * whole / 60) == 13, "“thirteen hours” for eleven people at one laptop"
    assert 2.5 <= 11 * short / 60 < 3, "“almost three”"
