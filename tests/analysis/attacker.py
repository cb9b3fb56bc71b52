"""An attacker who knows the published rule and every output, and looks at all answer tables of small rooms.

Everything published follows from how many of each role gave each answer to a question (a test shows that who did does
not matter). So tables are told apart by these numbers alone, and questions may change places: tables are looked at in
the order of their counts. Whatever all tables with the same output have in common, the attacker knows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any

from planself.analysis.anonymity import Protection
from planself.analysis.group import published
from planself.analysis.group_result import GroupResult
from planself.analysis.tally import MemberTally
from planself.answers.model import Answer, AnswerSet, Respondent
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import Assessment, assess

Kind = bool | int | str
Column = tuple[tuple[Kind, ...], ...]
"""The answers to one question: of every role the answers of its members, sorted."""
Table = tuple[Column, ...]
Output = Callable[[GroupResult, Table], Any]


@dataclass(frozen=True)
class Room:
    """A room: how many of each role have handed in, which answers there are, and each role's part."""

    loaded: Loaded
    sizes: Mapping[str, int]
    kinds: tuple[Kind, ...]
    least: int = 5
    parts: bool = False

    @property
    def asked(self) -> list[list[str]]:
        """The roles that each question is asked of."""
        every = list(self.sizes)
        found = [question.roles for question in self.loaded.questionnaire.questions]
        return [[role for role in every if not self.parts or not roles or role in roles] for roles in found]


@dataclass
class Found:
    """What was looked at, and what the attacker knows that nobody told aloud."""

    tables: int = 0
    outputs: int = 0
    cells: int = 0
    room_of_one_mind: int = 0
    role_of_one_mind: int = 0
    answers: list[Any] = field(default_factory=list)
    """Answers of members of roles that are not shown."""
    means: list[Any] = field(default_factory=list)
    """Exact values of shown roles."""

    def __add__(self, other: Found) -> Found:
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)
        return Found(*(one + two for one, two in pairs))


def attack(room: Room, output: Output = lambda result, _table: result.to_json()) -> Found:
    """Return what follows from the outputs of a room, over all its tables."""
    classes: dict[str, list[Table]] = defaultdict(list)
    results: dict[str, GroupResult] = {}
    found = Found()
    for table in tables(room):
        result = result_of(room, table)
        key = json.dumps(output(result, table))
        classes[key].append(table)
        results[key] = result
        found.tables += 1
    for key, same in classes.items():
        found.outputs += 1
        found.cells += results[key].hurdles[0].roles is not None
        _answers(room, results[key], same, found)
        _means(room, results[key], same, found)
    return found


def tables(room: Room) -> Iterator[Table]:
    """Yield all tables, those that differ by the order of alike questions once per order of their counts."""
    asked = room.asked
    if len(set(map(tuple, asked))) > 1:
        yield from product(*(_columns(room, roles) for roles in asked))
        return
    by_counts: dict[tuple[Kind, ...], list[Column]] = defaultdict(list)
    for column in _columns(room, asked[0]):
        by_counts[tuple(sorted(sum(column, ()), key=str))].append(column)
    for counts in combinations_with_replacement(sorted(by_counts, key=str), len(asked)):
        yield from product(*(by_counts[each] for each in counts))


def _columns(room: Room, roles: Sequence[str]) -> Iterator[Column]:
    of_role = [
        list(combinations_with_replacement(room.kinds, size)) if role in roles else [()]
        for role, size in room.sizes.items()
    ]
    return product(*of_role)


def result_of(room: Room, table: Table, order: Sequence[Sequence[int]] = ()) -> GroupResult:
    """Return what is published of a table; `order` says for each question whose answer goes to whom."""
    tally = MemberTally(room.loaded)
    ids = [question.id for question in room.loaded.questionnaire.questions]
    for at, (role, size) in enumerate(room.sizes.items()):
        for number in range(size):
            given = tuple(
                (id_, column[at][(number + (order[q][at] if order else 0)) % size])
                for q, (id_, column) in enumerate(zip(ids, table, strict=True))
                if column[at]
            )
            tally.add(_person(room.loaded, role, room.parts, given))
    return published(tally, Protection(room.least), list(room.sizes))


_people: dict[Any, Assessment] = {}


def _person(loaded: Loaded, role: str, parts: bool, given: tuple[tuple[str, Kind], ...]) -> Assessment:
    key = (id(loaded), role, parts, tuple((id_, str(kind)) for id_, kind in given))
    if key not in _people:
        answers = {id_: Answer(said=kind) if isinstance(kind, str) else Answer(kind) for id_, kind in given}  # type: ignore[arg-type]
        part = (role,) if parts else ()
        _people[key] = assess(loaded, AnswerSet(respondent=Respondent(role=role), part=part, answers=answers))
    return _people[key]


# --- what follows ---


def _answers(room: Room, result: GroupResult, same: Sequence[Table], found: Found) -> None:
    shown = {role.role for role in result.shown}
    hidden = [at for at, role in enumerate(room.sizes) if role not in shown and room.sizes[role]]
    for q in range(len(same[0])):
        if all(one_mind(table[q], range(len(room.sizes))) for table in same):
            found.room_of_one_mind += 1
            continue
        for at in hidden:
            said = {table[q][at] for table in same}
            if len(said) == 1 and len(set(*said)) == 1:
                found.answers.append((room.sizes, same[0], q, list(room.sizes)[at]))


def _means(room: Room, result: GroupResult, same: Sequence[Table], found: Found) -> None:
    roles, row = list(room.sizes), result.hurdles[0].roles
    if row is None:
        return
    for role in (role.role for role in result.shown):
        at = roles.index(role)
        values = {_value(table, at) for table in same}
        if len(values) > 1 or None in values:
            continue
        others = [other for other in range(len(roles)) if other != at]
        groups = [group for group in ([at], others) if sum(room.sizes[roles[each]] for each in group) >= room.least]
        if all(any(_one_mind(table, group) for group in groups) for table in same):
            found.role_of_one_mind += 1
        else:
            found.means.append((room.sizes, same[0], role))


def one_mind(column: Column, roles: Sequence[int]) -> bool:
    """Whether everybody of some roles gave the same answer."""
    return len({kind for at in roles for kind in column[at]}) == 1


def _one_mind(table: Table, roles: Sequence[int]) -> bool:
    return all(one_mind(column, roles) for column in table)


@cache
def _mean(answers: tuple[Kind, ...]) -> Fraction | None:
    valid = [int(kind) for kind in answers if not isinstance(kind, str)]
    return Fraction(sum(valid), len(valid)) if valid else None


def _value(table: Table, at: int) -> Fraction | None:
    means = [mean for column in table if (mean := _mean(column[at])) is not None]
    return sum(means, Fraction(0)) / len(means) if means else None
