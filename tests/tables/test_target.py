"""What a word names in a table or a mapping, and which names a table may not have."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.questionnaire.model import Questionnaire
from planself.tables.collisions import results
from planself.tables.target import KNOWN, by_heading, meant, plain, target, unwrapped

QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "format": "planself/questionnaire/1",
        "id": "small",
        "version": "1.0.0",
        "languages": ["en"],
        "title": "Small",
        "bands": [{"id": "low", "from": 0, "label": "low"}],
        "stages": [{"id": "one", "min": 0, "label": "one"}],
        "hurdles": [{"id": "silos", "name": "Silos"}],
        "sections": [
            {
                "id": "all",
                "title": "All",
                "questions": [
                    {
                        "id": "vision",
                        "type": "scale",
                        "text": "?",
                        "levels": [{"label": "no"}, {"label": "yes"}],
                        "hurdles": {"silos": 1},
                        "renamed_from": ["aim"],
                    },
                    {
                        "id": "offers",
                        "type": "multiple",
                        "text": "?",
                        "options": [{"id": "kita", "label": "Kita"}, {"id": "school", "label": "School"}],
                    },
                    {"id": "remark", "type": "text", "text": "?"},
                    {
                        "id": "kind",
                        "type": "single",
                        "text": "?",
                        "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
                    },
                ],
            }
        ],
    }
)


def name(word: str) -> str | None:
    found = target(QUESTIONNAIRE, word)
    return None if found is None else found.name


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("vision", "vision"),
        ("aim", "vision"),
        ("offers", "offers"),
        ("offers.kita", "offers.kita"),
        ("offers[school]", "offers.school"),
        ("offers[ school ]", "offers.school"),
        ("offers.none", None),
        ("kind.a", None),
        ("vision.0", None),
        ("Vision", None),
        ("vision ", None),
        ("row", None),
        *((known, known) for known in KNOWN),
    ],
)
def test_a_word_names_a_question_an_option_or_a_known_column(word: str, named: str | None) -> None:
    assert name(word) == named


def test_a_target_says_what_stands_in_its_column() -> None:
    vision, offers, known = (target(QUESTIONNAIRE, word) for word in ("vision", "offers.kita", "date"))
    assert vision is not None
    assert offers is not None
    assert known is not None
    assert (vision.ladder, vision.worded, vision.option) == (True, False, None)
    assert (offers.ladder, offers.option) == (False, "kita")
    assert (known.kind, known.ladder, known.worded) == (None, False, False)


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("answers.vision", "vision"),
        ("Answers.vision.value", "vision"),
        ("vision.value", "vision"),
        ("remark.text", "remark"),
        ("VISION.Value", "VISION"),
        ("other.value", "other.value"),
        ("  vision\n(new) ", "vision (new)"),
        ("vi\u200bsion", "vision"),
    ],
)
def test_a_heading_is_taken_without_the_way_to_it(heading: str, word: str) -> None:
    assert unwrapped(QUESTIONNAIRE, heading) == word


def test_a_heading_counts_in_capital_letters_too() -> None:
    found = by_heading(QUESTIONNAIRE, "ANSWERS.Offers[KITA]")
    assert found is not None
    assert found.name == "offers.kita"
    assert by_heading(QUESTIONNAIRE, "nothing") is None
    assert plain(" a \t b\u200b ") == "a b"


def test_the_remedy_names_what_is_near_or_what_is_possible() -> None:
    i18n.use("en")
    assert meant(QUESTIONNAIRE, "visoin") == "Did you mean vision?"
    assert meant(QUESTIONNAIRE, "offers.kitta") == "Did you mean offers.kita?"
    assert meant(QUESTIONNAIRE, "subject.nam") == "Did you mean subject.name?"
    assert meant(QUESTIONNAIRE, "zzzz") == (f"Possible are ids of questions, question.option, and {', '.join(KNOWN)}.")


@pytest.mark.parametrize(
    ("column", "taken"),
    [
        ("row", True),
        ("Source", True),
        ("overall.score", True),
        ("silos.SCORE", True),
        ("silos.failed_gates", True),
        ("q:vision", True),
        ("~row", True),
        ("silos", False),
        ("silos.kind", False),
        ("other.score", False),
        ("overall.scores", False),
        ("row.x", False),
        ("vision", False),
        ("quality", False),
    ],
)
def test_names_of_results_are_taken_in_whatever_case(column: str, taken: bool) -> None:
    assert results(QUESTIONNAIRE)(column) is taken
