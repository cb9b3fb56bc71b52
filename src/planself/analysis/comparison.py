"""Assessments of one municipality side by side: what changed from the first to the last, and what can be compared.

Only differences of published numbers, in tenths. All rounds are scored with the same questionnaire, its newest
version at hand; where a file's own version lacked a question, the part that all of them have is scored beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from planself.files.json_form import Ids, JsonKey, Limits, Place, Points, Scaled, shown, to_json
from planself.scoring.assessment import Assessment, given_by
from planself.scoring.plan import Gate, Plan, State
from planself.scoring.record import score
from planself.scoring.result import HurdleResult, Overall, QuestionResult, Result

FORMAT = "planself/comparison/1"
N = TypeVar("N", HurdleResult, Overall)
COMPARABLE = "The same on the questions that all rounds were asked; null where these are all."
_CHANGE = "The last score minus the first; null unless both are published."
_AT_HAND = "Where false, questions without an entry in the file are taken for new."
_APART = "The first and the last range have no point in common."


@dataclass(frozen=True, slots=True)
class Round:
    """One assessment of a series, with the version that its file names.

    `absent` are the questions that this version did not have; where it is not at hand (`sure` is false), they are
    those without an entry in the file, which may just be new.
    """

    assessment: Annotated[Assessment, Place.HIDDEN]
    version: str
    absent: Annotated[frozenset[str], Place.HIDDEN] = frozenset()
    sure: Annotated[bool, JsonKey("version_at_hand"), _AT_HAND] = True
    source: Annotated[str, Place.HIDDEN] = ""

    def to_json(self) -> dict[str, Any]:
        """Return the entry of `rounds`."""
        date = self.assessment.answer_set.date
        return {"source": self.source, "date": date.isoformat() if date else None, **to_json(self)}


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure of an action plan at a hurdle, and how far it came; nothing here says that it caused a change."""

    hurdle: Annotated[str, Place.HIDDEN]
    id: str
    title: str
    status: str
    lang: Annotated[str | None, Place.HIDDEN] = None
    """The title's language, where the plan has it in another one than the reader's."""
    begun: Annotated[bool, Place.HIDDEN] = True
    """Whether it was begun and not dropped: only beside such a one a change may stand."""


class Crossed(NamedTuple):
    """Two different bands or stages, before and after."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Trend(Generic[N]):
    """The numbers of a hurdle, or of the whole, in every round."""

    results: tuple[N, ...]

    @property
    @shown
    def change(self) -> Annotated[int | None, Scaled(10), Limits(minimum=-100, maximum=100), _CHANGE]:
        """New minus old, last minus first; None unless both have a score."""
        first, last = self.results[0].score, self.results[-1].score
        return None if first is None or last is None else last - first

    @property
    @shown
    def apart(self) -> Annotated[bool, JsonKey("not_explained_by_open_answers"), _APART]:
        """Whether the change is not explained by open answers: the first and last ranges have no point in common."""
        return self.change is not None and not _touch(self.results[0], self.results[-1])

    @property
    def crossed(self) -> Crossed | None:
        """The band (of the whole: the stage) before and after, where both have a score and it is another one."""
        before, after = _place(self.results[0]), _place(self.results[-1])
        return None if before is None or after is None or before == after else Crossed(before, after)


@dataclass(frozen=True, slots=True)
class BandTrend(Trend[HurdleResult]):
    """The numbers of a hurdle in every round."""

    results: Annotated[tuple[HurdleResult, ...], Limits(minItems=2), "One a round."]

    @property
    @shown
    def band(self) -> Annotated[Crossed | None, "Only where it is another one."]:
        """The bands before and after."""
        return self.crossed


@dataclass(frozen=True, slots=True)
class StageTrend(Trend[Overall]):
    """The numbers of the whole in every round."""

    results: Annotated[tuple[Overall, ...], Limits(minItems=2), "One a round."]

    @property
    @shown
    def stage(self) -> Annotated[Crossed | None, "Only where it is another one."]:
        """The stages before and after."""
        return self.crossed


@dataclass(frozen=True, slots=True)
class HurdleTrend:
    """A hurdle over time; `comparable` is the part that all rounds were asked, None where that is all of it."""

    id: str
    whole: Annotated[BandTrend, Place.INLINE]
    new: Annotated[Ids, JsonKey("new_questions")]
    comparable: Annotated[BandTrend | None, COMPARABLE]
    measures: tuple[PlannedMeasure, ...]


@dataclass(frozen=True, slots=True)
class RoundAnswer:
    """What a round says of a question."""

    state: State
    points: Points | None
    comment: str


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A question that the first and the last round were both asked, and whose answer is another one."""

    id: str
    old: RoundAnswer
    new: RoundAnswer

    @property
    @shown
    def change(self) -> Annotated[int | None, "Thousandths; null unless both sides have points."]:
        """New minus old in thousandths; None unless both have points."""
        return None if self.old.points is None or self.new.points is None else self.new.points - self.old.points


@dataclass(frozen=True, slots=True)
class Comparison:
    """A series of assessments, the oldest first; `new` are the questions that not all of them were asked."""

    rounds: tuple[Round, ...]
    overall: StageTrend
    comparable: StageTrend | None
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
        subject, part = self.last.answer_set.subject, self.comparable
        return {
            "format": FORMAT,
            "questionnaire": self.last.loaded.identity,
            "subject": {"name": subject.name, "ags": subject.ags},
            "rounds": [round_.to_json() for round_ in self.rounds],
            "overall": {**to_json(self.overall), "comparable": part and to_json(part)},
            "hurdles": [to_json(hurdle) for hurdle in self.hurdles],
            "questions": [to_json(moved) for moved in self.moved],
            "new_questions": list(self.new),
        }


def compare(rounds: Sequence[Round], measures: Sequence[PlannedMeasure] = ()) -> Comparison:
    """Return the comparison of two or more rounds, given oldest first and scored with one questionnaire."""
    results = [round_.assessment.result for round_ in rounds]
    plan, new = rounds[-1].assessment.plan, new_questions(rounds)
    part = comparable_part(rounds, new) if new else None
    return Comparison(
        rounds=tuple(rounds),
        overall=StageTrend(tuple(result.overall for result in results)),
        comparable=None if part is None else StageTrend(tuple(result.overall for result in part)),
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
        whole=BandTrend(tuple(result.hurdles[place] for result in results)),
        comparable=None if beside is None else BandTrend(tuple(result.hurdles[place] for result in beside)),
        new=touched,
        measures=tuple(measure for measure in measures if measure.hurdle == hurdle.id),
    )


def _moved(first: Round, last: Round) -> Iterator[ChangedAnswer]:
    pairs = zip(first.assessment.result.questions, last.assessment.result.questions, strict=True)
    for old, new in pairs:
        if old.id not in first.absent | last.absent and _said(first, old) != _said(last, new):
            yield ChangedAnswer(old.id, _answer_in(first, old), _answer_in(last, new))


def _answer_in(round_: Round, result: QuestionResult) -> RoundAnswer:
    answer = round_.assessment.answer_set.answers.get(result.id)
    return RoundAnswer(result.state, result.points, answer.comment if answer else "")


def _said(round_: Round, result: QuestionResult) -> tuple[State, object]:
    """Return what counts of an answer; what stands in the file for a question that is not asked does not."""
    answer = round_.assessment.answer_set.answers.get(result.id)
    counts = result.state in (State.ANSWERED, State.NOT_APPLICABLE)
    value = answer.value if answer and counts else None
    return result.state, frozenset(value) if isinstance(value, tuple) else value
