"""Leading through a discussion: a slide, a key, a step, everything saved; and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from planself.i18n import Reader
from planself.interview.answer_rows import command as answered
from planself.interview.answer_rows import rows
from planself.interview.commands import Choose, Jump, Say
from planself.terminal import keys
from planself.terminal.asker import Asker, Menu, MenuItem
from planself.terminal.screen import shortened
from planself.workshop import dialogs
from planself.workshop.agenda import DiscussionSetup
from planself.workshop.commands import Command, Move, SetNote
from planself.workshop.dialogs import Attendance
from planself.workshop.discussion import DiscussionState, start, step
from planself.workshop.display import Clock, Display
from planself.workshop.second_round import second_round
from planself.workshop.slides import Slide, Slides
from planself.workshop.wall import clock as minutes
from planself.workshop_files.discussion import AGREED, END, Discussion

Save = Callable[[Discussion], None]
_LABEL = 60


@dataclass(frozen=True, slots=True)
class DiscussionEnd:
    """How a session ended: through the list to its end, or left before."""

    record: Discussion
    finished: bool


class Conductor:
    """The loop between the display, the discussion and its files."""

    def __init__(self, display: Display, slides: Slides, attendance: Attendance, clock: Clock, save: Save) -> None:
        self.display, self.slides, self.attendance = display, slides, attendance
        self._clock, self._save = clock, save
        self._wording = False

    @property
    def asker(self) -> Asker:
        """What asks for texts and has items chosen."""
        return self.display.asker

    @property
    def reader(self) -> Reader:
        """The language of the wall."""
        return self.slides.reader

    def run(self, setup: DiscussionSetup, record: Discussion) -> DiscussionEnd:
        """Discuss until the room leaves; Ctrl-C and a closed terminal leave, too, with everything saved."""
        state = start(setup, record, self._clock())
        finished = False
        with self.asker:
            while not state.left:
                try:
                    key = self.display.show(self._slide(state), wording=self._wording)
                    finished = state.here == END and key == "enter"
                    command = Move.LEAVE if finished else self._command(state, key)
                except (KeyboardInterrupt, EOFError):
                    command = Move.LEAVE
                if command is not None:
                    state = step(state, command, self._clock())
                    self._save(state.record)
        return DiscussionEnd(state.record, finished)

    def _slide(self, state: DiscussionState) -> Slide:
        """Return the slide with the time that has passed since the last step, which is not yet recorded."""
        slide = self.slides.slide(state)
        passed = max(int((self._clock() - state.since).total_seconds()), 0)
        return replace(slide, seconds=slide.seconds + passed)

    def _command(self, state: DiscussionState, key: str) -> Command | None:
        """Return what a key asks for, after whatever has to be asked for; None where nothing came of it."""
        match keys.of(key, keys.DISCUSSION):
            case keys.Key.LEAVE:
                return Move.LEAVE
            case keys.Key.SKIP:
                return self._next()
            case keys.Key.UNDO:
                return Move.UNDO
            case keys.Key.OVERVIEW:
                return self._overview(state)
            case keys.Key.BACK:
                return Move.BACK
            case keys.Key.HELP if state.at_question:
                self._wording = not self._wording
                return None
            case keys.Key.HELP:
                return self._proposals(state)
            case found:
                return self._without_letter(state, key) if found is None else self._at_question(state, found)

    def _next(self) -> Command:
        self._wording = False
        return Move.NEXT

    def _without_letter(self, state: DiscussionState, key: str) -> Command | None:
        """Return what an arrow, Enter or a key of the answers asks for."""
        if key in ("enter", "right"):
            return self._next()
        if key == "left":
            return Move.BACK
        if state.here == AGREED:
            return Move.TAKE if key in keys.YES else None
        if key in keys.UNKNOWN:
            return Say("unknown")
        if key in keys.NOT_APPLICABLE:
            return Say("not_applicable")
        return self._picked(state, key)

    def _at_question(self, state: DiscussionState, key: keys.Key) -> Command | None:
        match key:
            case keys.Key.NO_AGREEMENT:
                return Move.NO_AGREEMENT
            case keys.Key.DISSENT:
                return dialogs.dissent(state, self.asker, self.slides, self.attendance)
            case keys.Key.COMMENT | keys.Key.EVIDENCE:
                return self._note(state, evidence=key is keys.Key.EVIDENCE)
            case keys.Key.AGAIN:
                return second_round(state, self.asker, self.slides, self.attendance)
            case keys.Key.TYPE:
                value = dialogs.typed(state, self.asker, self.slides)
                return None if value is None else Choose(value)
            case _:
                return None

    def _picked(self, state: DiscussionState, key: str) -> Command | None:
        question = state.setup.question(state.here)
        found = rows(question, self.reader)
        row = next((row for row in found if key in row.keys), None)
        chosen = answered(question, (row.id,)) if row is not None else None
        return chosen if isinstance(chosen, Choose) else None

    def _note(self, state: DiscussionState, *, evidence: bool) -> Command | None:
        text = dialogs.note(state, self.asker, self.slides, self.attendance, evidence=evidence)
        return None if text is None else SetNote(text, evidence)

    # --- menus ---

    def _overview(self, state: DiscussionState) -> Command | None:
        r, items = self.reader, list[MenuItem]()
        known = state.record.by_question
        listed: bool | None = None
        for number, id_ in enumerate(state.asked(), 1):
            topic = state.setup.topic(id_)
            if (topic.kind is not None) != listed:
                listed = topic.kind is not None
                items.append(MenuItem("", r._("To discuss") if listed else r._("All other questions")))
            item = known.get(id_)
            outcome = item.outcome if item else None
            mark = {"agreement": "✓", "no_agreement": "≠"}.get(outcome or "", "")
            label = {"agreement": r._("agreed on"), "no_agreement": r._("no agreement")}.get(outcome or "", r._("open"))
            words = f"{self.slides.say(state.setup.question(id_).text)} {id_}"
            items.append(MenuItem(id_, self._label(state, id_, number), self.slides.sieve(mark), label, words))
        items += [MenuItem("", " "), MenuItem(END, r._("To the end of the list"))]
        line = r._("Talked about for {time} in all").format(time=minutes(state.record.seconds))
        at = state.here if state.here in state.asked() else END
        chosen = self.asker.choose(Menu(r._("Overview"), tuple(items), (line,), at=at, search=True))
        return None if chosen is None else Jump(chosen)

    def _label(self, state: DiscussionState, id_: str, number: int) -> str:
        text = self.slides.say(state.setup.question(id_).text)
        return f"{number}. {shortened(text, _LABEL, self.slides.sieve)}"

    def _proposals(self, state: DiscussionState) -> Command | None:
        """Show what would be taken over; a question chosen there is talked about instead."""
        r = self.reader
        items = [
            MenuItem(topic.question, f"{self.slides.proposal(state, topic)}  {self.slides.say(question.text)}")
            for topic in state.taken_over()
            for question in [state.setup.question(topic.question)]
        ]
        line = r._("Enter opens a question that you want to talk about all the same.")
        chosen = self.asker.choose(Menu(r._("Agreed without discussion"), tuple(items), (line,)))
        return None if chosen is None else Jump(chosen)
