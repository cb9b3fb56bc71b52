"""What is left out of a batch, and what is said of many files at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself import i18n
from planself.batch.note_counts import WARNINGS, summed
from planself.batch.skipped import LeftOut, note, of_other_kind, of_other_questionnaire, together
from planself.codes import CODES
from planself.errors import Problem, Severity


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def left_out(count: int) -> list[Problem]:
    found, told = LeftOut("folder"), list[Problem]()
    for number in range(count, 0, -1):
        found.add(f"{number}.pdf")
    found.tell(told.append)
    return told


def test_nothing_left_out_says_nothing() -> None:
    assert left_out(0) == []


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (1, "1.pdf."),
        (2, "1.pdf, 2.pdf."),
        (5, "1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf."),
        (6, "2.pdf, 3.pdf, 4.pdf, 5.pdf, 6.pdf …."),
    ],
)
def test_the_first_five_are_named_in_order(count: int, names: str) -> None:
    (told,) = left_out(count)
    assert told.message.startswith(f"left out: {names}")
    assert (told.code, told.severity, told.where.file) == ("N491", Severity.NOTE, "folder")


def test_other_files_of_planself_are_told_as_one_by_their_folder() -> None:
    files = [str(Path("in", *parts)) for parts in (("x", "a.yaml"), ("b.yaml",), ("x", "c.yaml"))]
    (told,) = together([of_other_kind(file, "plan") for file in files])
    assert told.message == "left out: 3 files of planself that are no answer files (a.yaml, b.yaml, c.yaml)"
    assert Path(told.where.file) == Path("in")


def test_a_single_one_stays_as_it_is() -> None:
    alone = of_other_kind("a.yaml", "plan")
    assert list(together([alone])) == [alone]


def test_files_of_each_other_questionnaire_are_told_apart() -> None:
    notes = [
        of_other_questionnaire("a.yaml", "club", "town"),
        of_other_kind("p.yaml", "plan"),
        of_other_questionnaire("b.yaml", "club", "town"),
        of_other_questionnaire("c.yaml", "school", "town"),
    ]
    told = list(together(notes))
    assert [found.code for found in told] == ["N496", "N490", "N496"]
    assert told[0].message == f"{notes[0].message} (a.yaml, b.yaml)"
    assert told[0].severity is Severity.WARNING
    assert told[2] == notes[3]


def test_of_many_the_first_five_are_named() -> None:
    (told,) = together([of_other_questionnaire(f"{n}.yaml", "club", "town") for n in range(7)])
    assert "0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml" in told.message
    assert "5.yaml" not in told.message


def test_windows_and_other_paths_are_named_by_their_last_part() -> None:
    (told,) = together([of_other_kind("C:\\in\\a.yaml", "plan"), of_other_kind("C:\\in\\b.yaml", "plan")])
    assert told.message.endswith("(a.yaml, b.yaml)")


def test_a_note_is_about_a_file_as_a_whole() -> None:
    made = note("a", "N491", "m")
    assert (made.where.file, made.where.line, made.severity) == ("a", None, Severity.NOTE)


ELSEWHERE = {"N405", "N406", "N407"}
"""Told by `run` and `check` alone."""
NOTES = sorted(code for code in CODES if "N401" <= code <= "N414" and code not in ELSEWHERE)


@pytest.mark.parametrize("code", NOTES)
def test_every_note_on_answer_files_can_be_told_once_for_many(code: str) -> None:
    one, many = next(summed({code: 1})), next(summed({code: 12}))
    assert one.message.startswith("1 ")
    assert many.message.startswith("12 ")
    assert many.message not in ("12 notes", one.message.replace("1 ", "12 "))
    assert (one.severity is Severity.WARNING) == (code in WARNINGS)
    assert one.where.line is None


def test_notes_come_in_the_order_of_their_codes() -> None:
    assert [found.code for found in summed({"N412": 1, "N401": 2, "N404": 3})] == ["N401", "N404", "N412"]
    assert list(summed({})) == []
