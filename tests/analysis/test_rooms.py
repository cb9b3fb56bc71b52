"""Two rooms beside each other, by hand: values of hurdles, and the mean over those that both can be compared by."""

from __future__ import annotations

from planself.analysis.anonymity import Protection
from planself.analysis.rooms import RoomCounts, ValuePair, compare_rooms
from planself.analysis.tally import MemberTally
from planself.answers.model import AnswerSet, Value
from planself.questionnaire.load import Loaded
from tests.analysis.test_group import member, questionnaire

ROOM = questionnaire(
    {"id": "a", "hurdles": {"one": 1}},
    {"id": "b", "hurdles": {"one": 3, "two": 1}},
    {"id": "c", "hurdles": {"two": 1}},
    {"id": "d", "hurdles": {"three": 1}},
    hurdles=("one", "two", "three"),
)


def counted(*members: AnswerSet, loaded: Loaded = ROOM) -> RoomCounts:
    tally = MemberTally(loaded)
    for each in members:
        tally.add(each)
    return RoomCounts(tally, Protection())


def five(**answers: Value | str) -> list[AnswerSet]:
    """Return five people who answer alike."""
    return [member("", (), **answers)] * 5


def test_a_hurdle_is_compared_by_the_weights_of_its_questions() -> None:
    found = compare_rooms(counted(*five(a=4, b=0)), counted(*five(a=0, b=4)))
    assert found.people == (5, 5)
    one = found.hurdles[0]
    assert (one.id, one.common, one.is_same) == ("one", ("a", "b"), True)
    assert one.whole == one.comparable == ValuePair(250, 750)


def test_the_whole_is_the_mean_over_hurdles_that_both_rooms_have_a_value_for() -> None:
    found = compare_rooms(counted(*five(a=4, b=4, c=0, d=2)), counted(*five(a=0, b=4, c=4)))
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
    found = compare_rooms(counted(*some), counted(*five(a=2)))
    one = found.hurdles[0]
    assert (one.whole, one.common, one.comparable, one.is_same) == (
        ValuePair(250, 500),
        ("a",),
        ValuePair(1000, 500),
        False,
    )
    assert (found.people, found.apart) == ((6, 5), 1)


def test_rooms_without_a_common_value_have_no_whole() -> None:
    found = compare_rooms(counted(*five(a=4)), counted(*five(c=4)))
    assert found.whole == ValuePair(None, None)
    assert found.whole.change is None
