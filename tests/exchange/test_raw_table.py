"""Bounds of a table before it is read: columns, headings, and rows that no file of its size packs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planself import i18n
from planself.errors import InputError
from planself.exchange.raw_table import (
    refuse_bulky,
    refuse_swollen,
    refuse_wide,
    refuse_wordy,
    unique,
)

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("refuse", "most", "said"),
    [
        (lambda n: refuse_wide(n, "t"), 4096, "planself reads up to 4096"),
        (lambda n: refuse_wordy(["x" * (n - 3), "yyy"], "t"), 1 << 20, "characters together"),
        (lambda n: refuse_swollen(n, 1, "t"), 5 * MILLION, "far more than answers of people take"),
        (lambda n: refuse_swollen(n, 200_000, "t"), 10 * MILLION, "far more than answers of people take"),
        (lambda n: refuse_bulky(n, 1, "t"), 256 << 20, "more than 256 MiB"),
        (lambda n: refuse_bulky(n, MILLION, "t"), 1000 * MILLION, "more than 256 MiB"),
    ],
)
def test_a_bound_is_the_last_that_is_taken(refuse: Callable[[int], None], most: int, said: str) -> None:
    i18n.use("en")
    refuse(most)
    with pytest.raises(InputError, match=f"E258.*{said}"):
        refuse(most + 1)


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a", "a"], ["a", "a (2)", "a (3)"]),
        (["a", None, ""], ["a", "column 2", "column 3"]),
        (["column 2", None], ["column 2", "column 2 (2)"]),
        (["a", "a", "a (2)"], ["a", "a (3)", "a (2)"]),
    ],
)
def test_every_column_has_a_name_of_its_own(headings: list[str | None], names: list[str]) -> None:
    assert unique(headings) == names
