"""How far an interview is, counted in questions that will really be asked."""

from __future__ import annotations

from dataclasses import dataclass

from planself.interview.flow import Flow
from planself.interview.order import named
from planself.scoring.plan import State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an interview is: the question at hand, all that will be asked, and how many have an answer."""

    number: int
    total: int
    answered: int


def progress(flow: Flow) -> Progress:
    """Count the questions that will really be asked: those asked now, and those that an open one may still bring."""
    states = flow.states()
    ahead = _ahead(flow)
    coming: set[str] = set()
    conditions = {question.id: question.when for question in flow.script.plan.questions}
    for id_ in flow.order:
        hangs_on = set(named(conditions[id_]))
        waits = states[id_] is State.PENDING and any(
            other in coming or (other in ahead and states[other] is State.MISSING) for other in hangs_on
        )
        if waits or states[id_] not in (State.NOT_ASKED, State.PENDING):
            coming.add(id_)
    here = flow.order.index(flow.here) + 1 if isinstance(flow.here, str) else len(flow.order)
    return Progress(
        number=sum(id_ in coming for id_ in flow.order[:here]),
        total=len(coming),
        answered=sum(states[id_] not in (State.MISSING, State.PENDING) for id_ in coming),
    )


def _ahead(flow: Flow) -> frozenset[str]:
    start_at = flow.order.index(flow.here) if isinstance(flow.here, str) else len(flow.order)
    return frozenset(flow.order[start_at:])
