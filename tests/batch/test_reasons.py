"""Why an answer file has no row: the key that stands before each error, and what stands there."""

from __future__ import annotations

import pytest

from planself.batch.reasons import reasons
from planself.errors import Location, Problem, Severity
from planself.files.source import parse

TEXT = """\
format: planself/answers/1
questionnaire: {id: sample, version: 1.2.0}
subject:
  name: "Muster\\nstadt"
  ags: 1234
answers:
  vision: 7
  group: {comment: c, value: 9}
  remarks: {text: unknown}
  offers: [kita, true, 3]
  empty:
"""
SOURCE = parse(TEXT, "a.yaml")


def error(line: int | None, column: int | None = 1, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(Location("a.yaml", line, column), "E222", "m", "h", severity)


@pytest.mark.parametrize(
    ("line", "column", "concerned", "value"),
    [
        (1, 9, "format", "planself/answers/1"),
        (2, 17, "questionnaire.id", "sample"),
        (2, 29, "questionnaire.version", "1.2.0"),
        (3, 1, "subject", ""),
        (4, 9, "subject.name", "Muster stadt"),
        (5, 8, "subject.ags", "1234"),
        (6, 1, "answers", ""),
        (7, 11, "vision", "7"),
        (8, 30, "group", "9"),
        (9, 12, "remarks", "unknown"),
        (10, 12, "offers", "kita true 3"),
        (11, 3, "empty", ""),
        (99, 1, "empty", ""),
    ],
)
def test_an_error_concerns_the_key_before_it(line: int, column: int, concerned: str, value: str) -> None:
    (found,) = reasons([error(line, column)], SOURCE)
    assert (found.column, found.value) == (concerned, value)


def test_an_error_of_the_whole_file_or_of_one_that_cannot_be_read_concerns_no_key() -> None:
    assert [(found.column, found.value) for found in reasons([error(None, None)], SOURCE)] == [("", "")]
    assert [(found.column, found.value) for found in reasons([error(7, 11)])] == [("", "")]
    assert [(found.column, found.value) for found in reasons([error(1, 1)], parse("- a\n", "a.yaml"))] == [("", "")]


def test_only_errors_are_reasons_and_they_keep_their_order() -> None:
    problems = [error(8), error(7, severity=Severity.WARNING), error(1), error(9, severity=Severity.NOTE)]
    assert [found.problem for found in reasons(problems, SOURCE)] == [problems[0], problems[2]]


def test_a_value_is_cut_before_it_fills_a_page() -> None:
    source = parse(f"answers:\n  remarks: {'x' * 500}\n", "a.yaml")
    assert [len(found.value) for found in reasons([error(2, 12)], source)] == [200]
