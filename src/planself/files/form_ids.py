"""The hidden sheet of an Excel form: which questionnaire it is of, what it asks, and which words mean which answers."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from planself.errors import InputError, Location, Problem
from planself.files.form_workbook import HEADING, MARK, Column, Kind, Meta, RowKind, row_key
from planself.files.refusals import MAX_PROBLEMS, refusal
from planself.files.workbook.sheets import Cell, Sheet
from planself.i18n import _

_FAMILY = MARK.rpartition("/")[0] + "/"
_KINDS = ("one_of", "some_of", "number", "text")
_STATES = ("unknown", "not_applicable")


class CellPlace(NamedTuple):
    """A cell of a workbook, row and column counted from 1."""

    sheet: str
    row: int
    column: int


class FormChoice(NamedTuple):
    """A value as an answer file has it, and the words for it in the drop-down."""

    value: object
    label: str

    @property
    def is_state(self) -> bool:
        """Whether it is said instead of a number, of words or of ticks."""
        return isinstance(self.value, list) or self.value in _STATES


@dataclass(slots=True)
class CellProblems:
    """What is wrong with the cells of a form so far."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, at: CellPlace, code: str, message: str, hint: str) -> None:
        """Note an error."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.locate(at), code, message, hint))

    def locate(self, at: CellPlace) -> Location:
        """Return a cell as problems name it."""
        return Location(self.name, at.row, at.column, at.sheet)


@dataclass(slots=True)
class FormIds:
    """What the hidden sheet says; places are those of values."""

    sheet: str
    meta: dict[str, list[tuple[str, CellPlace]]] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)
    """By id, the kind of answer."""
    texts: dict[str, str] = field(default_factory=dict)
    """By the key of a row, how the text begins that stands in it."""
    choices: dict[str, list[FormChoice]] = field(default_factory=dict)
    """By the id of a question or field."""
    kept: dict[str, tuple[str, CellPlace]] = field(default_factory=dict)
    """Answers for which the form has no cell, as JSON, by question."""

    def meaning(self, id_: str, words: str) -> FormChoice | None:
        """Return the one choice that some words name: exactly, or, where that is none, in other capitals."""
        choices = self.choices.get(id_, [])
        for spelling in (spaced, lambda text: spaced(text).casefold()):
            same = [choice for choice in choices if spelling(choice.label) == spelling(words)]
            if same:
                return same[0] if len(same) == 1 else None
        return None

    def row_keys(self) -> Iterator[str]:
        """Yield the keys of all rows that the form has, in its order."""
        yield from (row_key(RowKind.FIELD, name) for name in self.fields)
        for id_, kind in self.questions.items():
            yield row_key(RowKind.QUESTION, id_)
            choices = self.choices.get(id_, [])
            if kind == "some_of":
                yield from (row_key(RowKind.OPTION, id_, str(each.value)) for each in choices if not each.is_state)
            if kind != "one_of" and any(choice.is_state for choice in choices):
                yield row_key(RowKind.STATE, id_)


def spaced(text: str) -> str:
    """Return a text with single ordinary spaces, as labels are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_ids(sheets: Sequence[Sheet], found: CellProblems) -> FormIds:
    """Return what the hidden sheet says; raises InputError where it is gone, or of another version."""
    hidden = [sheet for sheet in sheets if str(sheet.cells.get((1, 1), "")).startswith(_FAMILY)]
    if len(hidden) != 1:
        raise _no_ids(sheets, hidden, found)
    sheet = hidden[0]
    mark = str(sheet.cells[1, 1])
    if mark != MARK:
        message = _("The form is of the version {mark}, and this planself reads {known}.")
        hint = _("A newer planself may read it; or copy the answers into a form of this one.")
        raise refusal(found.locate(CellPlace(sheet.name, 1, 1)), "E301", message.format(mark=mark, known=MARK), hint)
    return _Reading(FormIds(sheet.name), found).of(sheet)


def _no_ids(sheets: Sequence[Sheet], hidden: Sequence[Sheet], found: CellProblems) -> InputError:
    hint = _("Copy the answers into the form as it was sent, or ask for a new one.")
    if hidden:
        message = _("The hidden sheet by which the form is read is there twice.")
        return refusal(found.locate(CellPlace(hidden[1].name, 1, 1)), "E300", message, hint)
    keys = ((sheet.name, place) for sheet in sheets for place, cell in sheet.cells.items() if cell == Column.KEY)
    name, place = next(keys, (sheets[0].name if sheets else "", (1, 1)))
    message = _("The hidden sheet by which the form is read is gone, or its first cell was changed.")
    return refusal(found.locate(CellPlace(name, *place)), "E300", message, hint)


@dataclass(slots=True)
class _Reading:
    """The rows of the hidden sheet, one after the other."""

    ids: FormIds
    found: CellProblems

    def of(self, sheet: Sheet) -> FormIds:
        heading = tuple(sheet.cells.get((2, column)) for column in range(1, 1 + len(HEADING)))
        if heading != HEADING:
            self._changed(CellPlace(sheet.name, 2, 1))
        for row, cells in sheet.rows():
            if row > 2 and not self._take(CellPlace(sheet.name, row, 3), cells):
                self._changed(CellPlace(sheet.name, row, 1))
        self._settle(CellPlace(sheet.name, 1, 1))
        return self.ids

    def _take(self, at: CellPlace, cells: Mapping[int, Cell]) -> bool:
        """Take what a row says; return whether it says anything."""
        kind, id_, value, label = (_text(cells.get(column)) for column in range(1, 1 + len(HEADING)))
        if kind == Kind.META:
            self.ids.meta.setdefault(id_, []).append((value, at))
        elif kind == Kind.FIELD:
            self.ids.fields.append(id_)
        elif kind == Kind.QUESTION and value in _KINDS and id_ not in self.ids.questions:
            self.ids.questions[id_] = value
            self.ids.texts[row_key(RowKind.QUESTION, id_)] = spaced(label)
        elif kind == Kind.CHOICE and (choice := _choice(value, label)) is not None:
            self.ids.choices.setdefault(id_, []).append(choice)
            self.ids.texts.setdefault(row_key(RowKind.OPTION, id_, str(choice.value)), spaced(label))
        elif kind == Kind.ANSWER:
            before, first = self.ids.kept.get(id_, ("", at))
            self.ids.kept[id_] = (before + value, first)
        else:
            return False
        return bool(id_)

    def _settle(self, top: CellPlace) -> None:
        """Refuse what would count twice, or is missing whatever else there is."""
        fields = Counter(self.ids.fields)
        needed = (Meta.QUESTIONNAIRE, Meta.VERSION)
        if any(len(self.ids.meta.get(name, [])) != 1 for name in needed) or max(fields.values(), default=1) > 1:
            self._changed(top)
        if not self.ids.questions or self.ids.kept.keys() & self.ids.questions.keys():
            self._changed(top)

    def _changed(self, at: CellPlace) -> None:
        message = _("The hidden sheet of the form was changed here, and cannot be read.")
        self.found.add(at, "E302", message, _("Copy the answers into the form as it was sent, or ask for a new one."))


def _text(cell: Cell | None) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)


def _choice(value: str, label: str) -> FormChoice | None:
    try:
        raw = json.loads(value, parse_float=Decimal)
    except ValueError:
        return None
    return FormChoice(raw, label) if spaced(label) and isinstance(raw, str | int | bool | list) else None
