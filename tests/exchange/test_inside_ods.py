"""What is found out about the sheets of an OpenDocument table, from a part written by hand."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.errors import InputError
from planself.files.workbook import inside_ods
from planself.files.workbook.inside import Inside
from tests.exchange.sheet_parts import bounds, parts


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def row(*cells: str, attributes: str = "") -> str:
    return f"<t:table-row {attributes}>{''.join(cells)}</t:table-row>"


def cell(attributes: str = "", text: str = "") -> str:
    return f"<t:table-cell {attributes}><p>{text}</p></t:table-cell>"


FILLED = 'o:value-type="string"'


def ods(*sheets: tuple[str, str]) -> str:
    tables = "".join(f'<t:table t:name="{name}">{rows}</t:table>' for name, rows in sheets)
    return f'<a xmlns:t="t" xmlns:o="o">{tables}</a>'


def inside_of(*rows: str) -> Inside:
    return inside_ods.look(parts({"content.xml": ods(("S", "".join(rows)))}), "a.ods")("S")


def test_only_filled_cells_span_the_grid_of_an_ods_sheet() -> None:
    found = inside_of(
        row(cell(), attributes='t:number-rows-repeated="3"'),
        row(cell('t:number-columns-repeated="2"'), cell(FILLED, "ab"), cell()),
        row(cell(), cell(), cell(), cell('o:value="1"')),
        row(cell(), attributes='t:number-rows-repeated="900000"'),
    )
    assert bounds(found.grid) == (3, 2, 4, 3)
    assert (found.grid.cells, found.grid.characters) == (2, 2)


def test_one_cell_or_row_that_stands_for_many_reaches_as_far() -> None:
    found = inside_of(
        row(cell(f'{FILLED} t:number-columns-repeated="4"', "xyz"), attributes='t:number-rows-repeated="5"'),
        row(cell(FILLED, "x")),
    )
    assert bounds(found.grid) == (0, 0, 5, 3)
    assert found.grid.characters == 3 * 4 * 5 + 1
    assert found.grid.repeated == (0, 5)


def test_the_row_that_is_repeated_most_is_remembered() -> None:
    found = inside_of(
        row(cell(FILLED), attributes='t:number-rows-repeated="2"'),
        row(cell(f'{FILLED} t:number-columns-repeated="7"')),
        row(cell(FILLED), attributes='t:number-rows-repeated="7"'),
    )
    assert found.grid.repeated == (2, 7)


def test_a_single_cell_is_remembered_as_repeated_once() -> None:
    assert inside_of(row(cell(FILLED))).grid.repeated == (0, 1)


@pytest.mark.parametrize(
    ("attributes", "filled"),
    [
        ('o:value="3"', True),
        ('o:date-value="2026-01-01"', True),
        ('o:time-value="PT1H"', True),
        ('o:boolean-value="true"', True),
        ('o:string-value="a"', True),
        ('t:formula="of:=1"', True),
        ('o:value-type="float"', True),
        ('t:style-name="x"', False),
    ],
)
def test_what_makes_an_ods_cell_a_filled_one(attributes: str, filled: bool) -> None:
    assert inside_of(row(cell(attributes))).grid.cells == int(filled)


@pytest.mark.parametrize(
    ("attributes", "text", "characters"),
    [
        (FILLED, "abc", 3),
        (FILLED, 'a<t:s t:c="9"/>b', 11),
        (FILLED, "a<t:s/>b", 3),
        (f'{FILLED} o:string-value="abcd"', "ab", 6),
        ("", "abc", 0),
    ],
)
def test_the_signs_of_a_cell_are_counted_with_the_blanks_that_an_element_stands_for(
    attributes: str, text: str, characters: int
) -> None:
    assert inside_of(row(cell(attributes, text))).grid.characters == characters


def test_text_between_cells_is_not_counted() -> None:
    assert inside_of(row(cell(FILLED, "a"), "  loose text  ", '<t:s t:c="50"/>')).grid.characters == 1


def test_more_blanks_than_any_text_has_are_damage() -> None:
    assert inside_of(row(cell(FILLED, '<t:s t:c="100000"/>'))).grid.characters == 100_000
    with pytest.raises(InputError, match=r"content\.xml is damaged"):
        inside_of(row(cell(FILLED, '<t:s t:c="100001"/>')))


def test_a_formula_without_a_result_is_named_by_its_cell() -> None:
    found = inside_of(row(cell(), cell('t:formula="x"')), row(cell('t:formula="x" o:value-type="float"')), row())
    assert found.uncalculated == ["B1"]


def test_rows_that_are_not_visible_are_hidden_and_the_rest_of_a_sheet_is_not() -> None:
    found = inside_of(
        row(cell(FILLED), attributes='t:visibility="visible"'),
        row(cell(FILLED), attributes='t:visibility="filter" t:number-rows-repeated="2"'),
        row(cell(FILLED)),
        row(cell(), attributes='t:visibility="collapse" t:number-rows-repeated="100000"'),
        row(cell(), attributes='t:visibility="collapse" t:number-rows-repeated="100001"'),
    )
    assert found.hidden == {2, 3, *range(5, 100_005)}


def test_each_sheet_is_told_apart_and_one_that_is_not_there_holds_nothing() -> None:
    text = ods(("A", row(cell(FILLED))), ("B", row(cell(), cell(FILLED)) + row(cell(FILLED))))
    look = inside_ods.look(parts({"content.xml": text}), "a.ods")
    assert bounds(look("A").grid) == (0, 0, 0, 0)
    assert bounds(look("B").grid) == (0, 0, 1, 1)
    assert look("C") == Inside()


@pytest.mark.parametrize("damage", ["<a>", '<a xmlns:t="t"><t:table-row t:number-rows-repeated="x"/></a>'])
def test_a_damaged_ods_part_is_named(damage: str) -> None:
    with pytest.raises(InputError, match=r"content\.xml is damaged"):
        inside_ods.look(parts({"content.xml": damage}), "a.ods")
