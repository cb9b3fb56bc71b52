"""The result of a whole lot: how scores spread, counts, and None for whatever would tell of too few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planself.analysis.summary.alpha import Alpha
from planself.analysis.summary.spread import Spread
from planself.analysis.suppression import LEAST_SETS
from planself.questionnaire.load import Loaded

FORMAT = "planself/summary/1"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answer sets have a band or a stage."""

    id: str
    n: int


@dataclass(frozen=True, slots=True)
class OverallSummary:
    """The whole: scores, stages (None where hidden), and how many answer sets have no score and why."""

    spread: Spread
    insufficient: int | None
    not_applicable: int | None
    stages: tuple[Counted, ...] | None


@dataclass(frozen=True, slots=True)
class HurdleSummary:
    """A hurdle; `lowest` counts the answer sets in which no rated hurdle has a lower score."""

    id: str
    spread: Spread
    insufficient: int | None
    not_applicable: int | None
    bands: tuple[Counted, ...] | None
    lowest: int | None
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """How often a question was put, and how often it was answered with "don't know"."""

    id: str
    asked: int | None
    unknown: int | None


@dataclass(frozen=True, slots=True)
class GateSummary:
    """How often a gate's question was answered, and how often with too few points (`at_least` in thousandths)."""

    hurdle: str
    question: str
    at_least: int
    answered: int | None
    failed: int | None


@dataclass(frozen=True, slots=True)
class GroupScores:
    """What a group shows at a hurdle: how many have a score, and its quartiles in whole points."""

    n: int
    quartiles: tuple[int, int, int]


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

    loaded: Loaded
    n: int
    rejected: int
    people: int
    """Answer sets that name a respondent or a role: a group of people belongs into a workshop."""
    overall: OverallSummary
    coverage: Spread
    compared: int | None
    """Answer sets with a lowest hurdle: one that is rated and not wholly overcome."""
    hurdles: tuple[HurdleSummary, ...]
    questions: tuple[QuestionSummary, ...]
    gates: tuple[GateSummary, ...]
    groups: GroupBreakdown | None

    @property
    def enough(self) -> bool:
        """Whether there are so many answer sets that more than their number may be told."""
        return self.n >= LEAST_SETS

    def to_json(self) -> dict[str, Any]:
        """Return the summary as data for `json.dumps`."""
        questionnaire = self.loaded.questionnaire
        return {
            "format": FORMAT,
            "questionnaire": {
                "id": questionnaire.id,
                "version": questionnaire.version,
                "digest": self.loaded.digest,
            },
            "min_group": LEAST_SETS,
            "n": self.n,
            "rejected": self.rejected,
            "overall": {
                **_spread(self.overall.spread),
                "insufficient": self.overall.insufficient,
                "not_applicable": self.overall.not_applicable,
                "stages": _counted(self.overall.stages),
            },
            "coverage": _spread(self.coverage),
            "with_lowest": self.compared,
            "hurdles": [_hurdle(hurdle) for hurdle in self.hurdles],
            "questions": [{"id": q.id, "asked": q.asked, "unknown": q.unknown} for q in self.questions],
            "gates": [_gate(gate) for gate in self.gates],
            "groups": None if self.groups is None else _groups(self.groups, [hurdle.id for hurdle in self.hurdles]),
        }


def _spread(spread: Spread) -> dict[str, Any]:
    return {"n": spread.n, "quartiles": _listed(spread.quartiles), "fifths": _listed(spread.fifths)}


def _listed(found: tuple[int, ...] | None) -> list[int] | None:
    return None if found is None else list(found)


def _counted(found: tuple[Counted, ...] | None) -> list[dict[str, Any]] | None:
    return None if found is None else [{"id": entry.id, "n": entry.n} for entry in found]


def _hurdle(hurdle: HurdleSummary) -> dict[str, Any]:
    value = hurdle.alpha.value
    return {
        "id": hurdle.id,
        **_spread(hurdle.spread),
        "insufficient": hurdle.insufficient,
        "not_applicable": hurdle.not_applicable,
        "bands": _counted(hurdle.bands),
        "lowest_hurdle": hurdle.lowest,
        "alpha": {
            "questions": hurdle.alpha.items,
            "n": hurdle.alpha.n,
            "value": None if value is None else value / 100,
        },
    }


def _gate(gate: GateSummary) -> dict[str, Any]:
    return {
        "hurdle": gate.hurdle,
        "question": gate.question,
        "at_least": gate.at_least / 1000,
        "answered": gate.answered,
        "failed": gate.failed,
    }


def _groups(groups: GroupBreakdown, hurdles: list[str]) -> dict[str, Any]:
    def cell(id_: str, found: GroupScores | None) -> dict[str, Any]:
        shown = {"hidden": True} if found is None else {"n": found.n, "quartiles": list(found.quartiles)}
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
