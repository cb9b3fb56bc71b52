"""Headings: what is recognised, what is carried or dropped, and what is refused before any row is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from planself import i18n
from planself.errors import InputError
from planself.tables.column_meaning import Headings
from planself.tables.headings import read_headings
from planself.tables.personal import is_personal
from planself.tables.personal_words import PERSONAL
from planself.tables.reasons import reason
from tests.tables.material import QUESTIONNAIRE

ALL = [question.id for question in QUESTIONNAIRE.questions]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def read(*columns: str, keep: Sequence[str] = (), **more: Any) -> Headings:
    return read_headings(columns, QUESTIONNAIRE, keep=keep, **more)


def refused(*columns: str, keep: Sequence[str] = (), **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        read(*columns, keep=keep, **more)
    return [(problem.code, f"{problem.message} {problem.hint}") for problem in raised.value.problems]


def codes(found: Headings) -> list[str]:
    return [note.code for note in found.notes]


def test_questions_options_and_known_columns_are_recognised() -> None:
    found = read("Kreis", " vision ", "OFFICE", "offers.care", "offers[a]", "date", "subject.name", "offers")
    assert {id_: [source.id for source in sources] for id_, sources in found.sources.items()} == {
        "vision": ["vision"],
        "office": ["office"],
        "offers": ["offers"],
    }
    assert set(found.sources["offers"][0].options) == {"care", "a"}
    assert list(found.known) == ["subject.name", "date"]
    assert [column.heading for column in found.carried] == ["Kreis"]
    assert found.targets["offers[a]"] == ("offers.a", True)
    assert found.targets["date"] == ("date", False)
    assert codes(found) == ["N423", "N420"]
    assert "kind, people, share, remark, reason" in found.notes[-1].message


def test_a_table_with_all_questions_leaves_nothing_to_say() -> None:
    assert read(*ALL).notes == ()


def test_earlier_ids_are_followed_and_the_latest_counts_first() -> None:
    found = read("older_vision", "old_vision", *ALL)
    assert [source.id for source in found.sources["vision"]] == ["vision", "old_vision", "older_vision"]
    assert codes(found) == ["N412", "N412"]
    assert codes(read("old_vision", *ALL[1:])) == ["N422"]


@pytest.mark.parametrize(
    ("columns", "code", "said"),
    [
        (["vision", "Vision "], "E241", "Vision"),
        (["vision", "vision.1"], "E241", "second column of vision"),
        (["vision", "vision_duplicated_0"], "E241", "second column"),
        (["vision", "vision_1"], "E241", "second column"),
        (["offers.a", "offers[a]"], "E241", "offers.a"),
        (["date", "date", "vision"], "E241", "date"),
        (["office", "visoin"], "E242", "Did you mean vision"),
        (["vision", "off ice"], "E242", "office"),
        (["vision", "silos.score"], "E243", "silos.score"),
        (["vision", "Row"], "E243", "Row"),
        (["vision", "q:vision"], "E243", "q:vision"),
        (["vision", "offers.other"], "E244", "care, a, 1, none"),
        (["vision", "offers[b]"], "E244", "offers"),
        (
            ["vision", "offers___1", "offers___2"],
            "E244",
            "offers has no option of that name: “offers___1”, “offers___2”.",
        ),
        (["vision", "offers(5)"], "E244", "offers(5)"),
        (["Alter", "Kreis"], "E240", "Rename the columns"),
        ([], "E240", "vision"),
    ],
)
def test_what_would_lose_answers_is_refused(columns: list[str], code: str, said: str) -> None:
    problems = refused(*columns)
    assert code in [found for found, _text in problems]
    assert said in " ".join(text for _code, text in problems)


def test_all_problems_of_a_heading_line_come_together() -> None:
    assert [code for code, _text in refused("vision", "vision.1", "ofice", "row")] == ["E241", "E242", "E243"]


@pytest.mark.parametrize("heading", ["vision_of_others", "people_2024x", "kinds_of_help", "a", "share2"])
def test_what_is_only_a_little_like_a_question_is_carried(heading: str) -> None:
    found = read("office", heading)
    assert [column.heading for column in found.carried] == [heading]


def test_what_is_kept_by_name_is_carried_whatever_it_looks_like() -> None:
    found = read(
        "vision", "vision.1", "offers.other", "E-Mail", "visoin", keep=["E-Mail", "visoin", "vision.1", "offers.other"]
    )
    assert len(found.carried) == 4
    assert found.dropped == ()


def test_doubled_headings_count_as_found_in_the_file() -> None:
    columns, headings = ["Kreis", "Kreis_1", "vision"], ["Kreis", "Kreis", "vision"]
    assert len(read(*columns, headings=headings).carried) == 2
    assert refused("vision", "vision_1", headings=["vision", "vision"])[0][0] == "E241"


@pytest.mark.parametrize("heading", [heading for headings in PERSONAL.values() for heading in headings])
def test_personal_columns_are_known_in_any_spelling(heading: str) -> None:
    assert is_personal(heading)
    assert is_personal(heading.upper().replace(" ", "_").replace("AE", "Ä"))


@pytest.mark.parametrize("heading", ["Kreis", "Gemeinde", "Mailand", "Startjahr", "Telefonseelsorge", "id", "role"])
def test_columns_of_places_are_not_personal(heading: str) -> None:
    assert not is_personal(heading)


@pytest.mark.parametrize("heading", ["Datum gestartet", "Datum letzte Aktivität", "Antwort ID", "Start-Sprache"])
def test_german_headings_of_limesurvey_are_known(heading: str) -> None:
    assert is_personal(heading)


def test_personal_columns_are_dropped_and_named() -> None:
    found = read(*ALL, "Startzeit", "participant_email", "IP-Adresse", "Kreis")
    assert [column.heading for column in found.dropped] == ["Startzeit", "participant_email", "IP-Adresse"]
    assert codes(found) == ["N421"]
    assert "IP-Adresse" in found.notes[0].message


@pytest.mark.parametrize(
    ("target", "raw", "beside", "code"),
    [
        ("vision", "9", False, "E220"),
        ("kind", "tonw", False, "E221"),
        ("office", "maybe", False, "E222"),
        ("people", "1,234", False, "E223"),
        ("share", "101", False, "E224"),
        ("share", "1.1234567", False, "E225"),
        ("offers", "care", True, "E226"),
        ("offers", "a;a", False, "E227"),
        ("offers", "a;none", False, "E228"),
        ("offers.none", "1", True, "E228"),
        ("remark", "x" * 20_001, False, "E229"),
        ("people", "not_applicable", False, "E230"),
        ("offers", "unknown", True, "E245"),
        ("offers.a", "?", True, "E246"),
        ("subject.ags", "091620001234", False, "E208"),
        ("date", "31.02.2026", False, "E207"),
    ],
)
def test_every_reason_has_a_code_and_a_sentence(target: str, raw: str, beside: bool, code: str) -> None:
    found, message = reason(QUESTIONNAIRE, target, raw, beside=beside)
    assert found == code
    assert message.endswith((".", "?"))
