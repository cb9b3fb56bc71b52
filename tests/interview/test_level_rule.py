"""How to choose a level is said once before the first question with levels, whoever is asked and wherever it begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planself import resources
from planself.i18n import Reader
from planself.interview.level_rule import level_rule
from planself.interview.session import Options
from planself.questionnaire.load import Loaded, load_questionnaire
from tests.interview.test_plain import GO, Sitting

RULE = "Choose the highest level that is fully reached; the levels below it must be reached too."
BUILT_IN = resources.questionnaires() / "integrierte-planung.yaml"
ROLES = ("lead", "plan", "council", "fin", "urban")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def shown(path: Path, loaded: Loaded, options: Options, *lines: str) -> str:
    return " ".join(Sitting(path, loaded, *lines, options=options).shown.split())


def said_before_the_levels(text: str, loaded: Loaded) -> bool:
    """Whether the rule is said exactly once, right before the first question with levels."""
    scales = (question for question in loaded.questionnaire.questions if question.type == "scale")
    asked = [text.find(" ".join(Reader("en").text(question.text).split())) for question in scales]
    first = min(place for place in asked if place >= 0)
    return text.count(RULE) == 1 and text.index(RULE) < first


@pytest.fixture(scope="module")
def planning() -> Loaded:
    return load_questionnaire(BUILT_IN)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_told(path: Path, planning: Loaded, role: str) -> None:
    options = Options("en", role=role, today=date(2026, 11, 22), alone=False)
    lines = ["1", "1", *["w"] * 80]
    assert said_before_the_levels(shown(path, planning, options, *lines), planning)


def test_every_section_with_levels_tells_it(tmp_path: Path, planning: Loaded) -> None:
    told = 0
    for section in planning.questionnaire.sections:
        if not any(question.type == "scale" for question in section.questions):
            continue
        options = Options("en", section=section.id, alone=False)
        lines = ["1", "1", *["w"] * 30]
        assert said_before_the_levels(shown(tmp_path / f"{section.id}.yaml", planning, options, *lines), planning)
        told += 1
    assert told >= 10


def test_an_interview_that_goes_on_tells_it_again(path: Path, loaded: Loaded) -> None:
    first = shown(path, loaded, Options("en"), *GO, "2", "^C")
    assert first.count(RULE) == 1
    assert first.index("Now to the matter.") < first.index(RULE) < first.index("Is there a vision?")
    assert shown(path, loaded, Options("en"), "1", "^C").count(RULE) == 1


def test_who_comes_by_the_overview_is_told_at_the_first_question_with_levels(path: Path, loaded: Loaded) -> None:
    shown(path, loaded, Options("en"), *GO, "2", "1", "^C")
    later = shown(path, loaded, Options("en"), "o", "2", "^C")
    assert later.index("Which offers?") < later.index(RULE)


def test_a_run_without_levels_says_nothing_of_them(path: Path, loaded: Loaded) -> None:
    assert RULE not in shown(path, loaded, Options("en", section="rest"), *GO, "gut", "^C")


def test_the_help_says_it_again(path: Path, loaded: Loaded) -> None:
    text = shown(path, loaded, Options("en"), *GO, "2", "?", "^C")
    assert text.count(RULE) == 2
    assert f"How to choose a level: {RULE}" in text


def test_it_is_said_in_the_readers_language(path: Path, loaded: Loaded) -> None:
    text = shown(path, loaded, Options("de"), *GO, "2", "^C")
    assert "Wählen Sie die höchste Stufe, die ganz erreicht ist" in text
    assert "„Weiß nicht“ ist eine gute Antwort." in text


def test_evidence_is_asked_for_from_the_level_that_needs_it(planning: Loaded, loaded: Loaded) -> None:
    levels_of_five = planning.questionnaire.by_id["steer_group"]
    assert "From level 3 on, please name evidence." in level_rule(planning.questionnaire, levels_of_five, Reader("en"))
    levels_of_three = loaded.questionnaire.by_id["vision"]
    assert "From level 2 on, please name evidence." in level_rule(loaded.questionnaire, levels_of_three, Reader("en"))
    downwards = levels_of_three.model_copy(update={"reverse": True})
    assert "evidence" not in level_rule(loaded.questionnaire, downwards, Reader("en"))
