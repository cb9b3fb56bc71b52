"""What the room sees: each place of a discussion as a slide of final, inert texts, whatever terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planself.analysis import group_words as words
from planself.analysis.group_result import TopicKind
from planself.answers.model import Answer
from planself.i18n import Reader
from planself.interview.answer_rows import chosen, rows
from planself.interview.numbers import as_typed
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.terminal import keys
from planself.terminal.rows import Row
from planself.terminal.screen import Sieve
from planself.text import Text
from planself.workshop.agenda import Topic
from planself.workshop.discussion import DiscussionState
from planself.workshop.keyboard import AROUND, TYPED, further, legend, notice_text, ways
from planself.workshop_files.discussion import AGREED, AnswerCounts, DiscussedQuestion

_ALL = keys.LETTERS[keys.Key.HELP][0]
"""Shows everything: of a question the full wording, of what is proposed every question."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer that can be agreed on, with the key for it, and how many gave it before and after."""

    key: str
    label: str
    detail: str = ""
    before: int | None = None
    after: int | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One page on the wall; `settled` are what was decided and written down so far."""

    title: str
    place: str
    done: int
    whole: int
    text: str
    why: tuple[str, ...] = ()
    lines: tuple[AnswerLine, ...] = ()
    listing: tuple[tuple[str, str], ...] = ()
    """Questions, each with the answer that is proposed for it."""
    further: str = ""
    """Says how many of the listing are out of sight, at `{n}`."""
    second: bool = False
    aside: tuple[str, ...] = ()
    settled: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """Those of the keys that are answers, which may come together with an Enter."""
    seconds: int = 0
    """How long the question was talked about already."""


class Slides:
    """Makes slides for one reader; `roles` are the names of the role groups."""

    def __init__(self, reader: Reader, sieve: Sieve, roles: Mapping[str, Text]) -> None:
        self.reader, self.sieve = reader, sieve
        self._roles = {id_: self.say(label) for id_, label in roles.items()}

    def say(self, text: Text) -> str:
        """Return a text of a file as the terminal can show it, on one line."""
        return " ".join(self.sieve(self.reader.text(text)).split())

    def slide(self, state: DiscussionState) -> Slide:
        """Return what the room sees now."""
        if state.at_question:
            return self._sieved(self._question(state))
        return self._sieved(self._proposals(state) if state.here == AGREED else self._end(state))

    def _sieved(self, slide: Slide) -> Slide:
        """Return a slide whose phrases, too, the terminal can show; what users wrote already went through."""
        sieve = self.sieve
        return replace(
            slide,
            title=sieve(slide.title),
            text=sieve(slide.text),
            why=tuple(map(sieve, slide.why)),
            aside=tuple(map(sieve, slide.aside)),
            further=sieve(slide.further),
            settled=tuple((sieve(label), text) for label, text in slide.settled),
            notice=sieve(slide.notice),
            legend=tuple((key, sieve(word)) for key, word in slide.legend),
        )

    def role(self, id_: str) -> str:
        """Return the name of a role group."""
        return self._roles.get(id_, self.say(id_))

    # --- a question ---

    def _question(self, state: DiscussionState) -> Slide:
        item, question = state.item, state.setup.question(state.here)
        lines = tuple(self._lines(state, item, question))
        asked = state.asked()
        place = self.reader._("{number} of {total}").format(number=asked.index(state.here) + 1, total=len(asked))
        typed = question.kind in TYPED
        own = () if typed else tuple(line.key for line in lines if line.key)
        return Slide(
            title=self._list_name(item),
            place=place,
            done=len(asked) - len(state.undecided()),
            whole=len(asked),
            text=self.say(question.text),
            why=tuple(self._why(state, item)),
            lines=lines,
            second=item.after is not None,
            aside=tuple(self._aside(item)),
            settled=tuple(self._settled(state, item, question)),
            notice=notice_text(state.notice, self.reader),
            legend=legend(question, self.reader),
            answers=own,
            keys=(*own, *further(question, all_keyed=all(line.key for line in lines))),
            seconds=item.seconds,
        )

    def _list_name(self, item: DiscussedQuestion) -> str:
        _ = self.reader._
        if item.decided and item.how == "agreed":
            return _("Agreed without discussion")
        return _("To discuss") if item.kind else _("Still open for the shared picture")

    def _lines(self, state: DiscussionState, item: DiscussedQuestion, question: AnyQuestion) -> Iterator[AnswerLine]:
        """Yield the answers; those who don't know stand apart, in `aside`."""
        found = rows(question, self.reader)
        answer = state.answers().get(question.id, Answer())
        picked = chosen(question, answer)
        own = [row for row in found if not row.apart and row.id != "-"]
        for number, row in enumerate(own, 1):
            key = str(number) if question.kind in TYPED else row.key
            yield self._line(row, key, item, question.ids.index(row.id), row.id in picked)

    def _line(self, row: Row, key: str, item: DiscussedQuestion, place: int, agreed: bool) -> AnswerLine:
        before = _at(item.before, place)
        after = _at(item.after, place) if item.after else None
        label, detail = self.sieve(row.label), self.sieve(row.detail)
        return AnswerLine(key, label, detail, before, after, agreed)

    def _why(self, state: DiscussionState, item: DiscussedQuestion) -> Iterator[str]:
        _ = self.reader._
        if item.kind is not None and item.rank is not None:
            hurdles = {hurdle.id: hurdle.name for hurdle in state.setup.loaded.questionnaire.hurdles}
            said = self.sieve(words.why(item.kind, self.say(hurdles.get(item.hurdle or "", "")), self.reader))
            yield said[:1].upper() + said[1:] + "."
        if item.before.word is not None and item.kind not in (TopicKind.SPLIT, TopicKind.SPREAD):
            yield _("Agreement: {word}").format(word=words.agreed(item.before.word, self.reader))
        if item.after is not None and item.after.word is not None:
            yield _("In the second round: {word}").format(word=words.agreed(item.after.word, self.reader))

    def _aside(self, item: DiscussedQuestion) -> Iterator[str]:
        r, before, after = self.reader, item.before, item.after
        if before.n is not None and before.counts is None and item.kind is not None:
            yield r._("With so few people the counts stay hidden.")
        said = (
            (r._("don't know"), before.unknown, after and after.unknown),
            (r._("not applicable"), before.not_applicable, after and after.not_applicable),
        )
        parts = [
            f"{name}: {first or 0}" + (f"{self.sieve(' → ')}{second or 0}" if after is not None else "")
            for name, first, second in said
            if first or second
        ]
        if parts:
            yield self.sieve(" · ").join(parts)

    def _settled(
        self, state: DiscussionState, item: DiscussedQuestion, question: AnyQuestion
    ) -> Iterator[tuple[str, str]]:
        _ = self.reader._
        if item.outcome == "agreement":
            yield _("Agreed"), self.answer(state, question)
        elif item.outcome == "no_agreement":
            yield _("No agreement"), _("the question stays without an answer")
        for dissent in item.dissent:
            by = self.role(dissent.role) if dissent.role else self.say(dissent.by)
            label = _("Dissent ({who})").format(who=by) if by else _("Dissent")
            yield label, self.say(dissent.text)
        for label, text in ((_("Note"), item.note), (_("Evidence"), item.evidence)):
            if text:
                yield label, self.say(text)

    def answer(self, state: DiscussionState, question: AnyQuestion) -> str:
        """Return what the room agreed on, in words."""
        answer = state.answers()[question.id]
        return self.value(question, answer)

    def value(self, question: AnyQuestion, answer: Answer) -> str:
        """Return an answer in words."""
        if question.kind is AnswerKind.NUMBER and isinstance(answer.value, int):
            return as_typed(answer.value, self.reader)
        found = {row.id: row for row in rows(question, self.reader)}
        picked = [found[id_] for id_ in chosen(question, answer) if id_ in found]
        if question.ladder and answer.value is not None:
            return self.sieve(f"{picked[0].id} – {picked[0].label}")
        return self.sieve(", ".join(row.label for row in picked))

    def proposal(self, state: DiscussionState, topic: Topic) -> str:
        """Return what nearly all said to a question."""
        return self.value(state.setup.question(topic.question), Answer(topic.proposal))

    # --- around the questions ---

    def _proposals(self, state: DiscussionState) -> Slide:
        r, found = self.reader, state.taken_over()
        text = r.n_(
            "On {n} question nearly all of you see it alike. Take over what most said?",
            "On {n} questions nearly all of you see it alike. Take over what most said?",
            len(found),
        )
        yes = keys.shown(keys.YES, r.lang)
        return Slide(
            title=r._("Agreed without discussion"),
            place="",
            done=len(state.asked()) - len(state.undecided()),
            whole=len(state.asked()),
            text=text,
            why=(
                r._("On a scale this is the median. Every single one can be changed later."),
                r._("Nobody's own answers are changed."),
            ),
            listing=tuple(
                (self.say(state.setup.question(one.question).text), self.proposal(state, one)) for one in found
            ),
            further=r._("… and {n} more: {key} shows them all").replace("{key}", _ALL),
            notice=notice_text(state.notice, self.reader),
            legend=((yes, r._("take over")), (_ALL, r._("show them")), ("Enter", r._("not now")), *ways(r)[2:]),
            keys=(*keys.YES, _ALL, *AROUND),
        )

    def _end(self, state: DiscussionState) -> Slide:
        r, record = self.reader, state.record
        agreed = sum(item.outcome == "agreement" for item in record.items)
        apart = sum(item.outcome == "no_agreement" for item in record.items)
        facts = (
            r.n_("{n} question agreed", "{n} questions agreed", agreed),
            r.n_("{n} question without agreement", "{n} questions without agreement", apart),
            r.n_("{n} question still open", "{n} questions still open", len(state.undecided())),
        )
        return Slide(
            title=r._("End of the list"),
            place="",
            done=len(state.asked()) - len(state.undecided()),
            whole=len(state.asked()),
            text=r._("That was the list. Thank you!"),
            why=facts,
            notice=notice_text(state.notice, self.reader),
            legend=(("Enter", r._("finish")), *ways(r)[1:4]),
            seconds=record.seconds,
            keys=("enter", "left", *keys.letters((keys.Key.BACK, keys.Key.UNDO, keys.Key.OVERVIEW, keys.Key.LEAVE))),
        )


def _at(tally: AnswerCounts, place: int) -> int | None:
    counts = tally.counts
    return counts[place] if counts is not None and place < len(counts) else None
