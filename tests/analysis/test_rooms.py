"""Two rooms beside each other, by hand: values of hurdles, and the mean over those that both can be compared by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.group import group
from planself.analysis.group_result import GroupResult
from planself.analysis.rooms import CountedRoom, RoomComparison, ValuePair, compare_rooms
from planself.answers.model import AnswerSet, Value
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from tests.analysis.test_group import member, questionnaire

ROOM = questionnaire(
    {"id": "a", "hurdles": {"one": 1}},
    {"id": "b", "hurdles": {"one": 3, "two": 1}},
    {"id": "c", "hurdles": {"two": 1}},
    {"id": "d", "hurdles": {"three": 1}},
    hurdles=("one", "two", "three"),
)


def counted(*members: AnswerSet, loaded: Loaded = ROOM) -> GroupResult:
    return group(loaded, members)


def compared(earlier: GroupResult, later: GroupResult, loaded: Loaded = ROOM) -> RoomComparison:
    plan = compile_plan(loaded.questionnaire)
    return compare_rooms(CountedRoom(earlier, plan), CountedRoom(later, plan), plan)


def five(**answers: Value | str) -> list[AnswerSet]:
    """Return five people who answer alike."""
    return [member("", (), **answers)] * 5


def test_a_hurdle_is_compared_by_the_weights_of_its_questions() -> None:
    found = compared(counted(*five(a=4, b=0)), counted(*five(a=0, b=4)))
    assert found.people == (5, 5)
    one = found.hurdles[0]
    assert (one.id, one.common, one.is_same) == ("one", ("a", "b"), True)
    assert one.whole == one.comparable == ValuePair(250, 750)


def test_the_whole_is_the_mean_over_hurdles_that_both_rooms_have_a_value_for() -> None:
    found = compared(counted(*five(a=4, b=4, c=0, d=2)), counted(*five(a=0, b=4, c=4)))
    assert [pair.comparable for pair in found.hurdles] == [
        ValuePair(1000, 750),
        ValuePair(500, 1000),
        ValuePair(None, None),
    ]
    assert [pair.whole for pair in found.hurdles] == [ValuePair(1000, 750), ValuePair(500, 1000), ValuePair(500, None)]
    assert found.whole == ValuePair(750, 875)
    assert found.whole.change == 125


def test_a_question_that_one_room_has_too_few_answers_to_leaves_the_comparison() -> None:
    some = [*five(a=4, b=0), member(a=4)]
    found = compared(counted(*some), counted(*five(a=2)))
    one = found.hurdles[0]
    assert (one.whole, one.common, one.comparable, one.is_same) == (
        ValuePair(250, 500),
        ("a",),
        ValuePair(1000, 500),
        False,
    )
    assert (found.people, found.apart) == ((6, 5), 1)


def test_rooms_without_a_common_value_have_no_whole() -> None:
    found = compared(counted(*five(a=4)), counted(*five(c=4)))
    assert found.whole == ValuePair(None, None)
    assert found.whole.change is None


LEVELS = st.lists(st.integers(0, 4), min_size=5, max_size=9)


@given(LEVELS, LEVELS, LEVELS, st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_what_one_room_hides_is_in_no_change(
    first: list[int], second: list[int], seen: list[int], hidden: list[int]
) -> None:
    """Too few answered b in the later room: no answer to b, of either room, is in what is compared."""
    earlier = counted(*(member(a=a, b=b) for a, b in zip(first, seen, strict=False)), *five(a=2))
    later = counted(*(member(a=a, b=hidden[n]) if n < len(hidden) else member(a=a) for n, a in enumerate(second)))
    found = compared(earlier, later).hurdles[0]
    alone = compared(counted(*(member(a=a) for a, _b in zip(first, seen, strict=False)), *five(a=2)), later).hurdles[0]
    assert (found.common, found.is_same) == (("a",), len(seen) < 5 or min(len(first), len(seen)) < 5)
    assert found.comparable == alone.comparable
    assert compared(later, earlier).hurdles[0].comparable.change == -(found.comparable.change or 0)


CHOICES = questionnaire(
    {"id": "a", "hurdles": {"one": 1}},
    {"id": "b", "hurdles": {"one": 1}},
    {
        "id": "some", "type": "multiple", "hurdles": {"one": 1},
        "options": [{"id": "x", "label": "X"}, {"id": "y", "label": "Y"}],
    },
    hurdles=("one",),
)  # fmt: skip


def test_what_counts_do_not_tell_is_compared_only_where_both_values_rest_on_the_same() -> None:
    """Of ticked options the mean stands in no published count; as part of a published value it is there."""
    some = five(a=4, some=("x",))
    same = compared(counted(*some, loaded=CHOICES), counted(*five(a=0, some=("x", "y")), loaded=CHOICES), CHOICES)
    assert (same.hurdles[0].common, same.hurdles[0].is_same) == (("a", "some"), True)
    other = compared(counted(*some, loaded=CHOICES), counted(*five(a=4, b=2, some=("x",)), loaded=CHOICES), CHOICES)
    assert (other.hurdles[0].common, other.hurdles[0].comparable) == (("a",), ValuePair(1000, 1000))


def test_a_room_of_an_older_version_is_compared_over_what_is_scored_alike() -> None:
    """Of a closed workshop the counts remain: c was called b, d is scored otherwise, e is new."""
    old = questionnaire(
        {"id": "a", "hurdles": {"one": 1}},
        {"id": "b", "hurdles": {"one": 1}},
        {"id": "d", "hurdles": {"two": 1}},
        hurdles=("one", "two"),
    )
    new = questionnaire(
        {"id": "a", "hurdles": {"one": 1}},
        {"id": "c", "renamed_from": ["b"], "hurdles": {"one": 1}},
        {"id": "d", "reverse": True, "hurdles": {"two": 1}},
        {"id": "e", "hurdles": {"three": 1}},
        hurdles=("one", "two", "three"),
    )
    earlier = CountedRoom(counted(*five(a=4, b=0, d=4), loaded=old), compile_plan(old.questionnaire))
    plan = compile_plan(new.questionnaire)
    later = CountedRoom(counted(*five(a=4, c=4, d=4, e=1), loaded=new), plan)
    one, two, three = compare_rooms(earlier, later, plan, {"b": "c"}).hurdles
    assert (one.is_same, one.comparable, one.common) == (True, ValuePair(500, 1000), ("a", "c"))
    assert (two.is_same, two.whole, two.comparable) == (False, ValuePair(1000, 0), ValuePair(None, None))
    assert (three.whole, three.comparable.change) == (ValuePair(None, 250), None)
