"""Ways through a questionnaire that rules of craft share: its questions, its ladders of levels, a text by language."""

from __future__ import annotations

from collections.abc import Iterator

from planself.files.finding import Path
from planself.questionnaire import model
from planself.questionnaire.rules.facts import each_question
from planself.text import Text


def by_language(text: Text, questionnaire: model.Questionnaire) -> list[tuple[str, str]]:
    """Return a text by language; one string counts as every language's."""
    return [(lang, text) for lang in questionnaire.languages] if isinstance(text, str) else list(text.items())


def ladders(questionnaire: model.Questionnaire) -> Iterator[tuple[Path, list[Text]]]:
    """Yield every list of anchors or levels."""
    for name, scale in questionnaire.scales.items():
        yield ("scales", name, "levels"), [level.label for level in scale.levels]
    for path, question in each_question(questionnaire):
        if question.ladder:
            if own := [choice for choice in question.choices if choice.at]:
                yield (*path, *own[0].at[:1]), [choice.label for choice in own]
            if details := [choice.detail for choice in question.choices if choice.detail is not None]:
                yield (*path, *question.choices[0].detail_at[:1]), details


def each_measure(questionnaire: model.Questionnaire) -> Iterator[tuple[Path, model.Measure]]:
    """Yield every measure with its path."""
    for h, hurdle in enumerate(questionnaire.hurdles):
        for m, measure in enumerate(hurdle.measures):
            yield ("hurdles", h, "measures", m), measure
