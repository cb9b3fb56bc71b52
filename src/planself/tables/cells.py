"""From raw cells to the coded frame, for a whole table at once and on any engine that Narwhals knows.

What a cell means is said by `reasons.py` for one cell; here the same is said in expressions over columns. They work in
stages, each a projection of named columns, so that no engine computes anything twice, and a cell that is written as
usual is done after the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, TypeVar, cast

import narwhals as nw

from planself.files.numbers import Style
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import MAX_TEXT
from planself.scoring import coded
from planself.scoring.coded import MISSING, NOT_APPLICABLE, UNKNOWN
from planself.tables.cell_numbers import read_number
from planself.tables.cell_ticks import read_ids, read_options, read_state
from planself.tables.cell_words import NO, NO_PLAIN, YES, YES_PLAIN
from planself.tables.column import ODD, CellKind, Cells, Frame, Stages, cased, is_number, look_up, small, stripped
from planself.tables.column_meaning import Headings, Source
from planself.tables.invalid import listed
from planself.tables.objects import without_objects
from planself.tables.refused_words import with_refused_words

Native = TypeVar("Native")
INVALID = "invalid"
_STAGES = 7


def code(frame: Native, headings: Headings, questionnaire: Questionnaire, *, decimal: Style | None = None) -> Native:
    """Return the coded frame of a table: other columns as they are, the coded ones, and `invalid`.

    `invalid` names the headings of the cells that cannot be read, joined by tabs, "" where all is well; such a cell is
    coded as missing. `decimal` fixes the sign that numbers in text have.
    """
    asked = [column.name for sources in headings.sources.values() for source in sources for column in source.columns]
    table: Frame = nw.from_native(cast(Any, without_objects(frame, asked, decimal)))
    left = {*asked, *(column.name for column in headings.dropped)}
    others = _ordered([name for name in table.columns if name not in left], headings)
    if headings.refused is None:
        headings = with_refused_words(table, headings, questionnaire)
    reading = _Reading(table, table.collect_schema(), headings.refused or {}, decimal)
    for question in questionnaire.questions:
        reading.question(question, headings.sources.get(question.id, ()))
    for stage in reading.stages:
        if stage:
            table = table.with_columns(*(column.alias(name) for name, column in stage.items()))
    kept = [_as_is(table, name) for name in others]
    columns = [column.alias(name) for name, column in reading.codes.items()]
    table = listed(table, reading.bad, INVALID)
    return cast(Native, table.select(*kept, *columns, nw.col(INVALID)).to_native())


def _ordered(names: Iterable[str], headings: Headings) -> list[str]:
    """Return the columns that stay: added ones such as `row`, the known ones, and those that are carried."""
    known = [column.name for column in headings.known.values()]
    carried = {column.name for column in headings.carried}
    names = list(names)
    added = [name for name in names if name not in known and name not in carried]
    return [*added, *known, *(name for name in names if name in carried)]


def _as_is(table: Frame, name: str) -> nw.Expr:
    quoted = "`" + name.replace("`", "``") + "`" if table.implementation.is_spark_like() else name
    return nw.col(quoted).alias(name)


@dataclass(slots=True)
class _Reading:
    """What is to be computed, stage by stage, and what comes out of it."""

    table: Frame
    schema: nw.Schema
    refused: Mapping[str, Collection[Hashable]]
    style: Style | None
    stages: Stages = field(default_factory=lambda: [{} for _ in range(_STAGES)])
    codes: dict[str, nw.Expr] = field(default_factory=dict)
    """The coded columns, by the frame after the last stage."""
    bad: list[tuple[str, nw.Expr]] = field(default_factory=list)
    """Headings, and whether their cell makes the row invalid, by the same frame."""

    def question(self, question: AnyQuestion, sources: tuple[Source, ...]) -> None:
        """Add a question with the columns that it has."""
        names = _names(question)
        if not sources:
            self.codes |= {name: _none(name, names[0]) for name in names}
            return
        before: list[nw.Expr] = []
        for number, source in enumerate(sources):
            found = self._source(question, source, _prefix(number))
            counts = reduce(and_, before) if before else None
            self.bad += [(heading, holds if counts is None else counts & holds) for heading, holds in found]
            before.append(nw.col(_prefix(number) + names[0]) == MISSING)
        self.codes |= {name: self._merged(name, names[0], len(sources)) for name in names}

    def _merged(self, name: str, code: str, sources: int) -> nw.Expr:
        """Return a column of the first source that says anything; what cannot be read is missing."""
        parts = [(_prefix(number) + code, _prefix(number) + name) for number in range(sources)]
        plain = name == code or name.endswith(":value")
        cells = [nw.col(cell) if plain else _ticked(answered, cell) for answered, cell in parts]
        cases = [(nw.col(parts[n][0]) != MISSING, cells[n]) for n in range(sources - 1)]
        found = cased(cases, cells[-1]) if cases else cells[-1]
        return cased([(found == ODD, small(MISSING))], found) if name == code else found

    def _source(self, question: AnyQuestion, source: Source, prefix: str) -> list[tuple[str, nw.Expr]]:
        code = prefix + coded.code(question.id)
        if source.options:
            return self._options(question, source, prefix)
        assert source.whole is not None  # noqa: S101 -- a source has a column
        cells = self._cells(source.whole.name)
        match question.kind:
            case AnswerKind.SOME_OF:
                read_ids(self.stages, cells, code, _option_name(prefix, question), question, _states(question))
            case AnswerKind.NUMBER:
                assert question.quantity is not None  # noqa: S101 -- see the contract
                names = (code, prefix + coded.value(question.id))
                read_number(self.stages, cells, names, question.quantity, _states(question), self.style)
            case AnswerKind.TEXT:
                self._words(cells, code, question, source.whole.name)
            case AnswerKind.ONE_OF:
                self._choice(cells, code, question)
        return [(source.whole.heading, nw.col(code) == ODD)]

    def _options(self, question: AnyQuestion, source: Source, prefix: str) -> list[tuple[str, nw.Expr]]:
        code = prefix + coded.code(question.id)
        if source.whole:
            read_state(self.stages, self._cells(source.whole.name), code, _states(question))
        else:
            self.stages[0][code] = small(MISSING)
        options = {option: self._cells(column.name) for option, column in source.options.items()}
        bad = read_options(self.stages, options, code, _option_name(prefix, question), question)
        columns = source.options | ({"": source.whole} if source.whole else {})
        found = []
        for option, column in columns.items():
            name = f"~bad:{code}:{option}"
            self.stages[5][name] = bad[option]
            found.append((column.heading, nw.col(name)))
        return found

    def _choice(self, cells: Cells, code: str, question: AnyQuestion) -> None:
        """Add a column in which one of a few words or numbers stands."""
        match cells.kind:
            case CellKind.TEXT:
                usual, rare = _spellings(question)
                states = {state: (word,) for word, state in _states(question).items()}
                look_up(self.stages, cells, code, usual | _states(question), rare | states)
            case CellKind.TRUTH if question.worded:
                self.stages[0][code] = cased([(cells.empty, small(MISSING)), (cells.raw, small(1))], small(0))
            case CellKind.WHOLE | CellKind.FLOAT | CellKind.DECIMAL:
                self.stages[0][code] = _numbered(cells, question)
            case CellKind.TRUTH | CellKind.LIST | CellKind.OTHER:
                self.stages[0][code] = cased([(cells.empty, small(MISSING))], small(ODD))

    def _words(self, cells: Cells, code: str, question: AnyQuestion, column: str) -> None:
        refused = nw.lit(False) if question.any_words else self._refused(cells, column)
        if cells.kind is not CellKind.TEXT:
            self.stages[0][code] = cased([(cells.empty, small(MISSING)), (refused, small(ODD))], small(0))
            return
        text = nw.col(f"~{code}:text")
        self.stages[0][f"~{code}:text"] = stripped(cells.raw)
        states = [(text == word, small(state)) for word, state in _states(question).items()]
        nothing = text.is_null() | (text == "")
        unfit = text.str.len_chars() > MAX_TEXT if question.any_words else refused
        self.stages[1][code] = cased([(nothing, small(MISSING)), *states, (unfit, small(ODD))], small(0))

    def _refused(self, cells: Cells, column: str) -> nw.Expr:
        if cells.kind is CellKind.LIST:
            return ~cells.empty
        refused = self.refused.get(column)
        return cells.raw.is_in(list(refused)) if refused else nw.lit(False)

    def _cells(self, name: str) -> Cells:
        return Cells(self.table, name, self.schema[name])


def _spellings(question: AnyQuestion) -> tuple[dict[str, int], dict[int, tuple[str, ...]]]:
    """Return the usual words with their codes, and the codes with all their spellings."""
    usual: dict[str, int] = {}
    rare: dict[int, tuple[str, ...]] = {}
    for code, choice in enumerate(question.choices):
        if choice.word is not None:
            usual |= dict.fromkeys(YES_PLAIN if choice.word == "yes" else NO_PLAIN, code)
            rare[code] = YES if choice.word == "yes" else NO
        else:
            usual[choice.id] = code
            rare[code] = (choice.id, f"{choice.id}.0") if choice.id.isdigit() else (choice.id,)
    return usual, rare


def _numbered(cells: Cells, question: AnyQuestion) -> nw.Expr:
    """Return the codes of a typed column: the numbers are the codes, but for options that are named by numbers."""
    if any(choice.id_at for choice in question.choices):
        ids = {id_: code for code, id_ in enumerate(question.ids) if is_number(id_)}
        cases = [(cells.is_whole(int(id_)), small(code)) for id_, code in ids.items()]
        return cased([(cells.empty, small(MISSING)), *cases], small(ODD))
    if cells.dtype.is_signed_integer():
        missing, odd = nw.lit(MISSING, cells.dtype), nw.lit(ODD, cells.dtype)
        found = cased([(cells.empty, missing), (cells.within(0, question.top), cells.raw)], odd)
        return found.cast(nw.Int8)
    fits = cells.within(0, question.top)
    nothing = nw.lit(0, nw.Float64 if cells.kind is CellKind.DECIMAL else cells.dtype)
    number = cased([(fits, cells.number)], nothing).cast(nw.Int8)
    return cased([(cells.empty, small(MISSING)), (fits, number)], small(ODD))


def _ticked(code: str, tick: str) -> nw.Expr:
    return cased([((nw.col(code) == 0) & (nw.col(tick) == 1), small(1))], small(0))


def _prefix(number: int) -> str:
    return f"~{number}:" if number else ""


def _option_name(prefix: str, question: AnyQuestion) -> Callable[[str], str]:
    return lambda option: prefix + coded.option(question.id, option)


def _states(question: AnyQuestion) -> dict[str, int]:
    unknown = {"unknown": UNKNOWN} if question.allows_unknown else {}
    return unknown | ({"not_applicable": NOT_APPLICABLE} if question.allows_not_applicable else {})


def _names(question: AnyQuestion) -> list[str]:
    """Return a question's coded columns, its code first."""
    code = coded.code(question.id)
    match question.kind:
        case AnswerKind.NUMBER:
            return [code, coded.value(question.id)]
        case AnswerKind.SOME_OF:
            return [code, *(coded.option(question.id, id_) for id_ in question.ids)]
        case AnswerKind.ONE_OF | AnswerKind.TEXT:
            return [code]


def _none(name: str, code: str) -> nw.Expr:
    return small(MISSING) if name == code else nw.lit(0, nw.Int64) if name.endswith(":value") else small(0)
