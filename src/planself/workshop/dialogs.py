"""What a discussion asks for in words: dissent and who may stand beside it, notes, counts of a second round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planself.analysis.anonymity import Protection
from planself.answers.model import Value
from planself.i18n import Reader
from planself.interview.card import text_complaint
from planself.interview.numbers import number
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.workshop.commands import AddDissent, Command, WithdrawDissent
from planself.workshop.discussion import DiscussionState
from planself.workshop.slides import Slides
from planself.workshop.spelling import meant, named_in
from planself.workshop_files.discussion import MAX_TEXT, AnswerCounts, Dissent
from planself.workshop_files.workshop import Workshop

_NOBODY, _ROLE, _CODED, _NAMED, _NEW = ":nobody", ":role", ":code", ":name", ":new"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there and what may be shown of them; `second` are the published counts of a second round in files.

    `present` and `again` are the codes of those who have answered in the first and in the second round.
    """

    workshop: Workshop
    second: Mapping[str, AnswerCounts] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()

    @property
    def protection(self) -> Protection:
        """What may be shown."""
        return self.workshop.protection

    def asked(self, question: AnyQuestion) -> frozenset[str]:
        """Return the codes of those who answered in the first round and were asked a question."""
        parts = {code: self.workshop.by_code[code].part for code in self.present}
        return frozenset(
            code for code, part in parts.items() if not part or not question.roles or {*part} & {*question.roles}
        )

    def complaint(self, text: str, reader: Reader) -> str:
        """Say what is wrong with a remark: too long, or with somebody's code in it."""
        found = next(named_in(text, self.workshop.by_code), "")
        if found and not self.workshop.open:
            return reader._("Please leave out {code}: it is somebody's code.").format(code=found)
        return text_complaint(text) if len(text) > MAX_TEXT else ""


def note(state: DiscussionState, asker: Asker, slides: Slides, attendance: Attendance, *, evidence: bool) -> str | None:
    """Return a note or the evidence as it was written; None where it was thrown away."""
    r, item = slides.reader, state.item
    hint = r._("What proves this answer?") if evidence else r._("What should be remembered of the discussion?")
    default = slides.sieve(item.evidence if evidence else item.note)
    return asker.write(
        Blank(title(state, slides), hint, default, long=True, complain=lambda text: attendance.complaint(text, r))
    )


def title(state: DiscussionState, slides: Slides) -> str:
    return slides.say(state.setup.question(state.here).text)


# --- dissent ---


def dissent(state: DiscussionState, asker: Asker, slides: Slides, attendance: Attendance) -> Command | None:
    """Return what somebody holds against it, or which dissent goes."""
    r, known = slides.reader, state.item.dissent
    if known:
        items = (
            MenuItem(_NEW, r._("Another dissent")),
            *(
                MenuItem(str(place), r._("Take out: {text}").format(text=slides.say(entry.text)))
                for place, entry in enumerate(known)
            ),
        )
        chosen = asker.choose(Menu(title(state, slides), items, at=_NEW))
        if chosen != _NEW:
            return None if chosen is None else WithdrawDissent(int(chosen))
    hint = r._("What speaks against it? Write it so that nobody can be recognised by it.")
    text = asker.write(
        Blank(
            title(state, slides),
            hint,
            long=True,
            complain=lambda text: attendance.complaint(text, r) or _needed(text, r),
        )
    )
    if not text:
        return None
    who = _who(asker, slides, attendance)
    return None if who is None else AddDissent(who.model_copy(update={"text": text}))


def _needed(text: str, reader: Reader) -> str:
    return "" if text.strip() else reader._("Please write something, or press Esc.")


def _who(asker: Asker, slides: Slides, attendance: Attendance) -> Dissent | None:
    """Return whom the dissent names: nobody, unless that person has agreed."""
    r, workshop = slides.reader, attendance.workshop
    items = [MenuItem(_NOBODY, r._("Nobody: the text alone"))]
    if workshop.roles:
        items.append(MenuItem(_ROLE, r._("The person's role group")))
    items.append(MenuItem(_CODED, r._("The person's code")))
    if workshop.open:
        items.append(MenuItem(_NAMED, r._("The person's name")))
    chosen = asker.choose(Menu(r._("Who is to stand beside it?"), tuple(items), at=_NOBODY))
    match chosen:
        case ":nobody":
            return Dissent(text="")
        case ":role":
            return _confirmed(_role(asker, slides, workshop), "role", asker, slides)
        case ":code":
            return _confirmed(_code(asker, slides, workshop), "code", asker, slides)
        case ":name":
            named = asker.write(Blank(r._("Who is to stand beside it?"), r._("Name"), complain=lambda t: _needed(t, r)))
            return _confirmed(named, "name", asker, slides)
        case _:
            return None


def _role(asker: Asker, slides: Slides, workshop: Workshop) -> str | None:
    items = tuple(MenuItem(role.id, slides.say(role.label)) for role in workshop.roles)
    return asker.choose(Menu(slides.reader._("The person's role group"), items))


def _code(asker: Asker, slides: Slides, workshop: Workshop) -> str | None:
    r = slides.reader

    def complain(text: str) -> str:
        known = meant(text, workshop.by_code)
        return "" if known else r._("{code} is no code of this workshop.").format(code=slides.say(text)[:20])

    written = asker.write(Blank(r._("The person's code"), complain=complain))
    return meant(written, workshop.by_code) if written else None


def _confirmed(who: str | None, key: str, asker: Asker, slides: Slides) -> Dissent | None:
    """Ask whether this person agrees; without a yes the text stands alone."""
    if not who:
        return None
    r = slides.reader
    shown = slides.role(who) if key == "role" else slides.say(who)
    title = r._("Does this person agree that “{who}” stands beside it, in the report, too?").format(who=shown)
    items = (MenuItem("no", r._("No: the text alone")), MenuItem("yes", r._("Yes, the person agrees")))
    chosen = asker.choose(Menu(title, items, at="no"))
    if chosen is None:
        return None
    return Dissent.model_validate({"text": "", **({key: who, "agreed": True} if chosen == "yes" else {})})


# --- answers that need typing ---


def typed(state: DiscussionState, asker: Asker, slides: Slides) -> Value | None:
    """Return the answer to a question that no single key answers; None where it was thrown away."""
    question = state.setup.question(state.here)
    r = slides.reader
    if question.kind is AnswerKind.NUMBER:
        read: Callable[[str], Value] = number
        hint = r._("The number that the group agrees on")
    else:
        labels = [slides.sieve(choice.said(r)) for choice in question.choices]
        read = _options(question)
        listed = " · ".join(f"{place} {label}" for place, label in enumerate(labels, _first(question)))
        hint = r._("The numbers of what the group agrees on, with commas between: {options}").format(options=listed)

    def complain(text: str) -> str:
        try:
            value = read(text)
        except ValueError as reason:
            return str(reason)
        return "" if question.fits(value) else r._("This answer is not possible here.")

    written = asker.write(Blank(title(state, slides), hint, complain=complain))
    return read(written) if written else None


def _first(question: AnyQuestion) -> int:
    """Return the number of the first choice: levels are counted from 0, as on every card."""
    return 0 if question.ladder else 1


def _options(question: AnyQuestion) -> Callable[[str], Value]:
    values, first = [choice.value for choice in question.choices], _first(question)

    def read(text: str) -> Value:
        picked = sorted({int(part) for part in text.replace(",", " ").split() if part.isascii() and part.isdecimal()})
        chosen = [values[place - first] for place in picked if 0 <= place - first < len(values)]
        if question.kind is AnswerKind.SOME_OF:
            return tuple(map(str, chosen))
        return chosen[0] if len(chosen) == 1 else ""

    return read
