"""Leading through a discussion: a slide, a key, a step, everything saved; and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from planself.i18n import Reader
from planself.interview.answer_rows import command as answered
from planself.interview.answer_rows import rows
from planself.interview.commands import Choose
from planself.terminal import keys
from planself.terminal.asker import Asker, Item, Menu
from planself.terminal.screen import shortened
from planself.workshop import dialogs
from planself.workshop.commands import Agree, Command, Jump, Move, Note, Say
from planself.workshop.dialogs import Room
from planself.workshop.discussion import Script, Talk, start, step
from planself.workshop.display import Clock, Stage
from planself.workshop.second_round import second_round
from planself.workshop.slides import Slide, Slides
from planself.workshop.wall import clock as minutes
from planself.workshop_files.discussion import AGREED, END, Discussion

Save = Callable[[Discussion], None]
_LABEL = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a session ended: through the list to its end, or left before."""

    record: Discussion
    finished: bool


class Conductor:
    """The loop between the stage, the discussion and its files."""

    def __init__(self, stage: Stage, slides: Slides, room: Room, clock: Clock, save: Save) -> None:
        self.stage, self.slides, self.room = stage, slides, room
        self._clock, self._save = clock, save
        self._wording = False

    @property
    def asker(self) -> Asker:
        """What asks for texts and has items chosen."""
        return self.stage.asker

    @property
    def reader(self) -> Reader:
        """The language of the wall."""
        return self.slides.reader

    def run(self, script: Script, record: Discussion) -> Outcome:
        """Discuss until the room leaves; Ctrl-C and a closed terminal leave, too, with everything saved."""
        talk = start(script, record, self._clock())
        finished = False
        with self.asker:
            while not talk.left:
                try:
                    key = self.stage.show(self._slide(talk), wording=self._wording)
                    finished = talk.here == END and key == "enter"
                    command = Move.LEAVE if finished else self._command(talk, key)
                except (KeyboardInterrupt, EOFError):
                    command = Move.LEAVE
                if command is not None:
                    talk = step(talk, command, self._clock())
                    self._save(talk.record)
        return Outcome(talk.record, finished)

    def _slide(self, talk: Talk) -> Slide:
        """Return the slide with the time that has passed since the last step, which is not yet recorded."""
        slide = self.slides.slide(talk)
        passed = max(int((self._clock() - talk.since).total_seconds()), 0)
        return replace(slide, seconds=slide.seconds + passed)

    def _command(self, talk: Talk, key: str) -> Command | None:
        """Return what a key asks for, after whatever has to be asked for; None where nothing came of it."""
        match keys.of(key, keys.DISCUSSION):
            case keys.Key.LEAVE:
                return Move.LEAVE
            case keys.Key.SKIP:
                return self._next()
            case keys.Key.UNDO:
                return Move.UNDO
            case keys.Key.OVERVIEW:
                return self._overview(talk)
            case keys.Key.BACK:
                return Move.BACK
            case keys.Key.HELP if talk.at_question:
                self._wording = not self._wording
                return None
            case keys.Key.HELP:
                return self._proposals(talk)
            case found:
                return self._without_letter(talk, key) if found is None else self._at_question(talk, found)

    def _next(self) -> Command:
        self._wording = False
        return Move.NEXT

    def _without_letter(self, talk: Talk, key: str) -> Command | None:
        """Return what an arrow, Enter or a key of the answers asks for."""
        if key in ("enter", "right"):
            return self._next()
        if key == "left":
            return Move.BACK
        if talk.here == AGREED:
            return Move.TAKE if key in keys.YES else None
        if key in keys.UNKNOWN:
            return Say("unknown")
        if key in keys.NOT_APPLICABLE:
            return Say("not_applicable")
        return self._picked(talk, key)

    def _at_question(self, talk: Talk, key: keys.Key) -> Command | None:
        match key:
            case keys.Key.NO_AGREEMENT:
                return Move.NO_AGREEMENT
            case keys.Key.DISSENT:
                return dialogs.dissent(talk, self.asker, self.slides, self.room)
            case keys.Key.COMMENT | keys.Key.EVIDENCE:
                return self._note(talk, evidence=key is keys.Key.EVIDENCE)
            case keys.Key.AGAIN:
                return second_round(talk, self.asker, self.slides, self.room)
            case keys.Key.TYPE:
                value = dialogs.typed(talk, self.asker, self.slides)
                return None if value is None else Agree(value)
            case _:
                return None

    def _picked(self, talk: Talk, key: str) -> Command | None:
        question = talk.script.question(talk.here)
        found = rows(talk.script.loaded.questionnaire, question, self.reader)
        row = next((row for row in found if key in row.keys), None)
        chosen = answered(question, (row.id,)) if row is not None else None
        return Agree(chosen.value) if isinstance(chosen, Choose) else None

    def _note(self, talk: Talk, *, evidence: bool) -> Command | None:
        text = dialogs.note(talk, self.asker, self.slides, self.room, evidence=evidence)
        return None if text is None else Note(text, evidence)

    # --- menus ---

    def _overview(self, talk: Talk) -> Command | None:
        r, items = self.reader, list[Item]()
        known = talk.record.by_question
        listed: bool | None = None
        for number, id_ in enumerate(talk.asked(), 1):
            topic = talk.script.topic(id_)
            if (topic.kind is not None) != listed:
                listed = topic.kind is not None
                items.append(Item("", r._("To discuss") if listed else r._("All other questions")))
            item = known.get(id_)
            outcome = item.outcome if item else None
            mark = {"agreement": "✓", "no_agreement": "≠"}.get(outcome or "", "")
            state = {"agreement": r._("agreed on"), "no_agreement": r._("no agreement")}.get(outcome or "", r._("open"))
            words = f"{self.slides.say(talk.script.question(id_).text)} {id_}"
            items.append(Item(id_, self._label(talk, id_, number), self.slides.sieve(mark), state, words))
        items += [Item("", " "), Item(END, r._("To the end of the list"))]
        line = r._("Talked about for {time} in all").format(time=minutes(talk.record.seconds))
        at = talk.here if talk.here in talk.asked() else END
        chosen = self.asker.choose(Menu(r._("Overview"), tuple(items), (line,), at=at, search=True))
        return None if chosen is None else Jump(chosen)

    def _label(self, talk: Talk, id_: str, number: int) -> str:
        text = self.slides.say(talk.script.question(id_).text)
        return f"{number}. {shortened(text, _LABEL, self.slides.sieve)}"

    def _proposals(self, talk: Talk) -> Command | None:
        """Show what would be taken over; a question chosen there is talked about instead."""
        r = self.reader
        items = [
            Item(topic.question, f"{self.slides.proposal(talk, topic)}  {self.slides.say(question.text)}")
            for topic in talk.taken_over()
            for question in [talk.script.question(topic.question)]
        ]
        line = r._("Enter opens a question that you want to talk about all the same.")
        chosen = self.asker.choose(Menu(r._("Agreed without discussion"), tuple(items), (line,)))
        return None if chosen is None else Jump(chosen)
