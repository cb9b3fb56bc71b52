"""Cells of words that their question does not take: its type is asked, once for each different cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any, cast

import narwhals as nw

from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import BadValueError
from planself.tables.column import CellKind, Cells, Frame
from planself.tables.column_meaning import Headings
from planself.tables.reasons import read_cell


def with_refused_words(frame: object, headings: Headings, questionnaire: Questionnaire) -> Headings:
    """Return headings that know which cells are no answers in words; a lazy frame's different cells are computed."""
    table: Frame = nw.from_native(cast(Any, frame))
    schema = table.collect_schema()
    refused: dict[str, frozenset[Hashable]] = {}
    for question in questionnaire.questions:
        if question.kind is AnswerKind.TEXT and not question.any_words:
            for source in headings.sources.get(question.id, ()):
                cells = {column.name: Cells(table, column.name, schema[column.name]) for column in source.columns}
                different = (
                    (name, _different(table, of)) for name, of in cells.items() if of.kind is not CellKind.LIST
                )
                refused |= {name: frozenset(_refused(question, found)) for name, found in different}
    return replace(headings, refused=refused)


def _different(table: Frame, cells: Cells) -> list[Hashable]:
    found = table.select(cells.raw.alias("cell")).unique()
    return (found.collect("polars") if isinstance(found, nw.LazyFrame) else found)["cell"].to_list()


def _refused(question: AnyQuestion, cells: Iterable[Hashable]) -> Iterable[Hashable]:
    for cell in cells:
        try:
            read_cell(question, cell)
        except BadValueError:
            yield cell
