"""A questionnaire without its broken parts: the rest is checked all the same, and places are those of the file."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planself.files import source
from planself.files.finding import Path
from planself.questionnaire.check import Mended
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.repair import Repaired
from tests.questionnaire.samples import BASE
from tests.reaching import reached, reaching

DATA: Any = source.parse(BASE, "sample.yaml").data
NO_TYPE = {"id": "x", "text": "?"}


def put(path: Path, value: object) -> Any:
    """Return the sample with another value at a path; None takes it out."""
    data = copy.deepcopy(DATA)
    around = data
    for step in path[:-1]:
        around = around[step]
    if value is None:
        del around[path[-1]]
    else:
        around[path[-1]] = value
    return data


def test_what_is_sound_stays_whole() -> None:
    repaired = Repaired(copy.deepcopy(DATA)).run()
    assert repaired.broken == set()
    assert repaired.questionnaire == Questionnaire.model_validate(DATA)
    assert not repaired.touches(("sections", 0))


GROUP: Path = ("sections", 1, "questions", 0)
TALK: Path = ("hurdles", 0, "measures", 0)


@pytest.mark.parametrize(
    ("path", "value", "broken"),
    [
        ((*GROUP, "type"), "scala", GROUP),
        ((*GROUP, "text"), [], GROUP),
        ((*GROUP, "anchors"), "x", GROUP),
        ((*GROUP, "colour"), "red", (*GROUP, "colour")),
        ((*TALK, "title"), None, TALK),
        ((*TALK, "below"), "x", TALK),
        (("hurdles", 0, "gates", 0, "at_least"), 2, ("hurdles", 0, "gates", 0)),
        (("hurdles", 0, "name"), [], ("hurdles", 0, "name")),
        (("hurdles", 1), "silo", ("hurdles", 1)),
        (("sections", 0, "title"), [], ("sections", 0, "title")),
        (("sections", 1, "when", "question"), None, ("sections", 1, "when")),
        (("scoring", "min_coverage"), 101, ("scoring",)),
        (("bands", 1, "from"), 200, ("bands", 1)),
        (("scales", "maturity", "levels"), [], ("scales", "maturity")),
        (("colour",), "red", ("colour",)),
        (("title",), None, ("title",)),
        (("languages",), 3, ("languages",)),
        (("roles",), "x", ("roles",)),
    ],
)
def test_the_smallest_part_that_stands_for_itself_goes(path: Path, value: object, broken: Path) -> None:
    repaired = Repaired(put(path, value)).run()
    assert broken in repaired.broken
    assert all(gone[: len(broken)] == broken for gone in repaired.broken), repaired.broken
    assert repaired.questionnaire is not None
    assert repaired.touches(broken)
    assert repaired.touches((*broken, "deeper"))
    assert repaired.touches(broken[:-1])


def test_several_broken_questions_leave_the_others() -> None:
    data = put(("sections", 1, "questions", 2, "type"), "x")
    data["sections"][1]["questions"][0] = NO_TYPE
    repaired = Repaired(data).run()
    assert repaired.broken == {GROUP, ("sections", 1, "questions", 2)}
    assert repaired.questionnaire is not None
    assert [question.id for question in repaired.questionnaire.sections[1].questions] == ["offers", "share"]


@pytest.mark.parametrize(
    ("place", "there"),
    [((1, "questions", 0), (1, "questions", 1)), ((1, "questions", 1, "id"), (1, "questions", 3, "id"))],
)
def test_a_place_in_the_rest_is_told_by_where_it_stands_in_the_file(place: Path, there: Path) -> None:
    data = put(("sections", 1, "questions", 2, "type"), "x")
    data["sections"][1]["questions"][0] = NO_TYPE
    repaired = Repaired(data).run()
    assert repaired.original(("sections", *place)) == ("sections", *there)
    assert repaired.original(("sections", 0, "title")) == ("sections", 0, "title")
    assert repaired.original(("nowhere", 3)) == ("nowhere", 3)


@pytest.mark.parametrize(
    "key", ["format", "id", "version", "languages", "title", "bands", "stages", "hurdles", "sections"]
)
def test_a_part_that_has_to_be_there_has_a_stand_in_which_is_never_blamed(key: str) -> None:
    repaired = Repaired(put((key,), None)).run()
    assert (key,) in repaired.broken
    assert repaired.questionnaire is not None
    assert repaired.touches((key, 0, "id"))


def test_nothing_at_all_is_repaired_to_stand_ins_alone() -> None:
    repaired = Repaired({}).run()
    assert repaired.questionnaire is not None
    assert (repaired.questionnaire.id, len(repaired.broken)) == ("x", 9)


PLACES = st.lists(
    st.sampled_from(
        [
            *(("sections", section, "questions", n) for section, many in ((0, 4), (1, 4)) for n in range(many)),
            TALK,
            ("hurdles", 0, "measures", 1),
            ("hurdles", 0, "gates", 0),
            ("bands", 0),
            ("roles", 0),
        ]
    ),
    unique=True,
    max_size=6,
)


@reaching("some", "none")
@given(PLACES)
def test_what_is_broken_goes_and_nothing_else(places: list[Path]) -> None:
    data = copy.deepcopy(DATA)
    for path in places:
        around = data
        for step in path[:-1]:
            around = around[step]
        around[path[-1]] = 3
    reached("some" if places else "none", True)
    repaired = Repaired(data).run()
    assert all(any(path[: len(gone)] == gone for path in places) for gone in repaired.broken)
    assert all(repaired.touches(path) for path in places)


# --- mistyped keys ---


def mended(data: Any) -> Mended:
    with pytest.raises(ValidationError) as caught:
        Questionnaire.model_validate(data)
    return Mended(data, caught.value)


@pytest.mark.parametrize(
    ("path", "typed", "meant"),
    [
        ((), "titel", "title"),
        (("hurdles", 0), "nmae", "name"),
        (GROUP, "txet", "text"),
        (TALK, "bellow", "below"),
        (("scoring",), "min_cover", "min_coverage"),
    ],
)
def test_a_mistyped_key_is_read_as_the_one_that_it_resembles(path: Path, typed: str, meant: str) -> None:
    data = copy.deepcopy(DATA)
    around = data
    for step in path:
        around = around[step]
    around[typed] = around.pop(meant)
    found = mended(data)
    assert Questionnaire.model_validate(found.data) == Questionnaire.model_validate(DATA)
    assert found.original((*path, meant)) == (*path, typed)
    assert found.original((*path, meant, 0, "x")) == (*path, typed, 0, "x")
    assert found.original(("version",)) == ("version",)


@pytest.mark.parametrize(("typed", "value"), [("titel", "x"), ("colour", "red")])
def test_a_key_beside_the_one_that_it_resembles_or_like_none_stays(typed: str, value: str) -> None:
    found = mended(put((typed,), value))
    assert found.data[typed] == value
    assert found.data["title"] == DATA["title"]
    assert found.original((typed,)) == (typed,)
