"""Counting dots: what can be voted on, and asking for the counts one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from planself.errors import UsageError, did_you_mean
from planself.files.shared_fields import NamedQuestionnaire
from planself.i18n import Reader, _
from planself.questionnaire.load import Loaded
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.screen import Sieve
from planself.workshop.record_file import choices, odd_sum
from planself.workshop_files.votes import On, Vote, Votes

_DONE = ":done"


@dataclass(frozen=True, slots=True)
class Choice:
    """A hurdle or a measure that dots can be put on, by its name."""

    id: str
    name: str


def listed(loaded: Loaded, on: On, first: tuple[str, ...], reader: Reader) -> tuple[Choice, ...]:
    """Return what can be voted on: those that come `first`, then the others in the questionnaire's order."""
    hurdles = loaded.questionnaire.hurdles
    names = (
        {hurdle.id: hurdle.name for hurdle in hurdles}
        if on == "hurdles"
        else {measure.id: measure.title for hurdle in hurdles for measure in hurdle.measures}
    )
    order = (*(id_ for id_ in first if id_ in names), *(id_ for id_ in names if id_ not in first))
    return tuple(Choice(id_, reader.text(names[id_])) for id_ in order)


def example(loaded: Loaded, on: On) -> str:
    """Return a count as it is written."""
    return f"{next(iter(choices(loaded, on)))}=12"


def counted(loaded: Loaded, on: On, written: list[str]) -> dict[str, int]:
    """Return the counts of options such as `data_basis=12`; raises UsageError for what cannot be voted on."""
    known = choices(loaded, on)
    counts: dict[str, int] = {}
    for option in written:
        id_, _sign, number = option.partition("=")
        if not (number.isascii() and number.isdecimal() and len(number) <= 6):
            raise UsageError(
                _("--count: “{written}” has no number.").format(written=option),
                _("Write it like this: {example}").format(example=example(loaded, on)),
            )
        if id_ not in known:
            near = did_you_mean(id_, known)
            hint = _("Did you mean {word}?").format(word=near) if near else _("Write an id of the questionnaire.")
            raise UsageError(_("--count: the questionnaire has no {word}.").format(word=id_), hint)
        if id_ in counts:
            raise UsageError(
                _("--count: {id} stands there twice.").format(id=id_), _("Add the dots up, and write them once.")
            )
        counts[id_] = int(number)
    return counts


def corrections(before: Mapping[str, int], now: Mapping[str, int], reader: Reader) -> Iterator[str]:
    """Yield what a call with counts did to those that were written down before: a count typed again is a correction."""
    said = reader._("{id} {n} instead of {old}")
    changed = [said.format(id=id_, n=n, old=before[id_]) for id_, n in now.items() if before.get(id_, n) != n]
    kept = [f"{id_} {n}" for id_, n in before.items() if id_ not in now]
    if changed:
        yield reader._("Corrected: {counts}").format(counts=", ".join(changed))
    if kept:
        yield reader._("Kept from before: {counts}. To count all anew: --anew").format(counts=", ".join(kept))


def with_vote(votes: Votes | None, loaded: Loaded, vote: Vote) -> Votes:
    """Return the votes with one more, or a newer one in its place."""
    named = NamedQuestionnaire(id=loaded.questionnaire.id, version=loaded.questionnaire.version)
    others = [other for other in votes.votes if other.on != vote.on] if votes else []
    return Votes(questionnaire=named, votes=sorted((*others, vote), key=lambda each: each.on))


@dataclass(frozen=True, slots=True)
class VoteEntry:
    """Where counts are entered; `save` is called after each."""

    asker: Asker
    reader: Reader
    sieve: Sieve
    save: Callable[[Vote], None]
    clock: Callable[[], datetime]

    def count(self, vote: Vote, offered: tuple[Choice, ...]) -> tuple[Vote, bool]:
        """Return the vote after everything that was entered, and whether somebody said that it is complete."""
        try:
            with self.asker:
                at = offered[0].id if offered else _DONE
                while True:
                    chosen = self.asker.choose(self._menu(vote, offered, at))
                    if chosen in (None, _DONE):
                        return vote, chosen == _DONE
                    vote = self._entered(vote, next(choice for choice in offered if choice.id == chosen))
                    at = _following(offered, str(chosen))
        except (KeyboardInterrupt, EOFError):
            return vote, False

    def _menu(self, vote: Vote, offered: tuple[Choice, ...], at: str) -> Menu:
        r = self.reader
        items = [
            MenuItem(
                choice.id, self._label(vote, choice), state=r._("dots: {n}").format(n=vote.counts.get(choice.id, 0))
            )
            for choice in offered
        ]
        title = r._("Dots on hurdles") if vote.on == "hurdles" else r._("Dots on measures")
        return Menu(title, (MenuItem(_DONE, r._("All dots are counted")), *items), (odd_sum(vote),), at=at)

    def _label(self, vote: Vote, choice: Choice) -> str:
        return f"{vote.counts.get(choice.id, 0):>3}  {' '.join(self.sieve(choice.name).split())}"

    def _entered(self, vote: Vote, choice: Choice) -> Vote:
        r = self.reader

        def complain(text: str) -> str:
            good = text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) <= vote.handed_out
            return "" if good else r._("Please type a whole number up to {most}.").format(most=vote.handed_out)

        title = " ".join(self.sieve(choice.name).split())
        default = str(vote.counts[choice.id]) if choice.id in vote.counts else ""
        written = self.asker.write(Blank(title, r._("How many dots?"), default, complain=complain))
        if not written:
            return vote
        counts = {**vote.counts, choice.id: int(written)}
        now = vote.model_copy(update={"counts": counts, "at": self.clock().replace(microsecond=0)})
        self.save(now)
        return now


def _following(offered: tuple[Choice, ...], id_: str) -> str:
    place = [choice.id for choice in offered].index(id_) + 1
    return offered[place].id if place < len(offered) else _DONE
