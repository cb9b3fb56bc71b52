"""The file of rejected rows: there where something was rejected, a line a reason, and never somebody else's."""

from __future__ import annotations

import csv
import hashlib
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.batch.blocks import Rejected, _lost
from planself.batch.inputs import AnswerFile
from planself.batch.rejects import COLUMNS, SHOWN, RejectedFile, cells, problem
from planself.exchange.table_out import Style


def reason(row: int = 1, code: str = "E220", **parts: str) -> Rejected:
    return Rejected(row, "a.yaml", parts.pop("column", "q"), parts.pop("value", "9"), code, "No level.", **parts)


def written(path: Path, style: Style) -> list[list[str]]:
    separator = ";" if style is Style.GERMAN else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


@pytest.mark.parametrize("style", Style)
def test_reasons_stand_below_each_other_in_the_order_of_their_rows(tmp_path: Path, style: Style) -> None:
    path = tmp_path / "r.rejected.csv"
    with ExitStack() as stack:
        file = RejectedFile(path, style, stack)
        file.add([reason(1), reason(1, "E221", value="a;b,c\nd")])
        file.add([reason(4, where="a.yaml:3:5", hint="Write 3.")])
        assert file.is_written
        assert not path.exists(), "it takes its place at the end"
        assert list(file.table()) == [
            list(COLUMNS),
            ["1", "a.yaml", "q", "9", "E220", "No level."],
            ["1", "a.yaml", "q", "a;b,c\nd", "E221", "No level."],
            ["4", "a.yaml:3:5", "q", "9", "E220", "No level. Write 3."],
        ]
    assert written(path, style)[1:] == [
        ["1", "a.yaml", "q", "9", "E220", "No level."],
        ["1", "a.yaml", "q", "a;b,c\nd", "E221", "No level."],
        ["4", "a.yaml:3:5", "q", "9", "E220", "No level. Write 3."],
    ]
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (file.lines, file.rows, dict(file.kinds)) == (3, 2, {"E220": 2, "E221": 1})


def test_without_a_path_reasons_are_only_counted(tmp_path: Path) -> None:
    with ExitStack() as stack:
        file = RejectedFile(None, Style.GERMAN, stack)
        file.add([reason(1), reason(2)])
        file.begin()
        file.forget_earlier()
        assert (file.lines, file.rows, file.is_written, list(file.table())) == (2, 2, False, [])
    assert list(tmp_path.iterdir()) == []


def test_rows_that_stay_among_the_results_are_lines_and_no_rows() -> None:
    with ExitStack() as stack:
        file = RejectedFile(None, Style.GERMAN, stack)
        file.add([reason(1), reason(2)], counted=False)
        file.add([reason(2), reason(2), reason(3)])
        assert (file.lines, file.rows) == (5, 2)


@given(st.lists(st.sampled_from(["E220", "E221", "E222"]), max_size=60))
def test_the_first_reasons_are_kept_and_the_first_of_each_kind(codes: list[str]) -> None:
    with ExitStack() as stack:
        file = RejectedFile(None, Style.GERMAN, stack)
        file.add([reason(row, code) for row, code in enumerate(codes, 1)])
    kept = [found.row for found in file.first]
    assert kept[:SHOWN] == list(range(1, min(len(codes), SHOWN) + 1))
    assert {found.code for found in file.first} == set(codes)
    assert len(kept) <= SHOWN + 3
    assert sum(file.kinds.values()) == len(codes)


def test_a_file_that_was_begun_holds_its_headings_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with ExitStack() as stack:
        file = RejectedFile(path, Style.GERMAN, stack)
        file.begin()
        file.begin()
    assert written(path, Style.GERMAN) == [list(COLUMNS)]


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ("\ufeffrow;source;column;value;code;message\r\n1;a;b;c;d;e\r\n", False),
        ("\ufeffrow,source,column,value,code,message\r\n", False),
        ("row;source;column;value;code;message\r\n", True),
        ("\ufeffrow;source\r\n", True),
        ("", True),
    ],
)
def test_the_file_of_an_earlier_run_goes_and_anothers_stays(tmp_path: Path, head: str, stays: bool) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(head.encode())
    with ExitStack() as stack:
        RejectedFile(path, Style.GERMAN, stack).forget_earlier()
    assert path.exists() is stays


def test_the_file_of_this_run_is_not_taken_for_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with ExitStack() as stack:
        file = RejectedFile(path, Style.GERMAN, stack)
        file.add([reason()])
        path.write_bytes(b"\xef\xbb\xbfrow;source;column;value;code;message\r\n")
        file.forget_earlier()
        assert path.exists()
    assert len(written(path, Style.GERMAN)) == 2


def test_thousands_of_reasons_are_all_written(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with ExitStack() as stack:
        file = RejectedFile(path, Style.INTERNATIONAL, stack)
        file.add([reason(row) for row in range(1, 2502)])
    assert [line[0] for line in written(path, Style.INTERNATIONAL)[1:]] == [str(row) for row in range(1, 2502)]


def test_a_value_that_is_no_text_is_written_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with ExitStack() as stack:
        RejectedFile(path, Style.GERMAN, stack).add([reason(value="a\udcffb")])
    assert written(path, Style.GERMAN)[1][3] == "a\\udcffb"


def test_a_reason_is_a_problem_at_its_place_or_of_its_column() -> None:
    placed = problem(reason(where="a.yaml:3:5", hint="h"))
    assert (str(placed.where), placed.code, placed.message, placed.hint) == ("a.yaml:3:5", "E220", "No level.", "h")
    of_cell = problem(reason(column="q\n1"))
    assert (str(of_cell.where), of_cell.message) == ("a.yaml", "q 1: No level.")
    assert problem(reason(column="")).message == "No level."
    assert cells(reason(hint="h "))[5] == "No level. h"


def test_files_that_ended_every_process_are_lost_with_a_reason() -> None:
    i18n.use("en")
    chunk = _lost([AnswerFile("a.yaml"), AnswerFile("b.yaml")])
    assert [[found.problem.code for found in reasons] for reasons in chunk.rejected] == [["E273"], ["E273"]]
    assert [found.problem.where.file for reasons in chunk.rejected for found in reasons] == ["a.yaml", "b.yaml"]
