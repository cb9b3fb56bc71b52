"""The moment that a document names as its own: the present, or what SOURCE_DATE_EPOCH sets so that bytes are equal."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def set_moment() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH sets, None where it sets none."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None
    except (OverflowError, ValueError, OSError):  # a year that no calendar has
        return None


def now() -> datetime:
    """Return the moment at which a document is made, with its time zone."""
    return set_moment() or datetime.now().astimezone()
