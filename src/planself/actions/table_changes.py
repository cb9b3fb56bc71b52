"""What somebody changed in the table of a plan: found by comparing each cell with what was exported, and checked.

A cell that says what the plan says changes nothing, however a spreadsheet or a program rewrote it. Only the fields that
an exported table shows whole come back; where something else was changed, that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Any

from planself.actions.model import STATUSES, Action
from planself.actions.status_words import status_word
from planself.actions.table import STATUS, Rows, columns
from planself.files.dates import parse_date
from planself.files.emit import Word
from planself.files.refusals import brief
from planself.i18n import LANGUAGES, Reader, _

_TEXTS = ("title", "text", "office", "responsible", "indicator", "target", "note")
_DAYS = ("start", "due", "done_on")
_SHOWN_ONLY = ("hurdles", "after")
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Change:
    """A key of an action with what stood there and what is to stand there, as the table shows both."""

    action: str
    key: str
    raw: object
    before: str
    after: str


class CellError(ValueError):
    """A cell that cannot be read: what is wrong with it, and what to do."""

    def __init__(self, heading: str, message: str, hint: str = "") -> None:
        super().__init__(heading, message, hint)
        self.heading, self.message, self.hint = heading, message, hint


class Returned:
    """The comparison of a table with its plan, in the language of the table.

    `written` are the ways in which an export writes a text, since a formula is defused and a long text cut there.
    """

    def __init__(self, rows: Rows, reader: Reader, today: Date, written: tuple[Callable[[str], str], ...]) -> None:
        self.rows, self.reader, self.today, self._written = rows, reader, today, written
        self._headings = {column.key: column.heading for column in columns(reader)}

    def unread(self, action: Action, cells: Mapping[str, object]) -> list[str]:
        """Return the headings of cells that were changed and do not come back."""
        shown = self.rows.row(0, action)
        return [
            self._headings[key]
            for key in _SHOWN_ONLY
            if key in cells and not self._same(_text(cells[key]), str(shown[key] or ""))
        ]

    def changes(self, action: Action, cells: Mapping[str, object], wrong: list[CellError]) -> list[Change]:
        """Return what a row changes; `wrong` takes the cells that cannot be read."""
        found: list[Change] = []
        for key in (*_TEXTS, *_DAYS, STATUS):
            if key in cells:
                try:
                    found += self._change(action, key, cells[key])
                except CellError as error:
                    wrong.append(error)
        return [*found, *self._completion(action, found, cells)]

    def _change(self, action: Action, key: str, cell: object) -> Iterator[Change]:
        shown = self.rows.row(0, action)[key]
        raw: object
        if key in _DAYS:
            day = self._day(key, cell)
            if day is None and key == "done_on" and action.status == "done":
                return  # a table from before the day was put in says nothing about it
            if day != getattr(action, key):
                raw = None if day is None else Word(day.isoformat())
                yield Change(action.id, key, raw, self._said(shown), self._said(day))
        elif key == STATUS:
            status = self._status(cell)
            if status != action.status:
                yield Change(action.id, key, status, str(shown), status_word(status, self.reader))
        else:
            text = _text(cell)
            raw = self._kept(action, key, text)
            if raw is not _NOTHING and not self._same(text, str(shown or "")):
                yield Change(action.id, key, raw, str(shown or ""), text)

    def _kept(self, action: Action, key: str, text: str) -> Any:
        """Return what is to stand in the file; a text in several languages keeps the others."""
        before = getattr(action, key)
        if key == "title" and not text:
            raise CellError(self._headings[key], _("An action needs a title."), _("Write one, or leave the old one."))
        if not text:
            return _NOTHING if before is None else None
        if key == "office" and (listed := [one for one in self.rows.plan.offices if self.reader.text(one) == text]):
            return dict(listed[0]) if isinstance(listed[0], Mapping) else listed[0]
        return {**before, self.reader.lang: text} if isinstance(before, Mapping) else text

    def _completion(self, action: Action, found: list[Change], cells: Mapping[str, object]) -> Iterator[Change]:
        """Yield the day of completion where only the status says that an action is done, or no longer is."""
        new = {change.key: change.raw for change in found}
        if STATUS not in new or "done_on" in new:
            return
        if new[STATUS] == "done" and action.done_on is None:
            today = Word(self.today.isoformat())
            yield Change(action.id, "done_on", today, "", self._said(self.today))
        elif new[STATUS] != "done" and action.done_on is not None and "done_on" in cells:
            yield Change(action.id, "done_on", None, self._said(action.done_on), "")

    def _day(self, key: str, cell: object) -> Date | None:
        if cell is None or not str(cell).strip():
            return None
        try:
            return parse_date(cell)
        except ValueError as error:
            raise CellError(self._headings[key], str(error)) from error

    def _status(self, cell: object) -> Any:
        text = _text(cell).casefold()
        for status in STATUSES:
            words = {status, *(status_word(status, Reader(lang)).casefold() for lang in LANGUAGES)}
            if text in words:
                return status
        words_ = ", ".join(status_word(status, self.reader) for status in STATUSES)
        message = _("{word} is no status.").format(word=brief(_text(cell))) if text else _("An action needs a status.")
        raise CellError(self._headings[STATUS], message, _("Possible: {words}.").format(words=words_))

    def _same(self, text: str, shown: str) -> bool:
        return text == _plain(shown) or text in {_plain(write(shown)) for write in self._written}

    def _said(self, value: object) -> str:
        return self.reader.digits(value) if isinstance(value, Date) else str(value or "")


def _text(cell: object) -> str:
    """Return a cell as text; whole numbers that a spreadsheet keeps as decimals lose their zero."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _plain(str(cell))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
