"""Parts of workbooks written by hand, and what a sheet's grid spans."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from planself.files.workbook.inside import Grid
from planself.files.workbook.workbook_zip import Parts


def parts(texts: Mapping[str, str]) -> Parts:
    """Return the parts of an archive with these texts."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return Parts(ZipFile(held), "a")


def bounds(grid: Grid) -> tuple[int, int, int, int]:
    """Return the first row and column of a grid, and its last ones."""
    return grid.top, grid.left, grid.bottom, grid.right
