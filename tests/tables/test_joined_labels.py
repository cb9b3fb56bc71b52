"""Labels that stand joined in one cell: the longest first, separators within them kept, nothing guessed."""

from __future__ import annotations

import narwhals as nw
import polars as pl
import pytest

from planself.tables.joined_labels import by_labels, by_semicolons, in_small, listed

LABELS = {"Verein; Club": "club", "Schule, Kita, Hort": "care", "Schule": "school", "Kita (1+)": "kita", "a|b": "bar"}


def cells(kind: str, *texts: str) -> list[str | None]:
    """Return what cells come to by the labels."""
    frame = nw.from_native(pl.DataFrame({"a": list(texts)}))
    read = by_labels if kind == "labels" else by_semicolons
    separators = ";," if kind == "labels" else ";"
    made = frame.select(read(nw.col("a"), listed(LABELS, separators)).alias("a"))
    found: list[str | None] = made["a"].to_list()
    return found


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("Schule", "school"),
        ("Verein; Club", "club"),
        ("Verein;Club", "club"),
        ("Schule, Kita, Hort", "care"),
        ("Schule, Kita, Hort, Schule", "care;school"),
        ("Schule;Verein; Club", "school;club"),
        ("Kita (1+), a|b", "kita;bar"),
        ("schule; KITA (1+)", "school;kita"),
        ("Schule, Verein", None),
        ("Verein", None),
        ("Schulen", None),
        ("Kita 11", None),
        ("", None),
    ],
)
def test_cells_that_labels_make_up_wholly_are_read_and_others_are_not(cell: str, options: str | None) -> None:
    assert cells("labels", cell) == [options]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Schule; other", "school;other"),
        ("other; Verein; Club", "other;club"),
        ("other; more", "other; more"),
        ("Schule, Kita, Hort; Schule", "care;school"),
        ("Schule, other", "Schule, other"),
    ],
)
def test_between_semicolons_what_is_known_is_replaced_and_the_rest_stays(cell: str, read: str) -> None:
    assert cells("semicolons", cell) == [read]


def test_the_longest_labels_come_first() -> None:
    assert list(listed(LABELS)) == ["Schule, Kita, Hort", "Verein; Club", "Kita (1+)", "Schule", "a|b"]


def test_labels_of_which_one_reads_as_several_others_join_nothing() -> None:
    parts = {"Schule, Kita": "both", "schule": "school", "kita": "kita"}
    assert listed(parts) == {}
    assert list(listed(parts, ";")) == ["Schule, Kita", "schule", "kita"]
    assert listed({"Schule, Kita": "both", "schule": "school"}) != {}


def test_small_letters_that_would_mean_two_things_mean_none() -> None:
    assert in_small({"A": "1", "a": "2", "B": "3", "C": "4", "c": "4"}) == {"b": "3", "c": "4"}
