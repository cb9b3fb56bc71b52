"""The inside of XLSX and XLSM sheets, each looked at when it is asked for."""

from __future__ import annotations

import re
from array import array
from posixpath import join, normpath, split

from planself.files.refusals import damaged
from planself.files.workbook.inside import Inside, Look, place, reference
from planself.files.workbook.workbook_zip import Parts
from planself.files.workbook.xml_stream import Attributes, Elements
from planself.i18n import _

_SHEET, _TABLE, _STRINGS, _STYLES, _OFFICE = "worksheet", "table", "sharedStrings", "styles", "officeDocument"
_PERCENTAGES = ("9", "10")
"""Numbers of the formats with a percent sign that every program knows."""
_SAID = re.compile(r'"[^"]*"|\\.')
"""What stands beside a number as it is, in its format."""
_TRUE = ("1", "true")


def is_one(parts: Parts) -> bool:
    """Tell whether an archive is such a workbook."""
    return _main(parts) in parts


def look(parts: Parts, name: str) -> Look:
    """Return what looks into the sheets of a workbook; raises InputError where it is damaged."""
    main = _main(parts)
    sheets, targets = _Sheets(), dict(_related(parts, main, _SHEET))
    parts.parse(main, sheets)
    lengths = _lengths(parts, [target for _id, target in _related(parts, main, _STRINGS)], name)
    percentages = _percentages(parts, [target for _id, target in _related(parts, main, _STYLES)])
    found: dict[str, Inside] = {}

    def inside(sheet: str) -> Inside:
        if sheet not in found:
            part = targets.get(sheets.ids.get(sheet, ""))
            if part is None or part not in parts:
                raise damaged(f"{name}#{sheet}", _("the sheet is missing in the file"))
            found[sheet] = _inside(parts, part, _Cells(lengths, percentages))
        return found[sheet]

    return inside


def _main(parts: Parts) -> str:
    return next((target for _id, target in _related(parts, "", _OFFICE)), "xl/workbook.xml")


def _inside(parts: Parts, part: str, cells: _Cells) -> Inside:
    parts.parse(part, cells)
    for _id, target in _related(parts, part, _TABLE):
        if target in parts:
            table = _Totals()
            parts.parse(target, table)
            cells.inside.totals.update(table.rows)
    return cells.inside


def _related(parts: Parts, part: str, kind: str) -> list[tuple[str, str]]:
    """Return ids and names of the parts that one refers to as of a kind."""
    folder, base = split(part)
    listing = join(folder, "_rels", f"{base}.rels")
    if listing not in parts:
        return []
    relations = _Relations(folder)
    parts.parse(listing, relations)
    return [(id_, target) for id_, found, target in relations.found if found == kind]


def _lengths(parts: Parts, tables: list[str], name: str) -> array[int]:
    """Return how long each of the texts is that stand in the file once for all cells; empty where there are none."""
    strings = _Strings()
    for table in [each for each in (*tables, "xl/sharedStrings.xml") if each in parts][:1]:
        parts.parse(table, strings)
        if strings.promised > parts.size(table):  # the library makes room for as many as are promised
            raise damaged(name, _("its part {part} is damaged").format(part=table))
    return strings.lengths


def _percentages(parts: Parts, tables: list[str]) -> frozenset[str]:
    """Return the numbers of the styles by which cells show percentages."""
    styles = _Styles()
    for table in [each for each in tables if each in parts][:1]:
        parts.parse(table, styles)
    return frozenset(styles.percentages)


class _Relations(Elements):
    """Which parts a part refers to: id, kind, name."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            target = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
            self.found.append((attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], target))


class _Sheets(Elements):
    """The id by which a workbook refers to each of its sheets."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            id_ = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.ids[attributes.get("name", "")] = id_


class _Styles(Elements):
    """The styles of cells whose numbers are shown with a percent sign."""

    def __init__(self) -> None:
        self.percentages: set[str] = set()
        self._formats = set(_PERCENTAGES)
        self._next: int | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and "%" in _SAID.sub("", attributes.get("formatCode", "")):
            self._formats.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            self._next = 0
        elif name == "xf" and self._next is not None:
            if attributes.get("numFmtId") in self._formats:
                self.percentages.add(str(self._next))
            self._next += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._next = None


class _Strings(Elements):
    """The lengths of the texts that cells refer to by number."""

    def __init__(self) -> None:
        self.lengths = array("I")
        self.promised = 0
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._length = 0
        elif name == "sst":
            promised = attributes.get("uniqueCount", "")
            self.promised = int(promised[:20]) if promised.isdecimal() else 0

    def end(self, name: str) -> None:
        if name == "si":
            self.lengths.append(self._length)

    def text(self, text: str) -> None:
        self._length += len(text)


class _Totals(Elements):
    """The rows at the end of a table that it declares to be totals."""

    def __init__(self) -> None:
        self.rows: range = range(0)

    def start(self, name: str, attributes: Attributes) -> None:
        count = attributes.get("totalsRowCount", "0")
        if name == "table" and count.isdecimal() and int(count[:9]) < 100:
            try:
                last = place(attributes.get("ref", "").rpartition(":")[2].replace("$", ""))[0] + 1
            except ValueError:
                return
            self.rows = range(last - int(count) + 1, last + 1)


class _Cells(Elements):
    """The cells of one sheet."""

    def __init__(self, lengths: array[int], percentages: frozenset[str] = frozenset()) -> None:
        self.inside = Inside()
        self._lengths = lengths
        self._percentages = percentages
        self._row = -1
        self._column = 0
        self._kind: str | None = None
        self._reference = ""
        self._formula = self._filled = self._in_value = self._percentage = False
        self._value = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._reference, self._kind = attributes.get("r", ""), attributes.get("t")
            self._formula = self._filled = False
            self._value = ""
            self._percentage = bool(self._percentages) and attributes.get("s") in self._percentages
        elif name == "v":
            self._in_value = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._filled = True

    def text(self, text: str) -> None:
        if self._in_value and len(self._value) < 100:
            self._value += text

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._end_cell()

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = place(f"A{attributes['r']}")[0] if "r" in attributes else self._row + 1
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.inside.hidden.add(self._row + 1)

    def _end_cell(self) -> None:
        row, column = place(self._reference) if self._reference else (self._row, self._column)
        self._column = column + 1
        value, kind = self._value, self._kind
        if value or self._filled:
            self.inside.grid.add(row, column)
        if self._percentage:
            self.inside.percentages.add((row, column))
        if kind == "s" and value:
            self.inside.grid.characters += self._lengths[int(value)]
        elif kind == "e" and value:
            self.inside.errors[row, column] = value[:40]
        elif self._formula and not value and kind != "str":  # an empty text is a result too
            self.inside.uncalculated.append(reference(row, column))
