"""Words that readers stumbled over stay out of the pages and of the program, and figures of the README are today's."""

from __future__ import annotations

import json
import re

import pytest
from babel.messages.pofile import read_po

from planself import resources
from planself.questionnaire.catalogue import available
from tests.docs.pages import PAGES, ROOT

GERMAN_OUT = (
    "Strichpunkt",  # Excel says Semikolon
    "Kurzfassung",  # the glossary has Kurzform; Fassung is a version
    "Hochrechnung",  # in statistics, from a sample
    "Rechenmaschine",
    "jede und jeder für sich",
    r"\btrifft uns nicht",
    "murmeln",
)
ENGLISH_OUT = (
    r"at length",
    r"time table",
    r"tables? with a head",
    r"shown up",
    r"in so many words",
    r"murmur",
    r"goes in in",
    r"[Ll]ooking back, thanks",
    r"the own (code|file|role|part)",
    r"(is|It is|,) no forecast",
    r"who does what until when",
    r"(one|each) (row|column|question|line|process) an? (answer|question|hurdle|core|person|row)",
    r"At size",
)
MADE = ("CHANGELOG.md", "commands.md", "problems.md")
"""Grown over time, or made of the phrases that are looked at here anyway."""
TEXTS = {page.name: page.read_text("utf-8") for page in PAGES if page.name not in MADE}


def _phrases() -> list[str]:
    path = ROOT / "src/planself/locale/de/LC_MESSAGES/planself.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="de")
    found: list[str] = []
    for message in catalogue:
        for text in (message.id, message.string):
            found += [text] if isinstance(text, str) else list(text or ())
    return found


@pytest.mark.parametrize("out", [*GERMAN_OUT, *ENGLISH_OUT])
def test_a_word_that_readers_stumbled_over_is_gone(out: str) -> None:
    places = [name for name, text in TEXTS.items() if re.search(out, " ".join(text.split()))]
    assert not places, out
    assert not [phrase for phrase in _phrases() if re.search(out, phrase)], out


def test_the_figures_of_the_readme_are_those_of_what_is_shipped() -> None:
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    shipped = {
        entry.loaded.questionnaire.id: entry.loaded.questionnaire for entry in available(ROOT, {}) if entry.loaded
    }
    whole, short = shipped["integrierte-planung"], shipped["integrierte-planung-kurz"]
    assert len(shipped) == 3
    assert (len(whole.hurdles), sum(question.scored for question in whole.questions)) == (10, 50)
    assert "ten hurdles and fifty scored questions" in text
    assert sum(question.scored for question in short.questions) == len(short.hurdles)
    assert "a short form with one question per hurdle" in text
    examples = resources.questionnaires() / "beispiele"
    assert len([file for file in examples.glob("*.yaml") if not file.name.startswith(("plan-", "turn"))]) == 5
    assert "five assessments of three municipalities" in text
    assert len(list((examples / "workshop-musterstadt/answers").iterdir())) == 16
    benchmark = json.loads((examples / "vergleich-40-gemeinden.json").read_text("utf-8"))
    assert benchmark["groups"][0]["n"] == len(list((examples / "gemeinden").iterdir())) == 40
