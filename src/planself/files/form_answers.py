"""What the cells of an Excel form say: an answer as it stands, or the reason why it is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from planself.errors import did_you_mean
from planself.files.form_ids import CellPlace, CellProblems, FormChoice, FormIds, spaced
from planself.files.form_rows import FormRow
from planself.files.form_workbook import TICK, Column, Meta, RowKind, row_key
from planself.files.refusals import brief
from planself.files.workbook.sheets import Cell, NoValue, Percentage
from planself.formats import ANSWERS
from planself.i18n import _
from planself.text import first_few

_TICKS = frozenset({TICK, "×", "✓", "✔", "☑", "☒"})
_OFFERED = 6
_MOMENTS = (date, time, timedelta)  # a datetime is a date
KeyPath = tuple[str | int, ...]


class _RefusedError(Exception):
    """A cell that is no answer; why is noted already."""


@dataclass(slots=True)
class FormReading:
    """The data of an answer file from the rows of a form, and where everything stands."""

    ids: FormIds
    rows: Mapping[str, FormRow]
    found: CellProblems
    cells: dict[KeyPath, CellPlace] = field(default_factory=dict)
    keys: dict[KeyPath, CellPlace] = field(default_factory=dict)

    def data(self) -> dict[str, object]:
        """Return what an answer file would hold."""
        self.cells[()] = CellPlace(self.ids.sheet, 1, 1)
        data: dict[str, object] = {"format": ANSWERS, "questionnaire": self._questionnaire()}
        for name in self.ids.fields:
            self._take_field(data, name)
        self._take_meta(data)
        data["answers"] = self._answers()
        return data

    # --- around the answers ---

    def _questionnaire(self) -> dict[str, object]:
        named: dict[str, object] = {}
        for key, name in (("id", Meta.QUESTIONNAIRE), ("version", Meta.VERSION), ("digest", Meta.DIGEST)):
            for value, at in self.ids.meta.get(name, []):
                named[key] = value
                self.cells["questionnaire", key] = at
        return named

    def _take_field(self, data: dict[str, object], name: str) -> None:
        row = self.rows.get(row_key(RowKind.FIELD, name))
        cell = row.cell(Column.ANSWER) if row else None
        if row is None or cell is None:
            return
        path, at = tuple(name.split(".")), row.place(Column.ANSWER)
        try:
            value = self._choice(name, cell, at).value if name in self.ids.choices else self._words(cell, at)
        except _RefusedError:
            return
        self._put(data, path, value, at)

    def _take_meta(self, data: dict[str, object]) -> None:
        for code, at in self.ids.meta.get(Meta.CODE, []):
            self._put(data, ("respondent", "id"), code, at)
        for round_, at in self.ids.meta.get(Meta.ROUND, []):
            self._put(data, ("round",), round_, at)
        if part := self.ids.meta.get(Meta.PART, []):
            data["part"] = [role for role, _at in part]
            self.cells |= {("part", place): at for place, (_role, at) in enumerate(part)}

    def _put(self, data: dict[str, object], path: tuple[str, ...], value: object, at: CellPlace) -> None:
        for name in path[:-1]:
            below = data.setdefault(name, {})
            assert isinstance(below, dict)  # noqa: S101 -- every field of a name is below it
            data = below
        data[path[-1]] = value
        self.cells[path] = at

    # --- answers ---

    def _answers(self) -> dict[str, object]:
        answers: dict[str, object] = {}
        for id_, kind in self.ids.questions.items():
            row = self.rows.get(row_key(RowKind.QUESTION, id_))
            if row is None:
                continue
            self.keys["answers", id_] = CellPlace(row.sheet, row.number, row.columns[Column.KEY])
            self.cells["answers", id_] = row.place(Column.ANSWER)
            errors = len(self.found.problems)
            entry = {**self._value(id_, kind, row), **self._remarks(id_, row)}
            if len(self.found.problems) > errors:
                answers[id_] = None  # so that whoever names its problems knows whose they are
            elif entry:
                answers[id_] = entry["value"] if list(entry) == ["value"] else entry
        for id_, (text, at) in self.ids.kept.items():
            self.cells["answers", id_] = at
            try:
                answers[id_] = json.loads(text, parse_float=Decimal)
            except ValueError:
                message = _("The hidden sheet of the form was changed here, and cannot be read.")
                hint = _("Copy the answers into the form as it was sent, or ask for a new one.")
                self.found.add(at, "E302", message, hint)
        return answers

    def _value(self, id_: str, kind: str, row: FormRow) -> dict[str, object]:
        """Return the key and the value of an answer, or nothing."""
        try:
            if kind == "one_of":
                cell = row.cell(Column.ANSWER)
                return {} if cell is None else {"value": self._choice(id_, cell, row.place(Column.ANSWER)).value}
            given = self._ticks(id_) if kind == "some_of" else self._typed(id_, kind, row)
            state = self.rows.get(row_key(RowKind.STATE, id_))
            cell = state.cell(Column.ANSWER) if state else None
            if state is None or cell is None:
                return given
            at = state.place(Column.ANSWER)
            if given:
                message = _("{question}: there is an answer as well as {words} instead of one.")
                words = brief(str(self._words(cell, at)))
                hint = _("Empty one of the two.")
                self.found.add(at, "E310", message.format(question=id_, words=words), hint)
                return {}
            self.cells["answers", id_] = at
            return {"value": self._choice(id_, cell, at).value}
        except _RefusedError:
            return {}

    def _ticks(self, id_: str) -> dict[str, object]:
        ticked: list[object] = []
        refused = False
        for choice in self.ids.choices.get(id_, []):
            row = self.rows.get(row_key(RowKind.OPTION, id_, str(choice.value)))
            cell = row.cell(Column.ANSWER) if row and not choice.is_state else None
            if row is None or cell is None:
                continue
            at = row.place(Column.ANSWER)
            try:
                is_ticked = self._is_tick(id_, cell, at)
            except _RefusedError:
                refused = True
                continue
            if is_ticked:
                self.cells |= {("answers", id_, len(ticked)): at, ("answers", id_, "value", len(ticked)): at}
                ticked.append(choice.value)
        if refused:
            raise _RefusedError
        return {"value": ticked} if ticked else {}

    def _is_tick(self, name: str, cell: Cell, at: CellPlace) -> bool:
        if isinstance(cell, bool):  # a box to tick, as newer versions of Excel put into cells
            return cell
        if isinstance(cell, str) and spaced(cell).casefold() in _TICKS:
            return True
        self._refuse_no_value(cell, at)
        message = _("{question}: {value} is no tick.").format(question=name, value=_shown(cell))
        self.found.add(at, "E307", message, _("Write x, or empty the cell."))
        raise _RefusedError

    def _typed(self, id_: str, kind: str, row: FormRow) -> dict[str, object]:
        """Return a number or words; a text is told apart from what can be said instead of one."""
        cell, at = row.cell(Column.ANSWER), row.place(Column.ANSWER)
        if cell is None:
            return {}
        if kind == "text":
            return {"text": self._words(cell, at)}
        self._refuse_no_value(cell, at)
        if isinstance(cell, Percentage):
            message = _("{question}: {value} is shown here, and {number} is stored.")
            hint = _("Enter the number without a percent sign.")
            number = _plain(cell.percent / 100)
            self.found.add(at, "E309", message.format(question=id_, value=_shown(cell), number=number), hint)
            raise _RefusedError
        if isinstance(cell, (bool, *_MOMENTS)):
            message = _("{question}: {value} stands here, and a number is needed.")
            self._refuse_moment(message.format(question=id_, value=_shown(cell)), at)
        return {"value": cell}

    def _remarks(self, id_: str, row: FormRow) -> dict[str, object]:
        remarks: dict[str, object] = {}
        for name, column in (("comment", Column.COMMENT), ("evidence", Column.EVIDENCE), ("unsure", Column.UNSURE)):
            cell, at = row.cell(column), row.place(column)
            self.cells["answers", id_, name] = at
            try:
                if cell is not None and (column is not Column.UNSURE or self._is_tick(id_, cell, at)):
                    remarks[name] = True if column is Column.UNSURE else self._words(cell, at)
            except _RefusedError:
                continue
        return remarks

    # --- cells ---

    def _choice(self, name: str, cell: Cell, at: CellPlace) -> FormChoice:
        """Return what a cell chooses from its list."""
        self._refuse_no_value(cell, at)
        if isinstance(cell, _MOMENTS):
            message = _("{question}: {value} stands here, and a choice from the list is needed.")
            self._refuse_moment(message.format(question=name, value=_shown(cell)), at)
        words = cell if isinstance(cell, str) else _plain(cell)
        choice = self.ids.meaning(name, words)
        if choice is not None:
            return choice
        labels = [spaced(each.label) for each in self.ids.choices.get(name, [])]
        near = did_you_mean(spaced(words), labels)
        hint = _("Did you mean {word}?").format(word=brief(near)) + " " if near else ""
        message = _("{question}: {value} is none of the answers that the list offers.")
        hint += _("Choose from the list: {labels}.").format(
            labels=first_few([brief(each) for each in labels], _OFFERED)
        )
        self.found.add(at, "E307", message.format(question=name, value=_shown(cell)), hint)
        raise _RefusedError

    def _words(self, cell: Cell, at: CellPlace) -> str:
        self._refuse_no_value(cell, at)
        return _plain(cell)

    def _refuse_no_value(self, cell: Cell, at: CellPlace) -> None:
        if not isinstance(cell, NoValue):
            return
        message = _("A formula stands here that was never calculated.")
        if cell.shown:
            message = _("A formula stands here whose result is the error {value}.").format(value=brief(cell.shown))
        self.found.add(at, "E308", message, _("Write the answer itself into the cell, or empty it."))
        raise _RefusedError

    def _refuse_moment(self, message: str, at: CellPlace) -> None:
        hint = _("Spreadsheets make dates of what looks like one: empty the cell, and enter the answer again.")
        self.found.add(at, "E309", message, hint)
        raise _RefusedError


def _shown(cell: Cell) -> str:
    """Return what stands in a cell, as a message quotes it."""
    if isinstance(cell, datetime | date):
        return _("the date {day}").format(day=_plain(cell))
    if isinstance(cell, time | timedelta):
        return _("the time {time}").format(time=_plain(cell))
    return brief(_plain(cell))


def _plain(cell: Cell) -> str:
    """Return a cell as it would be typed."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, Percentage):
        return f"{cell.percent:f} %"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
