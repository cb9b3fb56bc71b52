"""Assessments of one municipality side by side: what changed from the first to the last, and what can be compared.

Only differences of published numbers, in tenths. All rounds are scored with the same questionnaire, its newest
version at hand; where a file's own version lacked a question, the part that all of them have is scored beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from planself.answers.model import Answer
from planself.scoring.assessment import Assessment, given_by
from planself.scoring.plan import Gate, Plan, State
from planself.scoring.record import score
from planself.scoring.result import HurdleResult, Overall, QuestionResult, Result, percent

FORMAT = "planself/comparison/1"
N = TypeVar("N", HurdleResult, Overall)


@dataclass(frozen=True, slots=True)
class Round:
    """One assessment of a series, with the version that its file names.

    `absent` are the questions that this version did not have; where it is not at hand (`sure` is false), they are
    those without an entry in the file, which may just be new.
    """

    assessment: Assessment
    version: str
    absent: frozenset[str] = frozenset()
    sure: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure of an action plan at a hurdle, and how far it came; nothing here says that it caused a change."""

    hurdle: str
    id: str
    title: str
    status: str
    begun: bool = True
    """Whether it was begun and not dropped: only beside such a one a change may stand."""


@dataclass(frozen=True, slots=True)
class Trend(Generic[N]):
    """The numbers of a hurdle, or of the whole, in every round."""

    results: tuple[N, ...]

    @property
    def change(self) -> int | None:
        """New minus old, last minus first; None unless both have a score."""
        first, last = self.results[0].score, self.results[-1].score
        return None if first is None or last is None else last - first

    @property
    def apart(self) -> bool:
        """Whether the change is not explained by open answers: the first and last ranges have no point in common."""
        return self.change is not None and not _touch(self.results[0], self.results[-1])

    @property
    def crossed(self) -> tuple[str, str] | None:
        """The band (of the whole: the stage) before and after, where both have a score and it is another one."""
        before, after = _place(self.results[0]), _place(self.results[-1])
        return None if before is None or after is None or before == after else (before, after)


@dataclass(frozen=True, slots=True)
class HurdleTrend:
    """A hurdle over time; `comparable` is the part that all rounds were asked, None where that is all of it."""

    id: str
    whole: Trend[HurdleResult]
    comparable: Trend[HurdleResult] | None
    new: tuple[str, ...]
    measures: tuple[PlannedMeasure, ...]


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A question that the first and the last round were both asked, and whose answer is another one."""

    id: str
    old: QuestionResult
    new: QuestionResult

    @property
    def change(self) -> int | None:
        """New minus old in thousandths; None unless both have points."""
        return None if self.old.points is None or self.new.points is None else self.new.points - self.old.points


@dataclass(frozen=True, slots=True)
class Comparison:
    """A series of assessments, the oldest first; `new` are the questions that not all of them were asked."""

    rounds: tuple[Round, ...]
    overall: Trend[Overall]
    comparable: Trend[Overall] | None
    hurdles: tuple[HurdleTrend, ...]
    moved: tuple[ChangedAnswer, ...]
    new: tuple[str, ...]
    measures: tuple[PlannedMeasure, ...]

    @property
    def first(self) -> Assessment:
        """The oldest assessment."""
        return self.rounds[0].assessment

    @property
    def last(self) -> Assessment:
        """The newest assessment."""
        return self.rounds[-1].assessment

    @property
    def sure(self) -> bool:
        """Whether every older version is at hand, so that new questions are known and not supposed."""
        return all(round_.sure for round_ in self.rounds)

    def to_json(self) -> dict[str, Any]:
        """Return the comparison format, as `compare --json` prints it."""
        loaded, subject = self.last.loaded, self.last.answer_set.subject
        questionnaire = loaded.questionnaire
        return {
            "format": FORMAT,
            "questionnaire": {"id": questionnaire.id, "version": questionnaire.version, "digest": loaded.digest},
            "subject": {"name": subject.name, "ags": subject.ags},
            "rounds": [_round_json(round_) for round_ in self.rounds],
            "overall": {**_course_json(self.overall, "stage"), "comparable": _part_json(self.comparable, "stage")},
            "hurdles": [_hurdle_json(hurdle) for hurdle in self.hurdles],
            "questions": [self._moved_json(moved) for moved in self.moved],
            "new_questions": list(self.new),
        }

    def _moved_json(self, moved: ChangedAnswer) -> dict[str, Any]:
        sides = ((moved.old, self.first), (moved.new, self.last))
        old, new = (_side_json(found, assessment.answer_set.answers.get(moved.id)) for found, assessment in sides)
        return {"id": moved.id, "old": old, "new": new, "change": moved.change}


def compare(rounds: Sequence[Round], measures: Sequence[PlannedMeasure] = ()) -> Comparison:
    """Return the comparison of two or more rounds, given oldest first and scored with one questionnaire."""
    results = [round_.assessment.result for round_ in rounds]
    plan, new = rounds[-1].assessment.plan, new_questions(rounds)
    part = comparable_part(rounds, new) if new else None
    return Comparison(
        rounds=tuple(rounds),
        overall=Trend(tuple(result.overall for result in results)),
        comparable=None if part is None else Trend(tuple(result.overall for result in part)),
        hurdles=tuple(_hurdle(plan, place, results, part, new, measures) for place in range(len(plan.hurdles))),
        moved=tuple(_moved(rounds[0], rounds[-1])),
        new=new,
        measures=tuple(measures),
    )


def new_questions(rounds: Sequence[Round]) -> tuple[str, ...]:
    """Return the questions that some round was not asked and that count for a hurdle in at least one."""
    plan = rounds[-1].assessment.plan
    absent = frozenset[str]().union(*(round_.absent for round_ in rounds))
    gates = {gate.question for hurdle in plan.hurdles for gate in hurdle.gates}
    applied = {found.id for round_ in rounds for found in round_.assessment.result.questions if found.state.applicable}
    return tuple(
        question.id
        for question in plan.questions
        if question.id in absent & applied and (question.scored or question.id in gates)
    )


def comparable_part(rounds: Sequence[Round], new: Sequence[str]) -> tuple[Result, ...]:
    """Return every round's result without some questions; these still steer conditions, but measure nothing."""
    plan = _without(rounds[-1].assessment.plan, frozenset(new))
    sets = [round_.assessment.answer_set for round_ in rounds]
    return tuple(score(plan, given_by(answer_set), answer_set.part) for answer_set in sets)


def _without(plan: Plan, new: frozenset[str]) -> Plan:
    def known(gates: tuple[Gate, ...]) -> tuple[Gate, ...]:
        return tuple(gate for gate in gates if gate.question not in new)

    return replace(
        plan,
        questions=tuple(replace(found, weights=()) if found.id in new else found for found in plan.questions),
        hurdles=tuple(replace(hurdle, gates=known(hurdle.gates)) for hurdle in plan.hurdles),
    )


def _touch(one: HurdleResult | Overall, other: HurdleResult | Overall) -> bool:
    if one.lower is None or one.upper is None or other.lower is None or other.upper is None:
        return True
    return max(one.lower, other.lower) <= min(one.upper, other.upper)


def _place(numbers: HurdleResult | Overall) -> str | None:
    return numbers.band if isinstance(numbers, HurdleResult) else numbers.stage


def _hurdle(
    plan: Plan,
    place: int,
    results: Sequence[Result],
    part: Sequence[Result] | None,
    new: Sequence[str],
    measures: Sequence[PlannedMeasure],
) -> HurdleTrend:
    hurdle = plan.hurdles[place]
    measuring = {question.id for question in plan.questions if hurdle.id in dict(question.weights)}
    touched = tuple(id_ for id_ in new if id_ in measuring or id_ in {gate.question for gate in hurdle.gates})
    beside = part if touched else None
    return HurdleTrend(
        id=hurdle.id,
        whole=Trend(tuple(result.hurdles[place] for result in results)),
        comparable=None if beside is None else Trend(tuple(result.hurdles[place] for result in beside)),
        new=touched,
        measures=tuple(measure for measure in measures if measure.hurdle == hurdle.id),
    )


def _moved(first: Round, last: Round) -> Iterator[ChangedAnswer]:
    pairs = zip(first.assessment.result.questions, last.assessment.result.questions, strict=True)
    for old, new in pairs:
        if old.id not in first.absent | last.absent and _said(first, old) != _said(last, new):
            yield ChangedAnswer(old.id, old, new)


def _said(round_: Round, result: QuestionResult) -> tuple[State, object]:
    """Return what counts of an answer; what stands in the file for a question that is not asked does not."""
    answer = round_.assessment.answer_set.answers.get(result.id)
    counts = result.state in (State.ANSWERED, State.NOT_APPLICABLE)
    value = answer.value if answer and counts else None
    return result.state, frozenset(value) if isinstance(value, tuple) else value


# --- JSON ---


def _round_json(round_: Round) -> dict[str, Any]:
    answers = round_.assessment.answer_set
    return {
        "source": round_.source,
        "date": answers.date.isoformat() if answers.date else None,
        "version": round_.version,
        "version_at_hand": round_.sure,
    }


def _course_json(trend: Trend[HurdleResult] | Trend[Overall], level: str) -> dict[str, Any]:
    crossed = trend.crossed
    return {
        "results": [numbers.to_json() for numbers in trend.results],
        "change": percent(trend.change),
        "not_explained_by_open_answers": trend.apart,
        level: None if crossed is None else {"old": crossed[0], "new": crossed[1]},
    }


def _part_json(trend: Trend[HurdleResult] | Trend[Overall] | None, level: str) -> dict[str, Any] | None:
    return None if trend is None else _course_json(trend, level)


def _hurdle_json(hurdle: HurdleTrend) -> dict[str, Any]:
    named = [{"id": measure.id, "title": measure.title, "status": measure.status} for measure in hurdle.measures]
    return {
        "id": hurdle.id,
        **_course_json(hurdle.whole, "band"),
        "new_questions": list(hurdle.new),
        "comparable": _part_json(hurdle.comparable, "band"),
        "measures": named,
    }


def _side_json(result: QuestionResult, answer: Answer | None) -> dict[str, Any]:
    return {"state": result.state.value, "points": result.points, "comment": answer.comment if answer else ""}
