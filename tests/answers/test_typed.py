"""Numbers, municipality keys and dates as people type them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself.files.ags import parse_ags
from planself.files.dates import parse_date
from planself.files.numbers import Style, parse_number
from tests.reaching import reached, reaching


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("12345", "12345"),
        (" 12 ", "12"),
        ("+5", "5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,3450", "12.345"),
        ("12.3450", "12.345"),
        ("-0,25", "-0.25"),
        (",5", "0.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234,567", "1234.567"),
        ("12 345", "12345"),
        ("12\u202f345,5", "12345.5"),
        ("1'234'567", "1234567"),
        ("0,123456", "0.123456"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "thousands", "decimal"),
    [
        ("12.345", "12345", "12,3450"),
        ("12,345", "12345", "12,3450"),
        ("1.000", "1000", "1,0000"),
        ("-2,125", "2125", "2,1250"),
    ],
)
def test_three_digits_behind_one_sign_are_ambiguous_and_both_ways_out_are_named(
    text: str, thousands: str, decimal: str
) -> None:
    with pytest.raises(ValueError, match="two numbers") as caught:
        parse_number(text)
    assert thousands in str(caught.value)
    assert decimal in str(caught.value)
    assert abs(parse_number(thousands)) == abs(parse_number(text, "." if "," in text else ","))
    assert abs(parse_number(decimal)) == abs(parse_number(text, "," if "," in text else "."))


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "abc", "1e5", "1E+5", "12 %", "1.2.3", "1.23.456", "12.34.567", "1,2,3", "1.234.56,7", "1,5,", "5,",
     "1.2,3.4", "--1", "+-1", "１２", "٣", "1 2", "0x10", "NaN", "inf", "1" * 61, "1234.567.890", "1..5", "."],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("12.345", ",", "12345"),
        ("12,345", ",", "12.345"),
        ("12.345", ".", "12.345"),
        ("12,345", ".", "12345"),
        ("1.234,5", ",", "1234.5"),
        ("1,234.5", ".", "1234.5"),
        ("7", ",", "7"),
    ],
)
def test_a_fixed_style_settles_what_three_digits_mean(text: str, style: Style, number: str) -> None:
    assert parse_number(text, style) == Decimal(number)


@pytest.mark.parametrize(("text", "style"), [("12.5", ","), ("12,5", "."), ("1,234.5", ","), ("1.234,5", ".")])
def test_a_number_against_the_fixed_style_is_refused(text: str, style: Style) -> None:
    with pytest.raises(ValueError, match="no number with a decimal"):
        parse_number(text, style)


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@given(NUMBERS)
def test_german_and_english_spelling_are_the_same_number(number: Decimal) -> None:
    english = f"{number:,.6f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert parse_number(english) == parse_number(german) == number
    assert parse_number(english, ".") == parse_number(german, ",") == number


@reaching("a number", "a reason")
@settings(max_examples=200)
@given(st.text(max_size=20) | st.text("0123456789., -+'", max_size=12))
def test_any_text_is_a_number_or_a_reason(text: str) -> None:
    number, reason = None, ""
    try:
        number = parse_number(text)
    except ValueError as error:
        reason = str(error)
    assert (number is None) == bool(reason)
    reached("a reason" if reason else "a number")
    assert number is None or number.is_finite()


@pytest.mark.parametrize("raw", ["05", "053", "05315", "05315000", 12345678, 11, Decimal("12345678.0"), "05 3 15 000"])
def test_an_ags_has_two_three_five_or_eight_digits(raw: object) -> None:
    key, restored = parse_ags(raw)
    assert len(key) in (2, 3, 5, 8)
    assert not restored


@pytest.mark.parametrize(("raw", "key"), [(5, "05"), ("5315", "05315"), (5315000, "05315000"), ("9162000", "09162000")])
def test_a_zero_that_a_spreadsheet_took_comes_back(raw: object, key: str) -> None:
    assert parse_ags(raw) == (key, True)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("053150000000", "Regionalschlüssel"),
        (123456789012, "Regionalschlüssel"),
        ("123456", "6 digits"),
        ("123456789", "9 digits"),
        ("0531", "4 digits"),
        ("", "digits only"),
        ("DE123", "digits only"),
        (True, "digits only"),
        (Decimal("1.5"), "digits only"),
        (["05"], "digits only"),
        ("٠٥", "digits only"),
    ],
)
def test_other_keys_are_refused(raw: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_ags(raw)


@pytest.mark.parametrize(
    "raw",
    ["2026-11-22", "22.11.2026", "22. 11. 2026", " 2026-11-22 ", "2026-11-22T10:00:00", "2026-11-22 10:00",
     "2026-11-22T10:00:00.5+01:00", date(2026, 11, 22), datetime(2026, 11, 22, 9)],
)  # fmt: skip
def test_a_date_is_iso_german_or_a_cell(raw: object) -> None:
    assert parse_date(raw) == date(2026, 11, 22)


def test_days_and_months_may_have_one_digit() -> None:
    assert parse_date("1.2.2026") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "raw",
    ["", "2026", 2026, "2026-02-30", "31.04.2026", "11/22/2026", "22.11.26", "0001-01-01", "9999-01-01", True, None,
     [1], "2026-11-22x", "٢٠٢٦-١١-٢٢"],
)  # fmt: skip
def test_what_is_no_day_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"date|day|year"):
        parse_date(raw)
