"""Counts of dots as they are typed, corrected and kept."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.errors import UsageError
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.workshop.voting import corrections, counted, example, listed, with_vote
from planself.workshop_files.votes import Vote


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def test_counts_are_read_as_typed(loaded: Loaded) -> None:
    assert counted(loaded, "hurdles", ["participation=12", "data_basis=0"]) == {"participation": 12, "data_basis": 0}
    assert counted(loaded, "hurdles", []) == {}
    id_, _sign, number = example(loaded, "measures").partition("=")
    assert counted(loaded, "measures", [f"{id_}={number}"]) == {id_: 12}


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        (["participation"], "--count: “participation” has no number.", "Write it like this: "),
        (["participation="], "--count: “participation=” has no number.", "Write it like this: "),
        (["participation=-1"], "--count: “participation=-1” has no number.", "Write it like this: "),
        (["participation=1234567"], "--count: “participation=1234567” has no number.", "Write it like this: "),
        (["participation=²"], "--count: “participation=²” has no number.", "Write it like this: "),
        (["particpation=1"], "--count: the questionnaire has no particpation.", "Did you mean participation?"),
        (["zzz=1"], "--count: the questionnaire has no zzz.", "Write an id of the questionnaire."),
        (["participation=1", "participation=2"], "--count: participation stands there twice.", "Add the dots up"),
    ],
)
def test_what_is_no_count_is_refused_with_what_to_write(
    loaded: Loaded, typed: list[str], message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        counted(loaded, "hurdles", typed)
    assert caught.value.message == message
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(hint)


def test_a_hurdle_is_no_measure(loaded: Loaded) -> None:
    with pytest.raises(UsageError):
        counted(loaded, "measures", ["participation=1"])


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ({}, {"a": 1}, []),
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["Corrected: a 2 instead of 1"]),
        ({"a": 1, "b": 0}, {"a": 2, "b": 3, "c": 1}, ["Corrected: a 2 instead of 1, b 3 instead of 0"]),
        ({"a": 1, "b": 2}, {"c": 1}, ["Kept from before: a 1, b 2. To count all anew: --anew"]),
        (
            {"a": 1, "b": 2},
            {"a": 3},
            ["Corrected: a 3 instead of 1", "Kept from before: b 2. To count all anew: --anew"],
        ),
    ],
)
def test_what_a_second_call_did_is_said(before: dict[str, int], now: dict[str, int], said: list[str]) -> None:
    assert list(corrections(before, now, Reader("en"))) == said


def test_what_can_be_voted_on_begins_with_what_was_named(loaded: Loaded) -> None:
    hurdles = [hurdle.id for hurdle in loaded.questionnaire.hurdles]
    first = (hurdles[3], "unknown", hurdles[1])
    found = [choice.id for choice in listed(loaded, "hurdles", first, Reader("en"))]
    assert found[:2] == [hurdles[3], hurdles[1]]
    assert found[2:] == [id_ for id_ in hurdles if id_ not in first]
    measures = listed(loaded, "measures", (), Reader("de"))
    assert [choice.id for choice in measures] == [m.id for h in loaded.questionnaire.hurdles for m in h.measures]
    assert all(choice.name for choice in measures)


def test_a_newer_vote_takes_the_place_of_the_one_on_the_same(loaded: Loaded) -> None:
    first = Vote(on="measures", people=5, dots=3, counts={"a": 1})
    hurdles = Vote(on="hurdles", people=5, dots=3)
    newer = Vote(on="measures", people=6, dots=2)
    votes = with_vote(with_vote(with_vote(None, loaded, first), loaded, hurdles), loaded, newer)
    assert votes.votes == [hurdles, newer]
    assert votes.on("measures") == newer
    assert votes.on("hurdles") == hurdles
    assert votes.questionnaire.id == loaded.questionnaire.id
    assert (newer.given, newer.handed_out, first.given) == (0, 12, 1)
