"""The keys of the interview: one letter a command, the same while typing in either language."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from planself.i18n import Reader


class Key(Enum):
    """What a key asks for besides an answer."""

    BACK = auto()
    SKIP = auto()
    HELP = auto()
    COMMENT = auto()
    EVIDENCE = auto()
    UNSURE = auto()
    OVERVIEW = auto()
    LANGUAGE = auto()
    LEAVE = auto()


LETTERS: dict[Key, tuple[str, ...]] = {
    Key.BACK: ("b", "z"),
    Key.SKIP: ("s",),
    Key.COMMENT: ("c", "k"),
    Key.EVIDENCE: ("e",),
    Key.UNSURE: ("u",),
    Key.HELP: ("?",),
    Key.OVERVIEW: ("o",),
    Key.LANGUAGE: ("l",),
    Key.LEAVE: ("q",),
}
"""The letters of each command: the English one, then the German one where it differs; no digit among them."""
UNKNOWN = ("d", "w")
NOT_APPLICABLE = ("x",)
YES = ("y", "j")
NO = ("n",)


def shown(letters: tuple[str, ...], lang: str) -> str:
    """Return the letter that is shown to a reader."""
    return letters[-1] if lang == "de" else letters[0]


def of(letter: str) -> Key | None:
    """Return the command of a letter, whatever its case."""
    return next((key for key, letters in LETTERS.items() if letter.lower() in letters), None)


def legend(keys: Iterable[Key], reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the letters with what each does, in the reader's language."""
    words = _words(reader)
    return tuple((shown(LETTERS[key], reader.lang), words[key]) for key in keys)


def _words(reader: Reader) -> dict[Key, str]:
    return {
        Key.BACK: reader._("back"),
        Key.SKIP: reader._("skip"),
        Key.HELP: reader._("help"),
        Key.COMMENT: reader._("comment"),
        Key.EVIDENCE: reader._("evidence"),
        Key.UNSURE: reader._("unsure"),
        Key.OVERVIEW: reader._("overview"),
        Key.LANGUAGE: "English" if reader.lang == "de" else "Deutsch",
        Key.LEAVE: reader._("save and leave"),
    }
