"""How far an interview is, counted in questions that will really be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planself.interview.flow import Flow
from planself.interview.order import named
from planself.scoring.plan import State

_NOT_NOW = (State.NOT_ASKED, State.PENDING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an interview is: the question at hand, all that will be asked, and how many have an answer."""

    number: int
    total: int
    answered: int


def progress(flow: Flow) -> Progress:
    """Count the questions that will really be asked: those asked now, and those that an open one may still bring."""
    states = flow.states()
    coming = _awaited(flow, states) | {id_ for id_ in flow.order if states[id_] not in _NOT_NOW}
    here = flow.order.index(flow.here) + 1 if isinstance(flow.here, str) else len(flow.order)
    return Progress(
        number=sum(id_ in coming for id_ in flow.order[:here]),
        total=len(coming),
        answered=sum(states[id_] not in (State.MISSING, State.PENDING) for id_ in coming),
    )


def _awaited(flow: Flow, states: Mapping[str, State]) -> set[str]:
    """Return the pending questions that an open one still ahead may bring, at once or by a chain."""
    place = flow.order.index(flow.here) if isinstance(flow.here, str) else len(flow.order)
    bringing = {id_ for id_ in flow.order[place:] if states[id_] is State.MISSING}
    awaited: set[str] = set()
    conditions = {question.id: question.when for question in flow.setup.plan.questions}
    for id_ in flow.order:
        if states[id_] is State.PENDING and not (bringing | awaited).isdisjoint(named(conditions[id_])):
            awaited.add(id_)
    return awaited
