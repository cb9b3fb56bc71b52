"""The JSON of a dataclass and its schema: both come from the types of the fields, and fit each other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from planself.files.json_form import Count, Ids, JsonKey, Limits, Percent, Place, Scaled, schema_of, shown, to_json


class Colour(StrEnum):
    """Two words."""

    RED = "red"
    BLUE = "blue"


class Pair(NamedTuple):
    """A tuple with names is a mapping, too."""

    old: str
    new: Annotated[int, JsonKey("class")]


@dataclass(frozen=True)
class Inner:
    """What stands inside."""

    score: Percent | None
    days: int | None = None


@dataclass(frozen=True)
class Outer:
    """One field of every kind."""

    id: str
    n: Count
    inner: Annotated[Inner, Place.INLINE]
    secret: Annotated[object, Place.HIDDEN]
    value: Annotated[int | None, Scaled(100), Limits(minimum=-1, maximum=1), "Two decimals."]
    colour: Colour | None
    day: date | None
    ids: Ids
    pairs: tuple[Pair, ...] | None
    ends: tuple[int, int]
    word: Literal["yes", "no"]
    comments: Annotated[tuple[str, ...] | None, Place.OPTIONAL] = None

    @property
    @shown
    def long(self) -> Annotated[bool, JsonKey("is_long")]:
        """A property that is written as well."""
        return self.n > 3


PAIRS = (Pair("o", 1),)
FULL = Outer("a", 4, Inner(1000, -2), 7, -50, Colour.BLUE, date(2026, 2, 1), ("x",), PAIRS, (1, 2), "no", ("c",))
BARE = Outer("a", 0, Inner(None), 7, None, None, None, (), None, (1, 2), "yes")


def test_every_kind_of_field_is_written() -> None:
    assert to_json(FULL) == {
        "id": "a",
        "n": 4,
        "score": 100.0,
        "days": -2,
        "value": -0.5,
        "colour": "blue",
        "day": "2026-02-01",
        "ids": ["x"],
        "pairs": [{"old": "o", "class": 1}],
        "ends": [1, 2],
        "word": "no",
        "comments": ["c"],
        "is_long": True,
    }
    assert list(to_json(FULL))[:4] == ["id", "n", "score", "days"]


def test_nothing_is_null_and_only_what_may_be_left_out_is() -> None:
    data = to_json(BARE)
    assert [key for key, value in data.items() if value is None] == ["score", "days", "value", "colour", "day", "pairs"]
    assert "comments" not in data


@pytest.mark.parametrize("value", [FULL, BARE])
def test_what_is_written_keeps_the_schema(value: Outer) -> None:
    Draft202012Validator(schema_of(Outer)).validate(json.loads(json.dumps(to_json(value))))


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("n", -1), ("score", 101), ("value", 2), ("colour", "green"), ("ids", ["x", "x"]), ("ends", [1]),
     ("word", "maybe"), ("pairs", [{"old": "o"}]), ("secret", 7), ("is_long", None), ("id", None), ("comments", None)],
)  # fmt: skip
def test_the_schema_refuses_what_is_never_written(key: str, wrong: Any) -> None:
    assert not Draft202012Validator(schema_of(Outer)).is_valid(to_json(FULL) | {key: wrong})


def test_the_schema_asks_for_every_key_but_an_optional_one() -> None:
    validator = Draft202012Validator(schema_of(Outer))
    whole = to_json(FULL)
    missing = {key for key in whole if validator.is_valid({name: part for name, part in whole.items() if name != key})}
    assert missing == {"comments"}
    assert schema_of(Outer)["properties"]["value"]["description"] == "Two decimals."
