"""What a table that came back changes, cell by cell, and what cannot be read in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planself import i18n
from planself.actions.model import STATUSES, Status
from planself.actions.status_words import status_word
from planself.actions.table import Rows
from planself.actions.table_changes import CellError, Returned
from planself.i18n import Reader
from tests.actions.samples import plan_of

TODAY = date(2026, 11, 27)
PLAN = plan_of(
    "offices:\n"
    "  - Youth\n"
    "  - {de: Schule, en: School}\n"
    "actions:\n"
    "  - id: a\n"
    "    title: {de: Titel, en: Title}\n"
    "    office: Youth\n"
    "    note: '=1+1'\n"
    "    due: 2026-12-01\n"
    "    status: running\n"
    "  - id: b\n"
    "    title: Second\n"
    "    status: done\n"
    "    done_on: 2026-10-01\n"
    "    after: [a]\n"
)


def returned(lang: str = "en") -> Returned:
    i18n.use(lang)
    reader = Reader(lang)
    return Returned(Rows(PLAN, reader), reader, TODAY, (lambda text: f"'{text}" if text.startswith("=") else text,))


def changes(id_: str = "a", lang: str = "en", **cells: Any) -> list[tuple[str, Any, str, str]]:
    wrong: list[CellError] = []
    found = returned(lang).changes(PLAN.plan.by_id[id_], cells, wrong)
    assert wrong == []
    assert all(change.action == id_ for change in found)
    return [(change.key, change.raw, change.before, change.after) for change in found]


def wrong(id_: str = "a", **cells: Any) -> list[tuple[str, str, str]]:
    found: list[CellError] = []
    returned().changes(PLAN.plan.by_id[id_], cells, found)
    return [(error.heading, error.message, error.hint) for error in found]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"title": "Title", "office": " Youth ", "note": "'=1+1", "due": "2026-12-01", "status": "running"},
        {"note": "=1+1", "due": "1.12.2026"},
        {"due": date(2026, 12, 1), "status": "RUNNING", "text": None, "indicator": "", "start": "  "},
        {"title": "Title\r\n"},
    ],
)
def test_a_cell_that_says_what_the_plan_says_changes_nothing(cells: dict[str, Any]) -> None:
    assert changes(**cells) == []


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_status_is_read_in_either_language_and_by_its_own_word(status: Status, lang: str) -> None:
    for word in (status, status_word(status, Reader("de")), status_word(status, Reader("en")).upper()):
        found = [raw for key, raw, _before, _after in changes(lang=lang, status=word) if key == "status"]
        assert found == ([] if status == "running" else [status])


def test_a_text_in_several_languages_keeps_the_others() -> None:
    assert changes(title="New") == [("title", {"de": "Titel", "en": "New"}, "Title", "New")]
    assert changes(lang="de", title="Neu") == [("title", {"de": "Neu", "en": "Title"}, "Titel", "Neu")]


def test_an_office_of_the_plan_is_taken_with_all_its_languages() -> None:
    assert changes(office="School") == [("office", {"de": "Schule", "en": "School"}, "Youth", "School")]
    assert changes(office="Parks") == [("office", "Parks", "Youth", "Parks")]
    assert changes(office="") == [("office", None, "Youth", "")]


def test_texts_are_added_and_taken_away() -> None:
    assert changes(indicator="how many") == [("indicator", "how many", "", "how many")]
    assert changes(note=None) == [("note", None, "=1+1", "")]
    assert changes(text=7.0) == [("text", "7", "", "7")]
    assert changes(text=7.5) == [("text", "7.5", "", "7.5")]


def test_days_are_read_as_people_type_them() -> None:
    ((key, raw, _before, after),) = changes(due="24.12.2026")
    assert (key, str(raw)) == ("due", "2026-12-24")
    assert after != ""
    ((key, raw, before, after),) = changes(due="")
    assert (key, raw, after) == ("due", None, "")
    assert before != ""


def test_a_day_of_completion_that_an_older_table_lacks_stays() -> None:
    assert changes("b", done_on="") == []
    assert changes("b", done_on="2026-10-01", status="done") == []


def test_an_action_that_is_now_done_gets_todays_date_and_one_that_no_longer_is_loses_it() -> None:
    done = changes(status="done")
    assert [(key, str(raw)) for key, raw, _before, _after in done] == [("status", "done"), ("done_on", "2026-11-27")]
    own = changes(status="done", done_on="2026-11-01")
    assert [(key, str(raw)) for key, raw, _b, _a in own] == [("done_on", "2026-11-01"), ("status", "done")]
    back = changes("b", status="running", done_on="2026-10-01")
    assert [(key, raw) for key, raw, _b, _a in back] == [("status", "running"), ("done_on", None)]
    assert [key for key, *_rest in changes("b", status="running")] == ["status"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"title": " "}, "An action needs a title."),
        ({"status": "soon"}, "“soon” is no status."),
        ({"status": None}, "An action needs a status."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_column(cells: dict[str, Any], message: str) -> None:
    ((heading, said, hint),) = wrong(**cells)
    assert said == message
    assert heading == returned()._headings[next(iter(cells))]
    assert hint


def test_all_cells_that_cannot_be_read_come_together() -> None:
    assert len(wrong(title="", status="soon", due="tomorrow")) == 3


def test_what_is_shown_only_is_named_where_it_was_changed() -> None:
    action = PLAN.plan.by_id["b"]
    given = returned()
    shown = given.rows.row(0, action)
    assert given.unread(action, {"hurdles": shown["hurdles"], "after": shown["after"]}) == []
    assert given.unread(action, {"after": "something else"}) == [given._headings["after"]]
    assert given.unread(action, {"title": "New"}) == []
