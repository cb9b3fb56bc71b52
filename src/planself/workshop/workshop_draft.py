"""What is known of a workshop that is about to be made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.questionnaire.load import Loaded
from planself.workshop.municipality_facts import Facts
from planself.workshop.request import RoleRequest, WorkshopRequest, own_role, parse_people, parse_role
from planself.workshop.timetable import Collect


@dataclass(frozen=True, slots=True)
class CollectingDraft:
    """What is known so far of how answers are collected; None where nobody has been asked yet."""

    way: Collect | None = None
    laptops: int | None = None
    forms: tuple[str, ...] | None = None
    return_to: str | None = None
    delete_on: Date | None = None


@dataclass(frozen=True, slots=True)
class WorkshopDraft:
    """What is known of a workshop so far; None where nobody has been asked yet."""

    title: str = ""
    subject: str | None = None
    date: Date | None = None
    people: int = 0
    roles: tuple[RoleRequest, ...] = ()
    loaded: Loaded | None = None
    part: bool | None = None
    collecting: CollectingDraft = CollectingDraft()
    facts: Facts = field(default_factory=dict)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The options without which nothing can be made."""
        lacks_people = not self.people and not self.roles
        return (*(() if self.title.strip() else ("--title",)), *(("--people",) if lacks_people else ()))

    @property
    def parts(self) -> list[tuple[str, ...]]:
        """The part of the questionnaire that each person has, empty for all of it."""
        if not self.roles or self.loaded is None:
            return [()] * self.people
        own = [own_role(role.name, self.loaded.questionnaire) for role in self.roles]
        parts = [(role.id,) if role and self.part else () for role in own]
        return [part for part, role in zip(parts, self.roles, strict=True) for _person in range(role.people)]

    def request(self, today: Date) -> WorkshopRequest:
        """Return what is wanted, with what is usual where nothing was said."""
        collecting = self.collecting
        return WorkshopRequest(
            title=self.title.strip(),
            date=self.date or today,
            people=self.people,
            roles=self.roles,
            subject=(self.subject or "").strip(),
            part=bool(self.part),
            collect=collecting.way or Collect.OWN,
            laptops=collecting.laptops or 1,
            delete_on=collecting.delete_on,
            return_to=(collecting.return_to or "").strip(),
            facts=self.facts,
        )

    def with_people(self, people: int | tuple[RoleRequest, ...]) -> WorkshopDraft:
        """Return the draft with a number of people, or with role groups."""
        return replace(self, people=people) if isinstance(people, int) else replace(self, roles=people)


def parse_group(text: str) -> int | tuple[RoleRequest, ...]:
    """Return a number of people, or role groups parted by commas; raises ValueError with the reason."""
    if "=" not in text:
        return parse_people(text)
    return tuple(parse_role(part) for part in text.split(",") if part.strip())
