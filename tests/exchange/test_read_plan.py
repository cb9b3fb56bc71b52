"""The table of a plan as it comes back: in which language its headings are, and what of it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from planself import i18n
from planself.actions.table import columns
from planself.errors import InputError
from planself.exchange.read_plan import ReturnedTable, read_plan_table
from planself.i18n import LANGUAGES, Reader

HEADINGS = {lang: {column.key: column.heading for column in columns(Reader(lang))} for lang in LANGUAGES}


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def back(folder: Path, *lines: str) -> ReturnedTable:
    path = folder / "p.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_plan_table(path)


def line(headings: Mapping[str, str], *keys: str) -> str:
    return ";".join(headings[key] for key in keys)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_is_that_of_most_headings(tmp_path: Path, lang: str) -> None:
    table = back(tmp_path, line(HEADINGS[lang], "id", "title", "due", "status"), "a;Plan;2026-01-01;x", "b;;;")
    assert table.lang == lang
    assert [dict(row.cells) for row in table.rows] == [
        {"id": "a", "title": "Plan", "due": "2026-01-01", "status": "x"},
        {"id": "b", "title": None, "due": None, "status": None},
    ]
    assert [row.number for row in table.rows] == [2, 3]
    assert table.notes == ()


@pytest.mark.parametrize("heading", ["FÄLLIG", " fällig ", "Fällig"])
def test_headings_are_known_whatever_their_case_and_blanks(tmp_path: Path, heading: str) -> None:
    table = back(tmp_path, f"Kennung;Maßnahme;{heading}", "a;Plan;2026-01-01")
    assert table.rows[0].cells["due"] == "2026-01-01"


@pytest.mark.parametrize(("lang", "id_"), [("de", "Kennung"), ("en", "Id")])
def test_without_the_column_of_ids_nobody_knows_the_actions(tmp_path: Path, lang: str, id_: str) -> None:
    with pytest.raises(InputError, match=f"has no column {id_}") as caught:
        back(tmp_path, line(HEADINGS[lang], "title", "due"), "a;b")
    assert caught.value.problems[0].code == "E299"


def test_a_column_that_stands_there_twice_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="A column stands there twice: “due”") as caught:
        back(tmp_path, "Id;Due;Action;due;Note", "a;1;b;2;c")
    assert [problem.code for problem in caught.value.problems] == ["E299"]


@pytest.mark.parametrize(
    ("added", "hint"),
    [
        ("Budget", ""),
        ("Indicater", "Did you mean Indicator?"),
        ("Actionn", ""),
        ("Budget;Startt", "Did you mean Start?"),
    ],
)
def test_columns_of_ones_own_are_told_and_what_was_meant(tmp_path: Path, added: str, hint: str) -> None:
    (note,) = back(tmp_path, f"Id;Action;{added}", "a;b;c;d"[: 3 + 2 * len(added.split(";"))]).notes
    assert (note.code, note.hint) == ("N483", hint)
    assert note.message.endswith(f"{', '.join(f'“{name}”' for name in added.split(';'))}.")


def test_the_note_on_other_sheets_is_not_repeated_and_other_notes_are(tmp_path: Path) -> None:
    notes = back(tmp_path, "Id;Action;Due", "a;b;2026-01-01", "c;d").notes
    assert [note.code for note in notes] == ["N451"]
