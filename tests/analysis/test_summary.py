"""A whole lot in numbers, against a slow reading of the rules over the single results, whatever the blocks."""

from __future__ import annotations

import re
from collections import Counter as TallyOf
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.summary.alpha import AlphaSums, alpha
from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.groups import natural
from planself.analysis.summary.result import Counted, GroupScores, Summary
from planself.analysis.summary.spread import Spread, coarse, spread
from planself.errors import UsageError
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.scoring.frame import score as frame_score
from planself.scoring.plan import State
from planself.scoring.record import score
from planself.scoring.result import Result, Status
from tests import strategies
from tests.lots import given as answers_given
from tests.lots import results, small, table
from tests.reaching import reached, reaching
from tests.scoring.engines import code_rows

LEAST = 10
DISTRICTS = ("Kreis 2", "Kreis 10", "A", " A ", "", None)
DRAWN = (DISTRICTS, DISTRICTS[:2], DISTRICTS[:3], (*DISTRICTS[:2] * 8, "A"))


@st.composite
def lots(draw: st.DrawFn) -> tuple[Questionnaire, list[Result], list[str | None]]:
    """Draw a questionnaire, results under it, and a district for each; many results are alike."""
    questionnaire = draw(strategies.questionnaires(max_questions=4))
    plan = compile_plan(questionnaire)
    kinds = [score(plan, draw(strategies.answers(plan))) for _kind in range(draw(st.integers(1, 4)))]
    dice = Random(draw(st.integers(0, 10**6)))  # noqa: S311 -- test data
    size = draw(st.sampled_from([0, 4, 9, 10, 12, 24, 33, 70]))
    return questionnaire, dice.choices(kinds, k=size), dice.choices(draw(st.sampled_from(DRAWN)), k=size)


def summarised(
    questionnaire: Questionnaire, found: Sequence[Result], kreise: Sequence[str | None], cut: int
) -> Summary:
    """Return the summary of results that come in two blocks."""
    plan = compile_plan(questionnaire)
    builder = SummaryBuilder(plan, Loaded(questionnaire, "sha256:0", Path("x.yaml")), by="kreis")
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
    assert summary.overall.insufficient == of(len(found), statuses.count(Status.INSUFFICIENT))
    assert summary.overall.not_applicable == of(len(found), statuses.count(Status.NOT_APPLICABLE))
    stages = [(stage.id, stage.lower) for stage in plan.stages]
    assert summary.overall.stages == slow_counts(stages, [r.overall.stage for r in found])
    least = [min((h.score for h in r.hurdles if h.score is not None), default=1000) for r in found]
    compared = sum(score < 1000 for score in least)
    assert summary.compared == of(len(found), compared)
    for place, hurdle in enumerate(summary.hurdles):
        mine = [r.hurdles[place] for r in found]
        assert hurdle.id == plan.hurdles[place].id
        assert hurdle.spread == slow_spread([h.score for h in mine])
        assert hurdle.insufficient == of(len(found), [h.status for h in mine].count(Status.INSUFFICIENT))
        assert hurdle.not_applicable == of(len(found), [h.status for h in mine].count(Status.NOT_APPLICABLE))
        assert hurdle.bands == slow_counts([(b.id, b.lower) for b in plan.bands], [h.band for h in mine])
        ties = sum(h.score == low < 1000 for h, low in zip(mine, least, strict=True))
        assert hurdle.lowest == of(compared, ties)


@given(lots())
def test_questions_and_gates_by_a_slow_reading_of_the_rules(
    lot: tuple[Questionnaire, list[Result], list[str | None]],
) -> None:
    questionnaire, found, kreise = lot
    plan, summary = compile_plan(questionnaire), summarised(questionnaire, found, kreise, 0)
    for question in summary.questions:
        states = [r.question(question.id).state for r in found]
        asked = sum(state not in (State.NOT_ASKED, State.PENDING) for state in states)
        assert question.asked == of(len(found), asked)
        assert question.unknown == of(asked, states.count(State.UNKNOWN))
    assert [(g.hurdle, g.question) for g in summary.gates] == [
        (h.id, g.question) for h in plan.hurdles for g in h.gates
    ]
    for gate in summary.gates:
        answered = sum(r.question(gate.question).points is not None for r in found)
        failed = sum(gate.question in r.hurdle(gate.hurdle).failed_gates for r in found)
        assert (gate.answered, gate.failed) == (of(len(found), answered), of(answered, failed))


def test_groups_by_a_slow_reading_of_the_rules() -> None:
    seen, questionnaire = TallyOf[str](), small().questionnaire
    for seed in range(150):
        dice = Random(seed)  # noqa: S311 -- test data
        size = dice.choice([9, 12, 24, 33, 45, 70])
        found, kreise = dice.choices(results(60), k=size), dice.choices(dice.choice(DRAWN), k=size)
        groups = summarised(questionnaire, found, kreise, dice.randrange(size)).groups
        assert groups is not None
        names = [(kreis or "").strip() for kreis in kreise]
        shown = slow_shown(names, set(names) - {""})
        shown = shown if len(shown) > 1 else set()
        seen[f"{len(shown)} groups"] += 1
        in_order = [name for name in ("A", "Kreis 2", "Kreis 10") if name in shown]
        assert [(group.name, group.n) for group in groups.named] == [(name, names.count(name)) for name in in_order]
        assert groups.unnamed == len(set(names) - {""}) - len(shown)
        assert groups.without == names.count("")
        for place in range(len(questionnaire.hurdles)):
            scored = [(name, r.hurdles[place].score) for name, r in zip(names, found, strict=True)]
            rated = [(name, score) for name, score in scored if score is not None]
            visible = slow_shown([name for name, _score in rated], shown)
            for group in groups.named:
                mine = slow_spread([score for name, score in rated if name == group.name])
                told = GroupScores(mine.n, mine.quartiles) if mine.n and mine.quartiles else None
                seen["too few"] += told is None
                seen["too few outside"] += told is not None and group.name not in visible
                assert group.hurdles[place] == (told if group.name in visible else None)
    assert {"0 groups", "2 groups", "3 groups", "too few", "too few outside"} <= {name for name, n in seen.items() if n}


def slow_shown(names: Sequence[str], candidates: set[str]) -> set[str]:
    """Return the groups of ten; the smallest goes (of equals the last by name) while one to nine stand outside."""
    shown = {name for name in candidates if names.count(name) >= LEAST}
    while shown and 0 < sum(name not in shown for name in names) < LEAST:
        shown.remove(min(sorted(shown, reverse=True), key=names.count))
    return shown


def of(n: int, count: int) -> int | None:
    return count if n >= LEAST else None


def points(score: int) -> int:
    return int(Fraction(score, 10) + Fraction(1, 2))


def slow_spread(given_: Sequence[int | None]) -> Spread:
    values = sorted(points(value) for value in given_ if value is not None)
    n = len(values)
    if len(given_) < LEAST:
        return Spread()
    if n < LEAST:
        return Spread(n)
    lower, middle, upper = (values[ceil(k * n / 4) - 1] for k in (1, 2, 3))
    ends = [20, 40, 60, 80, 101]
    return Spread(n, (lower, middle, upper), tuple(sum(end - 20 - end % 20 <= v < end for v in values) for end in ends))


def slow_counts(classes: Sequence[tuple[str, int]], found: Sequence[str | None]) -> tuple[Counted, ...] | None:
    known = [id_ for id_ in found if id_ is not None]
    starts = sorted({lower for _id, lower in classes})
    narrow = any(end - start < 100 for start, end in zip(starts, [*starts[1:], 1000], strict=True))
    if len(known) < LEAST or narrow:
        return None
    return tuple(Counted(id_, known.count(id_)) for id_, _lower in classes)


def test_the_contracts_example_of_median_and_quartiles() -> None:
    """0 1 1 2 3 3 4 has median 2, quartiles 1 and 3; here each level twice, since it takes ten."""
    found = spread({0: 2, 250: 4, 500: 2, 750: 4, 1000: 2})
    assert found.quartiles == (25, 50, 75)
    assert found.fifths == (2, 4, 2, 4, 2)


def test_a_score_is_told_in_whole_points_only() -> None:
    near, other = {495: 3, 499: 4, 503: 3}, {500: 10}
    assert spread(near) == spread(other) == Spread(10, (50, 50, 50), (0, 0, 10, 0, 0))
    assert spread({194: 10}).fifths == (10, 0, 0, 0, 0)
    assert spread({195: 10}).fifths == (0, 10, 0, 0, 0)
    assert spread({1000: 10}).fifths == (0, 0, 0, 0, 10)


def test_nothing_is_told_of_fewer_than_ten_scores() -> None:
    assert spread({number * 10: 1 for number in range(9)}) == Spread(9)
    assert spread({number * 10: 1 for number in range(10)}).quartiles == (2, 4, 7)


@pytest.mark.parametrize(
    ("starts", "fit"),
    [([0, 250, 500], True), ([0, 900], True), ([0, 901], False), ([0, 1000], False), ([0, 500, 599], False)],
)
def test_bands_that_come_near_to_a_single_score_are_not_counted(starts: list[int], fit: bool) -> None:
    assert coarse(starts) is fit


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


@reaching("too few", "enough")
@given(
    st.integers(2, 5).flatmap(
        lambda k: (
            st.lists(st.lists(st.integers(0, 1000), min_size=k, max_size=k), min_size=27, max_size=60)
            | st.lists(st.lists(st.sampled_from([0, 500, 1000]), min_size=k, max_size=k), max_size=60)
        )
    )
)
def test_alpha_by_the_textbook(rows: list[list[int]]) -> None:
    found, k = AlphaSums(), len(rows[0]) if rows else 2
    for row in rows:
        found.add(1, row, [x * x for x in row], sum(row) ** 2)
    value = alpha(k, found).value
    totals = [sum(row) for row in rows]
    if reached("too few", len(rows) < 30) or len(set(totals)) == 1:
        assert value is None
        return
    exact = Fraction(k, k - 1) * (1 - sum(map(variance, zip(*rows, strict=True)), Fraction(0)) / variance(totals))
    assert value is not None
    reached("enough")
    assert abs(Fraction(value, 100) - exact) <= Fraction(1, 200)
    assert abs(value) == int(abs(exact) * 100 + Fraction(1, 2))


def variance(values: Sequence[int]) -> Fraction:
    mean = Fraction(sum(values), len(values))
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def test_alpha_as_bland_and_altman_published_it() -> None:
    """Mini-HAQ (BMJ 314, 1997, 572): ten items, variances summing to 11.16, variance of the sum 77.44, alpha 0.95."""
    found = AlphaSums(n=40, sums=[0] * 10, squares=[111] * 9 + [117], total=0, total_squares=7744)
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
        (lambda: add("doors.score", x=["a"]), "doors.score"),
        (lambda: add("overall.stage", x=["a"]), "overall.stage"),
        (lambda: add("points:hours", x=["a"]), "points:hours"),
    ],
)
def test_what_cannot_be_grouped_is_refused(act: Callable[[], object], said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        act()
    assert not re.search(r"score|points:", raised.value.hint)


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
    assert (summary.n, summary.rejected, summary.overall.spread) == (0, 7, Spread())
    assert summary.groups is not None
    assert summary.groups.named == ()


def test_who_names_a_respondent_or_a_role_is_counted_once() -> None:
    plan = compile_plan(small().questionnaire)
    builder = SummaryBuilder(plan, small())
    columns = {"respondent.id": ["a", "", None, "b"], "respondent.role": ["lead", "lead", "", None]}
    builder.add(table(plan, results(4), **columns))
    builder.add(table(plan, results(4)))
    assert builder.result().people == 3


def test_of_groups_of_one_size_the_one_goes_that_the_questionnaire_lists_later() -> None:
    """Twice ten and three others: one of the tens goes too, and with a single one left there is no view by group."""
    plan, loaded = compile_plan(small().questionnaire), small()
    by_role = [role.id for role in loaded.questionnaire.roles]
    assert len(by_role) > 1
    first, second = by_role[:2]
    names = [second] * 10 + [first] * 10 + ["a"] * 10 + ["zz"] * 3
    builder = SummaryBuilder(plan, loaded, by="respondent.role")
    builder.add(table(plan, results(33), **{"respondent.role": names}))
    groups = builder.result().groups
    assert groups is not None
    assert {group.name for group in groups.named} == {first, second}
    assert groups.unnamed == 2
