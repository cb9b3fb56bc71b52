"""From what a facilitator wants to a workshop: codes given out, role groups named, parts set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- fields are called date
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from planself.analysis.anonymity import MIN_GROUP, Protection
from planself.errors import UsageError, did_you_mean
from planself.i18n import Reader, _, current
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire, Role
from planself.questionnaire.model_faults import explain
from planself.text import one_line, plain_words
from planself.workshop.municipality_facts import Facts, written
from planself.workshop.timetable import Collect
from planself.workshop.workshop_shape import WORKSHOP
from planself.workshop_files.workshop import FORMAT, MAX_LAPTOPS, MAX_PEOPLE, Workshop

_LETTER = "W"
KEPT_FOR = timedelta(weeks=4)
"""How long after a workshop its single answers are kept, unless another day is named."""


@dataclass(frozen=True, slots=True)
class RoleRequest:
    """A role group that is wanted: a name or the id of one of the questionnaire's roles, and how many people."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class WorkshopRequest:
    """What a facilitator wants; with `part`, everybody answers the part of their own role only."""

    title: str
    date: Date
    people: int = 0
    roles: tuple[RoleRequest, ...] = ()
    subject: str = ""
    ags: str | None = None
    min_group: int = MIN_GROUP
    open: bool = False
    part: bool = False
    collect: Collect = Collect.OWN
    laptops: int = 1
    delete_on: Date | None = None
    return_to: str = ""
    facts: Facts = field(default_factory=dict)


def parse_role(written: str) -> RoleRequest:
    """Return what `planning=5` asks for; raises ValueError with the reason."""
    name, equals, number = written.rpartition("=")
    if not equals or not name.strip():
        raise ValueError(_("“{text}” is no role group; write it like planning=5.").format(text=written[:60]))
    return RoleRequest(one_line(name), parse_people(number))


def parse_people(written: str) -> int:
    """Return a number of people; raises ValueError with the reason."""
    text = written.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= MAX_PEOPLE):
        raise ValueError(_("“{text}” is no number of people from 1 to {most}.").format(text=text[:20], most=MAX_PEOPLE))
    return int(text)


def parse_laptops(written: str) -> int:
    """Return a number of laptops; raises ValueError with the reason."""
    text = written.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MAX_LAPTOPS):
        message = _("“{text}” is no number of laptops from 1 to {most}.")
        raise ValueError(message.format(text=text[:20], most=MAX_LAPTOPS))
    return int(text)


def planned(request: WorkshopRequest, loaded: Loaded, reader: Reader) -> Workshop:
    """Return the workshop that is wanted; raises UsageError for what cannot be."""
    Protection(request.min_group, request.open)
    questionnaire = loaded.questionnaire
    roles = [_role(role.name, questionnaire, request.part) for role in request.roles]
    _no_role_twice([role["id"] for role in roles])
    counts = [role.people for role in request.roles]
    total = sum(counts) or request.people
    if request.people and counts and sum(counts) != request.people:
        raise UsageError(
            _("People in the role groups together: {sum}; people named: {people}.").format(
                sum=sum(counts), people=request.people
            ),
            _("Leave out --people, or correct the numbers."),
        )
    if total > MAX_PEOPLE:
        raise UsageError(_("A workshop has up to {n} people.").format(n=MAX_PEOPLE))
    members = [role["id"] for role, n in zip(roles, counts, strict=True) for _place in range(n)] or [None] * total
    people = [_person(code, role, request.part) for code, role in zip(_codes(total), members, strict=True)]
    data = {
        "format": FORMAT,
        "title": one_line(request.title),
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
        "date": request.date.isoformat(),
        "language": reader.lang,
        "subject": {"name": one_line(request.subject), **({"ags": request.ags} if request.ags else {})},
        "open": request.open,
        "min_group": request.min_group,
        "facts": written(request.facts, loaded),
        "roles": roles,
        "people": people,
        "collect": request.collect.value,
        "laptops": request.laptops,
        "delete_on": _deleted_on(request).isoformat(),
        "return_to": one_line(request.return_to) or None,
    }
    try:
        return Workshop.model_validate(data)
    except ValidationError as error:
        first = next(explain(error, WORKSHOP))
        raise UsageError(f"{first.path[0]}: {first.message}", first.hint) from error


def _deleted_on(request: WorkshopRequest) -> Date:
    """Return the day on which the single answers are deleted."""
    day = request.delete_on or request.date + KEPT_FOR
    if day < request.date:
        message = _("The single answers are to be deleted on {day}, before the workshop on {date}.")
        raise UsageError(
            message.format(day=current().short_date(day), date=current().short_date(request.date)),
            _("Name a later day."),
        )
    return day


def _codes(n: int) -> Iterator[str]:
    digits = max(2, len(str(n)))
    return (f"{_LETTER}{number:0{digits}}" for number in range(1, n + 1))


def _person(code: str, role: str | None, part: bool) -> dict[str, Any]:
    person: dict[str, Any] = {"code": code}
    if role is not None:
        person["role"] = role
        if part:
            person["part"] = [role]
    return person


def own_role(name: str, questionnaire: Questionnaire) -> Role | None:
    """Return the role of the questionnaire that a name or id means."""
    for role in questionnaire.roles:
        labels = (role.label,) if isinstance(role.label, str) else tuple(role.label.values())
        if name == role.id or name.casefold() in [label.casefold() for label in labels]:
            return role
    return None


def _role(name: str, questionnaire: Questionnaire, part: bool) -> dict[str, Any]:
    """Return a role of the questionnaire by its id or name, or a new one that is called so."""
    own = own_role(name, questionnaire)
    if own is not None:
        return {"id": own.id, "label": own.label if isinstance(own.label, str) else dict(own.label)}
    known = [role.id for role in questionnaire.roles]
    if part:
        near = did_you_mean(name, known)
        listed = (
            _("Its roles are: {roles}.").format(roles=", ".join(known)) if known else _("It knows no roles at all.")
        )
        raise UsageError(
            _("The questionnaire has no role {role}, so it has no part for it.").format(
                role=_("“{text}”").format(text=name)
            ),
            _("Did you mean {word}?").format(word=near) if near else listed,
        )
    id_ = plain_words(name)[:40].rstrip("_")
    return {"id": id_ if id_[:1].isalpha() else f"r_{id_}"[:40], "label": name}


def _no_role_twice(ids: Sequence[str]) -> None:
    for id_ in ids:
        if ids.count(id_) > 1:
            raise UsageError(_("The role group {role} is named twice.").format(role=id_), _("Add the people up."))
