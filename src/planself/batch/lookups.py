"""What the fast lane looks up for every answer file: days, roles, the questionnaire's slots, and values in no table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planself.answers.entries import STATES
from planself.answers.values import read_value
from planself.batch.layout import Layout, Row, Slot
from planself.files.dates import parse_date
from planself.questionnaire.load import Loaded
from planself.questionnaire.types.values import BadValueError
from planself.text import is_blank

_MAX_DATES = 4000
_LONG_NUMBER = re.compile(rb"\.[0-9]{7}|[0-9][eE]").search
_EXACT_BELOW = 1e9
"""Nine digits and six decimals: every such number comes back from binary as it was written."""


class UnusualError(Exception):
    """Something stands in the data that the slow lane has to judge."""


class Lookups:
    """What files of one questionnaire have in common."""

    def __init__(self, loaded: Loaded, layout: Layout) -> None:
        self._layout = layout
        self._questionnaire = loaded.questionnaire
        self._slots = layout.slots
        self._digests = (None, "", loaded.digest, loaded.digest.removeprefix("sha256:"))
        self._roles = frozenset(role.id for role in loaded.questionnaire.roles)
        self._dates: dict[str, str] = {}

    def date(self, written: str) -> str:
        """Return a day in ISO form; most files of a lot have the same few."""
        known = self._dates.get(written)
        if known is None:
            try:
                known = parse_date(written).isoformat()
            except ValueError:
                raise UnusualError from None
            if len(self._dates) < _MAX_DATES:
                self._dates[written] = known
        return known

    def part(self, raw: list[Any]) -> str:
        """Return the roles of a part, parted by spaces."""
        if any(role.__class__ is not str or role not in self._roles for role in raw):
            raise UnusualError
        return " ".join(raw)

    def role(self, role: str) -> str:
        """Return a respondent's role where there is nothing to say about it."""
        if role and self._roles and role not in self._roles:
            raise UnusualError
        return role

    def check_reference(self, named: Mapping[str, Any]) -> None:
        """Let only files of this very questionnaire pass."""
        questionnaire = self._questionnaire
        same = named.get("id") == questionnaire.id and named.get("version") == questionnaire.version
        if not same or named.get("digest") not in self._digests:
            raise UnusualError

    def empty(self) -> Row:
        """Return a row in which every answer is missing."""
        return self._layout.empty()

    def slots(self) -> dict[str, Slot]:
        """Return where the answer to each question goes."""
        return self._slots

    def other(self, slot: Slot, raw: object, row: Row, written: bytes | None) -> None:
        """Write a value that stands in no table, by the rules of the slow lane."""
        if raw.__class__ is str and raw in STATES:
            raise UnusualError
        if raw.__class__ is float and (abs(raw) >= _EXACT_BELOW or written is None or _LONG_NUMBER(written)):
            raise UnusualError
        try:
            value = read_value(slot.question, raw, exact=written is not None)
        except BadValueError:
            raise UnusualError from None
        if not isinstance(value, str) or not is_blank(value):
            slot.put(row, value)
