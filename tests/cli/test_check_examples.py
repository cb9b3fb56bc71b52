"""A questionnaire's examples scored again: where a result differs is told by its place, and a damaged one is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n, resources
from planself.cli.check_examples import check_questionnaire, differences
from planself.errors import UsageError

FORM, EXAMPLE = "barrierefreie-oeffentlichkeitsarbeit.yaml", "turnverein-musterhausen"


@pytest.fixture
def expected(tmp_path: Path) -> Path:
    """Return the expected result beside a copy of a questionnaire's example."""
    i18n.use("en")
    shipped = resources.questionnaires()
    (tmp_path / "beispiele").mkdir()
    shutil.copy(shipped / FORM, tmp_path)
    for suffix in (".yaml", ".expected.json"):
        shutil.copy(shipped / "beispiele" / f"{EXAMPLE}{suffix}", tmp_path / "beispiele")
    return tmp_path / "beispiele" / f"{EXAMPLE}.expected.json"


def told(expected: Path) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in check_questionnaire(expected.parent.parent / FORM)]


def test_a_result_as_expected_is_nothing_to_tell(expected: Path) -> None:
    assert told(expected) == []


@pytest.mark.parametrize("text", ["", "{", "no", "[1, 2]", "3", '"hurdles"', '["hurdles"]', "null"])
def test_what_is_no_result_at_all_is_told(expected: Path, text: str) -> None:
    expected.write_text(text, "utf-8")
    (line,) = told(expected)
    assert line.startswith("E190 The expected result is no JSON")


def test_an_example_or_its_result_that_is_not_there_is_told(expected: Path) -> None:
    expected.unlink()
    with pytest.raises(UsageError, match=f"There is no file .*{expected.name}"):
        told(expected)
    expected.with_name(f"{EXAMPLE}.yaml").unlink()
    assert [line[:4] for line in told(expected)] == ["E128"]


def test_what_nobody_expects_is_not_compared(expected: Path) -> None:
    data = json.loads(expected.read_text("utf-8"))
    expected.write_text(json.dumps({"overall": data["overall"], "questionnaire": "another", "new": 1}), "utf-8")
    assert told(expected) == []


def test_every_part_that_differs_is_told_once_with_how_much_more(expected: Path) -> None:
    data = json.loads(expected.read_text("utf-8"))
    data["overall"]["coverage"] = 7
    data["hurdles"][0]["score"] = data["hurdles"][1]["score"] = None
    expected.write_text(json.dumps(data), "utf-8")
    first, second = told(expected)
    assert first.startswith(f"E191 “hurdles[{data['hurdles'][0]['id']}].score” is ")
    assert first.endswith("1 more value differs there.")
    assert "null is expected in" in first
    assert second.startswith("E191 “overall.coverage” is ")
    assert "7 is expected" in second
    assert "more value" not in second


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["x.a"]),
        ({"a": 1}, {}, ["x.a"]),
        ({}, {"a": None}, ["x.a"]),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, ["x.a.b[1]"]),
        ([{"id": "p", "n": 1}, {"id": "q"}], [{"id": "q"}, {"id": "p", "n": 2}], ["x[p].n"]),
        ([{"question": "p"}], [{"hurdle": "p", "n": 1}], ["x[p].question", "x[p].hurdle", "x[p].n"]),
        ([1], [1, 2], ["x[1]"]),
        ({"a": [1]}, {"a": {"0": 1}}, ["x.a"]),
        (1, True, []),
        (1, "1", ["x"]),
    ],
)
def test_a_difference_is_named_by_its_place(one: Any, other: Any, places: list[str]) -> None:
    assert [place for place, _expected, _found in differences(one, other, "x")] == places


DATA = st.recursive(
    st.none() | st.integers(0, 3) | st.sampled_from(["a", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["k", "l", "m"]), inner, max_size=3),
    max_leaves=10,
)


@given(DATA, DATA)
def test_results_differ_where_they_are_not_equal_and_nowhere_else(one: Any, other: Any) -> None:
    assert bool(list(differences(one, other, "x"))) == (one != other)
    forth, back = list(differences(one, other, "x")), list(differences(other, one, "x"))
    assert {place for place, _one, _other in forth} == {place for place, _one, _other in back}
    assert list(differences(one, one, "x")) == []
