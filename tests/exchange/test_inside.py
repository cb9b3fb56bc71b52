"""What is found out about a sheet before it is laid out: its grid, whether it is vast, and its records."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from planself import i18n
from planself.errors import InputError
from planself.exchange.inside_xls import _records, _refuse_loop, look
from planself.files.workbook.inside import Grid, Inside, refuse_vast, refuse_vast_together
from planself.files.workbook.inside_xlsx import _Totals

MILLION = 1_000_000


def grid(*cells: tuple[int, int]) -> Grid:
    found = Grid()
    for row, column in cells:
        found.add(row, column)
    return found


def test_a_grid_is_the_rectangle_of_its_filled_cells() -> None:
    found = grid((4, 2), (1, 7), (2, 3))
    assert (found.top, found.left, found.bottom, found.right) == (1, 2, 4, 7)
    assert (found.cells, found.area) == (3, 24)


def test_one_cell_is_a_grid_and_none_is_nothing() -> None:
    assert (grid((0, 0)).area, grid((1_048_575, 16_383)).area, Grid().area) == (1, 1, 0)
    assert Grid().cells == 0


def sheet(area: int, cells: int) -> Inside:
    """Return a sheet of one column with so many rows, of which so many are filled."""
    return Inside(grid=Grid(cells=cells, top=0, left=0, bottom=area - 1, right=0))


@pytest.mark.parametrize(
    ("area", "cells", "vast"),
    [
        (2 * MILLION, 1, False),
        (2 * MILLION + 1, 1, True),
        (4 * MILLION, 2 * MILLION, False),
        (4 * MILLION, 200_000, False),
        (4 * MILLION, 199_999, True),
        (12 * MILLION, 600_000, False),
        (12 * MILLION + 1, 700_000, True),
        (12 * MILLION + 1, 6 * MILLION, True),
        (12 * MILLION, 6 * MILLION, False),
        (14 * MILLION, 7 * MILLION, False),
    ],
)
def test_a_sheet_is_vast_where_next_to_nothing_stands_in_it(area: int, cells: int, vast: bool) -> None:
    i18n.use("en")
    if vast:
        with pytest.raises(InputError, match=f"only {cells:,}|only {cells} "):
            refuse_vast(sheet(area, cells), "a.xlsx")
    else:
        refuse_vast(sheet(area, cells), "a.xlsx")


def test_sheets_that_are_laid_out_at_once_are_vast_together() -> None:
    i18n.use("en")
    small = {name: sheet(1_900_000, 10) for name in "ab"}
    refuse_vast_together({"a": small["a"]}, "a.xls")
    with pytest.raises(InputError, match="together are far larger"):
        refuse_vast_together(small, "a.xls")


def test_one_vast_sheet_among_others_is_named() -> None:
    i18n.use("en")
    repeated = Inside(grid=Grid(cells=1, top=0, left=0, bottom=0, right=0, repeated=(3, 1001)))
    with pytest.raises(InputError, match="1001 times") as caught:
        refuse_vast_together({"a": sheet(10, 10), "b": repeated}, "a.xls")
    assert str(caught.value.problems[0].where) == "a.xls#b:4"


def test_one_text_in_many_cells_is_bounded() -> None:
    i18n.use("en")
    most = 256 << 20
    refuse_vast(Inside(grid=Grid(cells=10, characters=most, top=0, left=0, bottom=9, right=0)), "a.xlsx")
    with pytest.raises(InputError, match="come to 256 MiB"):
        refuse_vast(Inside(grid=Grid(cells=10, characters=most + 1, top=0, left=0, bottom=9, right=0)), "a.xlsx")
    refuse_vast(
        Inside(grid=Grid(cells=2 * MILLION, characters=most + 1, top=0, left=0, bottom=2 * MILLION - 1, right=0)), "a"
    )


@pytest.mark.parametrize(("times", "refused"), [(1000, False), (1001, True)])
def test_a_row_that_stands_there_once_for_many_is_bounded(times: int, refused: bool) -> None:
    inside = Inside(grid=Grid(cells=1, top=0, left=0, bottom=0, right=0, repeated=(3, times)))
    if refused:
        with pytest.raises(InputError):
            refuse_vast(inside, "a.ods")
    else:
        refuse_vast(inside, "a.ods")


def test_records_follow_each_other_and_filling_at_the_end_is_none() -> None:
    stream = struct.pack("<HH3s", 7, 3, b"abc") + struct.pack("<HH", 8, 0) + struct.pack("<HH2s", 9, 2, b"de")
    whole = [(7, 0, b"abc"), (8, 7, b""), (9, 11, b"de")]
    assert list(_records(stream)) == whole
    assert list(_records(stream + b"\0\0")) == whole
    assert list(_records(stream[:-1])) == whole[:2]


@pytest.mark.parametrize(
    ("count", "ref", "rows"),
    [
        ("1", "B2:C5", range(5, 6)),
        ("2", "$B$2:$C$5", range(4, 6)),
        ("99", "A1:A200", range(102, 201)),
        ("100", "A1:A200", range(0)),
        ("0", "B2:C5", range(0)),
        ("x", "B2:C5", range(0)),
        ("1", "", range(0)),
    ],
)
def test_a_table_declares_its_last_rows_to_be_totals(count: str, ref: str, rows: range) -> None:
    totals = _Totals()
    totals.start("table", {"totalsRowCount": count, "ref": ref})
    assert totals.rows == rows


END = 0xFFFFFFFE
"""What stands where a chain of sectors ends."""


def chained(path: Path, *following: int) -> Path:
    """Write a container whose list of sectors begins with the first; each names the one that follows it."""
    header = bytearray(512)
    struct.pack_into("<H12xI", header, 30, 9, 0)
    struct.pack_into("<II", header, 64, 0, 0)
    sectors = [bytearray(512) for _next in following]
    for sector, after in zip(sectors, following, strict=True):
        struct.pack_into("<I", sector, 508, after)
    path.write_bytes(bytes(header) + b"".join(sectors))
    return path


@pytest.mark.parametrize("following", [(0,), (1, 0), (1, 2, 1)])
def test_a_list_of_sectors_that_comes_back_to_itself_is_not_followed_for_ever(
    tmp_path: Path, following: tuple[int, ...]
) -> None:
    path = chained(tmp_path / "a.xls", *following)
    with pytest.raises(OSError, match=r"^$"):
        _refuse_loop(path)
    with pytest.raises(InputError):
        look(path, "a.xls")


@pytest.mark.parametrize("following", [(END,), (1, END), (2, END, 1)])
def test_a_list_of_sectors_that_ends_is_taken(tmp_path: Path, following: tuple[int, ...]) -> None:
    _refuse_loop(chained(tmp_path / "a.xls", *following))
