"""A group's result: against a slow reading of the rules, by hand, and against an attacker with the JSON in hand."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.anonymity import SPAN
from planself.analysis.discussion import TWO_CAMPS
from planself.analysis.group import group
from planself.analysis.group_result import GroupResult
from planself.analysis.group_schema import schema
from planself.answers.model import Answer, AnswerSet, Respondent, Value
from planself.errors import UsageError
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import assess
from planself.scoring.plan import State
from tests.strategies import questionnaires

FIVE = [{"label": str(level)} for level in range(5)]
SCHEMA = schema()


def questionnaire(*questions: dict[str, Any], hurdles: Sequence[str] = ("one",)) -> Loaded:
    """Return a questionnaire of these questions; those without a type are scales of five levels."""
    scale = {"type": "scale", "levels": FIVE, "hurdles": {"one": 1}}
    data = {
        "format": "planself/questionnaire/1",
        "id": "room",
        "version": "1.0.0",
        "languages": ["en"],
        "title": "Room",
        "bands": [{"id": "low", "from": 0, "label": "low"}],
        "stages": [{"id": "one", "min": 0, "label": "one"}],
        "roles": [{"id": role, "label": role} for role in ("lead", "plan", "council")],
        "hurdles": [{"id": id_, "name": id_} for id_ in hurdles],
        "sections": [
            {
                "id": "all",
                "title": "All",
                "questions": [{"text": "?", **(scale if "type" not in q else {}), **q} for q in questions],
            }
        ],
    }
    return Loaded(Questionnaire.model_validate(data), "sha256:0", Path("room.yaml"))


ONE = questionnaire({"id": "q"})


def member(role: str = "", part: Sequence[str] = (), **answers: Value | str) -> AnswerSet:
    """Return the answers of somebody; the words of states stand for themselves."""
    return AnswerSet(
        respondent=Respondent(id="W77", role=role, department="secret office"),
        date=date(2026, 9, 24),
        part=tuple(part),
        answers={id_: answer(value) for id_, value in answers.items()},
    )


def answer(value: Any) -> Answer:
    return Answer(said=value) if value in ("unknown", "not_applicable") else Answer(value=value)


def room(**levels: Sequence[int | str]) -> list[AnswerSet]:
    """Return members of roles who answer the question `q` so."""
    return [member(role, q=level) for role, found in levels.items() for level in found]


# --- by hand ---


def test_the_example_of_the_contract() -> None:
    """0 1 1 2 3 3 4 has the median 2 and the quartiles 1 and 3."""
    found = group(ONE, room(lead=[0, 1, 1, 2], plan=[3, 3, 4]), min_group=3).question("q")
    assert (found.n, found.counts) == (7, (1, 2, 1, 2, 1))
    assert (found.median, found.quartiles) == ((2,), (1, 3))
    assert (found.agreement, found.word) == (5, "scattered")  # two of seven stand as 0 1 0 1 0, which is 1/6: 1/21


def test_two_middle_answers_that_differ_are_both_given() -> None:
    found = group(ONE, room(lead=[0, 0, 1, 1, 1], plan=[3, 3, 3, 4, 4])).question("q")
    assert found.median == (1, 3)


def test_who_does_not_answer_is_counted_beside() -> None:
    members = [*room(lead=[1, 2, 3, 4, 4, 3, 2, 1, 1, 2, "unknown", "unknown", "not_applicable"]), member("lead")]
    found = group(ONE, members).question("q")
    assert (found.n, found.unknown, found.not_applicable, found.missing) == (10, 2, 1, 1)


def test_a_hurdle_by_person_and_by_role() -> None:
    found = group(ONE, room(lead=[4, 4, 4, 4, 3, 3], plan=[0, 1, 2, 0, 1], council=[2, 2, 1, 1, 1])).hurdle("one")
    assert (found.n, found.score) == (16, 516)  # 8250 ÷ 16 = 515.6…
    assert [(cell.role, cell.n, cell.score) for cell in found.roles] == [
        ("lead", 6, 917),
        ("plan", 5, 200),
        ("council", 5, 350),
    ]
    assert found.mean_of_roles == 489
    assert (found.lowest, found.quartiles, found.highest) == (0, (250, 750), 1000)


def test_counts_of_every_type() -> None:
    loaded = questionnaire(
        {"id": "q"},
        {"id": "single", "type": "single", "options": [{"id": "a", "label": "a"}, {"id": "b", "label": "b"}]},
        {"id": "ticks", "type": "multiple", "options": [{"id": "a", "label": "a"}, {"id": "b", "label": "b"}]},
        {"id": "yes", "type": "yes_no"},
        {
            "id": "number",
            "type": "number",
            "hurdles": {"one": 1},
            "steps": [{"from": 2, "points": 0.5}, {"from": 4, "points": 1}],
        },
        {"id": "free", "type": "number"},
        {"id": "text", "type": "text"},
    )
    one = member(q=1, single="b", ticks=("a", "b"), yes=True, number=2_000_000, free=7, text="secret")
    other = member(q=1, single="a", ticks=("b",), yes=False, number=1_000_000, free=9, text="secret")
    found = group(loaded, [one] * 6 + [other] * 4)
    counts = {question.id: question.counts for question in found.questions}
    assert counts == {
        "q": (0, 10, 0, 0, 0),
        "single": (4, 6),
        "ticks": (6, 10),
        "yes": (4, 6),
        "number": (4, 6, 0),
        "free": None,
        "text": None,
    }
    assert {q.id for q in found.questions if q.median or q.quartiles or q.agreement or q.word} == {"q"}
    assert "secret" not in json.dumps(found.to_json())


# --- what is not said ---


def published(found: GroupResult) -> set[str]:
    """Return which numbers of questions and hurdles are there at all."""
    data = found.to_json()
    entries = [*data["questions"], *data["hurdles"]]
    return {key for entry in entries for key, value in entry.items() if key != "id" and value not in (None, [])}


def test_a_group_that_is_too_small_says_how_many_it_is() -> None:
    found = group(ONE, room(lead=[1, 2, 3, 4]))
    assert found.n == 4
    assert published(found) == set()
    assert found.discussion == ()


def test_a_group_below_twice_the_least_has_means_only() -> None:
    found = group(ONE, room(lead=[0, 1, 4, 4], plan=[0, 0, 1, 4, 4]))
    assert published(found) == {"n", "score", "roles", "agreement", "word"}
    assert all(role.hidden for role in found.hurdle("one").roles)
    assert talk(found) == [("q", "split", 500 - 5 * (found.question("q").agreement or 0), None)]
    assert published(group(ONE, room(lead=[0, 1, 4, 4, 1], plan=[0, 0, 1, 4, 4]))) > {"counts", "lowest", "word"}


def test_few_valid_answers_in_a_large_group_have_no_counts() -> None:
    found = group(ONE, room(lead=[*[0, 4] * 4, *["unknown"] * 6])).question("q")
    assert (found.n, found.unknown, found.counts, found.median, found.unsure) == (8, 6, None, None, None)
    assert (found.agreement, found.word) == (-100, "split")
    assert group(ONE, room(lead=[0, 0, 4, 4])).question("q").agreement is None
    assert group(ONE, room(lead=[0, 0, 4, 4]), min_group=3).question("q").agreement is None  # five for any A


def test_agreement_needs_five_answers_and_the_smallest_group() -> None:
    few, more = room(lead=[0, 0, 4, 4, 1]), room(lead=[0, 0, 4, 4, 1, 1])
    assert group(ONE, few).question("q").word == "split"
    assert group(ONE, few, min_group=6).question("q").word is None
    assert group(ONE, more, min_group=6).question("q").word == "split"


def test_a_small_group_talks_of_what_agreement_shows_only() -> None:
    """Knowledge gaps and scope need counts, which wait for twice the smallest group."""
    assert talk(group(ONE, room(lead=[2] * 5 + ["unknown"] * 4))) == []
    assert talk(group(ONE, room(lead=[2] * 6 + ["unknown"] * 4))) == [("q", "knowledge_gap", 800, None)]


@pytest.mark.parametrize("min_group", [3, 4, 5, 6])
def test_where_agreement_stands_without_counts_no_role_is_shown(min_group: int) -> None:
    """So whoever computes the counts from A and the mean still has no role to subtract."""
    for n in range(5, 2 * min_group):
        for leads in range(1, n):
            found = group(
                ONE,
                room(lead=[0, 1, 2, 3, 4, 0, 1, 2, 3][:leads], plan=[4] * (n - leads - 1) + [3]),
                min_group=min_group,
            )
            question = found.question("q")
            assert (question.agreement is not None) == (n >= max(5, min_group))
            hidden = (question.counts, question.median, question.quartiles, question.unknown)
            assert hidden == (None,) * 4
            assert all(cell.hidden for cell in found.hurdle("one").roles)


def test_a_small_role_takes_the_next_with_it_and_leaves_no_mean_of_roles() -> None:
    found = group(ONE, room(lead=[4, 3, 2, 1], plan=[0, 1, 2, 0, 1], council=[2, 2, 1, 1, 1, 0])).hurdle("one")
    assert [(cell.role, cell.hidden) for cell in found.roles] == [("lead", True), ("plan", True), ("council", False)]
    assert found.mean_of_roles is None


def test_who_has_no_known_role_is_protected_like_everybody_else() -> None:
    """Whoever alone has no role would be the difference between the total and the roles."""
    members = [*room(lead=[4, 3, 2, 1, 1], plan=[0, 1, 2, 0, 1, 3]), member("mayor", q=4)]
    found = group(ONE, members)
    assert [(cell.role, cell.hidden) for cell in found.hurdle("one").roles] == [("lead", True), ("plan", False)]
    assert "mayor" not in json.dumps(found.to_json())
    named = group(ONE, members, open_=True, roles=("mayor", "lead"))
    assert [(cell.role, cell.score) for cell in named.hurdle("one").roles] == [("mayor", 1000), ("lead", 550)]


def test_one_role_alone_is_no_division() -> None:
    assert group(ONE, room(lead=[3] * 12)).hurdle("one").roles == ()


def test_different_parts_give_scores_by_role_only() -> None:
    loaded = questionnaire({"id": "q"}, {"id": "leads", "roles": ["lead"]}, {"id": "plans", "roles": ["plan"]})
    leads = [member("lead", ["lead"], q=n % 5, leads=n % 3) for n in range(12)]
    plans = [member("plan", ["plan"], q=n % 4, plans=n % 2) for n in range(11)]
    found = group(loaded, [*leads, *plans])
    hurdle = found.hurdle("one")
    assert found.divided
    assert (hurdle.n, hurdle.score, hurdle.lowest, hurdle.mean_of_roles) == (23, None, None, None)
    assert [cell.hidden for cell in hurdle.roles] == [False, False]
    assert found.question("q").counts is not None
    alone = found.question("leads")  # its counts would be those of the leads
    assert (alone.n, alone.counts, alone.missing, alone.comments) == (12, None, None, None)
    assert {item.question for item in found.discussion} <= {"q"}
    same = group(loaded, [member("lead", ["lead", "plan", "council"], q=1), member("lead", q=1)] * 8)
    assert not same.divided


def test_less_than_three_is_refused_before_anything_is_read() -> None:
    unread = iter(room(lead=[1, 2, 3]))
    with pytest.raises(UsageError):
        group(ONE, unread, min_group=2)
    assert len(list(unread)) == 3


def test_codes_offices_and_dates_stay_where_they_are() -> None:
    text = json.dumps(group(ONE, room(lead=[0, 1, 2, 3, 4] * 3, plan=[1, 2] * 4), comments=True).to_json())
    assert "W77" not in text
    assert "secret office" not in text
    assert "2026" not in text


def test_remarks_only_when_asked_for_and_in_an_order_that_tells_nothing() -> None:
    remarks = ["late", "Early", "late", *[""] * 8]
    members = [AnswerSet(answers={"q": Answer(value=1, comment=remark, unsure=bool(remark))}) for remark in remarks]
    found = group(ONE, members, comments=True)
    assert found.question("q").comments == ("Early", "late", "late")
    assert found.question("q").unsure == 3
    assert found == group(ONE, reversed(members), comments=True)
    assert "comments" not in group(ONE, members).to_json()["questions"][0]
    assert group(ONE, members[:9], comments=True).question("q").comments is None


# --- what to talk about ---


def talk(found: GroupResult) -> list[tuple[str, str, int, str | None]]:
    return [(item.question, item.kind.value, item.disagreement, item.hurdle) for item in found.discussion]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([0] * 5 + [4] * 5, [("q", "split", 1000, None)]),
        ([0, 1, 2, 3, 4] * 2, [("q", "spread", 500, None)]),  # scattered, A = 0
        ([2] * 10, []),
        ([2] * 10 + ["unknown"] * 3, [("q", "knowledge_gap", 462, None)]),  # 2 · 3 ÷ 13
        ([2] * 10 + ["unknown"] * 2, []),  # 333: less than a fifth
        (["unknown"] * 12, []),  # nobody knows: no disagreement
        ([2] * 10 + ["not_applicable"] * 5, [("q", "scope", 667, None)]),  # 2 · 5 ÷ 15
        ([0, 1, 2, 3, 4] * 2 + ["unknown"] * 5, [("q", "knowledge_gap", 667, None)]),  # more than spread
    ],
)
def test_kinds(answers: list[int | str], expected: list[Any]) -> None:
    assert talk(group(ONE, room(lead=answers))) == expected


def test_roles_that_see_a_hurdle_differently() -> None:
    """The kind is what weighs more: A = -0.6 makes 800, the roles lie 600 and 200 apart."""
    both = group(ONE, room(lead=[4, 4, 4, 0, 0], plan=[0, 0, 0, 4, 0]))
    assert [cell.score for cell in both.hurdle("one").roles] == [600, 200]
    assert talk(both) == [("q", "split", 800, "one")]
    far = group(ONE, room(lead=[4, 3, 4, 3, 4], plan=[0, 1, 0, 1, 0]))
    assert talk(far) == [("q", "perception_gap", 800, "one")]
    mild = group(ONE, room(lead=[3, 3, 3, 2, 2], plan=[2, 2, 2, 1, 2]))
    assert talk(mild) == []  # 200 apart: 25.0 is needed
    clear = group(ONE, room(lead=[3, 3, 3, 3, 2], plan=[2, 2, 1, 1, 2]))
    assert talk(clear) == [("q", "perception_gap", 300, "one")]


def test_hidden_roles_are_not_betrayed_by_the_list() -> None:
    assert talk(group(ONE, room(lead=[3, 3, 3, 3, 3], plan=[2, 2, 1, 1, 2]))) == []


def test_rank_is_weight_times_disagreement_then_the_order_of_the_questionnaire() -> None:
    loaded = questionnaire({"id": "light"}, {"id": "heavy", "hurdles": {"one": 2}}, {"id": "same"})
    members = [member("lead", light=n % 5, heavy=n % 5, same=n % 5) for n in range(10)]
    found = group(loaded, members)
    assert [(i.rank, i.question, i.weight) for i in found.discussion] == [
        (1, "heavy", 200),
        (2, "light", 100),
        (3, "same", 100),
    ]


# --- laws ---


def given_answers(loaded: Loaded) -> st.SearchStrategy[dict[str, Answer]]:
    """Draw answers to scales only; whatever else there is stays open."""
    scales = {q.id: len(loaded.questionnaire.levels(q)) for q in loaded.questionnaire.questions if q.type == "scale"}
    said = st.sampled_from(["unknown", "not_applicable"]).map(answer)
    return st.fixed_dictionaries(
        {}, optional={id_: st.one_of(st.integers(0, n - 1).map(answer), said) for id_, n in scales.items()}
    )


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Loaded, list[AnswerSet]]:
    loaded = Loaded(draw(questionnaires(roles=True, max_questions=5)), "sha256:0", Path("drawn.yaml"))
    person = st.builds(
        AnswerSet,
        respondent=st.sampled_from(["planning", "council", "care", "", "other"]).map(
            lambda role: Respondent(role=role)
        ),
        part=st.sampled_from([(), (), (), ("council",)]),
        answers=given_answers(loaded),
    )
    return loaded, draw(st.lists(person, max_size=25))


@given(rooms(), st.sampled_from([3, 4, 5]))
def test_every_number_is_what_a_slow_reading_gives_and_keeps_the_schema(
    drawn: tuple[Loaded, list[AnswerSet]], min_group: int
) -> None:
    loaded, members = drawn
    found = group(loaded, members, min_group=min_group)
    jsonschema.validate(json.loads(json.dumps(found.to_json())), SCHEMA)
    results = [assess(loaded, each).result for each in members]
    for question in found.questions:
        states = [result.question(question.id).state for result in results]
        if question.n is not None:
            assert question.n == states.count(State.ANSWERED)
        if question.unknown is not None:
            assert question.unknown == states.count(State.UNKNOWN)
        if question.counts is not None and question.median is not None:
            levels = sorted(level for level, count in enumerate(question.counts) for _ in range(count))
            n = len(levels)
            assert n == question.n
            assert n >= 2 * min_group
            assert set(question.median) == {levels[(n - 1) // 2], levels[n // 2]}
            assert question.quartiles == (levels[-(-n // 4) - 1], levels[-(-3 * n // 4) - 1])
    for hurdle in found.hurdles:
        scores = [s for s in (result.hurdle(hurdle.id).score for result in results) if s is not None]
        if hurdle.score is not None:
            assert len(scores) >= min_group
            assert abs(Fraction(sum(scores), len(scores)) - hurdle.score) <= Fraction(1, 2)
        if hurdle.lowest is not None:
            assert (hurdle.lowest, hurdle.highest) == (min(scores), max(scores))
            assert len(scores) >= 2 * min_group
        means = [cell.score for cell in hurdle.roles if cell.score is not None]
        assert (hurdle.mean_of_roles is not None) <= (len(means) > 1)
    assert [item.rank for item in found.discussion] == list(range(1, len(found.discussion) + 1))


@given(rooms(), st.randoms(use_true_random=False))
def test_the_order_of_the_members_and_how_they_come_do_not_matter(
    drawn: tuple[Loaded, list[AnswerSet]], random: Any
) -> None:
    loaded, members = drawn
    shuffled = random.sample(members, len(members))
    assert group(loaded, members) == group(loaded, (assess(loaded, each) for each in shuffled))


@given(rooms())
def test_the_list_follows_from_the_published_counts(drawn: tuple[Loaded, list[AnswerSet]]) -> None:
    """Whoever holds the JSON can tell why a question is on the list, so being on it tells nothing new."""
    loaded, members = drawn
    found = group(loaded, members)
    for item in found.discussion:
        question = found.question(item.question)
        match item.kind:
            case "split" | "spread":
                assert question.agreement is not None
            case "perception_gap":
                assert item.hurdle is not None
                means = [cell.score for cell in found.hurdle(item.hurdle).roles if cell.score is not None]
                assert item.disagreement == max(means) - min(means)
            case _:
                assert question.unknown is not None
                assert item.disagreement >= TWO_CAMPS


levels = st.one_of(
    st.lists(st.integers(0, 4), min_size=1, max_size=9),
    st.tuples(st.integers(1, 9), st.integers(0, 4)).map(lambda pair: [pair[1]] * pair[0]),
)


@given(levels, levels, levels, st.sampled_from([3, 5]))
def test_nobody_with_the_json_and_all_sizes_finds_a_hidden_role(
    lead: list[int], plan: list[int], council: list[int], min_group: int
) -> None:
    """The hurdle has one question, so its counts give the sum exactly, and the extremes with it."""
    data = group(ONE, room(lead=lead, plan=plan, council=council), min_group=min_group).to_json()
    sizes = {"lead": len(lead), "plan": len(plan), "council": len(council)}
    [hurdle], [question] = data["hurdles"], data["questions"]
    cells = {cell["role"]: cell for cell in hurdle["roles"]}
    hidden = {role: sizes[role] for role, cell in cells.items() if "hidden" in cell}
    if len(hidden) in (0, 3):
        return
    low, high = (0, 1000) if hurdle["lowest"] is None else (hurdle["lowest"] * 10, hurdle["highest"] * 10)
    total = hurdle["score"] * 10 * hurdle["n"]
    slack = Fraction(hurdle["n"], 2)
    if question["counts"]:
        total, slack = sum(250 * level * count for level, count in enumerate(question["counts"])), Fraction(0)
    shown = [cell for cell in cells.values() if "hidden" not in cell]
    rest = Fraction(total) - sum(Fraction(cell["score"] * 10 * cell["n"]) for cell in shown)
    slack += sum(Fraction(cell["n"], 2) for cell in shown)
    for n in hidden.values():
        others = sum(hidden.values()) - n
        least = max(Fraction(n * low), rest - slack - Fraction(others * high))
        most = min(Fraction(n * high), rest + slack - Fraction(others * low))
        small = n < min_group
        assert most - least >= (SPAN * n if small else 1)


def test_five_thousand_members_take_no_more_memory_than_fifty() -> None:
    def peak(n: int) -> int:
        members = (member("lead", q=step % 5) for step in range(n))
        tracemalloc.start()
        group(ONE, members)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(50)
    assert peak(5000) < peak(50) + 300_000  # kept, they would take megabytes
