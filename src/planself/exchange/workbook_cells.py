"""What every workbook that planself writes has in common: the same bytes each time, and texts that a cell can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planself.clock import set_moment
from planself.errors import Location, Problem, Severity
from planself.files.refusals import brief
from planself.i18n import _, current, n_

LONGEST = 32_767
"""Units of UTF-16 that a cell can hold."""
_SHORTENED = "…"
_BEGINNING = datetime(1980, 1, 1, tzinfo=UTC)
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}


def open_book(target: Any, **options: Any) -> Any:
    """Return a new workbook in which nothing tells when it was written, unless SOURCE_DATE_EPOCH says so."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types

    book = Workbook(target, {**OPTIONS, **options})
    book.set_properties({"created": (set_moment() or _BEGINNING).replace(tzinfo=None)})
    return book


class BookFile:
    """The file of a workbook, which takes what the library still wants to say when everything is over.

    Where writing fails, its zip file tries to end itself properly when it is forgotten, into whatever is left then.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self.write: Callable[[Any], int] = self._file.write
        self.seek: Callable[..., int] = self._file.seek
        self.tell: Callable[..., int] = self._file.tell
        self.flush: Callable[..., Any] = self._file.flush

    def close(self) -> None:
        """Close the file; raises OSError where what is still to be written of it finds no room."""
        self.write, self.seek, self.tell, self.flush = len, _nothing, _nothing, _nothing
        self._file.close()


def _nothing(*_given: object) -> int:
    return 0


def close_book(book: Any) -> None:
    """Finish a workbook; raises OSError where the disk refuses, which the library wraps into an error of its own."""
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # the same

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))
        raise cause from error


def fitted(text: str) -> str:
    """Return a text as a cell can hold it; where that is not the whole of it, an ellipsis says so."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - 1)]
        return kept.decode("utf-16-le", "ignore") + _SHORTENED
    if text.startswith("<r>") and text.endswith("</r>"):
        return f"{text} "  # the library would write it unescaped, as formatted text of its own making
    return text


def is_cut(text: str, put: str) -> bool:
    """Tell whether a text was too long for its cell."""
    return put is not text and put.endswith(_SHORTENED) and not text.endswith("</r>")


def cut_notes(output: Path, cut: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    """Yield a warning for every column, or further sheet, with texts that were cut: how many, and the first row."""
    for name, (n, row) in cut.items():
        message = _("Cut at {most} characters, the most in a cell: {texts} in {column}, the first in row {row}.")
        message = message.format(
            most=current().integer(LONGEST), texts=n_("{n} text", "{n} texts", n), column=brief(name), row=row
        )
        hint = _("Write .csv, .parquet or .jsonl as well: they keep the whole text.")
        yield Problem(Location(str(output)), "N460", message, hint, Severity.WARNING)
