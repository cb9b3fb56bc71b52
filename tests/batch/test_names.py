"""Names of reports: safe on every system, stable, and no two alike, whatever people call themselves."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from planself.batch.reports import Names, slug

RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))}
Asked = tuple[str | None, str | None, str]
asked = st.tuples(
    st.none() | st.text(max_size=100) | st.sampled_from(("CON", "Köln", "a", "a-2", "a-2-3", "..", "row")),
    st.none() | st.sampled_from(("05315000", "2", "")),
    st.text(max_size=30) | st.sampled_from(("a.yaml", "lot.zip!x/a.yaml", "a.csv:7", "../../etc/passwd")),
)


def named(lot: list[Asked]) -> list[str]:
    """Return the names of a lot of answer sets."""
    names = Names()
    return [names.name(subject, ags, source, row) for row, (subject, ags, source) in enumerate(lot, 1)]


@given(st.lists(asked, max_size=12))
@example([("a", None, ""), ("a", None, ""), ("a-2", None, ""), ("a-2", None, ""), ("a-2-3", None, "")])
def test_no_two_are_alike_and_all_are_safe(lot: list[Asked]) -> None:
    found = named(lot)
    assert len({name.casefold() for name in found}) == len(lot)
    for name in found:
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", name)
        assert name not in RESERVED
        assert len(name) < 150


@given(st.lists(asked, max_size=12))
def test_the_same_lot_gets_the_same_names(lot: list[Asked]) -> None:
    assert named(lot) == named(lot)


@given(st.lists(asked, max_size=8), asked)
def test_a_further_one_renames_none(lot: list[Asked], more: Asked) -> None:
    assert named([*lot, more])[: len(lot)] == named(lot)


@given(st.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    once = slug(text)
    assert slug(once) == once
    assert once.isascii()


def test_names_can_be_read() -> None:
    assert slug("Größe & Straße (Łódź)") == "groesse-strasse-lodz"
    assert named([("Köln", "05315000", "a.yaml"), (None, None, "x/b.yaml"), (None, None, "…")]) == [
        "koeln-05315000",
        "b",
        "row",
    ]
