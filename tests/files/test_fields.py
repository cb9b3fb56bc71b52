"""Exact numbers as whole ones of a fixed unit, ids and texts as they are written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from planself.files import fields


def taken(type_: Any, value: object, **context: object) -> object:
    return TypeAdapter(type_).validate_python(value, context=context or None)


@pytest.mark.parametrize(
    ("type_", "value", "read"),
    [
        (fields.Weight, Decimal("0.01"), 1),
        (fields.Weight, 100, 10_000),
        (fields.Points, Decimal("0.125"), 125),
        (fields.Points, 1, 1000),
        (fields.Points, 0.3, 300),
        (fields.Percent, Decimal("99.9"), 999),
        (fields.Percent, 100, 1000),
        (fields.PercentAbove, 101, 1010),
        (fields.Millionths, Decimal("-0.000001"), -1),
        (fields.Millionths, Decimal("4503599627.370495"), 2**52 - 1),
        (fields.Id, "a_1", "a_1"),
        (fields.OptionId, 1, "1"),
        (fields.QuestionnaireId, "Plan-2", "Plan-2"),
        (fields.Slug, "agj_2018", "agj_2018"),
        (fields.Word, Decimal("1.10"), "1.10"),
        (fields.Word, True, "true"),
        (fields.Word, False, "false"),
        (fields.Language, "de-leicht", "de-leicht"),
    ],
)
def test_what_stands_in_the_file_is_taken_exactly(type_: Any, value: object, read: object) -> None:
    found = taken(type_, value)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (fields.Weight, 0),
        (fields.Weight, Decimal("100.01")),
        (fields.Weight, Decimal("0.001")),
        (fields.Points, Decimal("0.0001")),
        (fields.Points, Decimal("1.001")),
        (fields.Points, Decimal("-0.001")),
        (fields.Points, True),
        (fields.Points, "1"),
        (fields.Percent, Decimal("100.1")),
        (fields.PercentAbove, Decimal("101.1")),
        (fields.Millionths, Decimal("0.0000001")),
        (fields.Millionths, Decimal("4503599627.370496")),
        (fields.Millionths, Decimal("-4503599627.370496")),
        (fields.Millionths, Decimal("NaN")),
        (fields.Millionths, Decimal("Infinity")),
        (fields.Id, "A"),
        (fields.Id, "1a"),
        (fields.Id, "a" * 41),
        (fields.OptionId, "_a"),
        (fields.QuestionnaireId, "a_b"),
        (fields.Slug, "-a"),
        (fields.Language, "DE"),
        (fields.Language, "deutsch"),
    ],
)
def test_what_lies_beside_it_is_refused(type_: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        taken(type_, value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Text", "Text"),
        (2024, "2024"),
        ({"de": "a", "en": 1}, {"de": "a", "en": "1"}),
        ({"en": "a", "de": True}, {"en": "a", "de": "true"}),
    ],
)
def test_a_text_is_one_or_one_for_each_language(value: object, read: object) -> None:
    assert taken(fields.Phrase, value) == read


@pytest.mark.parametrize("value", ["", " ", None, [], {}, {"de": ""}, {"de": "a", "en": " "}, {"de": ["a"]}])
def test_a_text_without_words_is_none(value: object) -> None:
    with pytest.raises(ValidationError):
        taken(fields.Phrase, value)


def test_the_questionnaires_first_language_stands_first_in_every_text() -> None:
    value = {"en": "a", "fr": "c", "de": "b"}
    assert list(taken(fields.Phrase, value, first="de")) == ["de", "en", "fr"]  # type: ignore[call-overload]
    assert list(taken(fields.Phrase, value, first="it")) == ["en", "fr", "de"]  # type: ignore[call-overload]
    assert list(taken(fields.Phrase, value)) == ["en", "fr", "de"]  # type: ignore[call-overload]
