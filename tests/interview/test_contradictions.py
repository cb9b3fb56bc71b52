"""Answers that contradict each other are told before the end of an interview, with the questions to go to."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself.interview.session import Options
from planself.questionnaire.load import Loaded
from tests.interview.samples import QUESTIONNAIRE, load
from tests.interview.test_plain import Sitting

SAID = "Does not fit together: You have no partners, and yet a vision that all know."
CHECKS = """\
checks:
  - id: vision_alone
    when: {all: [{question: vision, at_least: 2}, {question: partners, includes: church}]}
    text: {de: Kein Partner und doch ein Leitbild., en: "You have no partners, and yet a vision that all know."}
sections:
"""
CHECKED = QUESTIONNAIRE.replace("sections:\n", CHECKS, 1)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("checked"), CHECKED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def sit(path: Path, checked: Loaded, *lines: str) -> Sitting:
    return Sitting(path, checked, *lines, options=Options("en", section="main", alone=False))


def test_what_does_not_fit_together_is_told_before_the_end(path: Path, checked: Loaded) -> None:
    sitting = sit(path, checked, "2", "1", "2", "50", "1")
    review = " ".join(sitting.shown.partition("Before you finish")[2].split())
    assert SAID in review
    assert review.index(SAID) < review.index("Is there a vision?") < review.index("Which partners?")
    assert sitting.outcome.finished, "it is told, and keeps nobody from finishing"


def test_who_goes_to_a_question_named_there_and_mends_it_is_told_no_more(path: Path, checked: Loaded) -> None:
    sitting = sit(path, checked, "2", "1", "2", "50", "3", "0", "1")
    assert sitting.answers["vision"] == 0
    assert sitting.outcome.finished
    assert " ".join(sitting.shown.split()).count(SAID) == 1


def test_nothing_is_told_where_nothing_contradicts(path: Path, checked: Loaded) -> None:
    assert "Does not fit together" not in sit(path, checked, "2", "1", "1", "50", "1").shown
