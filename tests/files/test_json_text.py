"""JSON is refused with the place and the remedy, and nothing of it is read otherwise than it stands there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planself import i18n
from planself.errors import InputError, Problem
from planself.files.json_text import build, is_deep, number, tokens
from planself.files.places import index
from planself.files.refusals import MAX_DEPTH, MAX_DIGITS


def refused(text: str) -> list[Problem]:
    i18n.use("en")
    with pytest.raises(InputError) as caught:
        build(text, "f.json")
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "place", "code", "message"),
    [
        ('{"a": 1', (1, 8), "E010", "The JSON text breaks off here."),
        ('{"a": 1}\n{"b": 2}', (2, 1), "E010", "The JSON text ends before this place, and more follows."),
        ('{"a": 1}}', (1, 9), "E010", "The JSON text ends before this place, and more follows."),
        ("{'a': 1}", (1, 2), "E010", "The JSON text is not right here: “'” does not belong at this place."),
        ('{"a": 1,}', (1, 9), "E010", "The JSON text is not right here: “}” does not belong at this place."),
        ('{"a" 1}', (1, 6), "E010", "The JSON text is not right here: “1” does not belong at this place."),
        ('{"a": "x}', (1, 7), "E012", "The quotation mark opened here is never closed."),
        ('{"a": "x\ny"}', (1, 9), "E006", "A line break or control character stands inside a text."),
        ('{"a": "x\ty"}', (1, 9), "E006", "A line break or control character stands inside a text."),
        ('{"a": "C:\\windows"}', (1, 10), "E018", "This backslash makes no escape that JSON knows."),
    ],
)
def test_a_mistake_is_named_where_it_stands(text: str, place: tuple[int, int], code: str, message: str) -> None:
    (problem,) = refused(text)
    assert ((problem.where.line, problem.where.column), problem.code) == (place, code)
    assert problem.message == message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{'a': 1}", "Keys stand in double"),
        ('{"a": 1,}', "Keys stand in double"),
        ('{"a": ,}', "Keys stand in double"),
        ('{"a" 1}', "Look for a comma"),
        ('["a" "b"]', "Look for a comma"),
    ],
)
def test_the_remedy_fits_what_stands_before(text: str, hint: str) -> None:
    (problem,) = refused(text)
    assert problem.hint is not None
    assert problem.hint.startswith(hint)


def test_an_invisible_sign_between_values_is_named() -> None:
    (problem,) = refused('{"a": \u00a01}')
    assert (problem.code, problem.where.column) == ("E007", 7)
    assert "U+00A0" in problem.message


@pytest.mark.parametrize("text", ["", " \n ", "null", "\t"])
def test_nothing_at_all_is_an_empty_file(text: str) -> None:
    assert [problem.code for problem in refused(text)] == ["E003"]


def test_repeated_keys_and_numbers_that_are_none_are_all_named_together() -> None:
    text = '{"a": NaN,\n "b": {"c": 1, "c": -Infinity},\n "a": 1e5000, "d": [1, Infinity]}'
    places = [(problem.where.line, problem.where.column, problem.code) for problem in refused(text)]
    assert sorted(places) == [
        (1, 7, "E027"),
        (2, 16, "E020"),
        (2, 21, "E027"),
        (3, 2, "E020"),
        (3, 7, "E027"),
        (3, 24, "E027"),
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1.50", Decimal("1.50")),
        ("1e3", Decimal(1000)),
        ("1.5E-2", Decimal("0.015")),
        (f"1e{MAX_DIGITS}", Decimal(10**MAX_DIGITS)),
        (f"1e{MAX_DIGITS + 1}", None),
        (f"1e-{MAX_DIGITS + 1}", None),
        ("1." + "0" * (MAX_DIGITS - 2), Decimal(1)),
        ("1." + "0" * (MAX_DIGITS - 1), None),
        ("NaN", None),
        ("x", None),
    ],
)
def test_a_number_is_written_out_unless_that_were_too_long(text: str, read: Decimal | None) -> None:
    found = number(text)
    assert found == read
    assert found is None or "E" not in str(found)


def test_whole_numbers_have_as_many_digits_as_decimals() -> None:
    assert build("9" * MAX_DIGITS, "f") == int("9" * MAX_DIGITS)
    assert [problem.code for problem in refused("9" * (MAX_DIGITS + 1))] == ["E027"]


def nested(depth: int) -> object:
    data: object = 1
    for _level in range(depth):
        data = [data]
    return data


def test_data_is_deep_from_one_level_more_than_the_bound_on() -> None:
    assert not is_deep(nested(MAX_DEPTH))
    assert is_deep(nested(MAX_DEPTH + 1))
    assert is_deep({"a": [1, {"b": nested(MAX_DEPTH - 1)}]})
    assert not is_deep({"a": "x" * 1000, "b": list(range(1000))})


def test_the_place_of_too_deep_a_nesting_is_its_first_bracket() -> None:
    text = "[" * MAX_DEPTH + "\n[" + "]" * (MAX_DEPTH + 1)
    (problem,) = refused(text)
    assert (problem.where.line, problem.where.column) == (2, 1)


def test_tokens_have_the_places_of_their_first_sign() -> None:
    text = '{"a": [1,\n  "ä\\u0041"],\r\n "b": {}}'
    found = [(token.kind, token.text, token.place) for token in tokens(text)]
    assert found == [
        ("mapping", "", (1, 1)),
        ("scalar", "a", (1, 2)),
        ("list", "", (1, 7)),
        ("scalar", "1", (1, 8)),
        ("scalar", "äA", (2, 3)),
        ("end", "", (2, 12)),
        ("scalar", "b", (3, 2)),
        ("mapping", "", (3, 7)),
        ("end", "", (3, 8)),
        ("end", "", (3, 9)),
    ]
    places = index(tokens(text))
    assert places.values[("a", 1)] == (2, 3)
    assert places.keys[("b",)] == (3, 2)


@pytest.mark.parametrize("text", ["]", "{}}", "[" * (MAX_DEPTH + 2)])
def test_tokens_end_where_brackets_do_not_fit(text: str) -> None:
    assert len(list(tokens(text))) == min(len(text), MAX_DEPTH + 1)
