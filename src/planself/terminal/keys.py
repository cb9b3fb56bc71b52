"""The keys of interview and discussion: one letter a command in both, the same while typing in either language."""

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
    UNDO = auto()
    OVERVIEW = auto()
    LANGUAGE = auto()
    LEAVE = auto()
    NO_AGREEMENT = auto()
    DISSENT = auto()
    AGAIN = auto()
    TYPE = auto()


LETTERS: dict[Key, tuple[str, ...]] = {
    Key.BACK: ("b", "z"),
    Key.SKIP: ("s",),
    Key.COMMENT: ("c", "k"),
    Key.EVIDENCE: ("e",),
    Key.UNSURE: ("u",),
    Key.UNDO: ("r",),
    Key.HELP: ("?",),
    Key.OVERVIEW: ("o",),
    Key.LANGUAGE: (),
    Key.LEAVE: ("q",),
    Key.NO_AGREEMENT: ("v",),
    Key.DISSENT: ("a",),
    Key.AGAIN: ("i",),
    Key.TYPE: ("g",),
}
"""The letters of each command: the English one, then the German one where it differs; no digit among them.

A letter means one thing, whether one person answers or a group discusses: whoever knows the one knows the other. What
only one of the two has is in `INTERVIEW` or `DISCUSSION`. Each acts at once. Another language turns the whole page
over, so it depends on no bare letter: Ctrl+L, and in plain lines the name of the language.
"""
BOTH = (Key.BACK, Key.SKIP, Key.HELP, Key.COMMENT, Key.EVIDENCE, Key.UNDO, Key.OVERVIEW, Key.LEAVE)
INTERVIEW = (*BOTH, Key.UNSURE, Key.LANGUAGE)
DISCUSSION = (*BOTH, Key.NO_AGREEMENT, Key.DISSENT, Key.AGAIN, Key.TYPE)
UNKNOWN = ("d", "w")
NOT_APPLICABLE = ("x",)
YES = ("y", "j")
NO = ("n",)


def shown(letters: tuple[str, ...], lang: str) -> str:
    """Return the letter that is shown to a reader."""
    return letters[-1] if lang == "de" else letters[0]


def of(letter: str, among: Iterable[Key] = INTERVIEW) -> Key | None:
    """Return the command of a letter, whatever its case, None where it is none of those."""
    return next((key for key in among if letter.lower() in LETTERS[key]), None)


def letters(among: Iterable[Key]) -> tuple[str, ...]:
    """Return all letters of several commands."""
    return tuple(letter for key in among for letter in LETTERS[key])


def other_language(reader: Reader) -> str:
    """Return the language that a reader can change to, as it is typed in plain lines."""
    return "en" if reader.lang == "de" else "de"


def legend(keys: Iterable[Key], reader: Reader, *, plain: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the letters with what each does, in the reader's language."""
    words = _words(reader)
    return tuple((_letter(key, reader, plain), words[key]) for key in keys)


def _letter(key: Key, reader: Reader, plain: bool) -> str:
    if key is Key.LANGUAGE:
        return other_language(reader) if plain else reader._("Ctrl+L")
    return shown(LETTERS[key], reader.lang)


def _words(reader: Reader) -> dict[Key, str]:
    return {
        Key.BACK: reader._("back"),
        Key.SKIP: reader._("skip"),
        Key.HELP: reader._("help"),
        Key.COMMENT: reader._("comment"),
        Key.EVIDENCE: reader._("evidence"),
        Key.UNSURE: reader._("unsure"),
        Key.UNDO: reader._("undo"),
        Key.OVERVIEW: reader._("overview"),
        Key.LANGUAGE: "English" if reader.lang == "de" else "Deutsch",
        Key.LEAVE: reader._("save and leave"),
        Key.NO_AGREEMENT: reader._("no agreement"),
        Key.DISSENT: reader._("dissent"),
        Key.AGAIN: reader._("silent second round"),
        Key.TYPE: reader._("type the answer"),
    }
