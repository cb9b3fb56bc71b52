"""Columns of numbers: what people type, read by patterns that say the same as `answers.numbers`."""

from __future__ import annotations

import narwhals as nw

from planself.files.numbers import Style
from planself.questionnaire.model import AnswerKind, Quantity, Questionnaire
from planself.questionnaire.types.values import MAX_NUMBER, MILLION
from planself.scoring.coded import MISSING
from planself.tables.column import ODD, Case, CellKind, Cells, Stages, cased, small, stripped
from planself.tables.column_meaning import Headings
from planself.tables.reasons import FLOAT_SLACK

_MAX_LENGTH = 60
_BETWEEN = "[ \u00a0\u2009\u202f'’]"
_DIGITS = f"[0-9]+(?:{_BETWEEN}[0-9]{{3}})*"
_NUMBER = f"^[-+−]?(?:{_DIGITS})?(?:[.,]{_DIGITS})*$"
"""Digits in which single spaces part groups of three, and the signs between them, whatever these mean."""
_COMMA_GROUPS, _DOT_GROUPS = "[0-9]{1,3}(?:,[0-9]{3})", r"[0-9]{1,3}(?:\.[0-9]{3})"
_DECIMAL: dict[Style | None, str] = {
    None: rf"^(?:[0-9]*[.,](?:[0-9]{{1,2}}|[0-9]{{4,}})|{_DOT_GROUPS}+,[0-9]+|{_COMMA_GROUPS}+\.[0-9]+)$",
    ",": f"^(?:[0-9]*|{_DOT_GROUPS}+),[0-9]+$",
    ".": rf"^(?:[0-9]*|{_COMMA_GROUPS}+)\.[0-9]+$",
}
"""What has a decimal sign beyond doubt, by the style that is fixed."""
_WHOLE: dict[Style | None, str] = {
    None: f"^(?:[0-9]+|{_DOT_GROUPS}{{2,}}|{_COMMA_GROUPS}{{2,}})$",
    ",": f"^(?:[0-9]+|{_DOT_GROUPS}+)$",
    ".": f"^(?:[0-9]+|{_COMMA_GROUPS}+)$",
}


def number_columns(headings: Headings, questionnaire: Questionnaire) -> frozenset[str]:
    """Return the columns whose cells are numbers, by the frame's names."""
    return frozenset(
        column.name
        for question in questionnaire.questions
        if question.kind is AnswerKind.NUMBER
        for source in headings.sources.get(question.id, ())
        for column in source.columns
    )


def read_number(
    stages: Stages,
    cells: Cells,
    names: tuple[str, str],
    quantity: Quantity,
    states: dict[str, int],
    style: Style | None,
) -> None:
    """Add what reads a column of numbers: the steps that make the columns `names`, code and value in millionths."""
    code, value = names
    match cells.kind:
        case CellKind.WHOLE:
            _whole(stages, cells, names)
        case CellKind.FLOAT:
            _float(stages, cells, names)
        case CellKind.TEXT:
            _text(stages, cells.raw, names, states, style)
        case CellKind.DECIMAL:
            _text(stages, cells.raw.cast(nw.String), names, {}, ".")
        case CellKind.TRUTH | CellKind.LIST | CellKind.OTHER:
            stages[0][code] = cased([(cells.empty, small(MISSING))], small(ODD))
            stages[0][value] = nw.lit(0, nw.Int64)
    found = nw.col(value)
    limit = MAX_NUMBER * MILLION - 1
    low, high = quantity.minimum, quantity.maximum
    fits = (found >= (-limit if low is None else low)) & (found <= (limit if high is None else high))
    stages[6][code] = cased([((nw.col(code) == 0) & ~fits, small(ODD))], nw.col(code))
    stages[6][value] = cased([((nw.col(code) == 0) & fits, found)], nw.lit(0, nw.Int64))


def _whole(stages: Stages, cells: Cells, names: tuple[str, str]) -> None:
    code, value = names
    fits = cells.within(1 - MAX_NUMBER, MAX_NUMBER - 1) if cells.dtype.is_signed_integer() else _below(cells)
    stages[0][code] = cased([(cells.empty, small(MISSING)), (fits, small(0))], small(ODD))
    found = cased([(fits, cells.raw)], nw.lit(0, cells.dtype))
    stages[0][value] = found.cast(nw.Int64) * MILLION


def _below(cells: Cells) -> nw.Expr:
    return (cells.raw <= MAX_NUMBER - 1) & ~cells.empty


def _float(stages: Stages, cells: Cells, names: tuple[str, str]) -> None:
    """Split whole and fraction: the fraction's millionths are exact then, also beside a large whole."""
    code, value = names
    fits = (cells.raw > -MAX_NUMBER) & (cells.raw < MAX_NUMBER) & ~cells.empty
    number, whole = f"~{code}:number", f"~{code}:whole"
    stages[0][code] = cased([(cells.empty, small(MISSING)), (fits, small(0))], small(ODD))
    stages[0][number] = cased([(fits, cells.raw)], nw.lit(0.0, cells.dtype)).cast(nw.Float64)
    stages[1][whole] = nw.col(number).floor()
    millionths = (nw.col(number) - nw.col(whole)) * MILLION
    nearest = (millionths + 0.5).floor()
    stages[2][value] = nw.col(whole).cast(nw.Int64) * MILLION + nearest.cast(nw.Int64)
    exact = (millionths - nearest).abs() <= (nw.col(number).abs() + 1.0) * FLOAT_SLACK
    stages[2][code] = cased([((nw.col(code) == 0) & ~exact, small(ODD))], nw.col(code))


def _text(stages: Stages, raw: nw.Expr, names: tuple[str, str], states: dict[str, int], style: Style | None) -> None:
    code, value = names
    text, plain, body, whole, fraction = (f"~{code}:{part}" for part in ("text", "plain", "body", "whole", "fraction"))
    cell, nothing = nw.col(text), nw.lit("0")
    stages[0][text] = stripped(raw)
    said: list[Case] = [(cell == word, small(state)) for word, state in states.items()]
    short = cell.str.contains(f"^[0-9]{{1,8}}(?:[{style or '.,'}][0-9]{{1,2}})?$") & ~cell.is_null()
    stages[1][code] = cased([(cell.is_null() | (cell == ""), small(MISSING)), (short, small(0)), *said], small(ODD))
    pointed = cell if style == "." else cell.str.replace_all(",", ".", literal=True)
    usual = cased([(nw.col(code) == 0, pointed)], nothing).cast(nw.Float64)  # so few digits are exact in a float
    stages[2][value] = (usual * MILLION).round(0).cast(nw.Int64)
    odd = nw.when((nw.col(code) == ODD) & cell.str.contains(_NUMBER))
    stages[2][plain] = odd.then(cell.str.replace_all(_BETWEEN, "").str.replace_all("−", "-", literal=True))
    stages[3][body] = nw.when(nw.col(plain).str.len_chars() <= _MAX_LENGTH).then(
        nw.col(plain).str.replace_all("^[-+]", "")
    )
    number = nw.col(body)
    decimal, integer = number.str.contains(_DECIMAL[style]), number.str.contains(_WHOLE[style])
    before = nw.when(decimal).then(number.str.replace_all("[.,][0-9]+$", "")).when(integer).then(number).otherwise(None)
    stages[4][whole] = before.str.replace_all("[.,]", "").str.replace_all("^0+", "")
    stages[4][fraction] = nw.when(decimal).then(number.str.replace_all("^.*[.,]", "")).when(integer).then(nw.lit(""))
    fits = nw.col(whole).str.contains("^[0-9]{0,10}$") & nw.col(fraction).str.contains("^[0-9]{0,6}0*$")
    fits = fits & ~nw.col(whole).is_null()
    millions = cased([(fits, nw.concat_str(nothing, nw.col(whole)))], nothing).cast(nw.Int64) * MILLION
    padded = nw.concat_str(nw.col(fraction), nw.lit("000000")).str.head(6)
    size = millions + cased([(fits, padded)], nothing).cast(nw.Int64)
    minus = nw.col(plain).str.starts_with("-")
    stages[5][value] = cased(
        [(nw.col(code) == 0, nw.col(value)), (fits & minus, -size), (fits, size)], nw.lit(0, nw.Int64)
    )
    stages[5][code] = cased([(fits, small(0))], nw.col(code))
