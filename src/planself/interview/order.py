"""In which order an interview visits the questions: each behind those that its condition depends on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from planself.answers.model import Answer
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not, Plan


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
    """Return the wanted questions, each behind those its condition depends on; `known` ones need no asking again."""
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
