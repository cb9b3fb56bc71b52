"""Cells of subgroups: what the contract hides, what an attacker could still work out, and that he cannot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.analysis.anonymity import SPAN, Cell, Protection, linked, shown, together
from planself.errors import UsageError
from planself.scoring.plan import FULL, Hurdle, Plan, Question, Scale, rdiv

Row = Sequence[Sequence[int]]
"""The values of every subgroup."""


def cell(values: Sequence[int]) -> Cell:
    found = Cell()
    for value in values:
        found.add(value)
    return found


def seen(row: Row, protection: Protection | None = None) -> list[bool]:
    return list(shown([[cell(values) for values in row]], protection or Protection())[0])


def varied(n: int) -> list[int]:
    """Return so many values, all over the scale."""
    return [(step * 370) % 1001 for step in range(n)]


rows = st.lists(
    st.lists(st.one_of(st.sampled_from([0, 500, 1000]), st.integers(0, FULL)), max_size=9), min_size=1, max_size=5
)
alike = st.tuples(st.integers(0, 9), st.integers(0, FULL)).map(lambda pair: [pair[1]] * pair[0])
rows_with_agreement = st.lists(st.one_of(st.lists(st.integers(0, FULL), max_size=9), alike), min_size=1, max_size=5)
any_rows = st.one_of(rows, rows_with_agreement)
least = st.sampled_from([3, 4, 5])


# --- by hand ---


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([5, 5, 5], [True, True, True]),
        ([4, 5, 6], [False, False, True]),  # the next smallest is hidden as well
        ([4, 6, 5], [False, True, False]),
        ([2, 3, 6], [False, False, True]),  # two are hidden, together five
        ([1, 1, 6, 7], [False, False, False, True]),  # the rest would be the mean of two people
        ([4, 1, 6, 7], [False, False, False, True]),  # the one could subtract the own value: the mean of four
        ([4, 9], [False, False]),
        ([0, 5, 6], [False, True, True]),  # nobody is nothing to protect
        ([0, 4, 5, 6], [False, False, False, True]),
        ([9], [True]),
    ],
)
def test_small_cells_take_others_with_them(sizes: list[int], expected: list[bool]) -> None:
    assert seen([varied(size) for size in sizes]) == expected


def test_a_cell_of_one_mind_is_hidden_whatever_its_size() -> None:
    assert seen([[500] * 20, varied(6), varied(9)]) == [False, False, True]
    assert seen([varied(20), varied(6), varied(9)]) == [True, True, True]


def test_a_rest_at_the_end_of_the_scale_takes_more_with_it() -> None:
    """Four people in a rest of ten that has nothing at all are known to have nothing."""
    almost_nothing = [0, 0, 0, 0, 0, 1]
    assert seen([[0, 0, 0, 0], almost_nothing, varied(7), varied(9)]) == [False, False, False, True]
    assert seen([[0, 500, 0, 900], [0, 0, 300, 0, 700, 1], varied(7), varied(9)]) == [False, False, True, True]


def test_smaller_groups_only_when_asked_for() -> None:
    assert seen([varied(3), varied(4), varied(5)], Protection(3)) == [True, True, True]
    assert Protection(3).lowered
    assert not Protection(5).lowered
    i18n.use("en")
    with pytest.raises(UsageError, match="2 protects nobody"):
        Protection(2)


def test_an_open_workshop_hides_nothing() -> None:
    assert seen([[500], [500] * 6, [1]], Protection(1, open=True)) == [True, True, True]


def test_the_whole_group() -> None:
    assert [Protection().mean_shown(n) for n in (4, 5)] == [False, True]
    assert [Protection().spread_shown(n) for n in (9, 10)] == [False, True]
    assert [Protection(3).spread_shown(n) for n in (5, 6)] == [False, True]


# --- laws ---


def least_hidden(row: Row, min_group: int) -> set[int]:
    """Return what the contract hides, word for word."""
    hidden = {column for column, values in enumerate(row) if len(values) < min_group or len(set(values)) == 1}
    people = [column for column in hidden if row[column]]
    left = sorted((len(values), column) for column, values in enumerate(row) if column not in hidden)
    return hidden | {left[0][1]} if len(people) == 1 and left else hidden


@given(any_rows, least)
def test_what_the_contract_hides_is_hidden(row: Row, min_group: int) -> None:
    found = seen(row, Protection(min_group))
    assert not any(found[column] for column in least_hidden(row, min_group))


@given(any_rows, least)
def test_where_nothing_needs_hiding_everything_is_shown(row: Row, min_group: int) -> None:
    good = [values for values in row if len(values) >= min_group and len(set(values)) > 1]
    assert all(seen(good, Protection(min_group)))


@given(any_rows, least)
def test_the_order_of_the_members_does_not_matter(row: Row, min_group: int) -> None:
    assert seen(row, Protection(min_group)) == seen([sorted(values) for values in row], Protection(min_group))


@given(any_rows)
def test_together_is_the_cell_of_everybody(row: Row) -> None:
    everybody = list(chain.from_iterable(row))
    assert together(map(cell, row)) == cell(everybody)
    if everybody:
        assert cell(everybody).mean == rdiv(sum(everybody), len(everybody))


# --- an attacker with one row ---


def attack(row: Row, found: Sequence[bool]) -> dict[int, tuple[Fraction, Fraction]]:
    """Return between which bounds each hidden mean lies, for one who knows all sizes, exact sums and both extremes."""
    everybody = list(chain.from_iterable(row))
    rest = sum(everybody) - sum(sum(values) for values, open_ in zip(row, found, strict=True) if open_)
    hidden = {column: len(row[column]) for column, open_ in enumerate(found) if not open_ and row[column]}
    bounds = {}
    for column, n in hidden.items():
        others = sum(hidden.values()) - n
        low, high = min(everybody), max(everybody)
        bounds[column] = (
            Fraction(max(n * low, rest - others * high), n),
            Fraction(min(n * high, rest - others * low), n),
        )
    return bounds


@given(any_rows, least)
def test_no_hidden_cell_is_recovered_from_its_row(row: Row, min_group: int) -> None:
    found = seen(row, Protection(min_group))
    if not any(found):
        return  # nothing but the total of the group is published
    sensitive = {c for c, values in enumerate(row) if len(values) < min_group or len(set(values)) == 1}
    for column, (low, high) in attack(row, found).items():
        assert low <= Fraction(sum(row[column]), len(row[column])) <= high  # the attacker is right
        assert low < high
        if column in sensitive:
            assert high - low >= SPAN


@given(any_rows, least)
def test_no_rest_is_a_small_group_not_even_for_one_of_its_members(row: Row, min_group: int) -> None:
    found = seen(row, Protection(min_group))
    hidden = [values for values, open_ in zip(row, found, strict=True) if not open_ and values]
    if not any(found) or not hidden:
        return
    known_alone = [values for values in hidden if len(values) == 1]
    for own in [[], *known_alone]:
        rest = list(chain.from_iterable(values for values in hidden if values is not own))
        assert len(rest) >= min_group
        assert len(set(rest)) > 1


# --- an attacker with several rows ---

Weights = Sequence[Sequence[int]]
"""For every hurdle the weight of every question."""


@st.composite
def workshops(draw: st.DrawFn) -> tuple[Weights, list[list[list[int]]]]:
    """Draw hurdles that share questions, and for every role its members' points a question."""
    questions = draw(st.integers(1, 4))
    some = st.lists(st.sampled_from([0, 0, 100, 200]), min_size=questions, max_size=questions).filter(any)
    weights = draw(st.lists(some, min_size=1, max_size=4))
    member = st.lists(st.sampled_from([0, 500, 1000]), min_size=questions, max_size=questions)
    roles = draw(st.lists(st.lists(member, min_size=1, max_size=8), min_size=2, max_size=4))
    return weights, roles


def plan(weights: Weights) -> Plan:
    return Plan(
        questions=tuple(
            Question(f"q{q}", Scale(4), tuple((f"h{h}", row[q]) for h, row in enumerate(weights) if row[q]))
            for q in range(len(weights[0]))
        ),
        hurdles=tuple(Hurdle(f"h{h}", 100) for h in range(len(weights))),
        bands=(),
        stages=(),
        min_coverage=0,
    )


def table(weights: Weights, roles: list[list[list[int]]]) -> list[list[Cell]]:
    return [
        [
            cell([rdiv(sum(w * p for w, p in zip(row, member, strict=True)), sum(row)) for member in role])
            for role in roles
        ]
        for row in weights
    ]


def recovered(weights: Weights, roles: int, found: Sequence[Sequence[bool]]) -> list[tuple[int, int]]:
    """Return the hidden cells that follow from the shown ones and the sums of every question over everybody.

    An unknown is the sum of a role's points for a question; every published mean is a linear equation.
    """
    questions = len(weights[0])

    def equation(weight: Sequence[int], among: Sequence[int]) -> list[Fraction]:
        return [Fraction(weight[q] if role in among else 0) for role in range(roles) for q in range(questions)]

    one = [[int(q == other) for other in range(questions)] for q in range(questions)]
    published = [equation(weight, range(roles)) for weight in one]
    published += [equation(weights[h], [r]) for h, row in enumerate(found) for r, open_ in enumerate(row) if open_]
    known = rank(published)
    hidden = [(h, r) for h, row in enumerate(found) for r, open_ in enumerate(row) if not open_]
    return [(h, r) for h, r in hidden if rank([*published, equation(weights[h], [r])]) == known]


def rank(matrix: list[list[Fraction]]) -> int:
    left, found = [list(row) for row in matrix], 0
    for column in range(len(matrix[0])):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for row in left[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [value - factor * other for value, other in zip(row, pivot, strict=True)]
        found += 1
    return found


@given(workshops(), least)
def test_no_hidden_cell_follows_from_all_that_is_published(
    workshop: tuple[Weights, list[list[list[int]]]], min_group: int
) -> None:
    weights, roles = workshop
    found = shown(table(weights, roles), Protection(min_group), linked(plan(weights)))
    assert recovered(weights, len(roles), found) == []


def test_a_hurdle_that_is_the_sum_of_others_does_not_betray_them() -> None:
    weights = [[100, 0], [0, 100], [100, 100]]
    first = [[500, 0], [500, 500], [500, 1000], [500, 0], [500, 500]]
    others = [[0, 500], [500, 0], [1000, 1000], [0, 0], [500, 1000], [1000, 500]]
    cells = table(weights, [first, others, others])
    careless = shown(cells, Protection())
    assert [row[0] for row in careless] == [False, True, True]
    assert (0, 0) in recovered(weights, 3, careless)  # the attacker is worth his money
    careful = shown(cells, Protection(), linked(plan(weights)))
    assert recovered(weights, 3, careful) == []
    assert [row[2] for row in careful] == [True, True, True]


def test_only_hurdles_without_enough_questions_of_their_own_are_linked() -> None:
    assert linked(plan([[100, 100, 0], [0, 100, 100]])) == ((), ())
    assert linked(plan([[9, 91, 0], [0, 100, 100]])) == ((1,), ())
    assert linked(plan([[10, 90, 0], [0, 100, 100]])) == ((), ())
