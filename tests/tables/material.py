"""A questionnaire with a question of every kind, raw cells of every kind, and the reading that engines are held to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from planself.files.numbers import Style
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.types.multiple import MultipleQuestion
from planself.questionnaire.types.number import NumberQuestion
from planself.questionnaire.types.single import SingleQuestion
from planself.questionnaire.types.values import BadValueError
from planself.scoring import coded
from planself.scoring.plan import Given, State
from planself.tables.cells import INVALID, code
from planself.tables.headings import read_headings
from planself.tables.reasons import read_cell, read_state, read_tick, read_ticks

LACKING = {State.UNKNOWN: coded.UNKNOWN, State.NOT_APPLICABLE: coded.NOT_APPLICABLE}
QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "format": "planself/questionnaire/1",
        "id": "drawn",
        "version": "1.0.0",
        "languages": ["de"],
        "title": "Drawn",
        "bands": [{"id": "low", "from": 0, "label": "Low"}],
        "stages": [{"id": "first", "min": 0, "label": "First"}],
        "roles": [{"id": "planning", "label": "Planning"}],
        "hurdles": [{"id": "silos", "name": "Silos"}],
        "sections": [
            {
                "id": "a",
                "title": "A",
                "questions": [
                    {
                        "id": "vision",
                        "type": "scale",
                        "text": "?",
                        "levels": [{"label": str(n)} for n in range(5)],
                        "hurdles": {"silos": 1},
                        "renamed_from": ["older_vision", "old_vision"],
                    },
                    {
                        "id": "kind",
                        "type": "single",
                        "text": "?",
                        "options": [{"id": id_, "label": id_} for id_ in ("town", "7", "07", "district")],
                        "allow": ["unknown"],
                    },
                    {"id": "office", "type": "yes_no", "text": "?", "hurdles": {"silos": 1}},
                    {
                        "id": "offers",
                        "type": "multiple",
                        "text": "?",
                        "options": [
                            {"id": "care", "label": "Care"},
                            {"id": "a", "label": "A"},
                            {"id": "1", "label": "One"},
                            {"id": "none", "label": "None", "exclusive": True},
                        ],
                        "hurdles": {"silos": 1},
                        "renamed_from": ["old_offers"],
                    },
                    {"id": "people", "type": "number", "text": "?", "allow": ["unknown"]},
                    {"id": "share", "type": "number", "text": "?", "min": 0, "max": 100},
                    {"id": "remark", "type": "text", "text": "?"},
                    {"id": "reason", "type": "text", "text": "?", "allow": ["unknown"]},
                ],
            }
        ],
    }
)


def coded_cells(
    column: str, cells: Iterable[Any], dtype: Any = None, style: Style | None = None
) -> list[dict[str, Any]]:
    """Return the coded rows that Polars makes of one column."""
    return coded_rows(pl.DataFrame({column: pl.Series(list(cells), dtype=dtype, strict=False)}), style)


def coded_rows(frame: Any, style: Style | None = None) -> list[dict[str, Any]]:
    """Return the coded rows of a Polars frame."""
    headings = read_headings(frame.columns, QUESTIONNAIRE)
    rows: list[dict[str, Any]] = code(frame.lazy(), headings, QUESTIONNAIRE, decimal=style).collect().to_dicts()
    return rows


def expected(question_id: str, raw: Any, style: Style | None = None) -> tuple[dict[str, int], str]:
    """Return the coded columns of a cell and what stands in `invalid`, by the reading of single cells."""
    question = QUESTIONNAIRE.by_id[question_id]
    try:
        given, invalid = read_cell(question, raw, style), ""
    except BadValueError:
        given, invalid = None, question_id
    return of_given(question_id, given), invalid


def expected_ticks(cells: Mapping[str, Any], whole: Any) -> tuple[dict[str, int], set[str]]:
    """Return the coded columns of `offers` and the headings that are invalid, by the reading of single cells."""
    question = QUESTIONNAIRE.by_id["offers"]
    assert isinstance(question, MultipleQuestion)
    bad = {f"offers.{option}" for option, raw in cells.items() if _refused(read_tick, raw)}
    ticked = [option for option, raw in cells.items() if f"offers.{option}" not in bad and read_tick(raw)]
    if "none" in ticked and len(ticked) > 1:
        bad.add("offers.none")
    if _refused(lambda raw: read_state(question, raw), whole) or (ticked and read_state(question, whole)):
        bad.add("offers")
    try:
        given = read_ticks(question, cells, whole)
    except BadValueError:
        given = None
    assert given is None or not bad
    return of_given("offers", given), bad


def _refused(read: Any, raw: Any) -> bool:
    try:
        read(raw)
    except BadValueError:
        return True
    return False


def of_given(question_id: str, given: Given | None) -> dict[str, int]:
    """Return the coded columns of what was given."""
    question = QUESTIONNAIRE.by_id[question_id]
    lacking = coded.MISSING if given is None else LACKING[given] if isinstance(given, State) else None
    value: Any = None if lacking is not None else given
    found = {coded.code(question_id): lacking if lacking is not None else 0}
    match question:
        case MultipleQuestion():
            found |= {coded.option(question_id, o.id): int(o.id in (value or ())) for o in question.options}
        case NumberQuestion():
            found[coded.value(question_id)] = value or 0
        case SingleQuestion() if value is not None:
            found[coded.code(question_id)] = [option.id for option in question.options].index(value)
        case _ if value is not None and not isinstance(value, str):
            found[coded.code(question_id)] = int(value)
    return found


def invalid_of(row: Mapping[str, Any]) -> set[str]:
    """Return the headings that a coded row names."""
    return set(row[INVALID].split("\t")) - {""}
