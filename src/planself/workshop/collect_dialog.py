"""Asking how the answers of a workshop are collected, by which forms, and how long they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from planself.files.dates import parse_date
from planself.i18n import Reader, _
from planself.questionnaire.catalogue import minutes, seconds_asked
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.screen import Sieve
from planself.workshop.form_kinds import KINDS
from planself.workshop.request import KEPT_FOR, parse_laptops
from planself.workshop.timetable import Collect, how_long, rating, typing
from planself.workshop.workshop_draft import WorkshopDraft

_DONE = ":done"
_SHARED = (Collect.LAPTOP, Collect.PAPER)
"""The ways in which it matters how many laptops there are."""
_USUAL = {Collect.OWN: ("html",), Collect.PAPER: ("paper",), Collect.BEFORE: ("html",)}
"""The kinds of forms that go with a way; at a laptop that goes round planself itself asks."""
Step = Callable[[WorkshopDraft], WorkshopDraft | None]
"""Asks for one thing; None where the page was closed."""


@dataclass(frozen=True, slots=True)
class CollectDialog:
    """The pages about collecting."""

    asker: Asker
    reader: Reader
    sieve: Sieve

    def step(self, draft: WorkshopDraft) -> Step | None:
        """Return what is to be asked next, None where nothing is."""
        known = draft.collecting
        if known.way is None:
            return self._collect
        if known.laptops is None and known.way in _SHARED:
            return self._laptops
        if known.forms is None:
            return self._forms
        if known.return_to is None and known.way is not Collect.LAPTOP:
            return self._return_to
        return self._delete_on if known.delete_on is None else None

    def _collect(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        """Ask how the answers are collected; the timetable follows from it, so each way says how long it takes."""
        labels = {
            Collect.OWN: _("Everybody at the same time, at a device of their own"),
            Collect.PAPER: _("Everybody at the same time, on paper"),
            Collect.LAPTOP: _("One after the other, at a laptop that goes round"),
            Collect.BEFORE: _("Everybody before the workshop"),
        }
        items = tuple(MenuItem(way.value, f"{label}{self._needed(draft, way)}") for way, label in labels.items())
        lines = (_("The timetable follows from this."),)
        chosen = self.asker.choose(Menu(_("How are the answers collected?"), items, lines, at=Collect.OWN.value))
        return None if chosen is None else _with(draft, way=Collect(chosen))

    def _needed(self, draft: WorkshopDraft, way: Collect) -> str:
        """Return how long a way takes in the workshop, empty where that is nothing; at one laptop."""
        if way is Collect.BEFORE or draft.loaded is None:
            return ""
        needed = {part: minutes(draft.loaded.questionnaire, part, draft.facts) for part in set(draft.parts)}
        said = f": {how_long(rating([needed[part] for part in draft.parts], way), self.reader)}"
        sheets = self._typing(draft, way)
        return said + (_(" + {n} min. of typing").format(n=sheets) if sheets else "")

    def _typing(self, draft: WorkshopDraft, way: Collect) -> int:
        if draft.loaded is None:
            return 0
        questionnaire = draft.loaded.questionnaire
        asked = {part: sum(seconds_asked(questionnaire, part, draft.facts).values()) for part in set(draft.parts)}
        return typing([asked[part] for part in draft.parts], way)

    def _laptops(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        hint = (
            _("How many laptops go round?")
            if draft.collecting.way is Collect.LAPTOP
            else _("At how many laptops are the sheets typed in?")
        )
        text = self.asker.write(Blank(_("A new workshop"), hint, "1", complain=complaint(parse_laptops)))
        return None if text is None else _with(draft, laptops=parse_laptops(text))

    def _forms(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        """Have kinds of forms chosen, each on and off, until somebody goes on."""
        chosen = list(_USUAL.get(draft.collecting.way or Collect.OWN, ()))
        at: str | None = _DONE
        while at is not None:
            kinds = (self._kind(kind, kind in chosen) for kind in KINDS)
            items = (*kinds, MenuItem("", " "), MenuItem(_DONE, _("Go on")))
            lines = (_("One for each code, in the folder `forms`. Enter takes a kind or leaves it out."),)
            at = self.asker.choose(Menu(_("Which forms are to be made for everybody?"), items, lines, at=at))
            if at == _DONE:
                return _with(draft, forms=tuple(chosen))
            chosen = [kind for kind in KINDS if (kind in chosen) != (kind == at)]
        return None

    def _kind(self, kind: str, taken: bool) -> MenuItem:
        label = self.sieve(KINDS[kind].label(self.reader))
        return MenuItem(kind, label, self.sieve("✓") if taken else "", _("taken") if taken else "")

    def _return_to(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        hint = _("Where do people give back what they filled in? An address or a place; you can leave this out.")
        text = self.asker.write(Blank(_("A new workshop"), hint))
        return None if text is None else _with(draft, return_to=text.strip())

    def _delete_on(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        day = draft.date
        hint = _("On which day are the single answers deleted? Everybody is told so.")

        def complain(text: str) -> str:
            if said := complaint(parse_date)(text):
                return said
            return _("That is before the workshop.") if day and parse_date(text) < day else ""

        usual = (day + KEPT_FOR).isoformat() if day else ""
        text = self.asker.write(Blank(_("A new workshop"), hint, usual, complain=complain))
        return None if text is None else _with(draft, delete_on=parse_date(text))


def _with(draft: WorkshopDraft, **known: Any) -> WorkshopDraft:
    return replace(draft, collecting=replace(draft.collecting, **known))


def complaint(parse: Callable[[str], object]) -> Callable[[str], str]:
    """Return what says why a text cannot be read, as the reason of a ValueError; empty where it can."""

    def complain(text: str) -> str:
        try:
            parse(text)
        except ValueError as reason:
            return str(reason)
        return ""

    return complain
