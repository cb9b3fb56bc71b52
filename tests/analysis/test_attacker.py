"""All answer tables of small rooms, before an attacker who knows the rule and every output."""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import add
from random import Random
from typing import Any

import pytest

from planself.analysis import group, role_cells
from planself.analysis.anonymity import Protection
from planself.i18n import Reader
from planself.report.render import render
from planself.report.workshop.reported_workshop import ReportedWorkshop as Told
from planself.report.workshop.sections import workshop_page
from tests.analysis.attacker import Found, Room, attack, one_mind, result_of, tables
from tests.analysis.test_group import questionnaire
from tests.report.material import ORIGIN

ROLES = ("lead", "plan", "council")


def yes_no(n: int) -> Any:
    """Return so many questions of one hurdle that are answered by yes or no."""
    return questionnaire(*[{"id": f"q{q}", "type": "yes_no", "hurdles": {"one": 1}} for q in range(n)])


ONE, TWO, THREE = yes_no(1), yes_no(2), yes_no(3)
SCALE = questionnaire({"id": "q", "levels": [{"label": str(level)} for level in range(3)]})
PARTS = questionnaire(
    {"id": "leads", "type": "yes_no", "hurdles": {"one": 1}, "roles": ["lead"]},
    {"id": "both", "type": "yes_no", "hurdles": {"one": 1}, "roles": ["lead", "plan"]},
    {"id": "all", "type": "yes_no", "hurdles": {"one": 1}},
)


def room(loaded: Any, *sizes: int, kinds: tuple[Any, ...] = (False, True), parts: bool = False) -> Room:
    return Room(loaded, dict(zip(ROLES, sizes, strict=False)), kinds, parts=parts)


def every_size() -> list[tuple[int, ...]]:
    """Return rooms of 5 to 12 people in two or three roles, as they are when some have not handed in yet."""
    two, three = product(range(1, 12), repeat=2), product(range(1, 11), repeat=3)
    return [sizes for sizes in (*two, *three) if 5 <= sum(sizes) <= 12 and list(sizes) == sorted(sizes)]


BOTH_SHOWN = ((5, 5), (5, 6), (5, 7), (6, 6))


def test_no_answer_follows_in_any_small_room_of_a_short_hurdle() -> None:
    found = reduce(add, (attack(room(ONE, *sizes)) for sizes in every_size()))
    assert found.tables > 2_500
    assert (found.answers, found.means, found.cells) == ([], [], 0)
    assert found.room_of_one_mind == 2 * len(every_size())


@pytest.mark.parametrize(
    ("seen", "least"),
    [
        (room(ONE, 1, 5, 5, kinds=(False, True, "unknown")), 1_323),
        (room(SCALE, 1, 4, kinds=(0, 1, 2, "unknown")), 100),
        (room(SCALE, 2, 6, kinds=(0, 1, 2, "unknown", "not_applicable")), 1_000),
        (room(TWO, 1, 5), 70),
        (room(THREE, 1, 4), 200),
        (room(PARTS, 1, 4, 2, parts=True), 500),
    ],
    ids=["unknown", "scale", "not_applicable", "two questions", "long", "parts"],
)
def test_no_answer_of_a_role_that_is_not_shown_follows(seen: Room, least: int) -> None:
    found = attack(seen)
    assert found.tables >= least
    assert (found.answers, found.means) == ([], [])
    assert found.room_of_one_mind


def test_rooms_in_which_a_role_is_not_shown_have_no_role_cells_so_each_question_stands_alone() -> None:
    """Up to 12 people in three roles: what is published is the counts, whatever the number of questions.

    So the enumeration over one question, above, holds for long hurdles too.
    """
    dice, reached = Random(11), 0  # noqa: S311 -- test data
    for sizes in (sizes for sizes in every_size() if sizes not in BOTH_SHOWN):
        seen = room(THREE, *sizes)
        columns: list[tuple[int, ...]] = [tuple(dice.choices((0, 1), k=sum(sizes))) for _question in range(3)]
        results = []
        for _way in range(4):
            mixed = [iter(dice.sample(column, len(column))) for column in columns]
            table = tuple(tuple(tuple(sorted(bool(next(each)) for _ in range(n))) for n in sizes) for each in mixed)
            results.append(result_of(seen, table).to_json())
        assert results[0]["hurdles"][0]["roles"] is None
        assert all(result == results[0] for result in results)
        reached += len(sizes) == 3
    assert reached > 50


@pytest.mark.parametrize(
    ("sizes", "tables_and_outputs", "values"),
    [((5, 5), (10_626, 1_297), 920), ((5, 6), (16_464, 1_680), 1_104), ((5, 7), (24_030, 2_150), 1_332)],
)
def test_of_a_long_hurdle_follow_exact_values_only_where_the_counts_leave_one_possibility(
    sizes: tuple[int, int], tables_and_outputs: tuple[int, int], values: int
) -> None:
    """The contract's own rule: two roles, three questions of yes and no.

    In a room of 5 and 5 with 4 times yes in all and both roles below 20, neither can have more than 2 of its 15, so
    both have 2 exactly. The report says aloud that this happens. It is counted here so that it cannot grow unseen.
    """
    found = attack(room(THREE, *sizes))
    assert (found.tables, found.outputs, found.cells) == (*tables_and_outputs, tables_and_outputs[1])
    assert found.answers == []
    assert len(found.means) == values
    assert all(_at_the_edge(table, sizes) for _sizes, table, _role in found.means)


def _at_the_edge(table: Any, sizes: tuple[int, int]) -> bool:
    """Whether no other split of the same sum puts both roles into the same fifths."""
    lead = sum(sum(column[0]) for column in table)
    counts = [sum(column[0]) + sum(column[1]) for column in table]
    possible = range(sum(max(0, n - sizes[1]) for n in counts), sum(min(sizes[0], n) for n in counts) + 1)

    def fifths(n: int) -> list[int]:
        return [min(5 * of // (3 * size), 4) for of, size in zip((n, sum(counts) - n), sizes, strict=True)]

    return [n for n in possible if fifths(n) == fifths(lead)] == [lead]


# --- the attacker is worth his money ---


def test_exact_means_of_the_roles_would_tell_who_is_not_shown() -> None:
    def careless(result: Any, table: Any) -> Any:
        return [result.to_json(), [sum(answers) for answers in table[0][1:]]]

    assert attack(room(ONE, 1, 5, 5), careless).answers


def test_hiding_by_values_would_tell_them() -> None:
    def careless(result: Any, table: Any) -> Any:
        return [result.to_json(), one_mind(table[0], [0])]

    assert attack(room(ONE, 3, 4), careless).answers


def test_without_the_complement_a_role_of_one_would_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(role_cells, "LEAST_QUESTIONS", 1)
    assert attack(room(ONE, 1, 5, 5)).answers == []

    careless = role_cells.RoleView(("plan", "council"), 0)
    monkeypatch.setattr(group, "role_view", lambda _tally, _protection: careless)
    assert attack(room(ONE, 1, 5, 5)).answers


def test_without_a_smallest_group_a_single_member_would_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Protection, "least", 1)
    monkeypatch.setattr(role_cells, "MIN_GROUP", 1)
    assert attack(room(THREE, 1, 4)).means


# --- why it is enough to look at counts, and at the JSON ---


def test_who_of_a_role_gave_an_answer_changes_nothing() -> None:
    dice = Random(7)  # noqa: S311 -- test data
    seen = room(THREE, 5, 6, kinds=(False, True, "unknown"))
    for _time in range(60):
        table = tuple(
            tuple(tuple(sorted(dice.choices(seen.kinds, k=size), key=str)) for size in seen.sizes.values())
            for _question in range(3)
        )
        order = [[dice.randrange(size) for size in seen.sizes.values()] for _question in range(3)]
        assert result_of(seen, table) == result_of(seen, table, order)


def test_tables_with_the_same_json_have_the_same_reports() -> None:
    seen, texts, reached = room(THREE, 1, 4), dict[str, str](), 0
    for table in tables(seen):
        result = result_of(seen, table)
        page = workshop_page(result, Told(THREE, "Room", ORIGIN.created.date()), Reader("en"), ORIGIN)
        text, key = render(page, "md"), str(result.to_json())
        reached += key in texts
        assert texts.setdefault(key, text) == text
    assert reached > 100


def test_figures_add_up() -> None:
    assert Found(1, 2, 3, 4, 5, [6], [7]) + Found(1, 1, 1, 1, 1, [], [8]) == Found(2, 3, 4, 5, 6, [6], [7, 8])
