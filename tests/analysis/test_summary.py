"""A whole lot in numbers, against a slow reading of the rules over the single results, whatever the blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from statistics import median_high, median_low

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.anonymity import Cell, Protection, linked, shown
from planself.analysis.summary.alpha import Sums, alpha
from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.groups import natural
from planself.analysis.summary.result import Counted, Summary
from planself.analysis.summary.spread import Spread, spread
from planself.errors import UsageError
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.frame import score as frame_score
from planself.scoring.plan import State, rdiv
from planself.scoring.record import score
from planself.scoring.result import Result, Status
from tests import strategies
from tests.lots import given as answers_given
from tests.lots import results, small, table
from tests.scoring.engines import code_rows

MIN = 3
PROTECTION = Protection(MIN)
DISTRICTS = ("Kreis 2", "Kreis 10", "A", " A ", "", None)


@st.composite
def lots(draw: st.DrawFn) -> tuple[Questionnaire, list[Result], list[str | None]]:
    """Draw a questionnaire, results under it, and a district for each; many results are alike."""
    questionnaire = draw(strategies.questionnaires(max_questions=4))
    plan = compile_plan(questionnaire)
    kinds = [score(plan, draw(strategies.answers(plan))) for _kind in range(draw(st.integers(1, 4)))]
    found = draw(st.lists(st.sampled_from(kinds), max_size=40))
    size = len(found)
    return questionnaire, found, draw(st.lists(st.sampled_from(DISTRICTS), min_size=size, max_size=size))


def summarised(
    questionnaire: Questionnaire, found: Sequence[Result], kreise: Sequence[str | None], cut: int
) -> Summary:
    """Return the summary of results that come in two blocks."""
    plan = compile_plan(questionnaire)
    builder = SummaryBuilder(plan, Loaded(questionnaire, "sha256:0", Path("x.yaml")), by="kreis", min_group=MIN)
    frame = table(plan, found, kreis=pl.Series(kreise, dtype=pl.String).to_list()).cast({"kreis": pl.String})
    for block in (frame[:cut], frame[cut:]):
        builder.add(block)
    return builder.result()


@given(lots(), st.integers(0, 40))
def test_all_numbers_by_a_slow_reading_of_the_rules(
    lot: tuple[Questionnaire, list[Result], list[str | None]], cut: int
) -> None:
    questionnaire, found, kreise = lot
    plan, summary = compile_plan(questionnaire), summarised(questionnaire, found, kreise, cut)
    assert summary.n == len(found)
    assert summary.overall.spread == slow_spread([r.overall.score for r in found])
    assert summary.coverage == slow_spread([r.overall.coverage for r in found])
    statuses = [r.overall.status for r in found]
    assert summary.overall.insufficient == slow_count(Status.INSUFFICIENT, statuses)
    assert summary.overall.not_applicable == slow_count(Status.NOT_APPLICABLE, statuses)
    assert summary.overall.stages == slow_counts([s.id for s in plan.stages], [r.overall.stage for r in found])
    least = [min((h.score for h in r.hurdles if h.score is not None), default=1000) for r in found]
    assert summary.compared == sum(score < 1000 for score in least)
    for place, hurdle in enumerate(summary.hurdles):
        mine = [r.hurdles[place] for r in found]
        assert hurdle.id == plan.hurdles[place].id
        assert hurdle.spread == slow_spread([h.score for h in mine])
        assert hurdle.insufficient == slow_count(Status.INSUFFICIENT, [h.status for h in mine])
        assert hurdle.not_applicable == slow_count(Status.NOT_APPLICABLE, [h.status for h in mine])
        assert hurdle.bands == slow_counts([b.id for b in plan.bands], [h.band for h in mine])
        ties = sum(h.score == low < 1000 for h, low in zip(mine, least, strict=True))
        assert hurdle.lowest == (ties if summary.compared >= 2 * MIN else None)


@given(lots())
def test_questions_and_gates_by_a_slow_reading_of_the_rules(
    lot: tuple[Questionnaire, list[Result], list[str | None]],
) -> None:
    questionnaire, found, kreise = lot
    plan, summary = compile_plan(questionnaire), summarised(questionnaire, found, kreise, 0)
    for question in summary.questions:
        states = [r.question(question.id).state for r in found]
        asked = sum(state not in (State.NOT_ASKED, State.PENDING) for state in states)
        assert question.asked == asked
        assert question.unknown == (states.count(State.UNKNOWN) if asked >= 2 * MIN else None)
    assert [(g.hurdle, g.question) for g in summary.gates] == [
        (h.id, g.question) for h in plan.hurdles for g in h.gates
    ]
    for gate in summary.gates:
        answered = sum(r.question(gate.question).points is not None for r in found)
        failed = sum(gate.question in r.hurdle(gate.hurdle).failed_gates for r in found)
        assert (gate.answered, gate.failed) == (answered, failed if answered >= 2 * MIN else None)


@given(lots(), st.integers(0, 40))
def test_groups_show_what_the_rules_of_anonymity_allow_and_nothing_else(
    lot: tuple[Questionnaire, list[Result], list[str | None]], cut: int
) -> None:
    questionnaire, found, kreise = lot
    plan, groups = compile_plan(questionnaire), summarised(questionnaire, found, kreise, cut).groups
    assert groups is not None
    names = [(kreis or "").strip() for kreis in kreise]
    by_name: tuple[str, ...] = ("A", "Kreis 2", "Kreis 10", "")
    order = [name for name in by_name if name in names]
    cells = [[Cell() for _name in order] for _hurdle in plan.hurdles]
    for result, name in zip(found, names, strict=True):
        for row, hurdle in zip(cells, result.hurdles, strict=True):
            if hurdle.score is not None:
                row[order.index(name)].add(hurdle.score)
    visible = shown(cells, PROTECTION, linked(plan))
    large = [name for name in order if name and names.count(name) >= MIN]
    assert [(group.name, group.n) for group in groups.named] == [(name, names.count(name)) for name in large]
    assert groups.unnamed == len([name for name in order if name]) - len(large)
    assert groups.without == names.count("")
    for group in groups.named:
        column = order.index(group.name)
        for row, seen, mean in zip(cells, visible, group.means, strict=True):
            assert (mean is not None) == seen[column]
            if mean is not None:
                assert (mean.n, mean.mean) == (row[column].n, row[column].mean)
                assert mean.n >= MIN
                assert not row[column].unanimous


def slow_spread(given_: Sequence[int | None]) -> Spread:
    values = sorted(value for value in given_ if value is not None)
    n = len(values)
    if n < MIN:
        return Spread(n)
    found = Spread(n, sum(values), rdiv(sum(values), n))
    if n < 2 * MIN:
        return found
    quarter, three_quarters = -(-n // 4), -(-3 * n // 4)
    middle = (median_low(values), median_high(values))
    return replace(
        found,
        lowest=values[0],
        quartiles=(values[quarter - 1], values[three_quarters - 1]),
        median=middle[:1] if middle[0] == middle[1] else middle,
        highest=values[-1],
        bins=tuple(
            sum(lower <= value < lower + 100 + (lower == 900) for value in values) for lower in range(0, 1000, 100)
        ),
    )


def slow_count(status: Status, found: Sequence[Status]) -> int | None:
    return found.count(status) if len(found) >= 2 * MIN else None


def slow_counts(ids: Sequence[str], found: Sequence[str | None]) -> tuple[Counted, ...] | None:
    known = [id_ for id_ in found if id_ is not None]
    return tuple(Counted(id_, known.count(id_)) for id_ in ids) if len(known) >= 2 * MIN else None


def test_the_contracts_example_of_median_and_quartiles() -> None:
    found = spread({0: 1, 1: 2, 2: 1, 3: 2, 4: 1}, PROTECTION)
    assert (found.median, found.quartiles) == ((2,), (1, 3))
    assert spread({100: 3, 300: 3}, PROTECTION).median == (100, 300)


@pytest.mark.parametrize(
    ("n", "mean", "spread_"), [(4, False, False), (5, True, False), (9, True, False), (10, True, True)]
)
def test_means_from_min_group_on_and_all_else_from_twice_that(n: int, mean: bool, spread_: bool) -> None:
    found = spread({number * 10: 1 for number in range(n)}, Protection())
    assert (found.mean is not None, found.total is not None) == (mean, mean)
    rest = (found.lowest, found.quartiles, found.median, found.highest, found.bins)
    assert all((value is not None) == spread_ for value in rest)


def test_the_table_scorers_columns_give_the_same_as_the_records() -> None:
    plan, numbers = compile_plan(small().questionnaire), range(60)
    coded = pl.DataFrame(code_rows(plan, [answers_given(plan, number) for number in numbers]))
    summaries = []
    for frame in (frame_score(coded, plan, detail=True), table(plan, results(60))):
        builder = SummaryBuilder(plan, small())
        builder.add(frame)
        summaries.append(builder.result())
    assert summaries[0] == summaries[1]


# --- alpha ---


@given(
    st.integers(2, 5).flatmap(lambda k: st.lists(st.lists(st.integers(0, 1000), min_size=k, max_size=k), max_size=60))
)
def test_alpha_by_the_textbook(rows: list[list[int]]) -> None:
    found, k = Sums(), len(rows[0]) if rows else 2
    for row in rows:
        found.add(1, row, [x * x for x in row], sum(row) ** 2)
    value = alpha(k, found).value
    totals = [sum(row) for row in rows]
    if len(rows) < 30 or len(set(totals)) == 1:
        assert value is None
        return
    exact = Fraction(k, k - 1) * (1 - sum(map(variance, zip(*rows, strict=True)), Fraction(0)) / variance(totals))
    assert value is not None
    assert abs(Fraction(value, 100) - exact) <= Fraction(1, 200)
    assert abs(value) == int(abs(exact) * 100 + Fraction(1, 2))


def variance(values: Sequence[int]) -> Fraction:
    mean = Fraction(sum(values), len(values))
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def test_alpha_as_bland_and_altman_published_it() -> None:
    """Mini-HAQ (BMJ 314, 1997, 572): ten items, variances summing to 11.16, variance of the sum 77.44, alpha 0.95."""
    found = Sums(n=40, sums=[0] * 10, squares=[111] * 9 + [117], total=0, total_squares=7744)
    assert alpha(10, found).value == 95


def test_alpha_takes_complete_answer_sets_only() -> None:
    plan, found = compile_plan(small().questionnaire), results(60)
    builder = SummaryBuilder(plan, small())
    builder.add(table(plan, found))
    by_id = {hurdle.id: hurdle.alpha for hurdle in builder.result().hurdles}
    complete = [r for r in found if all(r.question(id_).points is not None for id_ in ("hours", "keys", "share"))]
    assert (by_id["doors"].items, by_id["doors"].n) == (3, len(complete))
    assert by_id["doors"].value is not None
    assert (by_id["ramps"].items, by_id["ramps"].value) == (1, None)


# --- the column to group by ---


def add(by: str, **columns: Sequence[object]) -> None:
    plan = compile_plan(small().questionnaire)
    builder = SummaryBuilder(plan, small(), by=by)
    size = len(next(iter(columns.values())))
    builder.add(table(plan, results(60)[:1] * size, **columns))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: add("respondent.id", x=[1]), "respondent.id"),
        (lambda: add("kries", kreis=["a"]), "kries"),
        (lambda: add("text", text=[str(number) for number in range(1001)]), "1000"),
        (lambda: SummaryBuilder(compile_plan(small().questionnaire), small(), min_group=2), "2"),
    ],
)
def test_what_cannot_be_grouped_is_refused(act: Callable[[], object], said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        act()
    assert raised.value.hint


def test_a_mistyped_column_gets_the_nearest_one() -> None:
    with pytest.raises(UsageError) as raised:
        add("kries", kreis=["a"])
    assert "kreis" in raised.value.hint


def test_a_column_of_numbers_groups_as_well() -> None:
    plan = compile_plan(small().questionnaire)
    builder = SummaryBuilder(plan, small(), by="year")
    builder.add(table(plan, results(20), year=[2025, 2026] * 10))
    groups = builder.result().groups
    assert groups is not None
    assert [group.name for group in groups.named] == ["2025", "2026"]


def test_names_sort_as_people_do() -> None:
    assert sorted(["Kreis 10", "kreis 9", "Ahr", "9", "10"], key=natural) == ["9", "10", "Ahr", "kreis 9", "Kreis 10"]


def test_nothing_is_a_lot_of_none() -> None:
    summary = SummaryBuilder(compile_plan(small().questionnaire), small(), by="kreis").result(rejected=7)
    assert (summary.n, summary.rejected, summary.overall.spread) == (0, 7, Spread(0))
    assert summary.groups is not None
    assert summary.groups.named == ()
