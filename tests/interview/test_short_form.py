"""The short form: who stops after it has a file of the short form, and who goes deeper keeps every answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from planself.answers.store import Store
from planself.interview.session import Options, run
from planself.questionnaire.load import Loaded
from tests.interview.test_plain import GO, Lines

SHORT, LONG = "sample-short", "sample"


class Sitting:
    """One interview that begins with the short form: what was shown, and what its file says then."""

    def __init__(self, path: Path, forms: tuple[Loaded, Loaded], *lines: str, alone: bool = True) -> None:
        long, short = forms
        person = Lines(*lines)
        begun = yaml.safe_load(path.read_text("utf-8"))["questionnaire"]["id"] if path.exists() else SHORT
        options = Options("en", today=date(2026, 11, 22), short=short, alone=alone)
        with Store.open(path, short if begun == SHORT and alone else long) as store:
            self.outcome = run(store, long, options, ask=person.plain())
        self.shown = " ".join(person.shown.split())
        self.file = yaml.safe_load(path.read_text("utf-8"))
        self.form = self.file["questionnaire"]["id"]


@pytest.fixture
def forms(loaded: Loaded, short: Loaded) -> tuple[Loaded, Loaded]:
    return loaded, short


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def test_who_stops_after_the_short_form_has_a_file_of_the_short_form(path: Path, forms: tuple[Loaded, Loaded]) -> None:
    sitting = Sitting(path, forms, *GO, "2", "1", "2", "1")
    assert sitting.outcome.finished
    assert sitting.outcome.form is forms[1]
    assert sitting.form == SHORT
    assert "started_with" not in sitting.file
    assert sitting.file["answers"] == {"vision": 2, "partners": ["club"]}


def test_who_goes_deeper_has_a_file_of_the_long_form_with_every_answer(
    path: Path, forms: tuple[Loaded, Loaded]
) -> None:
    sitting = Sitting(path, forms, *GO, "2", "1", "1", "80")
    assert "50.0: data, low" in sitting.shown
    assert "100.0: silos, low" in sitting.shown
    assert sitting.form == LONG
    assert sitting.file["started_with"] == {"id": SHORT, "version": "1.0.0"}
    assert sitting.file["answers"] == {"vision": 2, "partners": ["club"], "share": 80}


def test_going_on_later_keeps_every_answer(path: Path, forms: tuple[Loaded, Loaded]) -> None:
    assert Sitting(path, forms, *GO, "2", "1", "2", "2").form == SHORT
    later = Sitting(path, forms, "1", "80")
    assert "80" in str(later.file["answers"]["share"])
    assert later.form == LONG
    assert later.file["answers"] == {"vision": 2, "partners": ["club"], "share": 80}
    assert Sitting(path, forms, "1", "q").form == LONG, "what was answered beyond the short form counts"


def test_who_takes_the_first_answer_beyond_it_back_is_at_the_short_form_again(
    path: Path, forms: tuple[Loaded, Loaded]
) -> None:
    sitting = Sitting(path, forms, *GO, "2", "1", "1", "80", "r", "q")
    assert sitting.file["answers"] == {"vision": 2, "partners": ["club"]}
    assert sitting.form == SHORT


def test_a_file_begun_with_the_long_form_that_holds_no_more_becomes_one_of_the_short_form(
    path: Path, forms: tuple[Loaded, Loaded]
) -> None:
    path.write_text(
        "format: planself/answers/1\nquestionnaire: {id: sample, version: 1.0.0}\n"
        "answers:\n  vision: 1  # so\n  partners: [club]\n",
        "utf-8",
    )
    sitting = Sitting(path, forms, "q")
    assert (sitting.form, sitting.file["started_with"]["id"]) == (SHORT, LONG)
    assert "vision: 1  # so\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("vision", "partners", "said", "deeper"),
    [
        ("1", "1", "All 2 hurdles with a score have the same: 50.0.", "Go on with the long form (at most 6 questions)"),
        ("2", "1", "Lowest score (50.0): data.", "Go deeper, beginning with the lowest score (at most 6 questions)"),
        ("0", "1", "Lowest score (0.0): silos.", "Go deeper, beginning with the lowest score (at most 6 questions)"),
    ],
)
def test_the_pause_names_the_lowest_score_or_says_that_there_is_none(
    path: Path, forms: tuple[Loaded, Loaded], vision: str, partners: str, said: str, deeper: str
) -> None:
    shown = Sitting(path, forms, *GO, vision, partners, "q").shown
    assert said in shown
    assert deeper in shown


def test_without_a_score_the_pause_names_no_hurdle_as_the_lowest(path: Path, forms: tuple[Loaded, Loaded]) -> None:
    shown = Sitting(path, forms, *GO, "w", "w", "q").shown
    assert "Too few answers for a score." in shown
    assert "Go on with the long form" in shown
    assert "owest" not in shown


def test_where_others_look_on_no_value_is_shown_and_the_file_stays_the_workshops(
    path: Path, forms: tuple[Loaded, Loaded]
) -> None:
    sitting = Sitting(path, forms, "2", "1", "q", alone=False)
    assert "The questions of the short form are done" in sitting.shown
    assert "50.0" not in sitting.shown
    assert "silos" not in sitting.shown
    assert sitting.form == LONG
