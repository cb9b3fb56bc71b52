"""CSV and TSV: the golden files, text that would run, and what such a file cannot hold."""

from __future__ import annotations

import csv
import os
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planself.exchange.cells_out import defuse
from planself.exchange.table_out import Style, TableFormat
from planself.exchange.write_csv import lines
from tests.exchange.samples_out import HOSTILE, LAYOUT, write
from tests.reaching import reached, reaching

GOLDEN = Path(__file__).parent.parent / "golden" / "exchange"
SETTLED = {"de.csv": (TableFormat.CSV, Style.GERMAN), "int.csv": (TableFormat.CSV, Style.INTERNATIONAL)} | {
    "de.tsv": (TableFormat.TSV, Style.GERMAN),
    "int.tsv": (TableFormat.TSV, Style.INTERNATIONAL),
}


@pytest.mark.parametrize("name", SETTLED)
def test_the_file_is_byte_for_byte_the_golden_one(name: str, tmp_path: Path) -> None:
    """Set PLANSELF_GOLDEN=update to write the files anew, and read the difference before committing it."""
    kind, style = SETTLED[name]
    found = write(tmp_path / name, kind, style, layout=LAYOUT)
    if os.environ.get("PLANSELF_GOLDEN") == "update":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(found)
    assert found == (GOLDEN / name).read_bytes()


def test_a_german_spreadsheet_finds_columns_numbers_and_umlauts(tmp_path: Path) -> None:
    found = write(tmp_path / "t.csv", TableFormat.CSV, Style.GERMAN, layout=LAYOUT)
    assert found.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(found.decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["overall.score"] == "61,5"
    assert rows[0]["subject.name"] == "Köln"
    assert rows[1]["subject.name"] == 'Sankt "Peter"; Ording'
    assert rows[1]["overall.score"] == ""


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_would_run_is_defused_in_cells_and_headings(style: Style, text: str, tmp_path: Path) -> None:
    found = write(tmp_path / "t.csv", TableFormat.CSV, style, pl.DataFrame({text: [text]})).decode("utf-8-sig")
    assert list(csv.reader(StringIO(found, newline=""))) == [["'" + text], ["'" + text]]


@reaching("defused", "left", "signed")
@example("-0\n")
@given(st.text(alphabet="=+-@'\t\r\n0123456789.,;\"aß", max_size=8) | st.from_regex(r"[+-][0-9]{1,3}[.,0-9]{0,2}\n?"))
def test_a_defused_text_never_begins_like_a_formula_unless_it_is_a_number(text: str) -> None:
    safe = defuse(text)
    assert safe in (text, "'" + text)
    reached("left" if safe == text else "defused")
    assert not safe.startswith(("=", "@", "\t", "\r", "\n"))
    if reached("signed", safe.startswith(("+", "-"))):
        assert safe[1:].replace(",", "").replace(".", "").isdecimal()


@pytest.mark.parametrize("text", ["-3,5", "+7", "-1.234,50", "0", "", "a=1"])
def test_signed_numbers_and_harmless_texts_stay_as_they_are(text: str) -> None:
    assert defuse(text) == text


def test_columns_of_our_own_are_not_looked_through(tmp_path: Path) -> None:
    """A status never looks like a formula; the costly look is for the texts of others."""
    found = write(tmp_path / "t.csv", TableFormat.CSV, frame=pl.DataFrame({"overall.status": ["rated"], "a": ["=1"]}))
    assert b"rated,'=1" in found


def test_lists_records_and_bytes_become_text(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"list": [[1, 2], None], "record": [{"a": "ä"}, {"a": None}], "bytes": [b"\xff", None]},
        schema={"list": pl.List(pl.Int64), "record": pl.Struct({"a": pl.String}), "bytes": pl.Binary},
    )
    found = write(tmp_path / "t.csv", TableFormat.CSV, frame=frame).decode("utf-8-sig")
    assert list(csv.reader(StringIO(found)))[1:] == [["[1,2]", '{"a":"ä"}', "/w=="], ["", '{"a":null}', ""]]


def test_few_rows_are_written_by_the_same_rules() -> None:
    assert lines([["a", "=1", 3, None]], Style.GERMAN) == "a;'=1;3;\r\n"
    assert lines([["a;b", "x,y"]], Style.INTERNATIONAL) == 'a;b,"x,y"\r\n'
