"""Numbers of an interview: from what was typed to millionths, and back to what one would type."""

from __future__ import annotations

from decimal import Decimal

from planself.files.numbers import parse_number
from planself.i18n import Reader, _
from planself.questionnaire.model import Quantity
from planself.questionnaire.types.values import MAX_NUMBER, MILLION

_BOUND = MAX_NUMBER * MILLION


def number(typed: str) -> int:
    """Return a typed number in millionths; raises ValueError with the reason where it is none."""
    if not typed.strip():
        raise ValueError(_("Please type a number."))
    millionths = parse_number(typed) * MILLION
    if millionths != millionths.to_integral_value():
        raise ValueError(_("Please use at most six decimals."))
    if abs(millionths) >= _BOUND:
        raise ValueError(_("This number is too large."))
    return int(millionths)


def as_typed(value: int, reader: Reader) -> str:
    """Return millionths as the reader would type them: no grouping, and never three decimals, which are ambiguous."""
    exact = Decimal(value).scaleb(-6)
    whole, _sign, fraction = f"{exact:f}".partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) == 3:
        fraction += "0"
    return whole + (reader.decimal_sign + fraction if fraction else "")


def from_to(quantity: Quantity, reader: Reader) -> str:
    """Return within which limits a number lies; empty where it has not both."""
    low, high = quantity.minimum, quantity.maximum
    if low is None or high is None:
        return ""
    return reader._("from {low} to {high}").format(low=as_typed(low, reader), high=as_typed(high, reader))
