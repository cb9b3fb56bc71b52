"""The discussion as a pure state machine: what the room has settled, where it stands, and how long it has talked.

It knows no clock, no file and no terminal: the time comes with each command. All that it knows is in its record, so
whatever was saved goes on exactly there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planself.answers.model import Answer
from planself.answers.saving import clean
from planself.interview.commands import Choose, Jump, Say
from planself.scoring.assessment import given
from planself.scoring.plan import State
from planself.scoring.record import settle
from planself.workshop.agenda import DiscussionSetup, Topic
from planself.workshop.agreed_answers import agreed_answers
from planself.workshop.commands import (
    AddDissent,
    AtQuestion,
    Command,
    Move,
    Notice,
    SetNote,
    SetSecondRound,
    WithdrawDissent,
)
from planself.workshop_files.discussion import AGREED, END, DiscussedQuestion, Discussion

MAX_DISSENT = 50


@dataclass(frozen=True, slots=True)
class DiscussionState:
    """Where a discussion stands; `since` is until when the time has been counted."""

    setup: DiscussionSetup
    record: Discussion
    since: datetime
    left: bool = False
    notice: Notice | None = None

    @property
    def here(self) -> str:
        """A question's id, or `AGREED` before the first and `END` behind the last one."""
        return self.record.here or END

    @property
    def at_question(self) -> bool:
        """Whether the room stands at a question."""
        return self.here not in (AGREED, END)

    @property
    def item(self) -> DiscussedQuestion:
        """What is recorded for the question at hand."""
        return item_of(self, self.here)

    def answers(self) -> dict[str, Answer]:
        """Return what the room has agreed on so far, as answers."""
        return agreed_answers(self.setup.loaded, self.record, self.setup.facts)

    def asked(self) -> tuple[str, ...]:
        """Return the questions of the agenda that are asked as things stand, in its order.

        What depends on an open question is asked if it is on the discussion list: so many were asked it.
        """
        states = settle(self.setup.plan, given(self.answers()))
        waiting = {State.PENDING, State.NOT_ASKED}
        return tuple(
            topic.question
            for topic in self.setup.topics
            if states[topic.question].state not in (waiting if topic.kind is None else {State.NOT_ASKED})
        )

    def proposals(self) -> tuple[Topic, ...]:
        """Return where the room was unanimous, and nothing is decided yet."""
        known, asked = self.record.by_question, self.asked()
        return tuple(
            topic
            for topic in self.setup.topics
            if topic.proposal is not None
            and topic.question in asked
            and not (topic.question in known and known[topic.question].decided)
        )

    def taken_over(self) -> tuple[Topic, ...]:
        """Return all that taking over would settle, also what comes up only through it."""
        if not self.proposals():
            return ()
        settled = _take(self, self.since).record.by_question
        known = self.record.by_question
        return tuple(
            topic
            for topic in self.setup.topics
            if topic.question in settled
            and settled[topic.question].decided
            and not (topic.question in known and known[topic.question].decided)
        )

    def undecided(self) -> tuple[str, ...]:
        """Return the asked questions without an outcome."""
        known = self.record.by_question
        return tuple(id_ for id_ in self.asked() if not (id_ in known and known[id_].decided))


def item_of(state: DiscussionState, id_: str) -> DiscussedQuestion:
    """Return what is recorded for a question, or a fresh item."""
    known = state.record.by_question.get(id_)
    if known is not None:
        return known
    topic = state.setup.topic(id_)
    return DiscussedQuestion(question=id_, kind=topic.kind, hurdle=topic.hurdle, rank=topic.rank, before=topic.before)


def start(setup: DiscussionSetup, record: Discussion, now: datetime) -> DiscussionState:
    """Return a discussion where it was left, or at its beginning."""
    state = DiscussionState(setup, record, now)
    if record.here in (AGREED, END, *state.asked()):
        return state
    if not record.items and state.proposals():
        return _go(state, AGREED)
    return _go(state, _next(state, -1))


def step(state: DiscussionState, command: Command, now: datetime) -> DiscussionState:
    """Return the discussion after a command; one that does not fit only counts the time and leaves a notice."""
    state = replace(_timed(state, now), notice=None)
    if state.left:
        return state
    match command:
        case Move.LEAVE:
            return replace(state, left=True)
        case Move.NEXT:
            return _go(state, _next(state, _place(state)))
        case Move.BACK:
            return _back(state)
        case Move.UNDO:
            return _undo(state)
        case Move.TAKE:
            return _take(state, now) if state.here == AGREED else state
        case Jump(spot):
            return _go(state, spot) if spot in (AGREED, END, *state.asked()) else replace(state, notice=Notice.UNFIT)
        case Choose() | Say() | AddDissent() | WithdrawDissent() | SetNote() | SetSecondRound() | Move.NO_AGREEMENT:
            return _at_question(state, command, now) if state.at_question else state


def _at_question(state: DiscussionState, command: AtQuestion, now: datetime) -> DiscussionState:
    item = state.item
    match command:
        case Choose() | Say():
            return _agree(state, command, now)
        case Move.NO_AGREEMENT:
            return _put(state, _decided(item, "no_agreement", None, now))
        case AddDissent(dissent):
            if len(item.dissent) >= MAX_DISSENT:
                return replace(state, notice=Notice.TOO_MANY)
            said = dissent.model_copy(update={"text": clean(dissent.text)})
            kept = [*item.dissent, said] if said.text.strip() else item.dissent
            return _put(state, item.model_copy(update={"dissent": kept}))
        case WithdrawDissent(place):
            kept = [dissent for at, dissent in enumerate(item.dissent) if at != place]
            return _put(state, item.model_copy(update={"dissent": kept}))
        case SetNote(text, evidence):
            return _put(state, item.model_copy(update={"evidence" if evidence else "note": clean(text)}))
        case SetSecondRound(after, from_files):
            counted = None if after is None else "files" if from_files else "hands"
            return _put(state, item.model_copy(update={"after": after, "counted": counted}))


def _agree(state: DiscussionState, command: Choose | Say, now: datetime) -> DiscussionState:
    question = state.setup.question(state.here)
    match command:
        case Choose(value):
            possible = question.fits(value)
            raw = question.write(value) if possible else None
        case Say(said):
            possible = question.allows_unknown if said == "unknown" else question.allows_not_applicable
            raw = said
    return _put(state, _decided(state.item, "agreement", raw, now)) if possible else replace(state, notice=Notice.UNFIT)


def _decided(
    item: DiscussedQuestion, outcome: str, raw: object, now: datetime, how: str = "discussed"
) -> DiscussedQuestion:
    at = now.replace(microsecond=0)
    return item.model_copy(update={"outcome": outcome, "answer": raw, "how": how, "decided_at": at})


def _take(state: DiscussionState, now: datetime) -> DiscussionState:
    while proposals := state.proposals():  # an answer taken over can bring further questions up
        for topic in proposals:
            if topic.proposal is not None:
                raw = state.setup.question(topic.question).write(topic.proposal)
                state = _put(state, _decided(item_of(state, topic.question), "agreement", raw, now, "agreed"))
    return _go(state, _next(state, -1))


def _undo(state: DiscussionState) -> DiscussionState:
    """Take the last decision back and return to it; what was taken together goes together."""
    decided = [item for item in state.record.items if item.decided and item.decided_at is not None]
    if not decided:
        return replace(state, notice=Notice.NOTHING_TO_UNDO)
    last = max(decided, key=lambda item: (item.decided_at, item.how == "discussed"))
    together = [item for item in decided if item.how == last.how == "agreed" and item.decided_at == last.decided_at]
    for item in together or [last]:
        update = {"outcome": None, "answer": None, "decided_at": None, "how": "discussed"}
        state = _put(state, item.model_copy(update=update))
    return _go(state, AGREED if together else last.question)


# --- moving ---


def _go(state: DiscussionState, spot: str) -> DiscussionState:
    return replace(state, record=state.record.model_copy(update={"here": spot}))


def _place(state: DiscussionState) -> int:
    asked = state.asked()
    return asked.index(state.here) if state.here in asked else -1 if state.here == AGREED else len(asked)


def _next(state: DiscussionState, after: int) -> str:
    """Return the next undecided question, from the beginning again where none follows, or the end."""
    asked, undecided = state.asked(), set(state.undecided()) - {state.here}
    return next((id_ for id_ in (*asked[after + 1 :], *asked) if id_ in undecided), END)


def _back(state: DiscussionState) -> DiscussionState:
    place = _place(state)
    if place > 0:
        return _go(state, state.asked()[place - 1])
    if place == 0 and state.proposals():
        return _go(state, AGREED)
    return replace(state, notice=Notice.AT_START)


# --- the record ---


def _timed(state: DiscussionState, now: datetime) -> DiscussionState:
    """Count the time since the last command, in whole seconds, for the question at hand."""
    seconds = max(int((now - state.since).total_seconds()), 0)
    since = now if now < state.since else state.since + timedelta(seconds=seconds)
    state = replace(state, since=since)
    if not seconds or not state.at_question or state.left:
        return state
    item = state.item
    return _put(state, item.model_copy(update={"seconds": item.seconds + seconds}))


def _put(state: DiscussionState, item: DiscussedQuestion) -> DiscussionState:
    """Return the discussion with an item in its place: the agenda's order, then what is no longer on it."""
    known: Mapping[str, DiscussedQuestion] = {**state.record.by_question, item.question: item}
    items = list(_ordered(state.setup, known))
    return replace(state, record=state.record.model_copy(update={"items": items}))


def _ordered(setup: DiscussionSetup, known: Mapping[str, DiscussedQuestion]) -> Iterator[DiscussedQuestion]:
    on_agenda = {topic.question for topic in setup.topics}
    yield from (known[topic.question] for topic in setup.topics if topic.question in known)
    yield from (item for id_, item in known.items() if id_ not in on_agenda)
