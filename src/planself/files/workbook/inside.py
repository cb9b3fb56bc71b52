"""What is known of a sheet before the library for workbooks opens it: how far it reaches, and what that does not tell.

The library lays out the whole rectangle between the outermost cells. Two cells in opposite corners of a sheet would
take more memory than any machine has, so the rectangle is measured first, against the cells that are really there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planself.errors import InputError, Location, column_letters
from planself.files.refusals import refusal
from planself.i18n import _

_ALWAYS = 2_000_000
"""Cells; so large a rectangle may be as empty as it likes."""
_MOSTLY_EMPTY, _LARGEST_EMPTY = 20, 12_000_000
_HALF_FULL = 2
_TEXT, _TEXT_PER_CELL = 256 << 20, 200
"""Characters that cells may share in all, and on the average, where a file keeps a text once for many cells."""
_REPEATED = 1000
_FAR_ROW, _FAR_COLUMN = 1_048_576, 16_384


@dataclass(slots=True)
class Grid:
    """The rectangle that the filled cells of a sheet span, rows and columns counted from 0, and how many these are."""

    cells: int = 0
    characters: int = 0
    """What the texts come to that stand in the file once and in many cells."""
    top: int = _FAR_ROW
    left: int = _FAR_COLUMN
    bottom: int = -1
    right: int = -1
    repeated: tuple[int, int] | None = None
    """A row of the sheet that stands in the file once for this many."""

    def add(self, row: int, column: int) -> None:
        """Count a filled cell."""
        self.cells += 1
        if row < self.top:
            self.top = row
        if row > self.bottom:
            self.bottom = row
        if column < self.left:
            self.left = column
        if column > self.right:
            self.right = column

    @property
    def area(self) -> int:
        """How many cells the rectangle has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1) if self.cells else 0


@dataclass(slots=True)
class Inside:
    """What stands in one sheet; rows that are named as a person names them count from 1, places from 0."""

    grid: Grid = field(default_factory=Grid)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values such as #NAME? by row and column."""
    uncalculated: list[str] = field(default_factory=list)
    """References of cells with a formula and no stored result."""
    percentages: set[tuple[int, int]] = field(default_factory=set)
    """Places of numbers that are shown a hundred times as large, with a percent sign."""
    hidden: set[int] = field(default_factory=set)
    """Numbers of the rows that a filter or a person has hidden."""
    totals: set[int] = field(default_factory=set)
    """Numbers of the rows that the workbook declares to be the totals of a table."""


Look = Callable[[str], Inside]
"""What returns the inside of the sheet with a name."""


def refuse_vast(inside: Inside, name: str) -> None:
    """Raise InputError where a sheet would take far more memory than what stands in it."""
    grid = inside.grid
    if grid.repeated is not None and grid.repeated[1] > _REPEATED:
        raise _repeated(*grid.repeated, name)
    if grid.characters > max(_TEXT, _TEXT_PER_CELL * grid.cells):
        message = _("The same long texts stand in so many cells that they come to {size} MiB.")
        raise _vast(message.format(size=grid.characters >> 20), name, None)
    if _is_vast(grid.area, grid.cells):
        raise _empty(grid, name)


def refuse_vast_together(sheets: Mapping[str, Inside], name: str) -> None:
    """Raise InputError where one sheet is vast, or all of them are that the library lays out at once."""
    for sheet, inside in sheets.items():
        refuse_vast(inside, f"{name}#{sheet}")
    grids = [inside.grid for inside in sheets.values()]
    if _is_vast(sum(grid.area for grid in grids), sum(grid.cells for grid in grids)):
        message = _("The sheets of the workbook together are far larger than what stands in them.")
        raise _vast(message, name, None, _("Copy the table that is meant to a workbook of its own."))


def _is_vast(area: int, cells: int) -> bool:
    dense = area <= _HALF_FULL * cells
    sparse = area <= min(_LARGEST_EMPTY, _MOSTLY_EMPTY * cells)
    return area > _ALWAYS and not dense and not sparse


def _empty(grid: Grid, name: str) -> InputError:
    corners = f"{reference(grid.top, grid.left)}:{reference(grid.bottom, grid.right)}"
    message = _("The sheet spans {range}, and only {n} cells in it hold anything.")
    hint = _(
        "Delete the rows and columns outside of the table, above all what stands near {cell}; "
        "or copy the table to a sheet of its own."
    )
    text = message.format(range=corners, n=grid.cells)
    return _vast(text, name, grid.bottom + 1, hint.format(cell=reference(grid.bottom, grid.right)))


def _repeated(row: int, times: int, name: str) -> InputError:
    message = _("The file says of this row's cells that they are there {n} times.").format(n=times)
    hint = _("Nobody gives so many equal answers: delete the copies, save the table, and try again.")
    return _vast(message, name, row + 1, hint)


def _vast(message: str, name: str, row: int | None, hint: str | None = None) -> InputError:
    return refusal(Location(name, row), "E258", message, hint or _("Export the table as CSV."))


def place(cell: str) -> tuple[int, int]:
    """Return row and column of a cell such as C7, both from 0; raises ValueError for what is none."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(cell)
        column = column * 26 + ord(letter) - 64
    row = int(cell[len(letters) :])
    if not (1 <= column <= _FAR_COLUMN and 1 <= row <= _FAR_ROW):
        raise ValueError(cell)
    return row - 1, column - 1


def reference(row: int, column: int) -> str:
    """Return the name of a cell whose row and column count from 0, such as C7."""
    return f"{column_letters(column + 1)}{row + 1}"
