"""A benchmark: how the scores of many municipalities spread, without a name and without a single result."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Any, Literal

from planself.analysis.spread import nth
from planself.scoring.assessment import Assessment
from planself.scoring.plan import rdiv
from planself.scoring.result import HurdleResult

FORMAT = "planself/benchmark/1"
MIN_GROUP = 10
"""Municipalities that a group, and each hurdle in it, needs: below, its quartiles say too much about each."""
OVERALL = "overall"

Position = Literal["lower", "middle", "upper"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles in whole points of n municipalities: the ⌈n/4⌉-th, ⌈n/2⌉-th and ⌈3n/4⌉-th smallest score."""

    n: int
    quartiles: tuple[int, int, int]

    def position(self, score: int) -> Position:
        """Return where a score (tenths) lies, as shown in whole points: a quartile itself belongs to the middle."""
        points = rdiv(score, 10)
        lower, _median, upper = self.quartiles
        return "lower" if points < lower else "upper" if points > upper else "middle"


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """Municipalities that gave one answer to one question; both are empty for all of them together."""

    question: str
    answer: str
    n: int
    spreads: Mapping[str, Spread]
    """By hurdle, and under `overall`; a hurdle that fewer than ten of them have a score for is absent."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The spreads of a questionnaire's scores; scores compare within its major version only."""

    questionnaire: str
    version: str
    date: Date | None
    groups: tuple[PeerGroup, ...]

    @property
    def major(self) -> str:
        """The part of the version within which scores compare."""
        return self.version.partition(".")[0]

    def to_json(self) -> dict[str, Any]:
        """Return planself/benchmark/1, its checksum last."""
        content = {
            "format": FORMAT,
            "questionnaire": {"id": self.questionnaire, "version": self.version},
            "date": self.date.isoformat() if self.date else None,
            "groups": [_group(group) for group in self.groups],
        }
        return content | {"checksum": checksum(content)}


@dataclass(slots=True)
class _Count:
    n: int = 0
    scores: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, scores: Mapping[str, int]) -> None:
        self.n += 1
        for name, score in scores.items():
            self.scores.setdefault(name, Counter())[score] += 1


class Builder:
    """Counts assessments one by one; what it keeps does not grow with their number."""

    def __init__(self, by: Sequence[str] = ()) -> None:
        self.by = tuple(by)
        self._counts: dict[tuple[str, str], _Count] = {("", ""): _Count()}

    def add(self, assessment: Assessment) -> None:
        """Count one municipality's assessment."""
        scores = {hurdle.id: hurdle.score for hurdle in assessment.result.hurdles if hurdle.score is not None}
        if assessment.result.overall.score is not None:
            scores[OVERALL] = assessment.result.overall.score
        for key in (("", ""), *groups_of(assessment, self.by)):
            self._counts.setdefault(key, _Count()).add(scores)

    @property
    def small(self) -> tuple[tuple[str, str, int], ...]:
        """Groups that are too small to be told of: question, answer, n."""
        return tuple((*key, count.n) for key, count in sorted(self._counts.items()) if count.n < MIN_GROUP)

    def result(self, questionnaire: str, version: str, date: Date | None) -> Benchmark:
        """Return the benchmark of all groups that are large enough."""
        groups = (
            PeerGroup(*key, count.n, {name: _spread(scores) for name, scores in count.scores.items() if _told(scores)})
            for key, count in sorted(self._counts.items())
            if count.n >= MIN_GROUP
        )
        return Benchmark(questionnaire, version, date, tuple(groups))


def groups_of(assessment: Assessment, by: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the groups that a municipality belongs to by its answers to some questions."""
    answers = assessment.answer_set.answers
    given = ((question, answers[question].value) for question in by if question in answers)
    words = {True: "yes", False: "no"}
    return tuple(
        (question, words[value] if isinstance(value, bool) else value)
        for question, value in given
        if isinstance(value, bool | str)
    )


def scores_of(assessment: Assessment) -> tuple[tuple[str, int], ...]:
    """Return the published scores in the questionnaire's order, the overall score first."""
    overall = assessment.result.overall.score
    first = () if overall is None else ((OVERALL, overall),)
    return (*first, *((h.id, h.score) for h in _rated(assessment.result.hurdles) if h.score is not None))


def checksum(content: Mapping[str, Any]) -> str:
    """Return the digest of everything but the checksum itself: JSON, keys sorted, no spaces."""
    told = {key: value for key, value in content.items() if key != "checksum"}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rated(hurdles: Iterable[HurdleResult]) -> tuple[HurdleResult, ...]:
    return tuple(hurdle for hurdle in hurdles if hurdle.score is not None)


def _told(scores: Counter[int]) -> bool:
    return scores.total() >= MIN_GROUP


def _spread(scores: Counter[int]) -> Spread:
    n = scores.total()
    lower, middle, upper = (rdiv(nth(scores, -(-share * n // 4)), 10) for share in (1, 2, 3))
    return Spread(n, (lower, middle, upper))


def _group(group: PeerGroup) -> dict[str, Any]:
    named = {"question": group.question, "answer": group.answer} if group.question else {}
    spreads = [
        {"id": name, "n": spread.n, "quartiles": list(spread.quartiles)} for name, spread in group.spreads.items()
    ]
    return {**named, "n": group.n, "scores": spreads}
