"""Copies of files and what systems leave beside them, and answer sets of one respondent."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from planself import i18n
from planself.batch.copies import alike, counted_once, is_debris
from planself.batch.repeated_respondents import Several
from planself.errors import Problem, Severity


@pytest.mark.parametrize(
    ("name", "debris"),
    [
        ("~$a.xlsx", True),
        (".~lock.a.ods#", True),
        ("._a.yaml", True),
        ("Thumbs.db", True),
        ("DESKTOP.INI", True),
        (".DS_Store", True),
        ("__MACOSX", True),
        ("a.yaml", False),
        (".a.yaml", False),
        ("thumbs.yaml", False),
        ("a~$.xlsx", False),
    ],
)
def test_what_is_none_of_the_users_files(name: str, debris: bool) -> None:
    assert is_debris(name) is debris


def test_files_are_alike_by_what_they_hold(tmp_path: Path) -> None:
    for name, text in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "xx")):
        (tmp_path / name).write_text(text, "utf-8")
    assert [alike(tmp_path / "a", tmp_path / other) for other in "abcd"] == [True, True, False, False]
    assert not alike(tmp_path / "a", tmp_path / "none")


def test_a_copy_is_left_out_and_a_file_that_only_sounds_like_one_is_read() -> None:
    i18n.use("en")
    told: list[Problem] = []
    assert counted_once("a (1).yaml", "a.yaml", True, told.append)
    assert not counted_once("a (1).yaml", "a.yaml", False, told.append)
    assert [(found.code, found.severity) for found in told] == [("N494", Severity.NOTE), ("N495", Severity.WARNING)]
    assert [found.message for found in told] == [
        "left out: a copy of a.yaml",
        "named as a copy of a.yaml, and not the same: both are read",
    ]


def seen(*parts: dict[str, list[str | None]]) -> int:
    several = Several()
    for part in parts:
        several.look(SimpleNamespace(frame=pl.DataFrame(part)))  # type: ignore[arg-type]  # it looks at the frame alone
    return several.more()


def test_answer_sets_of_one_respondent_are_counted_over_all_parts() -> None:
    assert seen() == 0
    assert seen({"subject.name": ["A", "A"]}) == 0
    assert seen({"respondent.id": ["W01", "W02", None, None, "", ""]}) == 0
    assert seen({"respondent.id": ["W01", "W01", "W02"]}) == 1
    assert seen({"respondent.id": ["W01"]}, {"respondent.id": ["W01", "W01"]}) == 2


def test_one_code_in_two_municipalities_is_two_people() -> None:
    assert seen({"respondent.id": ["W01", "W01"], "subject.name": ["A", "B"]}) == 0
    assert seen({"respondent.id": ["W01", "W01"], "subject.name": ["A", "A"]}) == 1
    assert seen({"respondent.id": ["W01", "W01"], "subject.ags": ["05111000", "05112000"]}) == 0
