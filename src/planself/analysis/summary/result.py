"""The result of a whole lot: how scores spread, counts, and None for whatever would tell of too few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from planself.analysis.summary.alpha import Alpha
from planself.analysis.summary.spread import Quartiles, Spread
from planself.analysis.suppression import LEAST_SETS
from planself.files.json_form import Count, JsonKey, Limits, Place, Scaled, result_document, schema_of, to_json
from planself.files.json_schema import COUNT, QUESTIONNAIRE, SEAL, TEXT, Schema, mapping
from planself.questionnaire.load import Loaded

FORMAT = "planself/summary/1"
EnoughOrNone = Annotated[Count | None, "null where it would tell of too few."]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answer sets have a band or a stage."""

    id: str
    n: Count


@dataclass(frozen=True, slots=True)
class OverallSummary:
    """The whole: scores, stages (None where hidden), and how many answer sets have no score and why."""

    spread: Annotated[Spread, Place.INLINE]
    insufficient: EnoughOrNone
    not_applicable: EnoughOrNone
    stages: Annotated[
        tuple[Counted, ...] | None, "The stages in ascending order; null where they would tell of too few."
    ]


@dataclass(frozen=True, slots=True)
class HurdleSummary:
    """A hurdle; `lowest` counts the answer sets in which no rated hurdle has a lower score."""

    id: str
    spread: Annotated[Spread, Place.INLINE]
    insufficient: EnoughOrNone
    not_applicable: EnoughOrNone
    bands: Annotated[tuple[Counted, ...] | None, "The bands in ascending order; null where they would tell of too few."]
    lowest: Annotated[Count | None, JsonKey("lowest_hurdle"), "In how many no rated hurdle is lower; ties count."]
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """How often a question was put, and how often it was answered with "don't know"."""

    id: str
    asked: EnoughOrNone
    unknown: EnoughOrNone


@dataclass(frozen=True, slots=True)
class GateSummary:
    """How often a gate's question was answered, and how often with too few points (`at_least` in thousandths)."""

    hurdle: str
    question: str
    at_least: Annotated[int, Scaled(1000), Limits(minimum=0, maximum=1)]
    answered: EnoughOrNone
    failed: EnoughOrNone


@dataclass(frozen=True, slots=True)
class GroupScores:
    """What a group shows at a hurdle: how many have a score, and its quartiles in whole points."""

    n: Count
    quartiles: Quartiles


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A group that is shown; its scores stand in the hurdles' order, None where they would tell of too few."""

    name: str
    n: int
    hurdles: tuple[GroupScores | None, ...]


@dataclass(frozen=True, slots=True)
class GroupBreakdown:
    """The groups by a column; those that are not shown are counted and not named."""

    by: str
    named: tuple[GroupSummary, ...]
    unnamed: int
    without: int
    """Answer sets with nothing in the column."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything about a lot of answer sets under one questionnaire."""

    loaded: Annotated[Loaded, Place.HIDDEN]
    n: Count
    rejected: Annotated[Count, "Rows in none of the numbers."]
    people: Annotated[int, Place.HIDDEN]
    """Answer sets that name a respondent or a role: a group of people belongs into a workshop."""
    overall: OverallSummary
    coverage: Spread
    compared: Annotated[Count | None, JsonKey("with_lowest"), "Answer sets with a rated hurdle below 100."]
    """Those have a lowest hurdle."""
    hurdles: tuple[HurdleSummary, ...]
    questions: tuple[QuestionSummary, ...]
    gates: tuple[GateSummary, ...]
    groups: Annotated[GroupBreakdown | None, Place.HIDDEN]

    @property
    def enough(self) -> bool:
        """Whether there are so many answer sets that more than their number may be told."""
        return self.n >= LEAST_SETS

    def to_json(self) -> dict[str, Any]:
        """Return the summary as data for `json.dumps`."""
        groups = None if self.groups is None else _groups(self.groups, [hurdle.id for hurdle in self.hurdles])
        head = {"format": FORMAT, "questionnaire": self.loaded.identity, "min_group": LEAST_SETS}
        return {**head, **to_json(self), "groups": groups}


def _groups(groups: GroupBreakdown, hurdles: list[str]) -> dict[str, Any]:
    def cell(id_: str, found: GroupScores | None) -> dict[str, Any]:
        shown = {"hidden": True} if found is None else to_json(found)
        return {"id": id_, **shown}

    return {
        "by": groups.by,
        "named": [
            {"name": group.name, "n": group.n, "hurdles": list(map(cell, hurdles, group.hurdles))}
            for group in groups.named
        ],
        "unnamed": groups.unnamed,
        "without": groups.without,
    }


def schema() -> Schema:
    """Return the schema of a summary."""
    least = {"const": LEAST_SETS, "description": "Answer sets that a number of scores stands for, at least."}
    head = {
        "questionnaire": QUESTIONNAIRE,
        "min_group": least,
        "groups": {"anyOf": [{"type": "null"}, mapping(_groups_schema())]},
        "notices": {"type": "array", "items": TEXT, "description": "What stands above the page, in its language."},
    }
    return result_document("the summary of many answer sets", FORMAT, head, Summary, {"seal": SEAL})


def _groups_schema() -> Schema:
    shown = mapping({"id": TEXT, **schema_of(GroupScores)["properties"]})
    hidden = mapping({"id": TEXT, "hidden": {"const": True}})
    cells = {"type": "array", "items": {"anyOf": [shown, hidden]}}
    by = "The column. A summary of the same rows by another column can be compared with this one, and tells of few."
    return {
        "by": {**TEXT, "description": by},
        "named": {"type": "array", "items": mapping({"name": TEXT, "n": COUNT, "hurdles": cells})},
        "unnamed": {**COUNT, "description": "Groups that are not shown: they, or those outside all others, are few."},
        "without": {**COUNT, "description": "Answer sets with nothing in the column."},
    }
