"""The result page says what the report says, in its order and in its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planself.analysis.contradictions import contradictions
from planself.analysis.obstacles import obstacles
from planself.analysis.recommendation import recommend
from planself.answers.model import Answer, AnswerSet
from planself.form.filled import filled
from planself.form.phrases import phrases
from planself.i18n import Reader
from planself.scoring.assessment import Assessment, assess, given_by
from planself.scoring.plan import State
from tests.form.driving import opened
from tests.form.samples import shipped
from tests.lots import given

SOURCES = Path(__file__).parent.parent.parent / "src/planself"
NUMBERS = range(12)
OWN = {
    "profile", "profile_so_far", "profile_caption", "hurdle", "score", "scale_note", "does_not_apply", "no_score",
    "no_overall", "overall", "overall_range", "short_form", "level_with_last", "no_steps", "improves",
    "contradictions", "statutory", "statutory_unmet", "answered_of", "unproven",
    "basis", "short_result",
}  # fmt: skip
"""What only a page that is worked on has to say."""


def answer_set(number: int) -> AnswerSet:
    """Return answers that look like chance and are the same each time; what must be answered is."""
    loaded = shipped()
    questions = loaded.questionnaire.by_id
    drawn = dict(given(assess(loaded, AnswerSet()).plan, number).items())
    answers = {
        id_: Answer(None, "unknown") if isinstance(value, State) else Answer(value)
        for id_, value in drawn.items()
        if not isinstance(value, State) or questions[id_].allows_unknown
    }
    needed = {q.id: Answer(q.choices[0].value) for q in questions.values() if q.required and q.id not in answers}
    return AnswerSet(answers={**answers, **needed})


@pytest.mark.parametrize("number", NUMBERS)
def test_steps_and_obstacles_stand_in_the_order_of_the_report(browser: Browser, tmp_path: Path, number: int) -> None:
    loaded, reader = shipped(), Reader("de")
    answers = answer_set(number)
    assessment = assess(loaded, answers)
    with opened(browser, loaded, tmp_path, "de", filled=filled(loaded, answers)) as form:
        form.go(":end")
        assert form.texts(".steps-list > li > p > strong") == [
            reader.text(s.measure.title) for s in recommend(assessment)
        ]
        hurdles = {hurdle.id: hurdle for hurdle in loaded.questionnaire.hurdles}
        named = [hurdles[found.id] for found in obstacles(assessment).named]
        assert form.texts(".find > li > p > strong") == [
            f"{reader.text(hurdle.topic_or_name)} – {reader.text(hurdle.name)}" for hurdle in named
        ]
        assert told(form.texts(".part"), reader._("What does not fit together")) == found_by(assessment, reader)
        assert counted(form.texts(".part"), reader._("Knowledge gaps")) == in_state(assessment, State.UNKNOWN)


def told(parts: list[str], title: str) -> list[str]:
    return next((part.split("\n")[1:] for part in parts if part.startswith(title)), [])


def found_by(assessment: Assessment, reader: Reader) -> list[str]:
    states = {question.id: question.state for question in assessment.result.questions}
    checks = contradictions(assessment.loaded.questionnaire, states, given_by(assessment.answer_set))
    return [" ".join(reader.text(check.text).split()) for check in checks]


def counted(parts: list[str], title: str) -> int:
    """Return how many questions a list names, those told as a number included."""
    lines = told(parts, title)
    more = sum(int(found[1]) for line in lines if (found := re.fullmatch(r"(\d+) weitere.*", line)))
    return more + sum(re.match(r"\d+\. ", line) is not None for line in lines)


def in_state(assessment: Assessment, state: State) -> int:
    by_id = assessment.loaded.questionnaire.by_id
    return sum(found.state is state and by_id[found.id].scored for found in assessment.result.questions)


def test_the_words_are_those_of_the_report() -> None:
    report = "".join(
        path.read_text("utf-8") for path in [*SOURCES.rglob("report/**/*.py"), *SOURCES.rglob("analysis/*.py")]
    )
    templates = "".join(
        path.read_text("utf-8") for path in SOURCES.parent.parent.joinpath("templates/report").rglob("*.j2")
    )
    said = re.sub(r'"\s+"', "", report + templates)
    result = phrases(Reader("en"))
    names = list(result)
    shared = {name: result[name] for name in names[names.index("quoted") :] if name not in OWN}
    unsaid = [
        name
        for name, phrase in shared.items()
        for text in ([phrase] if isinstance(phrase, str) else phrase)
        if text.replace("{{", "{") not in said.replace("{{", "{").replace("}}", "}")
    ]
    assert unsaid == []
