"""Answers without points: a section of which nothing was asked or answered says so once, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from planself.answers.model import Answer
from planself.report.render import render
from planself.report.view_parts import ContextView
from planself.report_formats import Audience
from planself.scoring.assessment import Assessment, assess
from tests.report.material import LANGUAGES, shipped, view

SAID = {
    "de": ("Keine der {} Fragen wurde gestellt. Grund:", "Keine der {} Fragen ist beantwortet."),
    "en": ("None of the {} questions was asked. Reason:", "None of the {} questions is answered."),
}


def context(assessment: Assessment, answers: Mapping[str, Answer], lang: str) -> ContextView:
    """Return the statutory points of a report of these answers."""
    named = next(section for section in assessment.loaded.questionnaire.sections if section.statutory).title
    made = view(assess(assessment.loaded, replace(assessment.answer_set, answers=answers)), lang)
    return next(part for part in made.context if isinstance(named, dict) and str(part.title) == named[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["html", "md"])
def test_a_section_that_is_not_asked_tells_the_reason_once(lang: str, form: str) -> None:
    town = next(found for name, found in shipped().items() if "kleinmusterstedt" in name)
    law = next(section for section in town.loaded.questionnaire.sections if section.statutory)
    text = render(view(town, lang), form)  # type: ignore[arg-type]
    asked, _silent = SAID[lang]
    assert text.count(asked.format(len(law.questions))) == 1
    first = law.questions[0].text
    assert isinstance(first, dict)
    assert first[lang] not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_section_without_any_answer_says_so_once(lang: str) -> None:
    city = next(found for name, found in shipped().items() if "beispielstadt-2026" in name)
    law = next(section for section in city.loaded.questionnaire.sections if section.statutory)
    left = {id_: answer for id_, answer in city.answer_set.answers.items() if not id_.startswith("legal_")}
    part = context(city, left, lang)
    assert str(part.silence) == SAID[lang][1].format(len(law.questions))
    assert part.answers == ()
    one = {**left, law.questions[0].id: city.answer_set.answers[law.questions[0].id]}
    part = context(city, one, lang)
    assert part.silence is None
    assert len(part.answers) == len(law.questions)


UNANSWERED = {
    "de": ("keine Angabe", "Ohne Antwort", "keine Antwort haben", "noch keine Antwort", "ist beantwortet."),
    "en": ("no answer", "Without an answer", "has no answer", "have no answer", "is answered."),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", ["full", "council"])
def test_what_a_group_did_not_agree_on_is_open_in_the_consensus(lang: str, audience: Audience) -> None:
    city = next(found for name, found in shipped().items() if "beispielstadt-2026" in name)
    left = {
        id_: a for id_, a in city.answer_set.answers.items() if not id_.startswith(("legal_", "cap_", "data_sense"))
    }
    said = {}
    for round_ in ("individual", "consensus"):
        answers = replace(city.answer_set, answers=left, round=round_)
        text = render(view(assess(city.loaded, answers), lang, audience), "md")
        said[round_] = [word for word in UNANSWERED[lang] if word in text]
        assert ({"de": "im Konsens offen", "en": "open in the consensus"}[lang] in text) == (round_ == "consensus")
    assert said["consensus"] == []
    assert said["individual"]
