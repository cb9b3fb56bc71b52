"""Dates as they stand in files and tables: ISO, German, and those of spreadsheets."""

from __future__ import annotations

import re
from datetime import date, datetime

from planself.i18n import _

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:(?:T|,?\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?)?"
).fullmatch
_GERMAN = re.compile(
    r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})(?:,?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s*Uhr)?)?"
).fullmatch


def parse_date(raw: object) -> date:
    """Return the day that an ISO or German date names; raises ValueError with the reason."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw).strip()
    if match := _ISO(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _GERMAN(text):
        return _day(int(match[3]), int(match[2]), int(match[1]), text)
    raise ValueError(_("“{text}” is no date; write it like 2026-11-22 or 22.11.2026.").format(text=text[:40]))


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(_("There is no day {text}.").format(text=text)) from None
    if not 1900 <= year <= 2199:
        raise ValueError(_("The year {year} cannot be meant.").format(year=year))
    return found
