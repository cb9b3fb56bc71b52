"""The problems that one file has while it is read, in the order of their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from planself.errors import InputError, Location, Problem
from planself.files.invisible import revealed
from planself.files.places import Place, Places
from planself.i18n import _
from planself.shell import file_word, own_command, same_questionnaire, unused

MAX_DEPTH = 60
MAX_DIGITS = 4000
MAX_PROBLEMS = 1000
"""Of one kind; a command tells fewer and counts the rest, and a file of nothing but faults must not fill the memory."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(slots=True)
class Refusals:
    """What is wrong with a file so far."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    doubtful: int = 0
    """How many keys are there again; a second walk finds the places of the first ones."""

    def add(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Note a problem at a line and column."""
        self.problems.append(Problem(Location(self.name, *place), code, message, hint))

    @property
    def full(self) -> bool:
        """Whether reading on is of no use."""
        return len(self.problems) + self.doubtful >= MAX_PROBLEMS

    def repeated(self, places: Places) -> None:
        """Note every key that a mapping has again."""
        for path, place in places.repeated:
            line, column = places.keys[path]
            message = _("The key {key} stands here again; it stood first in line {line}, column {column}.")
            self.add(
                place,
                "E020",
                message.format(key=brief(str(path[-1])), line=line, column=column),
                _("Keep one of the two, or give one another name."),
            )

    def too_deep(self, place: Place) -> None:
        """Note that the nesting passed the bound."""
        self.add(
            place,
            "E026",
            _("Lists and mappings are nested more than {n} levels deep here.").format(n=MAX_DEPTH),
            _("No questionnaire needs that; probably a bracket or an indentation went wrong."),
        )

    def empty(self) -> None:
        """Note that there is nothing in the file."""
        hint = _("`{answers}` begins answers in it; `{questionnaire}` writes a questionnaire to start from.").format(
            answers=own_command("run", file_word(self.name), *same_questionnaire()),
            questionnaire=own_command("new", "-o", unused(_("my-questionnaire.yaml"))),
        )
        self.add((1, 1), "E003", _("The file is empty."), hint)

    def characters(self, strings: Iterable[tuple[Place | None, str]]) -> None:
        """Note every string with a control character, written out or as an escape."""
        for place, string in strings:
            match = FORBIDDEN.search(string)
            if match and not self.full:
                self.control(place or (1, 1), match[0])

    def control(self, place: Place, character: str) -> None:
        """Note one control character."""
        message = _("A control character (U+{number}) stands here.").format(number=f"{ord(character):04X}")
        self.add(place, "E006", message, _("Delete it; it came in by copying and is invisible in most editors."))

    def unseen(self, signs: Iterable[tuple[Place, str]]) -> None:
        """Note every sign that nobody sees and that stands in the place of a space or in a key."""
        for place, sign in signs:
            if not self.full:
                self.add(place, "E007", *unseen(sign))

    def raise_any(self) -> None:
        """Raise all problems together, sorted by place, where there are any."""
        if self.problems:
            raise InputError(sorted(self.problems, key=_by_place))


def first_of_each(faults: Iterable[Any]) -> Iterator[Any]:
    """Yield faults as pydantic tells them, as many of each kind as are kept."""
    seen: Counter[str] = Counter()
    for fault in faults:
        seen[fault["type"]] += 1
        if seen[fault["type"]] <= MAX_PROBLEMS:
            yield fault


def _by_place(problem: Problem) -> Place:
    return problem.where.line or 0, problem.where.column or 0


def brief(text: str) -> str:
    """Return a text in quotation marks, cut where it is long, with every sign that nobody sees by its number."""
    return _("“{text}”").format(text=revealed(text if len(text) <= 40 else text[:39] + "…"))


def unseen(sign: str) -> tuple[str, str]:
    """Return what is said of a sign that nobody sees, and the remedy."""
    names = {
        "\u00a0": _("a no-break space"),
        "\u200b": _("a zero-width space"),
        "\u3000": _("a wide space"),
        "\ufeff": _("a byte-order mark"),
    }
    message = _("An invisible character stands here: U+{number}, {name}. It hides a key or an answer.").format(
        number=f"{ord(sign):04X}", name=names.get(sign, _("which looks like a space or like nothing"))
    )
    hint = _("Delete it and type an ordinary space; where it belongs to a text, put the text in quotation marks.")
    return message, hint


def refusal(where: Location, code: str, message: str, hint: str) -> InputError:
    """Return the error for a file with one problem."""
    return InputError([Problem(where, code, message, hint)])


def damaged(name: str, why: str) -> InputError:
    """Return the error for a file that is not what its name says, or not whole."""
    message = _("The table cannot be read: {reason}.").format(reason=why)
    hint = _("It may have been cut while copying, or be another kind of file than its name says: export it again.")
    return refusal(Location(name), "E250", message, hint)
