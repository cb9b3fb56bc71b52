"""Columns of questions with several ticks: one with all ids, or one for each option."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_

import narwhals as nw

from planself.questionnaire.model import AnyQuestion
from planself.scoring.coded import MISSING
from planself.tables.cell_words import (
    NOTHING_TICKED,
    SEPARATORS,
    SPACES,
    TICKED,
    TICKED_PLAIN,
    UNTICKED,
    UNTICKED_PLAIN,
)
from planself.tables.column import ODD, Case, CellKind, Cells, Stages, cased, is_number, look_up, small, stripped

Name = Callable[[str], str]


def read_ids(
    stages: Stages, cells: Cells, code: str, name: Name, question: AnyQuestion, states: dict[str, int]
) -> None:
    """Add what reads one column of ids: the steps that make the code and the ticks, named by option."""
    match cells.kind:
        case CellKind.TEXT:
            _texts(stages, cells, code, name, question, states)
        case CellKind.LIST:
            _lists(stages, cells, code, name, question)
        case CellKind.WHOLE | CellKind.FLOAT | CellKind.DECIMAL:
            _numbers(stages, cells, code, name, question)
        case CellKind.TRUTH | CellKind.OTHER:
            stages[0][code] = cased([(cells.empty, small(MISSING))], small(ODD))
            stages[1].update({name(option.id): _tick(nw.lit(False)) for option in question.choices})


def _texts(stages: Stages, cells: Cells, code: str, name: Name, question: AnyQuestion, states: dict[str, int]) -> None:
    """Every id counts once with its length: only where nothing unknown and nothing twice stands there it adds up."""
    text, joined = f"~{code}:text", f"~{code}:joined"
    cell = nw.col(text)
    stages[0][text] = stripped(cells.raw, SEPARATORS)
    said: list[Case] = [(cell == word, small(state)) for word, state in states.items()]
    nothing = cell.is_null() | (cell == "")
    stages[1][code] = cased([(nothing, small(MISSING)), (cell == NOTHING_TICKED, small(0)), *said], small(ODD))
    parted = cell.str.contains(f"[{SPACES}]|;;")
    single = nw.when(parted).then(cell).otherwise(None).str.replace_all(f"[{SEPARATORS}]+", ";")
    floats = [(cell == f"{option.id}.0", nw.lit(option.id)) for option in question.choices if option.id.isdigit()]
    stages[1][joined] = cased([(nothing, nw.lit("")), *floats, (parted, single)], cell)
    stages[2][joined] = nw.concat_str(nw.lit(";"), nw.col(joined), nw.lit(";"))
    for option in question.choices:
        stages[3][name(option.id)] = _tick(nw.col(joined).str.contains(f";{option.id};", literal=True))
    told = [nw.col(name(option.id)).cast(nw.Int32) * (len(option.id) + 1) for option in question.choices]
    adds_up = reduce(lambda a, b: a + b, told) + 1 == nw.col(joined).str.len_chars()
    sound = (nw.col(code) == ODD) & adds_up & ~_crowd(question, name)
    stages[4][code] = cased([(sound, small(0))], nw.col(code))


def _lists(stages: Stages, cells: Cells, code: str, name: Name, question: AnyQuestion) -> None:
    length = f"~{code}:length"
    stages[0][length] = cells.raw.list.len()
    lists = _lists_of_texts(cells)
    for option in question.choices:
        found = nw.lit(False) if lists is None else lists.list.contains(option.id)
        stages[0][name(option.id)] = _tick(found)
    ticked = reduce(lambda a, b: a + b, (nw.col(name(option.id)).cast(nw.Int32) for option in question.choices))
    sound = (nw.col(length) == ticked) & ~_crowd(question, name)
    stages[1][code] = cased([(nw.col(length).is_null(), small(MISSING)), (sound, small(0))], small(ODD))


def _lists_of_texts(cells: Cells) -> nw.Expr | None:
    """Return lists of ids as texts, None where no id can stand in them."""
    inner = getattr(cells.dtype, "inner", nw.Unknown())
    if inner == nw.String:
        return cells.raw
    if inner.is_integer() or inner in (nw.Categorical, nw.Enum):
        return cells.raw.cast(nw.List(nw.String))
    return None


def _numbers(stages: Stages, cells: Cells, code: str, name: Name, question: AnyQuestion) -> None:
    """Ids that are numbers, one at a time: a column in which nobody ticked two."""
    never = nw.lit(False)
    for option in question.choices:
        stages[0][name(option.id)] = _tick(cells.is_whole(int(option.id)) if is_number(option.id) else never)
    ticked = reduce(or_, (nw.col(name(option.id)) == 1 for option in question.choices))
    stages[0][code] = cased([(cells.empty, small(MISSING))], small(ODD))
    stages[1][code] = cased([(ticked, small(0))], nw.col(code))


def read_options(
    stages: Stages, options: Mapping[str, Cells], code: str, name: Name, question: AnyQuestion
) -> dict[str, nw.Expr]:
    """Add what reads one column for each option, beside what the question's own column says in `code`.

    Returns by option, "" for the question's own column, whether its cell is one that makes the row invalid; holds in
    the frame before the last stage.
    """
    for option in question.choices:
        if option.id in options:
            _tick_cells(stages, options[option.id], name(option.id))
        else:
            stages[0][name(option.id)] = small(MISSING)
    ticks = {option.id: nw.col(name(option.id)) for option in question.choices}
    ticked = reduce(or_, (tick == 1 for tick in ticks.values()))
    stated = (nw.col(code) != MISSING) & (nw.col(code) != ODD)
    alone = _crowd(question, name)
    bad = {"": (nw.col(code) == ODD) | (stated & ticked)}
    bad |= {id_: tick == ODD for id_, tick in ticks.items() if id_ in options}
    bad |= {
        option.id: bad[option.id] | (alone & (ticks[option.id] == 1))
        for option in question.choices
        if option.exclusive and option.id in options
    }
    empty = reduce(and_, (tick == MISSING for tick in ticks.values()))
    stages[6][code] = cased(
        [(reduce(or_, bad.values()), small(ODD)), (stated, nw.col(code)), (empty, small(MISSING))], small(0)
    )
    return bad


def read_state(stages: Stages, cells: Cells, code: str, states: dict[str, int]) -> None:
    """Add what reads the own column of a question whose options have theirs: a state or nothing."""
    if cells.kind is CellKind.TEXT:
        text = nw.col(f"~{code}:text")
        stages[0][f"~{code}:text"] = stripped(cells.raw, SEPARATORS)
        cases = [(text == word, small(state)) for word, state in states.items()]
        stages[1][code] = cased([(text.is_null() | (text == ""), small(MISSING)), *cases], small(ODD))
    else:
        stages[0][code] = cased([(cells.empty, small(MISSING))], small(ODD))


def _tick_cells(stages: Stages, cells: Cells, name: str) -> None:
    match cells.kind:
        case CellKind.TEXT:
            usual = dict.fromkeys(TICKED_PLAIN, 1) | dict.fromkeys(UNTICKED_PLAIN, 0)
            look_up(stages, cells, name, usual, {1: TICKED, 0: UNTICKED})
        case CellKind.TRUTH:
            stages[0][name] = cased([(cells.empty, small(MISSING)), (cells.raw, small(1))], small(0))
        case CellKind.WHOLE | CellKind.FLOAT | CellKind.DECIMAL:
            cases = [(cells.is_whole(number), small(number)) for number in (0, 1)]
            stages[0][name] = cased([(cells.empty, small(MISSING)), *cases], small(ODD))
        case CellKind.LIST | CellKind.OTHER:
            stages[0][name] = cased([(cells.empty, small(MISSING))], small(ODD))


def _crowd(question: AnyQuestion, name: Name) -> nw.Expr:
    """Whether an exclusive option is ticked together with others."""
    ticked = [_tick(nw.col(name(option.id)) == 1).cast(nw.Int32) for option in question.choices]
    alone = [nw.col(name(option.id)) == 1 for option in question.choices if option.exclusive]
    if not alone:
        return nw.lit(False)
    return reduce(or_, alone) & (reduce(lambda a, b: a + b, ticked) > 1)


def _tick(holds: nw.Expr) -> nw.Expr:
    return cased([(holds, small(1))], small(0))
