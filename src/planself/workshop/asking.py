"""Asking in the terminal for what a workshop needs and was not given by options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.answers.dates import parse_date
from planself.i18n import _
from planself.interview.asker import Asker, Blank
from planself.workshop.wish import RoleWish, parse_people, parse_role


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a workshop so far; `subject` and `date` None where nobody has been asked yet."""

    title: str = ""
    subject: str | None = None
    date: Date | None = None
    people: int = 0
    roles: tuple[RoleWish, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The options without which nothing can be made."""
        lacks_people = not self.people and not self.roles
        return (*(() if self.title.strip() else ("--title",)), *(("--people",) if lacks_people else ()))


def ask(asker: Asker, known: Known, today: Date) -> Known | None:
    """Return what is known after asking for the rest; None where somebody thought better of it."""
    for lacks, question, put in _questions(today):
        if lacks(known):
            text = asker.write(question)
            if text is None:
                return None
            known = put(known, text)
    return known


def _questions(today: Date) -> tuple[tuple[Callable[[Known], bool], Blank, Callable[[Known, str], Known]], ...]:
    heading = _("A new workshop")
    people = _("How many people? A number, or role groups such as: planning=5, council=4")
    return (
        (
            lambda known: not known.title.strip(),
            Blank(heading, _("What is the workshop called?"), complain=_needed),
            lambda known, text: replace(known, title=text.strip()),
        ),
        (
            lambda known: known.subject is None,
            Blank(heading, _("Which municipality is it about? You can leave this out.")),
            lambda known, text: replace(known, subject=text.strip()),
        ),
        (
            lambda known: known.date is None,
            Blank(heading, _("Date, such as 22.11.2026"), today.isoformat(), complain=_complaint(parse_date)),
            lambda known, text: replace(known, date=parse_date(text)),
        ),
        (
            lambda known: not known.people and not known.roles,
            Blank(heading, people, complain=_complaint(parse_group)),
            lambda known, text: _with_people(known, parse_group(text)),
        ),
    )


def parse_group(text: str) -> int | tuple[RoleWish, ...]:
    """Return a number of people, or role groups parted by commas; raises ValueError with the reason."""
    if "=" not in text:
        return parse_people(text)
    return tuple(parse_role(part) for part in text.split(",") if part.strip())


def _with_people(known: Known, found: int | tuple[RoleWish, ...]) -> Known:
    return replace(known, people=found) if isinstance(found, int) else replace(known, roles=found)


def _needed(text: str) -> str:
    return "" if text.strip() else _("Please write something.")


def _complaint(parse: Callable[[str], object]) -> Callable[[str], str]:
    def complain(text: str) -> str:
        try:
            parse(text)
        except ValueError as reason:
            return str(reason)
        return ""

    return complain
