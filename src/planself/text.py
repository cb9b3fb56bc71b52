"""A text that a person reads: one string for all languages, or one string a language."""

from __future__ import annotations

from collections.abc import Mapping

Text = str | Mapping[str, str]
"""A plain string stands for every language (a name, a title); a mapping gives one string a language."""


def resolve(text: Text, lang: str) -> tuple[str, str | None]:
    """Return the text in a language, and the language it really is in (None: the string stands for all)."""
    if isinstance(text, str):
        return text, None
    if lang in text:
        return text[lang], lang
    first = next(iter(text))
    return text[first], first
