"""The workbook, read back by another library."""

from __future__ import annotations

import errno
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest

from planself.exchange.table_out import Layout, Sheet, TableFormat
from planself.exchange.writers import open_writer
from tests.exchange.samples_out import FRAME, HOSTILE, LAYOUT, write


@pytest.fixture
def book(tmp_path: Path) -> Any:
    sheets = [Sheet("Legende", [["Spalte", "Bedeutung"], ["row", "=1+1"], ["n", 3]], [20, 60])]
    write(tmp_path / "t.xlsx", TableFormat.WORKBOOK, layout=LAYOUT, sheets=sheets)
    return openpyxl.load_workbook(tmp_path / "t.xlsx")


def test_the_heading_is_frozen_and_filters(book: Any) -> None:
    table = book.worksheets[0]
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == "A1:K4"
    assert [cell.value for cell in table[1]] == FRAME.columns


def test_scores_are_numbers_with_one_decimal_and_texts_are_texts(book: Any) -> None:
    row = {heading.value: cell for heading, cell in zip(*book.worksheets[0].iter_rows(max_row=2), strict=True)}
    assert (row["overall.score"].value, row["overall.score"].number_format) == (61.5, "0.0")
    assert (row["subject.name"].value, row["subject.name"].number_format) == ("Köln", "@")
    assert (row["Anteil"].value, row["Anteil"].number_format) == (0.25, "General")
    assert row["Stand"].value == datetime(2026, 11, 22)
    assert row["gut"].value is True
    assert row["row"].value == 1


def test_what_is_not_published_is_empty(book: Any) -> None:
    assert book.worksheets[0].cell(3, FRAME.columns.index("overall.score") + 1).value is None


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", TableFormat.WORKBOOK, frame=pl.DataFrame({text: [text, "http://example.org"]}))
    table = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert {cell.data_type for row in table.iter_rows() for cell in row} == {"s"}
    assert {cell.number_format for row in table.iter_rows() for cell in row} == {"@"}
    assert table.cell(3, 1).hyperlink is None


def test_columns_are_as_wide_as_what_stands_in_them_needs(book: Any) -> None:
    table = book.worksheets[0]
    widths = {
        name: table.column_dimensions[letter].width for name, letter in zip(FRAME.columns, "ABCDEFGHIJK", strict=True)
    }
    assert all(width >= 8 for width in widths.values())
    assert widths["overall.status"] > widths["Anteil"]
    assert [round(book["Legende"].column_dimensions[letter].width) for letter in "AB"] == [21, 61]


@pytest.mark.parametrize(("seconds", "created"), [(None, datetime(1980, 1, 1)), ("86400", datetime(1970, 1, 2))])
def test_nothing_tells_when_a_workbook_was_written_unless_a_moment_is_set(
    seconds: str | None, created: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if seconds:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    write(tmp_path / "t.xlsx", TableFormat.WORKBOOK)
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").properties.created == created


def test_further_sheets_follow_and_run_nothing(book: Any) -> None:
    assert book["Legende"].freeze_panes == "A2"
    assert book.sheetnames[1:] == ["Legende"]
    assert [[cell.value for cell in row] for row in book["Legende"].iter_rows()][1:] == [["row", "=1+1"], ["n", 3]]
    assert book["Legende"].cell(2, 2).data_type == "s"


def test_what_a_spreadsheet_cannot_hold_as_a_number_or_day_stays_readable(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "key": [1234567890123456789],
            "old": [date(1848, 5, 18)],
            "zone": [datetime(2026, 1, 2, 3, 4, tzinfo=UTC)],
            "none": [float("inf")],
            "record": [{"a": [1]}],
        }
    )
    write(tmp_path / "t.xlsx", TableFormat.WORKBOOK, frame=frame)
    found = [cell.value for cell in openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0][2]]
    assert found[:2] == ["1234567890123456789", "1848-05-18"]
    assert found[2] == datetime(2026, 1, 2, 3, 4)
    assert found[4] == '{"a":[1]}'


@pytest.mark.parametrize(("sign", "most"), [("x", 32_767), ("ä", 32_767), ("😀", 16_383)])
def test_a_text_longer_than_a_cell_is_cut_visibly_and_counted(tmp_path: Path, sign: str, most: int) -> None:
    writer: Any = open_writer(TableFormat.WORKBOOK, tmp_path / "t.xlsx", Layout(pl.Schema({"a": pl.String()})))
    writer.write(pl.DataFrame({"a": ["y", sign * 40_000, sign * most, "…" * 20_000, sign * (most + 1)]}))
    writer.add(Sheet("Legende", [["Spalte"], [sign * 40_000]]))
    writer.close()
    assert writer.cut == {"a": (2, 3), "Legende": (1, 2)}
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    _heading, _short, cut, whole, other, _long = [str(row[0].value) for row in book.worksheets[0].iter_rows()]
    assert len(cut.encode("utf-16-le")) in (2 * 32_767, 2 * 32_766)
    assert cut == sign * (len(cut) - 1) + "…"
    assert (whole, other) == (sign * most, "…" * 20_000)
    assert str(book["Legende"].cell(2, 1).value).endswith("…")


def test_a_text_that_looks_like_the_inside_of_a_workbook_stays_one(tmp_path: Path) -> None:
    texts = ["<r><t>bold</t></r>", "<r>&</r>", "_x0041_", "a\x00b", "\ufffe", "\ufeffx", "  x  "]
    write(tmp_path / "t.xlsx", TableFormat.WORKBOOK, frame=pl.DataFrame({"a": texts}))
    found = [str(row[0].value) for row in openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].iter_rows()][1:]
    assert [text.rstrip() for text in found[:2]] == texts[:2]
    assert found[2] in ("_x0041_", "_x005F_x0041_")  # openpyxl leaves the escapes of control signs as they are
    assert found[5:] == texts[5:]


def test_the_same_table_gives_the_same_bytes_whenever_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(zone: str) -> bytes:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        return write(tmp_path / "t.xlsx", TableFormat.WORKBOOK, sheets=[Sheet("Legende", [["a"]])])

    first = made("Europe/Berlin")
    time.sleep(2)  # the clock of a zip file ticks so slowly
    assert made("Pacific/Auckland") == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    assert made("Europe/Berlin") != first
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").properties.created == datetime(2025, 6, 15, 15, 6, 40)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert made("Europe/Berlin") == first


def test_a_disk_that_is_full_at_any_moment_is_an_error_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library wraps what the disk says into an error of its own, which nobody would know."""
    writer: Any = open_writer(TableFormat.WORKBOOK, tmp_path / "t.xlsx", Layout(pl.Schema({"a": pl.String()})))
    writer.write(pl.DataFrame({"a": ["x"]}))

    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ZipFile, "write", full)
    with pytest.raises(OSError, match="No space") as caught:
        writer.close()
    assert caught.value.errno == errno.ENOSPC
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]
