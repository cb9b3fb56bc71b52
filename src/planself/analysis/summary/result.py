"""The result of a whole lot: scores in tenths, counts, and None for whatever would tell of too few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planself.analysis.anonymity import Protection
from planself.analysis.summary.alpha import Alpha
from planself.analysis.summary.spread import Spread
from planself.questionnaire.load import Loaded
from planself.scoring.result import percent

FORMAT = "planself/summary/1"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answer sets have a band or a stage."""

    id: str
    n: int


@dataclass(frozen=True, slots=True)
class Overall:
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
    asked: int
    unknown: int | None


@dataclass(frozen=True, slots=True)
class GateSummary:
    """How often a gate's question was answered, and how often with too few points (`at_least` in thousandths)."""

    hurdle: str
    question: str
    at_least: int
    answered: int
    failed: int | None


@dataclass(frozen=True, slots=True)
class Mean:
    """What a group's cell holds, and nothing more."""

    n: int
    mean: int


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A group of at least `min_group` answer sets; its means stand in the hurdles' order, None where hidden."""

    name: str
    n: int
    means: tuple[Mean | None, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups by a column; those that are too small are counted and not named."""

    by: str
    named: tuple[GroupSummary, ...]
    unnamed: int
    without: int
    """Answer sets with nothing in the column."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything about a lot of answer sets under one questionnaire."""

    loaded: Loaded
    protection: Protection
    n: int
    rejected: int
    overall: Overall
    coverage: Spread
    compared: int
    """Answer sets with a lowest hurdle: one that is rated and not wholly overcome."""
    hurdles: tuple[HurdleSummary, ...]
    questions: tuple[QuestionSummary, ...]
    gates: tuple[GateSummary, ...]
    groups: Groups | None

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
            "min_group": self.protection.min_group,
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


def _spread(found: Spread) -> dict[str, Any]:
    return {
        "n": found.n,
        "sum": percent(found.total),
        "mean": percent(found.mean),
        "lowest": percent(found.lowest),
        "quartiles": None if found.quartiles is None else [percent(value) for value in found.quartiles],
        "median": None if found.median is None else [percent(value) for value in found.median],
        "highest": percent(found.highest),
        "bins": None if found.bins is None else list(found.bins),
    }


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


def _groups(groups: Groups, hurdles: list[str]) -> dict[str, Any]:
    def cell(id_: str, mean: Mean | None) -> dict[str, Any]:
        return {"id": id_, "hidden": True} if mean is None else {"id": id_, "n": mean.n, "mean": percent(mean.mean)}

    return {
        "by": groups.by,
        "named": [
            {"name": group.name, "n": group.n, "hurdles": list(map(cell, hurdles, group.means))}
            for group in groups.named
        ],
        "unnamed": groups.unnamed,
        "without": groups.without,
    }
