"""The fast lane: the data of a plain answer file becomes a coded row, and anything unusual is left to the slow one.

Both lanes say the same. What stands in most files is looked up in the layout's tables; a value that is not there
goes through `answers.values` as in the slow lane, and where even that finds something to say, the fast lane gives no
row at all. Notes that leave a row as it is are counted. In JSON, which `orjson` reads without a word about repeated
keys, all quotation marks have to be accounted for: without backslashes each text has two, so that a key that was
swallowed shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import orjson

from planself.answers.entries import ENTRY_KEYS
from planself.answers.envelope import FORMAT, KEYS, REFERENCE_KEYS, RESPONDENT_KEYS, ROUNDS, SUBJECT_KEYS
from planself.batch.layout import Head, Layout, Row, Slot
from planself.batch.lookups import Lookups, UnusualError
from planself.files.ags import parse_ags
from planself.questionnaire.load import Loaded
from planself.questionnaire.types.values import MAX_TEXT, MILLION
from planself.scoring.coded import NOT_APPLICABLE
from planself.text import is_blank

_KEYS, _REFERENCE, _SUBJECT, _RESPONDENT = map(frozenset, (KEYS, REFERENCE_KEYS, SUBJECT_KEYS, RESPONDENT_KEYS))
_ENTRY = frozenset(ENTRY_KEYS)
_PAIRS = {("value", key): key for key in ("comment", "evidence")}
"""The usual long forms, whose second key has a text."""
_SUSPECT = (b"\\", b"\x7f", b"\xc2", b"\xef")
"""Escapes, and the first bytes of the characters that `questionnaire.refusals` forbids and orjson lets through."""
_FORBIDDEN = re.compile(rb"[\\\x7f]|\xc2[\x80-\x84\x86-\x9f]|\xef(?:\xbb\xbf|\xbf[\xbe\xbf])").search


class FastLane:
    """The way from parsed data to a row, for one questionnaire."""

    def __init__(self, loaded: Loaded, layout: Layout) -> None:
        self._lookups = Lookups(loaded, layout)

    def of_json(self, data: bytes, notes: Counter[str]) -> Row | None:
        """Return the row of a JSON file's bytes, or None for the slow lane."""
        for sign in _SUSPECT:
            if sign in data and _FORBIDDEN(data):
                return None
        try:
            parsed = orjson.loads(data)
        except orjson.JSONDecodeError:
            return None
        reading = _Reading(self._lookups, data)
        return reading.row(parsed, notes, quotes=data.count(b'"'))

    def of_yaml(self, parsed: object, notes: Counter[str]) -> Row | None:
        """Return the row of a YAML file's data, in which no key stands twice, or None for the slow lane."""
        return _Reading(self._lookups, None).row(parsed, notes)


class _Reading:
    """The reading of one file: counts its texts on the way."""

    def __init__(self, lookups: Lookups, written: bytes | None) -> None:
        self._lookups = lookups
        self._written = written
        self._texts = 0
        self._noted: list[str] = []

    def row(self, data: Any, notes: Counter[str], quotes: int | None = None) -> Row | None:
        """Return the row, or None where something is unusual, or the texts seen are fewer than the quotes."""
        try:
            row = self._row(data)
        except UnusualError:
            return None
        if quotes is not None and quotes != 2 * self._texts:
            return None
        if self._noted:
            notes.update(self._noted)
        return row

    def _row(self, data: Any) -> Row:
        if data.__class__ is not dict or not data.keys() <= _KEYS or "answers" not in data:
            raise UnusualError
        self._texts += len(data)
        if self._text(data.get("format")) != FORMAT:
            raise UnusualError
        self._lookups.check_reference(self._mapping(data.get("questionnaire"), _REFERENCE))
        self._mapping(data.get("started_with"), _REFERENCE)
        row = self._lookups.empty()
        row.head = self._head(data)
        if (raw := data["answers"]) is not None:
            self._answers(raw, row)
        return row

    def _head(self, data: dict[str, Any]) -> Head:
        subject = self._mapping(data.get("subject"), _SUBJECT)
        respondent = self._mapping(data.get("respondent"), _RESPONDENT)
        date = self._text(data.get("date"))
        return (
            subject.get("name") or None,
            self._ags(subject.get("ags")),
            respondent.get("id") or None,
            self._lookups.role(respondent.get("role") or "") or None,
            respondent.get("department") or None,
            None if date is None else self._lookups.date(date),
            self._part(data.get("part")),
            self._round(data.get("round")),
        )

    def _text(self, raw: object) -> str | None:
        if raw is None:
            return None
        if raw.__class__ is not str:
            raise UnusualError
        self._texts += 1
        return raw

    def _mapping(self, raw: Any, known: frozenset[str]) -> Mapping[str, Any]:
        """Return a mapping of texts; only an AGS may be a number."""
        if raw is None:
            return {}
        if raw.__class__ is not dict or not raw.keys() <= known:
            raise UnusualError
        self._texts += len(raw)
        for key, value in raw.items():
            if value.__class__ is str:
                self._texts += 1
            elif value is not None and not (key == "ags" and value.__class__ is int):
                raise UnusualError
        return raw

    def _ags(self, raw: str | int | None) -> str | None:
        if raw is None or raw == "":
            return None
        try:
            key, zero = parse_ags(raw)
        except ValueError:
            raise UnusualError from None
        if zero:
            self._noted.append("N414")
        return key

    def _part(self, raw: Any) -> str:
        if raw is None:
            return ""
        if raw.__class__ is not list:
            raise UnusualError
        self._texts += len(raw)
        return self._lookups.part(raw)

    def _round(self, raw: object) -> str:
        text = self._text(raw)
        if text is not None and text not in ROUNDS:
            raise UnusualError
        return text or ROUNDS[0]

    def _answers(self, raw: Any, row: Row) -> None:
        """Write every answer; one long loop, since every answer of every file passes through it."""
        if raw.__class__ is not dict:
            raise UnusualError
        slots, codes, other = self._lookups.slots(), row.codes, self._lookups.other
        texts = len(raw)
        for id_, entry in raw.items():
            slot = slots.get(id_)
            if slot is None:
                raise UnusualError
            kind = entry.__class__
            comment = ""
            if kind is dict:  # what follows concerns the value alone
                key = _PAIRS.get(tuple(entry))
                if key is not None and (part := entry[key]).__class__ is str:
                    texts += 3
                    entry, comment = entry["value"], part if key == "comment" else ""
                else:
                    entry, comment = self._unfold(entry, slot)
                kind = entry.__class__
            if kind is str:
                texts += 1
                code = slot.table.get(entry)
                if code is None:
                    other(slot, entry, row, self._written)
                    continue
                codes[slot.place] = code
                if code == NOT_APPLICABLE and is_blank(comment):
                    self._noted.append("N403")
            elif kind is int:
                code = slot.table.get(entry)
                if code is not None:
                    codes[slot.place] = code
                elif slot.lowest <= entry <= slot.highest:
                    row.values[slot.value_place] = entry * MILLION
                    codes[slot.place] = 0
                else:
                    other(slot, entry, row, self._written)
            elif kind is list:
                texts += self._ticks(slot, entry, row)
            elif kind is bool and entry in slot.truth:
                codes[slot.place] = slot.truth[entry]
            elif entry is not None:
                other(slot, entry, row, self._written)
        self._texts += texts

    def _unfold(self, entry: dict[str, Any], slot: Slot) -> tuple[Any, str]:
        """Return the value of the long form, and the comment on it."""
        value, comment = None, ""
        texts = len(entry)
        for key, part in entry.items():
            if key == "value":
                value = part
            elif part.__class__ is str:
                if key == "comment":
                    comment = part
                elif key == "text":
                    return self._text_form(entry, slot)
                elif key != "evidence":
                    raise UnusualError
                texts += 1
            elif key not in _ENTRY or not (part is None or (key == "unsure" and part.__class__ is bool)):
                raise UnusualError
        self._texts += texts
        return value, comment

    def _text_form(self, entry: dict[str, Any], slot: Slot) -> tuple[str, str]:
        """Return a text that is none of the reserved words; any will do, as only that there is one counts."""
        text, others = entry["text"], {key: part for key, part in entry.items() if key != "text"}
        if entry.get("value") is not None or len(text) > MAX_TEXT or not slot.question.any_words:
            raise UnusualError
        self._unfold(others, slot)
        self._texts += 1  # its key; its text is counted as that of a short form
        return "" if is_blank(text) else "-", ""

    def _ticks(self, slot: Slot, ticked: list[Any], row: Row) -> int:
        """Write the ticked options and return how many texts stand there."""
        codes, ticks = row.codes, slot.ticks
        texts = 0
        for option in ticked:
            place = ticks.get(option, -1) if option.__class__ is str else -1
            if place < 0 or codes[place]:
                break
            codes[place] = 1
            texts += 1
        if not ticks or texts < len(ticked) or (texts > 1 and not slot.alone.isdisjoint(ticked)):
            self._lookups.other(slot, ticked, row, self._written)
            return sum(option.__class__ is str for option in ticked)
        codes[slot.place] = 0
        return texts
