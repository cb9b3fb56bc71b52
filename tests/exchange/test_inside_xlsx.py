"""What is found out about the sheets of an XLSX workbook, from parts written by hand."""

from __future__ import annotations

from array import array

import pytest

from planself import i18n
from planself.errors import InputError
from planself.files.workbook import inside_xlsx
from planself.files.workbook.inside import Inside, place, reference
from planself.files.workbook.inside_xlsx import _Cells, _Sheets, _Strings
from planself.files.workbook.workbook_zip import Parts
from planself.files.workbook.xml_stream import parse
from tests.exchange.sheet_parts import bounds, parts


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [("A1", 0, 0), ("Z1", 0, 25), ("AA2", 1, 26), ("AZ10", 9, 51), ("BA1", 0, 52), ("ZZ1", 0, 701), ("AAA1", 0, 702)],
)
def test_a_cell_is_named_as_in_a_workbook(name: str, row: int, column: int) -> None:
    assert place(name) == place(name.lower()) == (row, column)
    assert reference(row, column) == name


def test_the_last_cell_of_a_sheet_is_one_and_what_lies_beyond_is_none() -> None:
    assert reference(*place("XFD1048576")) == "XFD1048576"
    for beyond in ("XFE1", "A1048577", "A0", "1", "A", "", "Ä1", "A-1", "A1B"):
        with pytest.raises(ValueError):  # noqa: PT011 - its text is the name itself, or int's own
            place(beyond)


def xlsx_cells(text: str, *lengths: int) -> Inside:
    cells = _Cells(array("I", lengths))
    parse([f"<sheetData>{text}</sheetData>".encode()], cells)
    return cells.inside


def test_cells_are_placed_by_their_reference_or_by_their_order() -> None:
    found = xlsx_cells('<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>')
    assert bounds(found.grid) == (2, 1, 3, 3)
    assert found.grid.cells == 3


def test_texts_that_stand_once_for_many_cells_are_counted_in_each() -> None:
    found = xlsx_cells('<row><c t="s"><v>1</v></c><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"/></row>', 5, 20)
    assert (found.grid.cells, found.grid.characters) == (3, 45)


def test_a_text_in_the_cell_itself_fills_it_and_a_style_does_not() -> None:
    found = xlsx_cells('<row><c t="inlineStr"><is><t>a</t></is></c><c s="4"/></row>')
    assert (found.grid.cells, bounds(found.grid)) == (1, (0, 0, 0, 0))


def test_error_values_are_kept_and_not_more_than_one_can_be_long() -> None:
    found = xlsx_cells(f'<row><c t="e"><v>#NAME?</v></c><c t="e"><v>{"x" * 500}</v></c><c t="e"/></row>')
    assert found.errors == {(0, 0): "#NAME?", (0, 1): "x" * 40}


@pytest.mark.parametrize(
    ("cell_", "uncalculated"),
    [
        ('<c r="B2"><f>1</f></c>', ["B2"]),
        ('<c r="B2"><f>1</f><v>3</v></c>', []),
        ('<c r="B2" t="str"><f>1</f><v/></c>', []),
        ('<c r="B2"/>', []),
    ],
)
def test_a_formula_without_a_result_is_told_from_an_empty_text(cell_: str, uncalculated: list[str]) -> None:
    assert xlsx_cells(f'<row r="2">{cell_}</row>').uncalculated == uncalculated


@pytest.mark.parametrize(("hidden", "rows"), [("1", {4}), ("true", {4}), ("0", set()), ("false", set())])
def test_a_row_is_hidden_where_it_says_so(hidden: str, rows: set[int]) -> None:
    assert xlsx_cells(f'<row r="4" hidden="{hidden}"/><row r="5"/>').hidden == rows


def test_a_second_formula_does_not_make_the_next_cell_one() -> None:
    assert xlsx_cells('<row r="1"><c r="A1"><f>1</f></c><c r="B1"><v/></c></row>').uncalculated == ["A1"]


def test_shared_texts_are_as_long_as_all_their_pieces() -> None:
    strings = _Strings()
    parse([b'<sst uniqueCount="3"><si><t>ab</t></si><si><r><t>c</t></r><r><t>de</t></r></si><si/></sst>'], strings)
    assert (list(strings.lengths), strings.promised) == ([2, 3, 0], 3)


@pytest.mark.parametrize("count", ["x", "-1", ""])
def test_a_promise_that_is_no_number_promises_nothing(count: str) -> None:
    strings = _Strings()
    parse([f'<sst uniqueCount="{count}"/>'.encode()], strings)
    assert strings.promised == 0


def test_sheets_are_referred_to_by_an_id_of_any_prefix() -> None:
    sheets = _Sheets()
    parse([b'<w xmlns:r="r"><sheet name="A" sheetId="1" r:id="x"/><sheet name="B"/></w>'], sheets)
    assert sheets.ids == {"A": "x", "B": ""}


OFFICE = "http://x/officeDocument"


def relation(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="http://x/{kind}" Target="{target}"/>'


def workbook(target: str = "w/one.xml", strings: str = "") -> Parts:
    """Return a workbook whose parts have names of their own, as other programs choose them."""
    return parts(
        {
            "_rels/.rels": f"<r>{relation('m', 'officeDocument', '/my/book.xml')}</r>",
            "my/book.xml": '<w xmlns:r="r"><sheet name="A" r:id="s1"/><sheet name="B" r:id="s2"/></w>',
            "my/_rels/book.xml.rels": f"<r>{relation('s1', 'worksheet', target)}"
            f"{relation('s2', 'worksheet', 'gone.xml')}{relation('t', 'sharedStrings', 'texts.xml')}</r>",
            "my/w/one.xml": '<s><row><c t="s"><v>0</v></c></row></s>',
            "my/w/_rels/one.xml.rels": f"<r>{relation('t', 'table', '../t.xml')}</r>",
            "my/t.xml": '<table totalsRowCount="1" ref="A1:B9"/>',
            "my/texts.xml": strings or '<sst uniqueCount="1"><si><t>abcd</t></si></sst>',
        },
    )


@pytest.mark.parametrize("target", ["w/one.xml", "/my/w/one.xml", "../my/w/one.xml"])
def test_the_parts_of_a_workbook_are_found_by_their_relations(target: str) -> None:
    assert inside_xlsx.is_one(workbook(target))
    found = inside_xlsx.look(workbook(target), "a.xlsx")("A")
    assert (found.grid.cells, found.grid.characters, found.totals) == (1, 4, {9})


@pytest.mark.parametrize("sheet", ["B", "C"])
def test_a_sheet_whose_part_is_not_there_is_missing(sheet: str) -> None:
    with pytest.raises(InputError, match="the sheet is missing in the file"):
        inside_xlsx.look(workbook(), "a.xlsx")(sheet)


def test_more_texts_than_a_part_has_bytes_are_a_lie() -> None:
    text = '<sst uniqueCount="00{}"><si><t>abcd</t></si></sst>'
    inside_xlsx.look(workbook(strings=text.format(len(text))), "a.xlsx")
    with pytest.raises(InputError, match=r"texts\.xml is damaged"):
        inside_xlsx.look(workbook(strings=text.format(len(text) + 1)), "a.xlsx")


def test_a_cell_with_a_text_that_is_not_there_is_damage() -> None:
    book = workbook(strings="<sst/>")
    with pytest.raises(InputError, match=r"my/w/one\.xml is damaged"):
        inside_xlsx.look(book, "a.xlsx")("A")


def test_an_archive_without_relations_has_its_book_in_the_usual_place() -> None:
    assert inside_xlsx.is_one(parts({"XL/Workbook.xml": "<w/>"}))
    assert not inside_xlsx.is_one(parts({"word/document.xml": "<w/>"}))
