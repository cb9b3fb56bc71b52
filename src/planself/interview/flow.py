"""The interview as a pure state machine: where it stands, what was answered, and what each command makes of it.

It knows no clock, no file and no terminal. A spot is a question's id or one of the places around the questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from planself.answers.model import Answer
from planself.interview.commands import Choose, Command, Comment, Evidence, Jump, Move, Notice, Place, Say
from planself.interview.short_form import ShortForm, weakest_first
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.scoring.assessment import given
from planself.scoring.plan import Plan, State
from planself.scoring.record import settle

Spot = str | Place


@dataclass(frozen=True, slots=True)
class InterviewSetup:
    """What stays the same during an interview: the questions, their order, who answers."""

    questionnaire: Questionnaire
    plan: Plan
    order: tuple[str, ...]
    short: ShortForm | None = None
    """What comes first and has a result of its own, before the rest is asked."""
    part: tuple[str, ...] = ()
    """The roles that the whole answer file is limited to."""
    role: str | None = None
    """Whom this interview asks: only questions that this role can answer."""

    def asks(self, id_: str) -> bool:
        """Return whether the interview's role can answer a question."""
        roles = self.question(id_).roles
        return self.role is None or not roles or self.role in roles

    def question(self, id_: str) -> AnyQuestion:
        """Return a question of the questionnaire."""
        return self.questionnaire.by_id[id_]


@dataclass(frozen=True, slots=True)
class Flow:
    """Where an interview stands; `trail` holds the spots before, the latest last."""

    setup: InterviewSetup
    answers: Mapping[str, Answer]
    order: tuple[str, ...]
    here: Spot
    trail: tuple[Spot, ...] = ()
    deep: bool = False
    changes: tuple[tuple[str, Answer | None], ...] = ()
    """What was recorded in this interview: each question with what stood there before, the latest last."""
    notice: Notice | None = None

    @property
    def over(self) -> bool:
        """Whether the interview has ended, finished or left."""
        return self.here in (Place.FINISHED, Place.LEFT)

    @property
    def answer(self) -> Answer:
        """What is recorded for the question at hand."""
        return self.answers.get(self.here, Answer()) if isinstance(self.here, str) else Answer()

    def states(self) -> dict[str, State]:
        """Return what became of every question of the questionnaire."""
        setup = self.setup
        return {id_: found.state for id_, found in settle(setup.plan, given(self.answers), setup.part).items()}

    def asked(self) -> tuple[str, ...]:
        """Return the questions that are asked as things stand, in the interview's order."""
        states = self.states()
        return tuple(id_ for id_ in self.order if states[id_] not in (State.NOT_ASKED, State.PENDING))

    def open(self) -> tuple[str, ...]:
        """Return the asked questions without an answer."""
        states = self.states()
        return tuple(id_ for id_ in self.order if states[id_] is State.MISSING)


def start(setup: InterviewSetup, answers: Mapping[str, Answer]) -> Flow:
    """Return an interview at its first open question, or past the questions where none is open."""
    order = tuple(filter(setup.asks, setup.order))
    flow = Flow(setup, dict(answers), order, Place.REVIEW)
    return replace(flow, here=_next_open(flow, after=-1))


def step(flow: Flow, command: Command) -> Flow:
    """Return the interview after a command; one that does not fit changes nothing and leaves a notice."""
    flow = replace(flow, notice=None)
    if flow.over:
        return flow
    match command:
        case Move.LEAVE:
            return _go(flow, Place.LEFT)
        case Move.BACK:
            return _back(flow)
        case Move.UNDO:
            return _undo(flow)
        case Move.REVIEW:
            return flow if flow.here is Place.REVIEW else _go(flow, Place.REVIEW)
        case Move.DEEPEN:
            return _deepen(flow)
        case Move.FINISH:
            return _finish(flow)
        case Jump(question):
            return _go(flow, question) if question in flow.asked() else replace(flow, notice=Notice.NOT_ASKED)
        case Choose() | Say() | Comment() | Evidence() | Move.SKIP | Move.UNSURE:
            return _at_question(flow, flow.here, command) if isinstance(flow.here, str) else flow


def _at_question(
    flow: Flow, id_: str, command: Choose | Say | Comment | Evidence | Literal[Move.SKIP, Move.UNSURE]
) -> Flow:
    question = flow.setup.question(id_)
    match command:
        case Choose(value):
            if not question.fits(value):
                return replace(flow, notice=Notice.UNFIT)
            return _forward(_record(flow, id_, replace(flow.answer, value=value, said=None)))
        case Say(said, reason):
            if not (question.allows_unknown if said == "unknown" else question.allows_not_applicable):
                return replace(flow, notice=Notice.NOT_ALLOWED)
            comment = reason or flow.answer.comment
            return _forward(_record(flow, id_, replace(flow.answer, value=None, said=said, comment=comment)))
        case Comment(text):
            return _record(flow, id_, replace(flow.answer, comment=text))
        case Evidence(text):
            return _record(flow, id_, replace(flow.answer, evidence=text))
        case Move.UNSURE:
            return _record(flow, id_, replace(flow.answer, unsure=not flow.answer.unsure))
        case Move.SKIP:
            if question.required and not flow.answer.given:
                return replace(flow, notice=Notice.REQUIRED)
            return _forward(flow)


def _record(flow: Flow, id_: str, answer: Answer) -> Flow:
    if answer == flow.answer:
        return flow
    changes = (*flow.changes, (id_, flow.answers.get(id_)))
    return replace(flow, answers={**flow.answers, id_: answer}, changes=changes)


def _undo(flow: Flow) -> Flow:
    if not flow.changes:
        return replace(flow, notice=Notice.NOTHING_TO_UNDO)
    id_, before = flow.changes[-1]
    others = {other: answer for other, answer in flow.answers.items() if other != id_}
    answers = others if before is None else {**others, id_: before}
    undone = replace(flow, answers=answers, changes=flow.changes[:-1], notice=Notice.UNDONE)
    return _go(undone, id_) if id_ in undone.asked() else undone


def _go(flow: Flow, spot: Spot) -> Flow:
    return flow if spot == flow.here else replace(flow, here=spot, trail=(*flow.trail, flow.here))


def _forward(flow: Flow) -> Flow:
    """Go to the next open question; whoever came from the review to mend one thing returns there."""
    if flow.trail and flow.trail[-1] is Place.REVIEW:
        return _go(flow, Place.REVIEW)
    return _go(flow, _next_open(flow, after=flow.order.index(str(flow.here))))


def _next_open(flow: Flow, after: int) -> Spot:
    still_open = set(flow.open())
    ahead = next((id_ for id_ in flow.order[after + 1 :] if id_ in still_open), None)
    if ahead is not None:
        return ahead
    more = flow.setup.short is not None and not flow.deep
    return Place.PAUSE if more else Place.REVIEW


def _back(flow: Flow) -> Flow:
    """Go back the way that was come; at its beginning, to the question that stands before."""
    asked = flow.asked()
    trail = flow.trail
    while trail:
        spot, trail = trail[-1], trail[:-1]
        if spot in asked or isinstance(spot, Place):
            return replace(flow, here=spot, trail=trail)
    earlier = asked[: asked.index(flow.here)] if flow.here in asked else asked
    if not earlier:
        return replace(flow, trail=(), notice=Notice.AT_START)
    return replace(flow, here=earlier[-1], trail=())


def _deepen(flow: Flow) -> Flow:
    """Go to the questions beyond the first ones; whoever came back to the pause finds them in the order they had."""
    setup = flow.setup
    if flow.here is not Place.PAUSE or setup.short is None:
        return flow
    if not flow.deep:
        hurdles = setup.short.hurdles(flow.answers, setup.part)
        rest = weakest_first(setup.plan, setup.short.ids, hurdles)
        kept = set(flow.order)
        more = tuple(id_ for id_ in rest if id_ not in kept and setup.asks(id_))
        flow = replace(flow, order=(*flow.order, *more), deep=True)
    before = sum(map(setup.asks, setup.order))
    return _go(flow, _next_open(flow, after=before - 1))


def _finish(flow: Flow) -> Flow:
    if flow.here is not Place.REVIEW:
        return flow
    if any(flow.setup.question(id_).required for id_ in flow.open()):
        return replace(flow, notice=Notice.REQUIRED_OPEN)
    return _go(flow, Place.FINISHED)
