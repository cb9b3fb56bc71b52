"""The facilitator's guides: their time tables are what the program computes."""

from __future__ import annotations

import re

import pytest

from planself import resources
from planself.i18n import Reader
from planself.questionnaire.catalogue import minutes
from planself.questionnaire.load import load_questionnaire
from planself.report.workshop.method import what_remains
from planself.workshop.timetable import ITEM, timetable
from tests.docs.pages import ROOT

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
