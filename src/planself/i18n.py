"""The reader's language: the tool's own phrases (gettext), and numbers and dates as that reader writes them."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import current_thread, main_thread

from planself.text import Text, resolve

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "de"
_LOCALES = Path(__file__).parent / "locale"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HELD = re.compile(r" (?=[%÷×=])|(?<=[÷×=§]) ")


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("planself", _LOCALES, [lang], fallback=lang == "en")


def held(text: str) -> str:
    """Return a text in which no line breaks before a percent sign, after a § or beside ÷, × and =."""
    return _HELD.sub("\u00a0", text)


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that depends on who reads: phrases, questionnaire texts, numbers, dates."""

    lang: str
    _phrases: gettext.NullTranslations = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_phrases", _catalogue(self.lang))

    def _(self, message: str) -> str:
        """Return one of the tool's own phrases in the reader's language."""
        return self._phrases.gettext(message)

    def n_(self, singular: str, plural: str, n: int) -> str:
        """Return the singular or plural of a phrase, with `{n}` filled in."""
        return self._phrases.ngettext(singular, plural, n).format(n=self.integer(n))

    def both(self, singular: str, plural: str) -> tuple[str, str]:
        """Return singular and plural of a phrase, `{n}` left open."""
        return self._phrases.ngettext(singular, plural, 1), self._phrases.ngettext(singular, plural, 2)

    def text(self, text: Text) -> str:
        """Return a questionnaire's text in the reader's language, or in the questionnaire's first."""
        return resolve(text, self.lang)[0]

    def tenths(self, value: int) -> str:
        """Write tenths with one decimal: 615 is "61,5" in German and "61.5" in English; 10030 is "1.003,0"."""
        sign = "-" if value < 0 else ""
        return f"{sign}{self.integer(abs(value) // 10)}{self.decimal_sign}{abs(value) % 10}"

    def change(self, value: int) -> str:
        """Write a difference in tenths with its sign: "+2,1", "−0,4", "±0,0"."""
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        return sign + self.tenths(abs(value))

    @property
    def decimal_sign(self) -> str:
        """The sign between whole and fraction."""
        return "," if self.lang == "de" else "."

    def integer(self, value: int) -> str:
        """Write a whole number, grouped in thousands from 1000 on."""
        return f"{value:,}".replace(",", "." if self.lang == "de" else ",")

    def decimal(self, value: Decimal | int) -> str:
        """Write an exact number as it stands, with the reader's decimal sign and grouping."""
        whole, _, fraction = f"{value:f}".partition(".")
        digits = self.integer(abs(int(whole)))
        sign = "-" if whole.startswith("-") else ""
        return sign + digits + (self.decimal_sign + fraction if fraction else "")

    def quantity(self, number: str, unit: str, one: str = "") -> str:
        """Write a number with its unit: "40 %", in English "40%"; one with the unit of one, else as "meetings: 1"."""
        if not any(map(str.isalpha, unit)):
            return f"{number}{' ' if unit and self.lang == 'de' else ''}{unit}"
        if number == "1":
            return f"{number} {one}" if one else f"{unit}: {number}"
        return f"{number} {unit}"

    def digits(self, value: date) -> str:
        """Write a date in digits, as people type it at a terminal: "22.11.2026", "2026-11-22"."""
        return f"{value:%d.%m.%Y}" if self.lang == "de" else value.isoformat()

    def short_date(self, value: date) -> str:
        """Write a date for a table or beside a name: "22.11.2026", "22 Nov 2026"."""
        return f"{value:%d.%m.%Y}" if self.lang == "de" else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"

    def date(self, value: date) -> str:
        """Write a date in words: "22. November 2026", "22 November 2026"."""
        from babel.dates import format_date  # heavy, and only reports need it

        return format_date(value, "long", locale="de_DE" if self.lang == "de" else "en_GB")

    def moment(self, value: datetime) -> str:
        """Write a date with its time of day."""
        clock = f"{value:%H:%M}"
        return f"{self.date(value.date())}, " + (f"{clock} Uhr" if self.lang == "de" else clock)


_chosen: ContextVar[Reader | None] = ContextVar("planself_language", default=None)


class _Elsewhere:
    """What threads speak that nobody told anything, such as those of libraries: the language of the main thread."""

    reader: Reader | None = None


def use(lang: str) -> Reader:
    """Make a language the one that `_` speaks in this thread or task; of the main thread's, others learn it, too."""
    reader = Reader(lang)
    _chosen.set(reader)
    if current_thread() is main_thread():
        _Elsewhere.reader = reader
    return reader


def reset() -> None:
    """Let the environment choose the language again."""
    _chosen.set(None)
    _Elsewhere.reader = None


@contextmanager
def speaking(lang: str | None) -> Iterator[Reader]:
    """Speak a language in the block, and nowhere else; without one, as before."""
    token = _chosen.set(current() if lang is None else Reader(lang))
    try:
        yield current()
    finally:
        _chosen.reset(token)


def current() -> Reader:
    """Return the reader here: as chosen, else as the environment says at this moment."""
    return _chosen.get() or _Elsewhere.reader or Reader(choose(None, os.environ))


def _(message: str) -> str:
    """Return a phrase in the language of the terminal."""
    return current()._(message)


def n_(singular: str, plural: str, n: int) -> str:
    """Return the singular or plural of a phrase in the language of the terminal."""
    return current().n_(singular, plural, n)


def either(words: Sequence[str]) -> str:
    """Return words as a sentence lists them of which one is to be chosen."""
    *others, last = words
    return _("{first} or {second}").format(first=", ".join(others), second=last) if others else last


def choose(flag: str | None, environ: Mapping[str, str]) -> str:
    """Return the language to speak: flag, PLANSELF_LANG, the locale (C and POSIX count as unset), German."""
    asked = (flag, environ.get("PLANSELF_LANG"), *_locale(environ))
    return next((lang for lang in map(_supported, asked) if lang), DEFAULT_LANGUAGE)


def _supported(tag: str | None) -> str | None:
    """Return the supported language of a locale such as `de_AT.UTF-8`; any other language speaks English."""
    name = (tag or "").split(".")[0].replace("-", "_").split("_")[0].lower()
    if name in ("", "c", "posix"):
        return None
    return name if name in LANGUAGES else {"german": "de"}.get(name, "en")


def _locale(environ: Mapping[str, str]) -> tuple[str | None, ...]:
    named = tuple(environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    if os.name != "nt" or any(named):
        return next(((name,) for name in named if name), ())
    import locale  # on Windows the environment is silent and the system knows

    return (locale.getlocale()[0],)
