"""A text that a person reads: one string for all languages, or one string a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

Text = str | Mapping[str, str]
"""A plain string stands for every language (a name, a title); a mapping gives one string a language."""


def resolve(text: Text, lang: str) -> tuple[str, str | None]:
    """Return the text in a language, and the language it really is in (None: the string stands for all)."""
    if isinstance(text, str):
        return text, None
    found = nearest(text, lang) or next(iter(text))
    return text[found], found


def nearest(languages: Iterable[str], lang: str) -> str | None:
    """Return the language that serves a reader of another: itself, or the first variety of it, such as de-leicht."""
    varieties = [found for found in languages if base(found) == base(lang)]
    return lang if lang in varieties else next(iter(varieties), None)


def base(lang: str) -> str:
    """Return the language of which another is a variety: de of de-leicht."""
    return lang.partition("-")[0]


def several(words: str | Iterable[str]) -> tuple[str, ...]:
    """Return a list of words; a word by itself is a list of one, and never the list of its letters."""
    return (words,) if isinstance(words, str) else tuple(words)


def is_blank(text: str) -> bool:
    """Return whether a text shows nothing: spaces of every kind, and signs that take no room."""
    return not text.replace("\u200b", "").replace("\ufeff", "").strip()


_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l"})


def plain_letters(text: str) -> str:
    """Return a text in small letters without umlauts and accents: Ä is ae, É is e."""
    small = unicodedata.normalize("NFC", text).lower().translate(_SPELLED_OUT)
    return "".join(sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign))


def plain_words(text: str, separator: str = "_") -> str:
    """Return a text in plain letters and digits, with one separator for whatever stands between them."""
    return re.sub("[^a-z0-9]+", separator, plain_letters(text)).strip(separator)


def joined(entries: Iterable[str | None]) -> str:
    """Return a list as a cell of text: its entries parted by `;`, so that it never reads as anything but a list.

    One entry has a `;` as well, an empty one shows as quotation marks, and no entry at all is `[]`.
    """
    shown = [entry if entry and entry.strip() else '""' for entry in entries]
    return f"{shown[0]};" if len(shown) == 1 else ";".join(shown) or "[]"


def inert(text: str) -> str:
    """Return a user's text without anything that a terminal or a reader's eye could be steered by.

    Control characters (line breaks and tabs excepted) and marks that turn the direction of writing
    are shown as U+FFFD, so that nothing vanishes silently.
    """
    return "".join("\ufffd" if _steers(sign) else sign for sign in text)


def one_line(text: str) -> str:
    """Return a user's text inert and on one line."""
    return " ".join(inert(text).split())


_ENDS = (".", "?", "!", "…")


def stop(text: str) -> str:
    """Return the full stop that a sentence still needs behind a text, "" where the text brings its own end."""
    return "" if text.endswith(_ENDS) else "."


def tidy(text: str) -> str:
    """Return a text put together of others without stops behind the stops that these bring."""
    return re.sub(r"([…?!]|(?<![.])[.])[.](?=\s|$)", r"\1", text)


def first_few(words: Sequence[str], most: int) -> str:
    """Return the first words of a list in one line, with a sign where there are more."""
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")


def _steers(sign: str) -> bool:
    code = ord(sign)
    control = (code < 0x20 and sign not in "\n\t") or 0x7F <= code <= 0x9F
    direction = code in (0x061C, 0x200E, 0x200F) or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return control or direction or 0xD800 <= code <= 0xDFFF


def inert_json(text: str) -> str:
    """Return JSON that says the same and steers no terminal: such signs as the escapes that JSON has for them."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(f"\\u{ord(sign):04x}" if _steers(sign) else sign for sign in text)
