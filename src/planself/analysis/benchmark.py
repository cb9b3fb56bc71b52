"""A benchmark: how the scores of many municipalities spread, without a name and without a single result."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Any, Literal

from planself.analysis.spread import in_points
from planself.analysis.suppression import LEAST_SETS, shown_groups
from planself.scoring.assessment import Assessment
from planself.scoring.plan import rdiv
from planself.scoring.result import HurdleResult

FORMAT = "planself/benchmark/1"
OVERALL = "overall"
_ALL = ("", "")

Position = Literal["lower", "middle", "upper"]


@dataclass(frozen=True, slots=True)
class PeerSpread:
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
    spreads: Mapping[str, PeerSpread]
    """By hurdle, and under `overall`; absent where fewer than ten of them have a score, or one to nine others."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The spreads of a questionnaire's scores; scores compare within its major version only."""

    questionnaire: str
    version: str
    date: Date | None
    groups: tuple[PeerGroup, ...]
    digest: str = ""
    origin: str = ""
    """Of the questionnaire by which was scored: built-in, or its file's name; "" where a file tells neither."""

    @property
    def major(self) -> str:
        """The part of the version within which scores compare."""
        return self.version.partition(".")[0]

    def named(self) -> dict[str, str]:
        """Return which questionnaire it is of, as files say it."""
        known = {"digest": self.digest, "origin": self.origin}
        return {"id": self.questionnaire, "version": self.version} | {key: word for key, word in known.items() if word}

    def to_json(self) -> dict[str, Any]:
        """Return planself/benchmark/1, its checksum last."""
        content = {
            "format": FORMAT,
            "questionnaire": self.named(),
            "date": self.date.isoformat() if self.date else None,
            "groups": [_group(group) for group in self.groups],
        }
        return content | {"checksum": checksum(content)}


@dataclass(slots=True)
class _Count:
    n: int = 0
    scores: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, scores: Mapping[str, int | None]) -> None:
        self.n += 1
        for name, score in scores.items():
            found = self.scores.setdefault(name, Counter())
            if score is not None:
                found[score] += 1


class Builder:
    """Counts assessments one by one; what it keeps does not grow with their number."""

    def __init__(self, by: Sequence[str] = ()) -> None:
        self.by = tuple(by)
        self._counts: dict[tuple[str, str], _Count] = {_ALL: _Count()}

    def add(self, assessment: Assessment) -> None:
        """Count one municipality's assessment."""
        scores = {hurdle.id: hurdle.score for hurdle in assessment.result.hurdles}
        self.count(scores | {OVERALL: assessment.result.overall.score}, groups_of(assessment, self.by))

    def count(self, scores: Mapping[str, int | None], groups: Iterable[tuple[str, str]]) -> None:
        """Count one municipality's scores in all together and in its groups: pairs of question and answer.

        Scores that it does not have are named as well, or their order would tell what the first one lacks.
        """
        for key in (_ALL, *groups):
            self._counts.setdefault(key, _Count()).add(scores)

    @property
    def small(self) -> tuple[tuple[str, str, int], ...]:
        """Groups that are not told of, since they or those outside all others are too few: question, answer, n."""
        told = self._told()
        return tuple((*key, count.n) for key, count in sorted(self._counts.items()) if key not in told)

    def result(
        self, questionnaire: str, version: str, date: Date | None, *, digest: str = "", origin: str = ""
    ) -> Benchmark:
        """Return the benchmark of all groups that may be told of (contract, section 7, rule 8)."""
        groups = tuple(PeerGroup(*key, self._counts[key].n, spreads) for key, spreads in self._told().items())
        return Benchmark(questionnaire, version, date, groups, digest, origin)

    def _told(self) -> dict[tuple[str, str], dict[str, PeerSpread]]:
        """Return the spreads of each group that is told of, all together first."""
        whole = self._counts[_ALL]
        found = {_ALL: _spreads(whole, whole.scores)} if whole.n >= LEAST_SETS else {}
        for question in sorted(set(self.by)) if found else ():
            groups = {answer: count for (asked, answer), count in self._counts.items() if asked == question}
            found |= {(question, answer): spreads for answer, spreads in _grouped(groups, whole).items()}
        return found


def _grouped(groups: Mapping[str, _Count], whole: _Count) -> dict[str, dict[str, PeerSpread]]:
    """Return the spreads of one grouping: neither a group nor those outside all of them are one to nine.

    The same holds for each score by itself, since those who lack one do so in any group.
    """
    sizes = {answer: count.n for answer, count in groups.items()}
    shown = sorted(shown_groups(sizes, whole.n - sum(sizes.values()), LEAST_SETS))
    told: dict[str, list[str]] = {answer: [] for answer in shown}
    for name, scores in whole.scores.items():
        rated = {answer: groups[answer].scores[name].total() for answer in shown if name in groups[answer].scores}
        for answer in shown_groups(rated, scores.total() - sum(rated.values()), LEAST_SETS):
            told[answer].append(name)
    return {answer: _spreads(groups[answer], names) for answer, names in told.items()}


def _spreads(count: _Count, names: Iterable[str]) -> dict[str, PeerSpread]:
    return {name: _spread(count.scores[name]) for name in names if count.scores[name].total() >= LEAST_SETS}


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
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rated(hurdles: Iterable[HurdleResult]) -> tuple[HurdleResult, ...]:
    return tuple(hurdle for hurdle in hurdles if hurdle.score is not None)


def _spread(scores: Counter[int]) -> PeerSpread:
    return PeerSpread(scores.total(), in_points(scores))


def _group(group: PeerGroup) -> dict[str, Any]:
    named = {"question": group.question, "answer": group.answer} if group.question else {}
    spreads = [
        {"id": name, "n": spread.n, "quartiles": list(spread.quartiles)} for name, spread in group.spreads.items()
    ]
    return {**named, "n": group.n, "scores": spreads}
