"""Every text stands in the questionnaire's first language, and in no language that it does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from planself.errors import did_you_mean
from planself.files import fields
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.rules.facts import Facts
from planself.text import Text

_OPAQUE = frozenset({"when", "aims_at", "gates", "steps"})


def languages(facts: Facts) -> Iterator[Finding]:
    """Find texts that lack the first language, and languages that the questionnaire does not name."""
    if facts.touched(("languages",)):
        return
    known = facts.questionnaire.languages
    for path, text in phrases(facts.questionnaire):
        if isinstance(text, str):
            continue
        if known[0] not in text and not any(did_you_mean(lang, known[:1]) for lang in text if lang not in known):
            message = _("This text is missing in {language}, the questionnaire's first language.")
            yield Finding(
                "E124", path, message.format(language=known[0]), _("Every text must exist in the first language.")
            )
        yield from (_foreign(path, lang, known) for lang in text if lang not in known)


def phrases(of: fields.Model, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Yield every text that a person reads, with its path in the file."""
    for name, key, phrase in _members(type(of)):
        value = getattr(of, name)
        if value is None or value == []:
            continue
        if phrase and not isinstance(value, list):
            yield (*path, key), value
        else:
            yield from _nested(value, (*path, key), phrase=phrase)


def _nested(value: object, path: Path, *, phrase: bool) -> Iterator[tuple[Path, Text]]:
    match value:
        case fields.Model():
            yield from phrases(value, path)
        case list() if phrase:
            yield from (((*path, place), text) for place, text in enumerate(value))
        case list():
            for place, item in enumerate(value):
                if isinstance(item, fields.Model):
                    yield from phrases(item, (*path, place))
        case Mapping():
            for key, item in value.items():
                if isinstance(item, fields.Model):
                    yield from phrases(item, (*path, key))


@cache
def _members(of: type[fields.Model]) -> tuple[tuple[str, str, bool], ...]:
    """Return name, key and kind of every member that is or holds texts."""
    named = ((name, field.alias or name) for name, field in of.model_fields.items() if name not in _OPAQUE)
    return tuple((name, key, _spoken(of.model_fields[name].annotation)) for name, key in named)


def _spoken(annotation: object) -> bool:
    """Return whether a member is a text that people read, or a list of such."""
    return annotation is fields.Phrase or any(map(_spoken, get_args(annotation)))


def _foreign(path: Path, lang: str, known: list[str]) -> Finding:
    near = did_you_mean(lang, known)
    listed = _("Its languages are {languages}; add this one to `languages`, or take the text out.")
    hint = _("Did you mean {word}?").format(word=brief(near)) if near else listed.format(languages=", ".join(known))
    message = _("The questionnaire does not name the language {language}.").format(language=brief(lang))
    return Finding("E125", (*path, lang), message, hint, key=True)
