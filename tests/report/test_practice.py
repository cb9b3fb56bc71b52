"""Examples of practice stand in the full report beside their measure, with how far their source was verified."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from markdown_it import MarkdownIt

from planself.answers.model import Answer, AnswerSet
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.context import AssessmentContext
from planself.report.render import render
from planself.report.view import build_view
from planself.scoring.assessment import assess
from tests.report.material import HOSTILE, LANGUAGES, ORIGIN, shipped

Form = Literal["html", "md"]
HEADING = {"de": "Aus der Praxis", "en": "From practice"}
EXAMPLE = {
    "who": {"de": "Stadt Muster", "en": "Town of Muster"},
    "what": {"de": "Die Ämter reden monatlich.", "en": "The offices talk every month."},
    "since": 2021,
    "sources": ["other", "minutes"],
}


def report(lang: str, form: Form, *practice: dict[str, Any], hurdles: int = 1) -> str:
    """Return a report of a questionnaire with three measures a hurdle, which have these examples."""
    found = [
        {
            "id": f"h{h}",
            "name": f"Hurdle {h}",
            "measures": [
                {"id": f"talk_{h}_{n}", "title": f"Talk {h} {n}", "practice": list(practice)} for n in range(3)
            ],
        }
        for h in range(hurdles)
    ]
    source = {"publisher": "P", "url": "https://example.org/"}
    data = {
        "format": "planself/questionnaire/1",
        "id": "practised",
        "version": "1.0.0",
        "languages": ["de", "en"],
        "title": "T",
        "sources": [
            {"id": "minutes", "title": "Minutes", "verified": "read", **source},
            {"id": "other", "title": "Other", "verified": "title_only", **source},
        ],
        "bands": [{"id": "all", "from": 0, "label": "all"}],
        "stages": [{"id": "all", "min": 0, "label": "all"}],
        "hurdles": found,
        "sections": [
            {
                "id": "all",
                "title": "All",
                "questions": [
                    {"id": "shared", "type": "yes_no", "text": "Shared?", "hurdles": {h["id"]: 1 for h in found}}
                ],
            }
        ],
    }
    loaded = Loaded(Questionnaire.model_validate(data), "sha256:0", Path("practised.yaml"))
    view = build_view(assess(loaded, AnswerSet(answers={"shared": Answer(value=False)})), Reader(lang), ORIGIN)
    return render(view, form)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de", "Stadt Muster (seit 2021): Die Ämter reden monatlich. Quellen: 2 (nur Titel), 1 (gelesen)"),
        ("en", "Town of Muster (since 2021): The offices talk every month. Sources: 2 (only the title seen), 1 (read)"),
    ],
)
def test_an_example_says_who_what_since_when_and_how_far_it_was_verified(lang: str, said: str) -> None:
    text = report(lang, "md", EXAMPLE)
    assert f"   - {HEADING[lang]}:\n     - {said}\n" in text
    page = report(lang, "html", EXAMPLE)
    assert f"<h4>{HEADING[lang]}</h4>" in page
    assert said.split(":")[0] in page
    assert '<a href="#source-other">2</a>' in page


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_without_examples_there_is_no_heading(lang: str, form: Form) -> None:
    assert HEADING[lang] not in report(lang, form)


def test_a_list_of_measures_holds_together_where_examples_follow() -> None:
    """A blank line between two items would make paragraphs of them all."""
    tokens = MarkdownIt("commonmark").parse(report("en", "md", EXAMPLE, hurdles=3))
    inside, loose = 0, []
    for token in tokens:
        inside += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if inside and token.type == "paragraph_open" and not token.hidden:
            loose.append(token.map)
    assert loose == []


@pytest.mark.parametrize("form", ["html", "md"])
def test_without_a_year_there_are_no_empty_brackets(form: Form) -> None:
    text = report("en", form, {key: value for key, value in EXAMPLE.items() if key != "since"})
    assert "Town of Muster: The offices talk" in text


@pytest.mark.parametrize("form", ["html", "md"])
def test_measures_that_are_none_of_the_first_steps_show_theirs_too(form: Form) -> None:
    assert report("en", form, EXAMPLE, hurdles=3).count("The offices talk every month.") == 9


@pytest.mark.parametrize("text", HOSTILE[:3])
def test_an_example_is_inert(text: str) -> None:
    page = report("en", "html", {**EXAMPLE, "who": text, "what": text})
    assert text not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_for_how_far_a_source_was_checked_are_those_that_the_questionnaire_explains(lang: str) -> None:
    context = AssessmentContext(shipped()["integrierte-planung/beispielstadt-2026"], Reader(lang))
    said = {source.verified for source in context.sources.values()}
    assert len(said) == 3
    basis = context.words(context.questionnaire.basis)
    assert [word for word in said if f"{word[0].upper()}{word[1:]}" not in basis] == []
