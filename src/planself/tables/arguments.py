"""What others' programs give to `score_frame`: taken where it can only mean one thing, refused in plain words else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from typing import Any

import narwhals as nw

from planself.errors import InputError, Location, Problem, UsageError, did_you_mean
from planself.files.numbers import Style
from planself.files.refusals import brief
from planself.i18n import LANGUAGES, _
from planself.questionnaire.model import Questionnaire
from planself.tables.heading_rows import MOST
from planself.text import one_line, several

_ENGINES = frozenset(
    (
        nw.Implementation.POLARS,
        nw.Implementation.PANDAS,
        nw.Implementation.PYARROW,
        nw.Implementation.DUCKDB,
        nw.Implementation.PYSPARK,
        nw.Implementation.PYSPARK_CONNECT,
    )
)
"""Those that give the same results, to the digit; what others would give nobody has compared."""
_MOST = 100


def table_of(frame: Any) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """Return a frame as every step takes it; raises UsageError for anything else, InputError for its headings."""
    if isinstance(frame, nw.DataFrame | nw.LazyFrame):  # what comes back would be another kind of frame
        raise _no_frame(frame)
    _refuse_headings(_headings(frame))
    try:
        table: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(frame)
    except TypeError:
        raise _no_frame(frame) from None
    if table.implementation not in _ENGINES:
        raise _no_frame(frame)
    return table


def _no_frame(value: Any) -> UsageError:
    kind = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
    message = _("{value} is no table that planself scores.").format(value=kind)
    hint = _(
        "Give a frame of Polars, pandas, PyArrow, DuckDB or PySpark, one column per question; "
        "others have a way to become one, such as .to_frame(), .to_polars(), .to_native() or polars.DataFrame(…)."
    )
    if isinstance(value, str | bytes | PathLike):
        hint = _("Read the file first, for example with polars.read_csv(…).")
    return UsageError(message, hint)


def _headings(frame: Any) -> list[Any]:
    """Return the headings of a frame of a library that lets them be no texts, or stand there twice."""
    is_ = nw.dependencies
    if is_.is_pandas_dataframe(frame) or is_.is_pyspark_dataframe(frame) or is_.is_pyspark_connect_dataframe(frame):
        return list(frame.columns)
    return list(frame.column_names) if is_.is_pyarrow_table(frame) else []


def _refuse_headings(headings: list[Any]) -> None:
    if odd := [name for name in headings if not isinstance(name, str)]:
        message = _("The headings of a table are texts; {name} is none.").format(name=brief(one_line(repr(odd[0]))))
        raise UsageError(message, _("Rename the columns first, for example: frame.columns = [str(name) for name in …]"))
    if doubled := [name for name, n in Counter(headings).items() if n > 1]:
        message = _("{name} has two columns: {first} and {second}.")
        problems = (message.format(name=brief(name), first=brief(name), second=brief(name)) for name in doubled)
        hint = _("Delete or rename one of the two.")
        raise InputError(Problem(Location(_("table")), "E241", problem, hint) for problem in problems)


def words_of(name: str, value: object) -> tuple[str, ...]:
    """Return a list of words, and a word by itself as a list of one."""
    if isinstance(value, Iterable):
        words = several(value)
        if all(isinstance(word, str) for word in words):
            return words
    raise _odd(name, _("a text or a list of texts"), value)


def roles_of(value: object, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the roles of a part; raises UsageError for one that the questionnaire does not have."""
    part = words_of("part", value)
    roles = [role.id for role in questionnaire.roles]
    for role in part:
        if role not in roles:
            hint = _meant(role, roles) or _("Its roles are: {roles}.").format(roles=", ".join(roles) or "–")
            raise UsageError(_("The questionnaire has no role {role}.").format(role=brief(role)), hint)
    return part


def offsets_of(offset: Mapping[str, int] | int | None, questionnaire: Questionnaire) -> dict[str, int]:
    """Return the offsets by question; raises UsageError for a word that is no scale question."""
    scales = [question.id for question in questionnaire.questions if question.ladder]
    given = offset if isinstance(offset, Mapping) else {} if offset is None else dict.fromkeys(scales, offset)
    for name in given:
        if name not in scales:
            message = _("offset: {name} is no scale question.").format(name=brief(str(name)))
            raise UsageError(message, _meant(str(name), scales))
    for number in (*given.values(), *(() if isinstance(offset, Mapping | None) else (offset,))):
        if not isinstance(number, int) or isinstance(number, bool) or abs(number) > _MOST:
            wanted = _("a whole number from −100 to 100, or one for each of some questions")
            raise _odd("offset", wanted, number)
    return dict(given)


def style_of(decimal: Style | None) -> Style | None:
    """Return the decimal sign of numbers given as text."""
    if decimal is None or (isinstance(decimal, str) and decimal in (",", ".")):
        return decimal
    raise _odd("decimal", _("“,” or “.”"), decimal)


def header_rows_of(value: int | None) -> int | None:
    """Return how many rows hold headings, None where nobody says."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST):
        return value
    raise _odd("header_rows", _("a whole number from 1 to {n}").format(n=MOST), value)


def truth_of(name: str, given: bool) -> bool:
    """Return a truth value; any other thing would be one as well, and mostly the wrong one."""
    if isinstance(given, bool):
        return given
    raise _odd(name, _("True or False"), given)


def language_of(lang: str | None) -> str | None:
    """Return the language of errors and warnings."""
    if lang is None or (isinstance(lang, str) and lang in LANGUAGES):
        return lang
    raise _odd("lang", _("{first} or {second}").format(first=LANGUAGES[0], second=LANGUAGES[1]), lang)


def named(questionnaire: Any) -> str:
    """Return the name or the path of a questionnaire that is not loaded yet."""
    if isinstance(questionnaire, str | PathLike) and isinstance(path := fspath(questionnaire), str):
        return path
    raise _odd("questionnaire", _("a name, a path or a loaded questionnaire"), questionnaire)


def _odd(name: str, wanted: str, value: object) -> UsageError:
    shown = brief(one_line(repr(value)))
    return UsageError(
        _("{name} cannot be {value}.").format(name=name, value=shown), _("Give {wanted}.").format(wanted=wanted)
    )


def _meant(word: str, known: list[str]) -> str:
    near = did_you_mean(word, known)
    return _("Did you mean {word}?").format(word=near) if near else ""
