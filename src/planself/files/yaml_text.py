"""YAML as planself reads it: libyaml's events, and a builder that takes words as they are written.

`no`, `012`, `1.0.0` and `2024-01-01` stay text; only true, false, null and numbers in their canonical form
become something else. Anchors, tags, merge keys and repeated keys are refused with their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from planself.files.invisible import may_matter, misplaced
from planself.files.places import Place, Token, index
from planself.files.refusals import MAX_DEPTH, MAX_DIGITS, Refusals, brief
from planself.files.yaml_errors import explain
from planself.i18n import _

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML was built without libyaml
    from planself.files.pure_yaml import PureParser as _Parser  # type: ignore[assignment]

_UNREADABLE = (YAMLError, ValueError, OverflowError)
"""ValueError: surrogates; it and OverflowError: impossible escapes in the parser without C."""

_WORDS: dict[str, bool | None] = {
    "true": True, "false": False, "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?").fullmatch
_CONTROL_ESCAPE = re.compile(r"\\[0abefvxuU]")
"""Only these can write a control character; a quotation mark after a backslash is no reason for a second walk."""
_DIGITS = frozenset("-0123456789")
_ITEM, _OPEN = object(), object()
"""In place of a key: the container is a list; the mapping waits for its next key."""


def build(text: str, name: str) -> object:
    """Return the data of a YAML text, or raise all problems that it has."""
    found = Refusals(name)
    data: object = None
    try:
        data = _build(_events(text), found)
    except _UNREADABLE as error:
        explain(error, text, found)
    if found.doubtful:
        found.repeated(index(tokens(text)))
    elif data is None and not found.problems:
        found.empty()
    elif _CONTROL_ESCAPE.search(text):
        found.characters((token.place, token.text) for token in tokens(text))
    if not found.problems and may_matter(text):
        found.unseen(misplaced(index(tokens(text)), text))
    found.raise_any()
    return data


def plain(text: str) -> object:
    """Return what a word without quotation marks means."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _DIGITS and len(text) <= MAX_DIGITS and (match := _NUMBER(text)):
        return Decimal(text) if match[1] else int(text)
    return text


def tokens(text: str) -> Iterator[Token]:
    """Walk through a YAML text as far as it can be read."""
    depth = 0
    try:
        next_event = _events(text)
        while depth <= MAX_DEPTH and not isinstance(event := next_event(), DocumentEndEvent | StreamEndEvent):
            match event:
                case ScalarEvent():
                    yield Token("scalar", event.value, _place(event))
                case AliasEvent():
                    yield Token("scalar", f"*{event.anchor}", _place(event))
                case MappingStartEvent() | SequenceStartEvent():
                    depth += 1
                    yield Token("list" if isinstance(event, SequenceStartEvent) else "mapping", "", _place(event))
                case MappingEndEvent() | SequenceEndEvent():
                    depth -= 1
                    yield Token("end", "", _place(event))
    except _UNREADABLE:
        return


def _events(text: str) -> Callable[[], Event]:
    parser: Any = _Parser(text)  # two classes that share no base
    next_event: Callable[[], Event] = parser.get_event
    return next_event


def _place(event: Event) -> Place:
    mark = event.start_mark
    assert mark is not None  # noqa: S101 -- only events made by hand have none
    return mark.line + 1, mark.column + 1


def _build(next_event: Callable[[], Any], found: Refusals) -> object:
    """Return the data of the only document; one long loop, since every value of every file passes through it."""
    document: list[object] = []
    container: Any = document
    key: Any = _ITEM
    around: list[tuple[Any, Any]] = []
    while True:
        event = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            if event.tag is not None or event.anchor is not None:
                _refuse_marks(event, found)
            if key is _OPEN:
                if value in container or value == "<<":
                    _look_at_key(event, container, found)
                key = value
                continue
            if not event.style:
                value = plain(value)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, key = around.pop()
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            value = {} if kind is MappingStartEvent else []
            _refuse_marks(event, found)
        elif kind is AliasEvent:
            _refuse_marks(event, found)
            value = None
        elif kind is StreamEndEvent or (kind is DocumentStartEvent and _is_second(event, document, found)):
            return document[0] if document else None
        else:
            continue
        if key is _ITEM:
            container.append(value)
        elif key is _OPEN:
            _refuse_key(event, found)
            key = ""  # the value of this impossible key goes somewhere, so that reading can go on
        else:
            container[key] = value
            key = _OPEN
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            around.append((container, key))
            container, key = value, _OPEN if kind is MappingStartEvent else _ITEM
            if len(around) > MAX_DEPTH:
                found.too_deep(_place(event))
                return None
        if found.full:
            return None


def _refuse_marks(event: ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent, found: Refusals) -> None:
    if event.anchor is not None:
        sign = "*" if isinstance(event, AliasEvent) else "&"
        found.add(
            _place(event),
            "E021",
            _("{mark} is an anchor or alias of YAML, which planself does not read.").format(
                mark=brief(sign + event.anchor)
            ),
            _("Write the value out again. Where the sign belongs to the text, put the text in quotation marks."),
        )
    tag = None if isinstance(event, AliasEvent) else event.tag
    if tag is not None:
        found.add(
            _place(event),
            "E022",
            _("{mark} is a tag of YAML, which planself does not read.").format(mark=brief(tag)),
            _("Take the tag out. Where the exclamation mark belongs to the text, put the text in quotation marks."),
        )


def _look_at_key(event: ScalarEvent, mapping: dict[str, object], found: Refusals) -> None:
    if event.value in mapping:
        found.doubtful += 1
    elif not event.style:
        message = _("The merge key << of YAML stands here, which planself does not read.")
        found.add(_place(event), "E024", message, _("Write the keys out again."))


def _refuse_key(event: Event, found: Refusals) -> None:
    if isinstance(event, AliasEvent):
        return  # refused already
    found.add(
        _place(event),
        "E025",
        _("A key must be a text, and a list or mapping stands here."),
        _("Write `key: value`; text with braces or brackets needs quotation marks."),
    )


def _is_second(event: Event, document: list[object], found: Refusals) -> bool:
    if not document:
        return False
    found.add(
        _place(event),
        "E023",
        _("A second document begins here."),
        _("Put each document in a file of its own, and take out the line `---`."),
    )
    return True
