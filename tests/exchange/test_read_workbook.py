"""Workbooks: one sheet of typed cells, and a refusal for each way in which a workbook is no table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet

from planself.errors import UsageError
from planself.exchange.source_table import open_table
from tests.exchange.hostile import cell, xlsx
from tests.exchange.samples_in import codes, encrypted, ods, refused, rows, written


def made(folder: Path, fill: Callable[[Worksheet], object], name: str = "a.xlsx") -> str:
    """Return the path of a workbook whose only sheet a function filled."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(folder / name)
    return str(folder / name)


def lines(*rows_: tuple[object, ...]) -> Callable[[Worksheet], None]:
    """Return what fills a sheet with these rows."""

    def fill(sheet: Worksheet) -> None:
        for row in rows_:
            sheet.append(row)

    return fill


def test_a_column_has_the_type_of_its_cells_and_is_text_where_they_differ(tmp_path: Path) -> None:
    day, moment = date(2026, 11, 22), datetime(2026, 11, 22, 8, 30)
    spec = made(
        tmp_path,
        lines(
            ("text", "whole", "part", "truth", "day", "moment", "mixed", "none"),
            ("x", 3, 2.5, True, day, moment, 3, None),
            (None, 4, None, False, day, moment, "unknown", None),
            ("y", None, 1, None, None, None, 2.5, None),
        ),
    )
    table = open_table(spec)
    assert rows(table) == [
        (2, "x", 3, 2.5, True, day, moment, "3", None),
        (3, None, 4, None, False, day, moment, "unknown", None),
        (4, "y", None, 1.0, None, None, None, "2.5", None),
    ]
    kinds = [pl.String, pl.Int64, pl.Float64, pl.Boolean, pl.Date, pl.Datetime("us"), pl.String, pl.String]
    assert list(table.frame.collect_schema().values()) == kinds
    assert (table.name, table.signs, table.notes) == (f"{spec}#Sheet", {}, ())


def test_the_first_visible_sheet_with_cells_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in ("leer", "geheim", "Antworten", "Legende"):
        sheet = book.add_worksheet(name)
        if name != "leer":
            sheet.write_column(0, 0, ["q1", name])
            sheet.write_column(0, 1, ["q2", 1])
        if name == "leer":
            sheet.activate()
        if name == "geheim":
            sheet.hide()
    book.close()
    table = open_table(str(path))
    assert (rows(table), codes(table)) == ([(2, "Antworten", 1)], ["N452"])
    assert "Legende" in table.notes[0].message
    assert "geheim" not in table.notes[0].message
    assert rows(open_table(str(path), sheet="geheim")) == [(2, "geheim", 1)]
    with pytest.raises(UsageError) as caught:
        open_table(str(path), sheet="Antwort")
    assert "Antworten" in caught.value.hint
    assert [problem.code for problem in refused(str(path), "leer")] == ["E003"]


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for place, value in {"B3": "a", "C3": "b", "B4": 1, "C6": 2, "B7": 3}.items():
            sheet[place] = value

    table = open_table(made(tmp_path, fill))
    assert rows(table) == [(4, 1, None), (6, None, 2), (7, 3, None)]
    assert [table.row(index) for index in range(3)] == [4, 6, 7]


@pytest.mark.parametrize(("merge", "shown"), [("B1:C1", "B1:C1"), ("A1:A2", "A1:A2")])
def test_merged_headings_are_refused_with_their_cells(tmp_path: Path, merge: str, shown: str) -> None:
    def fill(sheet: Worksheet) -> None:
        lines(("a", "b", "c"), ("d", "e", "f"), (1, 2, 3))(sheet)
        sheet.merge_cells(merge)

    (problem,) = refused(made(tmp_path, fill))
    assert (problem.code, problem.where.line) == ("E256", 1)
    assert shown in problem.message


def test_merged_answers_are_pointed_out(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        lines(("a", "b"), (1, 2), (None, 3))(sheet)
        sheet.merge_cells("A2:A3")

    table = open_table(made(tmp_path, fill))
    assert (rows(table), codes(table)) == ([(2, 1, 2), (3, None, 3)], ["N455"])
    assert "A2:A3" in table.notes[0].message
    assert table.notes[0].where.line == 2


def test_a_title_above_the_headings_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(made(tmp_path, lines(("Umfrage 2026",), ("a", "b"), (1, 2))))
    assert (problem.code, problem.where.line) == ("E256", 1)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.xls"])
def test_a_password_is_named(tmp_path: Path, name: str) -> None:
    problems = refused(written(tmp_path, name, encrypted()))
    assert len(problems) == 1
    if name != "a.xls":  # there a password stands inside the workbook
        assert problems[0].code == "E257"


def test_error_values_are_text_and_formulas_without_a_result_are_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Tabelle & Co")
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_formula(1, 0, "=1/0", value="#DIV/0!")
    sheet.write_formula(1, 1, "=1+1", value=2)
    sheet.write_row(2, 0, [3, 4])
    book.close()
    assert rows(open_table(str(path))) == [(2, "#DIV/0!", 2), (3, "3", 4)]
    never = open_table(made(tmp_path, lines(("a", "b"), ("=1+1", 2), (3, 4)), "b.xlsx"))
    assert (rows(never), codes(never)) == ([(2, None, 2), (3, 3, 4)], ["N454"])
    assert "A2" in never.notes[0].hint


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    spec = made(tmp_path, lines(("a", "b"), (1, 2)))
    with ZipFile(spec, "a", ZIP_DEFLATED) as archive, archive.open("xl/media/x.bin", "w") as entry:
        for _again in range(100):
            entry.write(bytes(1 << 20))
    assert [problem.code for problem in refused(spec)] == ["E258"]


def test_a_lie_about_a_size_and_a_damaged_byte_are_found(tmp_path: Path) -> None:
    spec = made(tmp_path, lines(("a", "b"), *[(number, f"x{number}") for number in range(500)]))
    data = bytearray(Path(spec).read_bytes())
    middle = data.index(b"xl/worksheets/sheet1.xml") + 200
    data[middle] ^= 0xFF
    for broken in (data, data[: len(data) // 2], b"no workbook at all"):
        assert [problem.code for problem in refused(written(tmp_path, "b.xlsx", bytes(broken)))] == ["E250"]


def test_an_ods_table_is_read(tmp_path: Path) -> None:
    table = open_table(ods(tmp_path / "a.ods", ("a", "b"), ("Müller", 3.0), ("x", 2.5)))
    assert rows(table) == [(2, "Müller", 3.0), (3, "x", 2.5)]
    assert [p.code for p in refused(ods(tmp_path / "b.ods", ("Titel", ""), ("a", "b"), (1.0, 2.0)))] == ["E256"]


def test_doubled_headings_stay_and_numbers_as_headings_are_text(tmp_path: Path) -> None:
    table = open_table(made(tmp_path, lines(("a", 2026, "a", None), (1, 2, 3, None))))
    assert table.headings == ("a", "2026", "a")
    assert table.frame.collect_schema().names() == ["a", "2026", "a (2)"]


def test_hidden_rows_and_declared_totals_are_told_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Antworten")
    columns = [{"header": "q1", "total_string": "Summe"}, {"header": "q2", "total_function": "sum"}]
    sheet.add_table("B2:C5", {"data": [[1, 2], [3, 4]], "total_row": True, "columns": columns})
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    table = open_table(str(path))
    assert (table.hidden, table.totals) == (frozenset({3}), frozenset({5}))
    assert [row[0] for row in rows(table)] == [3, 4], "the row of totals is no answer set"


def test_a_formula_whose_result_is_an_empty_text_was_calculated(tmp_path: Path) -> None:
    formula, never = '<c r="A2" t="str"><f>IF(1=1,"",1)</f><v></v></c>', '<c r="A3"><f>1+1</f><v></v></c>'
    data = f'<row r="1">{cell("A1", "q1")}{cell("B1", "q2")}</row><row r="2">{{}}<c r="B2"><v>1</v></c></row>'
    path = xlsx(tmp_path / "a.xlsx", data.format(formula))
    assert (rows(open_table(str(path))), codes(open_table(str(path)))) == ([(2, None, 1)], [])
    path = xlsx(tmp_path / "a.xlsx", data.format(formula) + f'<row r="3">{never}<c r="B3"><v>2</v></c></row>')
    table = open_table(str(path))
    assert (codes(table), "A3" in table.notes[0].hint, "A2" in table.notes[0].hint) == (["N454"], True, False)


@pytest.mark.parametrize(
    ("name", "data", "code", "word"),
    [
        ("a.xls", "q1;q2\n1;2\n", "E250", "csv"),
        ("a.xls", "<html><table><tr><td>q1</td></tr></table></html>", "E004", ".xlsx"),
        ("a.xlsx", "%PDF-1.7\n", "E004", "YAML"),
        ("a.csv", "$FL2@(#) IBM SPSS STATISTICS", "E004", "SPSS"),
        ("a.sav", "$FL2@(#) IBM SPSS STATISTICS", "E004", "SPSS"),
        ("a.dta", "<stata_dta><header>", "E004", "Stata"),
        ("a.rds", "\x1f\x8b", "E004", ""),
        ("a.vv", "q1\tq2\n", "E004", "LimeSurvey"),
        ("a.gsheet", "{}", "E004", "Excel"),
        ("a.xlsb", "PK\x03\x04", "E004", ".xlsx"),
    ],
)
def test_a_file_of_another_program_is_named_with_a_way_out_of_it(
    tmp_path: Path, name: str, data: str, code: str, word: str
) -> None:
    (problem,) = refused(written(tmp_path, name, data.encode("latin-1")))
    assert problem.code == code
    assert word in problem.hint
