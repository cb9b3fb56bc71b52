"""The inside of the sheets of an OpenDocument table, where one cell or row can stand for many."""

from __future__ import annotations

from planself.files.workbook.inside import Inside, Look, reference, refuse_vast_together
from planself.files.workbook.workbook_zip import Parts
from planself.files.workbook.xml_stream import Attributes, Elements

_BLANKS = 100_000
_SHOWN = 40
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


def look(parts: Parts, name: str) -> Look:
    """Return what looks into the sheets, all of which the library lays out; raises InputError where one is vast."""
    tables = _Tables()
    parts.parse("content.xml", tables)
    refuse_vast_together(tables.found, name)
    return lambda sheet: tables.found.get(sheet, Inside())


class _Tables(Elements):
    """The sheets of a document by their names."""

    def __init__(self) -> None:
        self.found: dict[str, Inside] = {}
        self._inside = Inside()
        self._row = 0
        self._begin_row({})
        self._begin_cell({})

    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "table-cell" | "covered-table-cell":
                self._begin_cell({key.rpartition(":")[2]: value for key, value in attributes.items()})
            case "table-row":
                self._begin_row({key.rpartition(":")[2]: value for key, value in attributes.items()})
            case "table":
                sheet = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "name"), "")
                self._inside = self.found.setdefault(sheet, Inside())
                self._row = 0
            case "s":
                self._length += _blanks(attributes)

    def text(self, text: str) -> None:
        self._length += len(text)  # between cells, too: the next one begins anew
        if self._is_error:
            self._said += text[:_SHOWN]

    def end(self, name: str) -> None:
        match name:
            case "table-cell" | "covered-table-cell":
                self._end_cell()
            case "table-row":
                self._end_row()

    def _begin_row(self, attributes: Attributes) -> None:
        self._rows, self._column = _times(attributes, "number-rows-repeated"), 0
        self._filled: list[tuple[int, int]] = []
        if attributes.get("visibility", "visible") != "visible" and self._rows <= _BLANKS:
            self._inside.hidden.update(range(self._row + 1, self._row + self._rows + 1))

    def _begin_cell(self, attributes: Attributes) -> None:
        self._columns = _times(attributes, "number-columns-repeated")
        self._is_filled = any(key in attributes for key in (*_VALUES, "value-type", "formula"))
        self._uncalculated = "formula" in attributes and "value-type" not in attributes
        self._length = len(attributes.get("string-value", ""))
        self._is_percentage = "percentage" in attributes.get("value-type", "")
        self._is_error, self._said = attributes.get("value-type") == "error", ""

    def _end_cell(self) -> None:
        if self._is_filled:
            self._filled.append((self._column, self._columns))
            self._inside.grid.characters += self._length * self._columns * self._rows
        if self._uncalculated:
            self._inside.uncalculated.append(reference(self._row, self._column))
        if self._is_percentage:
            self._inside.percentages.add((self._row, self._column))
        if self._is_error:
            self._inside.errors[self._row, self._column] = self._said[:_SHOWN]
        self._column += self._columns

    def _end_row(self) -> None:
        grid = self._inside.grid
        for column, times in self._filled:
            grid.add(self._row, column)
            grid.right = max(grid.right, column + times - 1)
            grid.bottom = max(grid.bottom, self._row + self._rows - 1)
            if max(times, self._rows) > (grid.repeated or (0, 0))[1]:
                grid.repeated = self._row, max(times, self._rows)
        self._row += self._rows


def _times(attributes: Attributes, key: str) -> int:
    return max(1, int(attributes.get(key, "1")[:12]))


def _blanks(attributes: Attributes) -> int:
    """Return for how many blanks an element stands; raises ValueError for more than any text has."""
    count = next((int(value[:12]) for key, value in attributes.items() if key.rpartition(":")[2] == "c"), 1)
    if count > _BLANKS:
        raise ValueError(count)
    return count
