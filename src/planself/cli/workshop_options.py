"""What the options of `workshop new` mean: each read, or refused by its name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from planself.errors import UsageError
from planself.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planself.answers.model import Answer
    from planself.questionnaire.load import Loaded
    from planself.workshop.timetable import Collect

T = TypeVar("T")


def parsed(name: str, parse: Callable[[str], T], written: str | None) -> T | None:
    """Return what an option says, None where it is not given; raises UsageError with the reason."""
    if written is None:
        return None
    try:
        return parse(written)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def parse_day(written: str) -> date:
    """Return a day."""
    from planself.files.dates import parse_date

    return parse_date(written)


def parse_collect(written: str) -> Collect:
    """Return a way of collecting answers."""
    from planself.workshop.timetable import Collect

    if written not in list(Collect):
        raise ValueError(_("“{text}” is none of: {words}.").format(text=written[:60], words=", ".join(Collect)))
    return Collect(written)


def parse_key(written: str) -> str:
    """Return an official municipality key."""
    from planself.files.ags import parse_ags

    return parse_ags(written)[0]


def parse_facts(written: Iterable[str], loaded: Loaded) -> dict[str, Answer]:
    """Return the facts of options such as `kind=kreisfrei`; raises UsageError for what is none."""
    from planself.workshop.municipality_facts import read, wrong

    raw: dict[str, object] = {}
    for entry in written:
        id_, sign, value = entry.partition("=")
        if not sign or id_.strip() in raw:
            message = _("--fact: “{written}” has no answer, or stands there twice.").format(written=entry)
            raise UsageError(message, _("Write it like kind=kreisfrei."))
        raw[id_.strip()] = value.strip()
    for finding in wrong(raw, loaded):
        raise UsageError(f"--fact: {finding.message}", finding.hint)
    return read(raw, loaded)
