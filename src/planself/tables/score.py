"""Scoring a table from Python: any frame that Narwhals knows comes in, the same kind comes out with results."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import narwhals as nw

from planself.errors import Location, Problem
from planself.files.numbers import Style
from planself.i18n import _, speaking
from planself.questionnaire.catalogue import find, is_path, replaced_note
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import Questionnaire
from planself.scoring import frame as table_scorer
from planself.scoring.compile import compile_plan
from planself.tables import arguments, recode
from planself.tables.cells import INVALID, code
from planself.tables.frame_top import refuse_heading_rows, without_heading_rows
from planself.tables.headings import read_headings
from planself.tables.mapping import shifted
from planself.tables.personal_cells import without_persons
from planself.tables.scale_cells import Decided, settle_starts

Native = TypeVar("Native")


class TableWarning(UserWarning):
    """Something about a table's columns that its owner should know: dropped, absent, or read under an earlier id."""


def score_frame(
    frame: Native,
    questionnaire: str | os.PathLike[str] | Loaded | Questionnaire,
    *,
    lenient: bool = False,
    decimal: Style | None = None,
    offset: Mapping[str, int] | int | None = None,
    header_rows: int | None = None,
    keep: str | Iterable[str] = (),
    part: str | Iterable[str] = (),
    lang: str | None = None,
) -> Native:
    """Return a table's answer sets with their results, as the same kind of frame and in the same order of rows.

    `frame` has one row per answer set and one column per question, raw cells as they came back; Polars (eager or lazy),
    pandas, DuckDB relations and PySpark frames are taken. A lazy frame stays lazy: all that is computed here is whether
    its first rows hold headings (not with `header_rows`), whether columns of scales hold a 0 (not with an `offset` for
    all of them), whether cells of columns that are no question look personal, and, for questions that take some words
    only, which words these are.
    `questionnaire` is the name of one at hand, a path, or a loaded one.

    Returned are the known columns (`subject.name` …) and all others that are no questions, unchanged, then those of the
    result table from `overall.status` to `ignored`, then `invalid`. Scores, bounds and coverage are percent with one
    decimal (0.0 … 100.0) and null where they are not published; `answered`, `unknown`, … count questions.

    `invalid` names the columns whose cells cannot be read, joined by tabs, "" where all is well. The results of such a
    row are null; with `lenient` those cells count as missing. `decimal` fixes the sign in numbers given as text ("," or
    "."); without it `1,234` is invalid, as it could be two numbers. `offset` says from where scales count, for all of
    them or by question: -1 where the table counts from 1, 0 where it counts from 0 as planself does. `header_rows` says
    how many rows hold headings, the frame's own among them: those below are left out; 1 says that all rows are answers.
    `keep` names personal columns to carry along all the same. `part` names the roles whose questions were asked. `lang`
    is the language of errors and warnings, `de` or `en`; without it that of the thread, else the environment's.

    Raises InputError where columns are missing, doubled, misspelt or count from 1 without an `offset`, or where the
    first rows surely hold headings without `header_rows` (`.problems` lists all), UsageError for a name that is no
    questionnaire, or a role or scale that it does not have. Columns that are dropped, absent, read under an earlier id,
    or not read since they may count from 1, are told by a TableWarning.
    """
    with speaking(arguments.language_of(lang)):
        table, style = arguments.table_of(frame), arguments.style_of(decimal)
        tolerated, kept = arguments.truth_of("lenient", lenient), arguments.words_of("keep", keep)
        found = _questionnaire(questionnaire)
        roles, offsets = arguments.roles_of(part, found), arguments.offsets_of(offset, found)
        said = arguments.header_rows_of(header_rows)
        if said is None:
            refuse_heading_rows(frame, found)
        elif said > 1:
            frame = without_heading_rows(frame, found, said)
            table = arguments.table_of(frame)
        return _scored(frame, table, found, tolerated, style, offsets, kept, roles)


def _scored(
    frame: Native,
    eager: nw.DataFrame[Any] | nw.LazyFrame[Any],
    found: Questionnaire,
    lenient: bool,
    decimal: Style | None,
    offsets: Mapping[str, int],
    keep: Collection[str],
    part: Collection[str],
) -> Native:
    headings = read_headings(eager.collect_schema().names(), found, keep=keep)
    headings, doubts = settle_starts(frame, headings, found, Location(_("table")), Decided(offsets, {}, {}))
    headings = without_persons(frame, headings, Location(_("table")))
    _tell((*headings.notes, *doubts))
    if any(offsets.values()):
        eager = nw.from_native(cast(Any, recode.apply(frame, shifted(offsets, found))))
    lazy = eager.lazy() if eager.implementation.is_polars() else eager  # Polars plans all steps as one
    coded = code(lazy.to_native(), headings, found, decimal=decimal)
    scored = table_scorer.score(coded, compile_plan(found), part=part)
    results = _results(nw.from_native(cast(Any, scored)), coded, lenient)
    if lazy is not eager and isinstance(eager, nw.DataFrame):
        return cast(Native, results.collect().to_native())
    return cast(Native, results.to_native())


def _results(table: Any, coded: Any, lenient: bool) -> Any:
    """Return the results with `invalid` last, and null where a row has invalid cells."""
    carried = set(nw.from_native(coded).collect_schema().names()) - {INVALID}
    sound = nw.col(INVALID) == ""
    spark = table.implementation.is_spark_like()
    columns = []
    for name in table.collect_schema().names():
        column = nw.col("`" + name.replace("`", "``") + "`" if spark else name)
        if name != INVALID:
            plain = lenient or name in carried
            columns.append((column if plain else nw.when(sound).then(column).otherwise(None)).alias(name))
    return table.select(*columns, nw.col(INVALID))


def _questionnaire(named: str | os.PathLike[str] | Loaded | Questionnaire) -> Questionnaire:
    if isinstance(named, Questionnaire):
        return named
    if isinstance(named, Loaded):
        return named.questionnaire
    word = arguments.named(named)
    path = find(word, Path.cwd(), os.environ) if isinstance(named, str) else Path(word)
    loaded = load_questionnaire(path)
    if isinstance(named, str) and not is_path(named) and (note := replaced_note(loaded)):
        warnings.warn(f"{note.code} {path}: {note.message} {note.hint}", TableWarning, stacklevel=3)
    return loaded.questionnaire


def _tell(notes: Iterable[Problem]) -> None:
    for note in notes:
        text = f"{note.code} {note.message} {note.hint}".strip()
        warnings.warn(text, TableWarning, stacklevel=4)
