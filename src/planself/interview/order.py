"""In which order an interview visits the questions: all, one section, or the short form and what is weakest then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from planself.answers.model import Answer
from planself.scoring.plan import FULL, All, AnyOf, Comparison, Condition, Given, Not, Plan, State
from planself.scoring.record import score
from planself.scoring.result import HurdleResult


def given(answers: Mapping[str, Answer]) -> dict[str, Given]:
    """Return the answers as the interpreters take them; bare remarks count as nothing."""
    return {id_: value for id_, answer in answers.items() if (value := _given(answer)) is not None}


def _given(answer: Answer) -> Given | None:
    if answer.said == "unknown":
        return State.UNKNOWN
    return State.NOT_APPLICABLE if answer.said == "not_applicable" else answer.value


def named(condition: Condition | None) -> Iterator[str]:
    """Yield the questions that a condition asks about."""
    match condition:
        case Comparison():
            yield condition.question
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from named(part)
        case Not(part):
            yield from named(part)
        case None:
            return


def with_prerequisites(plan: Plan, wanted: Iterable[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the wanted questions, each behind those its condition hangs on; `known` ones need no asking again."""
    conditions = {question.id: question.when for question in plan.questions}
    placed: dict[str, None] = {}

    def place(id_: str) -> None:
        for earlier in named(conditions[id_]):
            if earlier not in known and earlier not in placed:
                place(earlier)
        placed.setdefault(id_)

    for id_ in wanted:
        place(id_)
    return tuple(placed)


def section_only(plan: Plan, wanted: Sequence[str], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return a section's questions, behind whatever open questions of other sections they hang on."""
    known = {id_ for id_, answer in answers.items() if answer.given} - set(wanted)
    return with_prerequisites(plan, wanted, known)


def interim(
    plan: Plan, first: Collection[str], answers: Mapping[str, Answer], part: Collection[str] = ()
) -> tuple[HurdleResult, ...]:
    """Return the hurdles as the first questions alone measure them, the weakest first, unrated ones last."""
    narrowed = replace(plan, questions=tuple(q if q.id in first else replace(q, weights=()) for q in plan.questions))
    return tuple(sorted(score(narrowed, given(answers), part).hurdles, key=_height))


def _height(hurdle: HurdleResult) -> int:
    return FULL + 1 if hurdle.score is None else hurdle.score


def weakest_first(
    plan: Plan, first: Collection[str], answers: Mapping[str, Answer], part: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the questions beyond the first ones, those of the weakest hurdles first, context last."""
    rank = {hurdle.id: place for place, hurdle in enumerate(interim(plan, first, answers, part))}
    rest = [question for question in plan.questions if question.id not in first]
    rest.sort(key=lambda question: min((rank[hurdle] for hurdle, _ in question.weights), default=len(rank)))
    return with_prerequisites(plan, (question.id for question in rest), first)
