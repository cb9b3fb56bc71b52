"""The fields of an action as a planner fills them in: their names, what stands there, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from types import MappingProxyType
from typing import Literal

from planself.actions.model import Action
from planself.actions.status_words import status_word
from planself.files.dates import parse_date
from planself.files.emit import Word
from planself.i18n import Reader
from planself.text import one_line

Kind = Literal["text", "day", "status", "hurdles", "after"]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an action and how it is filled in."""

    key: str
    kind: Kind = "text"

    def complaint(self, text: str) -> str:
        """Say what is wrong with a typed text; empty where nothing is."""
        if self.kind != "day" or not text.strip():
            return ""
        try:
            parse_date(text)
        except ValueError as error:
            return str(error)
        return ""


FIELDS = (
    Field("title"),
    Field("office"),
    Field("responsible"),
    Field("start", "day"),
    Field("due", "day"),
    Field("indicator"),
    Field("target"),
    Field("status", "status"),
    Field("done_on", "day"),
    Field("hurdles", "hurdles"),
    Field("after", "after"),
    Field("note"),
)


def label(key: str, reader: Reader) -> str:
    """Return the name of a field."""
    _ = reader._
    names = {
        "title": _("Title"),
        "office": _("Office"),
        "responsible": _("Function in charge"),
        "start": _("Start"),
        "due": _("Due"),
        "indicator": _("Indicator"),
        "target": _("Target of the indicator"),
        "status": _("Status"),
        "done_on": _("Completed on"),
        "hurdles": _("Hurdles"),
        "after": _("After"),
        "note": _("Note"),
    }
    return names[key]


def shown(action: Action, field: Field, reader: Reader, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return what stands in a field, on one line; `names` holds what hurdles and other actions are called."""
    value = getattr(action, field.key)
    match value:
        case None:
            return ""
        case Date():
            return reader.digits(value)
        case list():
            return ", ".join(names.get(id_, id_) for id_ in value)
        case _ if field.kind == "status":
            return status_word(value, reader)
        case _:
            return one_line(reader.text(value))


def edited(action: Action, field: Field, text: str, reader: Reader) -> object:
    """Return what is to stand in the file; None for nothing. A text in several languages keeps the others."""
    if not text.strip():
        return None
    if field.kind == "day":
        return Word(parse_date(text).isoformat())
    before = getattr(action, field.key)
    if isinstance(before, Mapping) and reader.lang in before:
        return {**before, reader.lang: text}
    return text
