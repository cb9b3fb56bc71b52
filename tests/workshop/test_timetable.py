"""How long a workshop takes, what a room is asked to take over, and what counts of a second round are taken."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.analysis.agreement import AgreementWord, agreement, hundredths, word
from planself.analysis.anonymity import Protection
from planself.analysis.spread import median
from planself.answers.model import Value
from planself.i18n import Reader
from planself.questionnaire.catalogue import minutes, seconds_asked
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.types.registry import TYPES
from planself.workshop.agenda import _proposal, counted
from planself.workshop.second_round import _wrong_counts
from planself.workshop.timetable import (
    CHANGE,
    ITEM,
    LENGTH,
    Collect,
    Step,
    busiest,
    how_long,
    rating,
    timetable,
    typing,
)
from planself.workshop_files.discussion import AnswerCounts
from tests.form.samples import shipped
from tests.reaching import reached, reaching

PEOPLE = st.lists(st.integers(1, 60), min_size=1, max_size=30)


@given(PEOPLE)
def test_people_rate_at_the_same_time_one_after_the_other_or_before(each: list[int]) -> None:
    assert rating(each, Collect.OWN) == rating(each, Collect.PAPER) == max(each)
    assert rating(each, Collect.LAPTOP) == sum(each) + CHANGE * len(each) >= rating(each, Collect.OWN)
    assert rating(each, Collect.BEFORE) == 0


WAYS = st.sampled_from(Collect)
LAPTOPS = st.integers(1, 6)


@reaching("later", "no later")
@given(PEOPLE, st.lists(st.integers(1, 90), min_size=1, max_size=30), st.integers(1, 60), WAYS, LAPTOPS)
def test_more_people_never_need_less_time(
    each: list[int], asked: list[int], more: int, way: Collect, laptops: int
) -> None:
    """Wherever the one more sits among the others: whoever comes next takes the first free laptop."""
    place = more % (len(each) + 1)
    longer = rating([*each[:place], more, *each[place:]], way, laptops)
    assert longer >= rating(each, way, laptops)
    sheets = typing([*asked[:place], more, *asked[place:]], way, laptops)
    assert sheets >= typing(asked, way, laptops)
    fewer, most = timetable(longer, typing=sheets).items, timetable(rating(each, way, laptops)).items
    assert fewer <= most
    if not reached("later", longer > rating(each, way, laptops)):
        reached("no later", longer == rating(each, way, laptops))


ROLES = [role.id for role in shipped().questionnaire.roles]


@reaching("longer", "as long")
@given(st.sets(st.sampled_from(ROLES), min_size=1), st.sampled_from(ROLES))
def test_a_larger_part_never_needs_less_time_and_none_more_than_the_whole(part: set[str], role: str) -> None:
    questionnaire = shipped().questionnaire
    own, larger, whole = (seconds_asked(questionnaire, roles) for roles in (part, part | {role}, ()))
    assert all(own[seconds] <= larger[seconds] <= whole[seconds] for seconds in own)
    found = [minutes(questionnaire, roles) for roles in (part, part | {role}, ())]
    assert found == sorted(found)
    if not reached("longer", found[0] < found[1]):
        reached("as long", True)


@given(PEOPLE, WAYS, LAPTOPS)
def test_more_laptops_never_need_more_time(each: list[int], way: Collect, laptops: int) -> None:
    assert rating(each, way, laptops + 1) <= rating(each, way, laptops)
    assert typing(each, way, laptops + 1) <= typing(each, way, laptops)
    assert rating(each, way, laptops) <= max(rating(each, Collect.LAPTOP), max(each))
    assert rating(each, Collect.LAPTOP, len(each)) == max(each) + CHANGE, "one for each person"


@pytest.mark.parametrize(
    ("times", "laptops", "last"),
    [
        ([71] * 14, 1, [71] * 14),
        ([71] * 14, 2, [71] * 7),
        ([71] * 15, 2, [71] * 8),
        ([41, 41, 31, 31, 31], 2, [41, 31, 31]),
        ([10], 5, [10]),
        ([5, 5, 60, 5], 2, [5, 60]),
    ],
)
def test_whoever_is_next_takes_the_first_free_laptop(times: list[int], laptops: int, last: list[int]) -> None:
    assert list(busiest(times, laptops)) == last


@pytest.mark.parametrize(
    ("sheets", "laptops", "minutes"),
    [
        ([13] * 40, 1, 16),  # 40 × (10 + 13) = 920 s
        ([13] * 40, 2, 8),  # 20 × 23 = 460 s
        ([75] * 20, 1, 29),  # 20 × 85 = 1,700 s
        ([75, 25], 1, 2),  # 85 + 35 = 120 s
    ],
)
def test_typing_in_sheets(sheets: list[int], laptops: int, minutes: int) -> None:
    assert typing(sheets, Collect.PAPER, laptops) == minutes
    assert typing(sheets, Collect.OWN, laptops) == typing(sheets, Collect.LAPTOP, laptops) == 0


def test_sheets_are_typed_in_during_the_break_which_is_longer_where_they_need_it() -> None:
    def pause(typing: int) -> int:
        return next(slot.end - slot.start for slot in timetable(20, typing=typing).slots if slot.step is Step.BREAK)

    assert (pause(0), pause(15), pause(16), pause(29)) == (15, 15, 16, 29)
    assert (timetable(20).items, timetable(20, typing=29).items) == (10, (180 - 20 - 80 - 14) // ITEM)


@reaching("longer", "within")
@given(st.integers(0, 300), st.integers(60, 400))
def test_slots_follow_each_other_and_what_is_left_is_for_discussion(minutes: int, length: int) -> None:
    table = timetable(minutes, length)
    assert table.slots[0].start == 0
    assert all(one.end == other.start for one, other in pairwise(table.slots))
    assert table.length == table.slots[-1].end
    times = {slot.step: slot.end - slot.start for slot in table.slots}
    assert times[Step.DISCUSS] == table.items * ITEM
    assert table.items >= 3
    assert times.get(Step.RATE, 0) == minutes
    assert len(times) == len(table.slots) == (9 if minutes else 8)
    if reached("within", table.items > 3):
        assert length - ITEM < table.length <= length
    else:
        reached("longer", table.length > length)


@pytest.mark.parametrize(("minutes", "after"), [(0, Step.DISCUSS), (20, Step.RATE)])
def test_the_break_stands_where_people_need_it(minutes: int, after: Step) -> None:
    steps = [slot.step for slot in timetable(minutes, LENGTH).slots]
    assert steps[steps.index(Step.BREAK) - 1] is after
    assert (Step.RATE in steps) == bool(minutes)
    assert [step for step in steps if step is not Step.BREAK] == [
        step for step in Step if step in steps and step is not Step.BREAK
    ]


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [
        (1, "about 1 minute", "etwa 1 Minute"),
        (119, "about 119 minutes", "etwa 119 Minuten"),
        (120, "about 2:00 hours", "etwa 2:00 Stunden"),
        (185, "about 3:05 hours", "etwa 3:05 Stunden"),
    ],
)
def test_a_span_is_said_in_minutes_and_from_two_hours_on_in_hours(minutes: int, english: str, german: str) -> None:
    assert (how_long(minutes, Reader("en")), how_long(minutes, Reader("de"))) == (english, german)


# --- what a room is asked to take over ---


def question(type_: str, **said: Any) -> AnyQuestion:
    return TYPES[type_].model_validate({"id": "q", "type": type_, "text": "?", **said})


SCALE = question("scale", levels=[{"label": label} for label in "abcd"])
ONE = question("single", options=[{"id": id_, "label": id_} for id_ in ("town", "county", "both")])
SOME = question("multiple", options=[{"id": id_, "label": id_} for id_ in ("kita", "school", "club")])
YES_NO = question("yes_no")
NUMBER = question("number")


def of(counts: list[int] | None, **more: Any) -> AnswerCounts:
    n = more.pop("n", sum(counts or ()))
    return AnswerCounts.model_construct(n=n, counts=counts, **more)


@pytest.mark.parametrize(
    ("asked", "counts", "proposal"),
    [
        (ONE, of([4, 1, 0]), "town"),
        (ONE, of([3, 1, 0]), None),
        (ONE, of([1, 0, 4]), "both"),
        (ONE, of([2, 2, 1]), None),
        (YES_NO, of([1, 4]), True),
        (YES_NO, of([4, 1]), False),
        (YES_NO, of([7, 2]), None),
        (SOME, of([5, 4, 1], n=5), ("kita", "school")),
        (SOME, of([5, 4, 2], n=5), None),
        (SOME, of([5, 0, 1], n=5), ("kita",)),
        (SOME, of([1, 0, 1], n=5), None),
        (SOME, of([3, 5, 0], n=5), None),
        (SCALE, of([0, 0, 5, 0], median=[2], word=AgreementWord.AGREED), 2),
        (SCALE, of([0, 0, 5, 0], median=[1, 2], word=AgreementWord.AGREED), None),
        (SCALE, of([0, 0, 5, 0], median=[2], word=AgreementWord.MIXED), None),
        (SCALE, of([0, 0, 5, 0], median=[2], agreement=50), 2),
        (SCALE, of([0, 0, 5, 0], median=[2], agreement=49), None),
        (SCALE, of([0, 0, 5, 0], agreement=90), None),
        (NUMBER, of([5]), None),
        (ONE, of(None, n=5), None),
        (ONE, of([0, 0, 0]), None),
        (ONE, of([4, 1, 0], n=None), None),
    ],
)
def test_what_four_fifths_said_is_proposed(asked: AnyQuestion, counts: AnswerCounts, proposal: Value | None) -> None:
    assert _proposal(asked, counts) == proposal


COUNTS = st.lists(st.integers(0, 12), min_size=4, max_size=4)


@reaching("kept", "hidden")
@given(COUNTS, st.integers(3, 8), st.integers(0, 3))
def test_counts_of_few_people_are_not_kept(counts: list[int], least: int, unknown: int) -> None:
    found = counted(SCALE, counts, Protection(least), unknown)
    assert found.n == sum(counts)
    if reached("hidden", sum(counts) < least):
        assert found.model_dump(exclude={"n"}) == AnswerCounts().model_dump(exclude={"n"})
    else:
        reached("kept", True)
        exact = agreement(counts)
        assert (found.counts, found.unknown, found.word) == (counts, unknown, word(counts))
        assert found.agreement == (None if exact is None else hundredths(exact))
        assert found.median == list(median(dict(enumerate(counts))) or ())


def test_other_questions_than_scales_have_neither_middle_nor_agreement() -> None:
    found = counted(ONE, [4, 3, 0], Protection(5), 1)
    assert (found.n, found.counts, found.unknown) == (7, [4, 3, 0], 1)
    assert (found.median, found.agreement, found.word) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 2 1", ""),
        ("  3   2 1 ", ""),
        ("3 2 1 1", ""),
        ("0 0 7", ""),
        ("3 2", "Please type 3 numbers; these are 2."),
        ("3 2 1 0 0", "Please type 3 numbers; these are 5."),
        ("", "Please type 3 numbers; these are 0."),
        ("3 2 x", "Please type whole numbers with spaces between."),
        ("3,2,1", "Please type whole numbers with spaces between."),
        ("-1 2 3", "Please type whole numbers with spaces between."),
        ("1 2 ²", "Please type whole numbers with spaces between."),
        ("1 2 123456", "Please type whole numbers with spaces between."),
        ("0 0 0", "0 people were counted; the workshop has 7."),
        ("4 4 0", "8 people were counted; the workshop has 7."),
    ],
)
def test_counts_are_as_many_whole_numbers_as_answers_and_no_more_people_than_there_are(typed: str, said: str) -> None:
    i18n.use("en")
    assert _wrong_counts(typed, 3, 4, 7, Reader("en")) == said
