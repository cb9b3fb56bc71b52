"""A table as JSON Lines: one object a row, answers flat or under `answers`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from planself.answers.entries import ENTRY_KEYS
from planself.errors import InputError, Location, Problem
from planself.exchange.json_keys import repeated, twice
from planself.exchange.raw_table import RawTable, existing
from planself.exchange.text_source import RECORD_LIMIT, too_long
from planself.exchange.typed_columns import ANSWERS
from planself.files import json_text
from planself.files.json_text import is_deep
from planself.files.refusals import MAX_DEPTH, MAX_PROBLEMS, brief, refusal
from planself.i18n import _
from planself.text import joined

if TYPE_CHECKING:
    import polars as pl

_ROWS = 20_000
_LOOKED_AT = 1 << 16
"""Bytes of a line up to which its fault is looked for, a thousand times at most."""
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")

Record = dict[str, object]


@dataclass(slots=True)
class _Seen:
    """What a first pass over all lines shows."""

    columns: dict[str, None] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)


def read(path: Path) -> RawTable:
    """Return the table, every line of it looked at and none kept in memory, or raise what is wrong with it."""
    name = str(path)
    existing(path, name)
    seen = _look(path, name)
    if seen.problems:
        raise InputError(seen.problems)
    if not seen.rows:
        hint = _("Export the table again; each line is to hold one object.")
        raise refusal(Location(name), "E003", _("The file holds no row."), hint)
    headings = tuple(seen.columns)
    return RawTable(name, _scan(path, name, headings), 1, headings, skipped=tuple(seen.skipped), rows=seen.rows)


def _look(path: Path, name: str) -> _Seen:
    """Collect the columns of all rows, and whatever is wrong with any line."""
    seen = _Seen()
    blank: list[int] = []
    for number, line in _lines(path, name):
        if not line.strip():
            blank.append(number)
            continue
        record = _record(line, number, name, seen.problems)
        if len(seen.problems) >= MAX_PROBLEMS:
            break
        if record is not None:
            if not record.keys() <= seen.columns.keys():
                seen.columns.update(dict.fromkeys(record))
            seen.rows += 1
        seen.skipped += blank
        blank = []
    return seen


def _lines(path: Path, name: str) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(RECORD_LIMIT):
            number += 1
            if len(line) == RECORD_LIMIT:
                raise too_long(Location(name, number))
            if number == 1 and (line.startswith(_WIDE) or b"\0" in line):
                hint = _("Export the table again; JSON is written in UTF-8.")
                raise refusal(Location(name, 1), "E251", _("The file is encoded in UTF-16."), hint)
            yield number, line.removeprefix(_MARK) if number == 1 else line


def _record(line: bytes, number: int, name: str, problems: list[Problem]) -> Record | None:
    """Return a line's cells by column, or None and a problem more."""
    import orjson

    hint = _('Each line is one object, such as {"shared_vision": 3}; a line break inside a text is written \\n.')
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        problems.append(_no_json(line, Location(name, number, error.colno), hint))
        return None
    if not isinstance(data, dict):
        message = _("This line holds no object, and each row is one.")
        problems.append(Problem(Location(name, number), "E259", message, hint))
        return None
    if line.count(b"[") + line.count(b"{") > MAX_DEPTH and is_deep(data):
        message = _("Lists and mappings are nested more than {n} levels deep here.").format(n=MAX_DEPTH)
        problems.append(Problem(Location(name, number), "E259", message, hint))
        return None
    if odd := _without_value(data.get("answers")):
        message = _("The answer to {question} has no `value`, and planself does not know its key {key}.")
        example = _("Write {example}").format(example=f'{json.dumps(odd[0])}: {{"value": …, "comment": …}}')
        text = message.format(question=brief(odd[0]), key=brief(odd[1]))
        problems.append(Problem(Location(name, number), "E232", text, example))
        return None
    cells = list(_cells(data))
    row = dict(cells)
    if doubled := repeated(line, data) or (next(twice(name for name, _value in cells), None)):
        message = _("{key} stands twice in this line.").format(key=brief(doubled))
        rest = _("Keep one of the two; nested and flat, such as {nested} and {flat}, mean the same.")
        hint = rest.format(nested='"subject": {"name": …}', flat='"subject.name"')
        problems.append(Problem(Location(name, number), "E020", message, hint))
        return None
    return row


def _no_json(line: bytes, where: Location, hint: str) -> Problem:
    """Return what is wrong with a line, told by what stands there: the quick reader has words of its own."""
    message = _("This line is no JSON.")
    if len(line) <= _LOOKED_AT:
        try:
            json_text.build(line.decode(errors="replace").rstrip("\r\n"), where.file)
        except InputError as error:
            found = error.problems[0]
            where = replace(where, column=found.where.column)
            return Problem(where, "E259", f"{message} {found.message}", f"{found.hint} {hint}".strip())
    return Problem(where, "E259", message, hint)


def _without_value(answers: object) -> tuple[str, str] | None:
    """Return the first answer that is a mapping without a value, and its key that might be one."""
    for question, answer in answers.items() if isinstance(answers, dict) else ():
        if isinstance(answer, dict) and answer.get("value") is None and answer.get("text") is None:
            unknown = next((key for key in answer if key not in ENTRY_KEYS), None)
            if unknown is not None and "value" not in answer:
                return question, unknown
    return None


def _cells(data: Record) -> Iterator[tuple[str, object]]:
    """Yield a row's cells without nesting: `subject.name`, and each answer under its question's id."""
    for key, value in data.items():
        if key == "answers" and isinstance(value, dict):
            yield from ((question, _answer(answer)) for question, answer in value.items())
        elif isinstance(value, dict):
            yield from ((f"{key}.{inner}".removeprefix(ANSWERS), each) for inner, each in _cells(value))
        else:
            yield key, value


def _answer(answer: object) -> object:
    """Return the value of an answer that has remarks beside it."""
    if isinstance(answer, dict):
        return answer["value"] if answer.get("value") is not None else answer.get("text")
    return answer


def _scan(path: Path, name: str, headings: tuple[str, ...]) -> pl.LazyFrame:
    import polars as pl
    from polars.io.plugins import register_io_source

    def rows(
        wanted: list[str] | None, predicate: pl.Expr | None, limit: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        columns = headings if wanted is None or predicate is not None else tuple(wanted)
        records = islice(_records(path, name), limit)
        while block := list(islice(records, _ROWS)):
            frame = pl.DataFrame([_series(column, block) for column in columns])
            frame = frame if predicate is None else frame.filter(predicate)
            yield frame if wanted is None else frame.select(wanted)

    return register_io_source(rows, schema=dict.fromkeys(headings, pl.String))


def _records(path: Path, name: str) -> Iterator[Record]:
    problems: list[Problem] = []
    for number, line in _lines(path, name):
        if not line.strip():
            continue
        record = _record(line, number, name, problems)
        if record is None:  # the file was changed since it was looked at
            raise InputError(problems)
        yield record


def _series(column: str, block: list[Record]) -> pl.Series:
    """Return one column's cells as text."""
    import polars as pl

    cells = [record.get(column) for record in block]
    kinds = set(map(type, cells)) - {type(None)}
    if kinds == {int} and all(-(2**63) <= cell < 2**63 for cell in cells if isinstance(cell, int)):
        return pl.Series(column, cells, pl.Int64).cast(pl.String)
    if kinds:
        cells = [_text(cell) for cell in cells]
    return pl.Series(column, cells, pl.String)


def _text(cell: object) -> str | None:
    """Return a cell as it stands in a text table; a list becomes "a;b"."""
    match cell:
        case None | "":
            return None
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case list():
            return joined(map(_text, cell))
        case dict():
            return str(_text(_answer(cell)) or "") or None
        case _:
            return str(cell)
