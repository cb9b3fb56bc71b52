"""One cell of a table, read by itself: its meaning, or why it has none, in the words of answer files.

The engines read whole columns (`cells.py`); this is what they are held to, and where the reasons come from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal

from planself.answers.entries import STATES
from planself.answers.values import read_value
from planself.files.numbers import Style, parse_number
from planself.i18n import _
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import BadValueError, shown
from planself.scoring.plan import Given, State
from planself.tables.cell_words import NO, NOTHING_TICKED, SEPARATORS, SPACES, TICKED, UNTICKED, YES
from planself.tables.known_cells import read_known
from planself.tables.target import KNOWN

FLOAT_SLACK = 2.0**-32
"""How far, in millionths and by size, a float may lie beside a number that it stands for: 0.1 + 0.2 is 0.3."""
_SPLIT = re.compile(f"[{SEPARATORS}]+").split
_WHOLE = re.compile(r"[0-9]+\.0").fullmatch


def read_cell(question: AnyQuestion, raw: object, style: Style | None = None) -> Given | None:
    """Return what one cell records for a question, None where it is empty; raises BadValueError."""
    raw = _bare(raw, SEPARATORS if question.kind is AnswerKind.SOME_OF else SPACES)
    if raw is None:
        return None
    if state := _state(question, raw):
        return state
    if question.kind is AnswerKind.TEXT:
        return read_value(question, str(_integral(raw)))
    if question.kind is AnswerKind.SOME_OF:
        return read_value(question, _tokens(raw))
    return read_value(question, _plain(question, raw, style), exact=True)


def read_tick(raw: object) -> bool | None:
    """Return whether an option's own cell is ticked, None where it is empty; raises BadValueError."""
    raw = _bare(raw, SPACES)
    if raw is None:
        return None
    word = str(raw).lower() if isinstance(raw, bool) else str(_integral(raw))
    if word in TICKED or word in UNTICKED:
        return word in TICKED
    message = _("{value} is neither a tick nor the absence of one.").format(value=shown(raw))
    raise BadValueError("E246", message, _("Write 1 or x for ticked, 0 or nothing for not ticked."))


def read_ticks(question: AnyQuestion, cells: Mapping[str, object], whole: object = None) -> Given | None:
    """Return what the cells of one question, one for each option, record together; raises BadValueError.

    `whole` is the cell of the column that is named like the question; it may hold a state only.
    """
    ticks = {option: read_tick(raw) for option, raw in cells.items()}
    state = read_state(question, whole)
    ticked = [id_ for id_ in question.ids if ticks.get(id_)]
    if state is not None and ticked:
        message = _("{state} stands here, and options are ticked beside it.").format(state=state.value)
        raise BadValueError("E245", message, _("Keep either the word or the ticks."))
    if state is not None or all(tick is None for tick in ticks.values()):
        return state
    return read_value(question, ticked)


def read_state(question: AnyQuestion, raw: object) -> State | None:
    """Return what stands in the column of a question whose options have their own; raises BadValueError."""
    raw = _bare(raw, SEPARATORS)
    if raw is None or (state := _state(question, raw)):
        return None if raw is None else state
    message = _("{value} stands here, beside columns for each option.").format(value=shown(raw))
    raise BadValueError("E226", message, _("Only unknown or not_applicable can stand here; tick the options instead."))


def reason(
    questionnaire: Questionnaire, target: str, raw: object, style: Style | None = None, *, beside: bool = False
) -> tuple[str, str]:
    """Return the code of an invalid cell and why it is, with what to do.

    `target` is `question`, `question.option` or a known column, and `beside` whether the options of a question have
    columns of their own, as `Headings.targets` says. A cell that is sound by itself was refused for what stands in the
    others.
    """
    try:
        if target in KNOWN:
            read_known(target, raw)
        else:
            _read(questionnaire, target, raw, style, beside)
    except BadValueError as error:
        hints = [error.message, error.hint, _counted(questionnaire, target, raw) if error.code == "E220" else ""]
        return error.code, " ".join(filter(None, hints))
    return _together(target.partition(".")[2], raw)


def _read(questionnaire: Questionnaire, target: str, raw: object, style: Style | None, beside: bool) -> None:
    id_, _dot, option = target.partition(".")
    question = questionnaire.by_id[id_]
    if option:
        read_tick(raw)
    elif beside and question.kind is AnswerKind.SOME_OF:
        read_state(question, raw)
    else:
        read_cell(question, raw, style)


def _counted(questionnaire: Questionnaire, id_: str, raw: object) -> str:
    """Return the remedy for a cell one above the highest level, which tables that count from 1 have."""
    question = questionnaire.by_id.get(id_)
    above = question.top + 1 if question is not None and question.ladder else 0
    if str(_integral(_bare(raw, SPACES))).removesuffix(".0") != str(above):
        return ""
    return _("If the table counts from 1 to {n}, write `offset: -1` in a mapping file.").format(n=above)


def _together(option: str, raw: object) -> tuple[str, str]:
    if option:
        message = _("The option {option} cannot be ticked together with others.").format(option=option)
        return "E228", f"{message} " + _("Keep either {option} or the others.").format(option=option)
    message = _("{state} stands here, and options are ticked beside it.").format(state=shown(raw))
    return "E245", f"{message} " + _("Keep either the word or the ticks.")


def _bare(raw: object, around: str) -> object:
    """Return a cell without what surrounds its content, None where it has none."""
    if isinstance(raw, str):
        return raw.strip(around) or None
    return None if isinstance(raw, float) and math.isnan(raw) else raw


def _state(question: AnyQuestion, raw: object) -> State | None:
    """Return the state that a word stands for; a text that may not be a state is a text as it stands."""
    said = STATES.get(raw) if isinstance(raw, str) else None
    if said is None:
        return None
    allowed = question.allows_unknown if said == "unknown" else question.allows_not_applicable
    if allowed:
        return State(said)
    if question.any_words:
        return None
    message = _("{state} is no answer to {question}.").format(state=said, question=question.id)
    raise BadValueError("E230", message, _("This question needs a value; leave the cell empty where there is none."))


def _tokens(raw: object) -> object:
    """Return the ids in a cell with several."""
    if isinstance(raw, str):
        return [] if raw == NOTHING_TICKED else [raw.removesuffix(".0")] if _WHOLE(raw) else _SPLIT(raw)
    return raw if isinstance(raw, list) else [_integral(raw)]


def _plain(question: AnyQuestion, raw: object, style: Style | None) -> object:
    """Return a cell as an answer file would have it."""
    if question.kind is AnswerKind.NUMBER:
        return _typed(raw, style)
    if question.worded:
        word = str(_integral(raw))
        return "yes" if word in YES else "no" if word in NO else raw
    if isinstance(raw, str) and not question.ladder:
        return raw.removesuffix(".0") if _WHOLE(raw) else raw
    return _integral(raw)


def _integral(raw: object) -> object:
    """Return 3 for 3.0, which spreadsheets and columns with gaps make of whole numbers."""
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else Decimal(repr(raw))
    return int(raw) if isinstance(raw, Decimal) and raw.is_finite() and raw == raw.to_integral_value() else raw


def _typed(raw: object, style: Style | None) -> object:
    if isinstance(raw, float):
        return nearest(raw)
    if not isinstance(raw, str):
        return raw
    try:
        return parse_number(raw, style)
    except ValueError as error:
        raise BadValueError(
            "E223", str(error), _("--decimal or a mapping file fixes a table's decimal sign.")
        ) from None


def nearest(raw: float) -> Decimal:
    """Return the number of at most six decimals that a float stands for, or the float's own digits.

    Every step is one that all engines take alike; a division by a constant is not.
    """
    if math.isfinite(raw):
        whole = math.floor(raw)
        millionths = (raw - whole) * 1_000_000
        rounded = math.floor(millionths + 0.5)
        if abs(millionths - rounded) <= (abs(raw) + 1.0) * FLOAT_SLACK:
            return Decimal(whole * 1_000_000 + rounded).scaleb(-6)
    return Decimal(repr(raw))
