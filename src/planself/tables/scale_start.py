"""From where the scales of a table count: 0 as planself does, or 1 as many other systems do.

A table that counts from 1 and is read as counting from 0 gives scores that are one level too high, and nothing shows it
but the cells of the highest level. So a column in which nobody says 0 needs somebody to say which it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from planself.errors import Location, Problem, Severity
from planself.i18n import _

ENOUGH = 10
"""Answers without a 0 from which on a column does not count by itself, where no other column shows a 0."""
ENOUGH_BESIDE = 50
"""The same where other columns show that the table counts from 0, so that most likely this one does."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a column holds 0, the number above the highest level, and what lies between."""

    top: int
    """The highest level of its question, the lowest being 0."""
    zeros: int
    aboves: int
    between: int

    @property
    def answers(self) -> int:
        """How many cells could be a level, wherever the table counts from."""
        return self.zeros + self.between + self.aboves

    @property
    def from_zero(self) -> bool:
        """Whether the column can only count from 0."""
        return self.zeros > 0 and self.aboves == 0


@dataclass(frozen=True, slots=True)
class Starts:
    """What the columns of a table show, by their names."""

    from_one: tuple[str, ...] = ()
    """Surely, or as all the others."""
    held: tuple[str, ...] = ()
    """Nothing shows it, and there are too many answers to take it for chance: nothing of them counts."""
    doubtful: tuple[str, ...] = ()
    """Nothing shows it, in few answers: they are read as counting from 0."""


def starts(seen: Mapping[str, Seen], decided: Collection[int] = ()) -> Starts:
    """Return from where columns count of which nobody has said it; `decided` are the offsets of the others."""
    zeros = 0 in decided or any(column.from_zero for column in seen.values())
    sure = [name for name, column in seen.items() if not column.zeros and column.aboves > zeros]
    # a single cell above the levels, in a table that counts from 0 elsewhere, is a slip: its row is refused
    ones = bool(sure) or any(offset < 0 for offset in decided)
    unclear = [name for name, column in seen.items() if not column.zeros and column.answers and name not in sure]
    if ones and not zeros:
        return Starts(tuple(name for name in seen if name in (*sure, *unclear)))
    beside = zeros and not ones
    held = [name for name in unclear if seen[name].answers >= (ENOUGH_BESIDE if beside else ENOUGH)]
    told = [name for name in unclear if name not in held and (not beside or seen[name].answers >= ENOUGH)]
    return Starts(tuple(sure), tuple(held), tuple(told))


def problems(found: Starts, seen: Mapping[str, Seen], shown: Mapping[str, str], where: Location) -> Iterator[Problem]:
    """Yield what there is to decide; `shown` gives each column as messages name it."""
    for code, names in ("E248", found.from_one), ("N425", found.held), ("N426", found.doubtful):
        severity = Severity.ERROR if code == "E248" else Severity.WARNING
        for top in sorted({seen[name].top for name in names}):
            listed = ", ".join(shown[name] for name in names if seen[name].top == top)
            yield Problem(where, code, _said(code).format(n=top + 1, top=top, names=listed), _remedy(), severity)


def _said(code: str) -> str:
    match code:
        case "E248":
            return _("These columns seem to count from 1 to {n}, and planself counts from 0 to {top}: {names}.")
        case "N425":
            return _(
                "No cell of these columns is 0 or {n}, so they may count from 1 to {n}. "
                "Nothing of them counts until that is said: {names}."
            )
        case _:
            return _(
                "No cell of these columns is 0 or {n}, so they may count from 1 to {n}. "
                "They are read as counting from 0: {names}."
            )


def _remedy() -> str:
    return _(
        "Say it in a mapping file: `offset: -1` where all scales of the table count from 1, `offset: 0` where all "
        "count from 0, else each question by its id, as in `offset: {example}`; `--suggest-mapping` drafts the file."
    ).format(example="{question: -1}")
