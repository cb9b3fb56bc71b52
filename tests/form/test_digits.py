"""What the form shows while it is filled in by keyboard is what planself says of the file that it saves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from planself.answers.load import load_answers
from planself.i18n import Reader
from planself.questionnaire.load import Loaded, digest
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from tests.form.driving import FormDriver, opened
from tests.strategies import answers, questionnaire_data

READER = Reader("en")
EXAMPLES = 60


def loaded_of(data: Mapping[str, Any]) -> Loaded:
    return Loaded(Questionnaire.model_validate(data), digest(data), Path("drawn.json"))


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate])
@given(st.data())
def test_the_digits_of_the_page_are_those_of_the_file(browser: Browser, draw: st.DataObject) -> None:
    loaded = loaded_of(draw.draw(questionnaire_data()))
    chosen = allowed(loaded, draw.draw(answers(compile_plan(loaded.questionnaire))))
    with TemporaryDirectory() as folder, opened(browser, loaded, Path(folder)) as form:
        form.fill(chosen)
        saved = load_answers(form.save(Path(folder)), lambda _reference: loaded)
        assert saved.notes == ()
        assessment = assess(loaded, saved.answer_set)
        _kept(saved.answer_set.answers, chosen, assessment)
        assert shown(form) == expected(assessment)


def allowed(loaded: Loaded, chosen: Mapping[str, Given]) -> dict[str, Given]:
    """Return the answers that their questions offer."""
    questions = loaded.questionnaire.by_id
    refused = {
        id_
        for id_, value in chosen.items()
        if (value is State.UNKNOWN and not questions[id_].allows_unknown)
        or (value is State.NOT_APPLICABLE and not questions[id_].allows_not_applicable)
        or (value == () and any(choice.exclusive for choice in questions[id_].choices))
    }
    return {id_: value for id_, value in chosen.items() if id_ not in refused}


def _kept(saved: Mapping[str, Any], chosen: Mapping[str, Given], assessment: Assessment) -> None:
    """Fail where an answer to a question that was asked is not in the file."""
    for found in assessment.result.questions:
        if found.state.value in ("answered", "unknown", "not_applicable"):
            answer = saved[found.id]
            assert in_order(chosen[found.id]) in (in_order(answer.value), answer.said)
        elif found.state.value == "missing":
            assert found.id not in chosen


def in_order(value: object) -> object:
    """Return ticks in one order: a form writes them in the questionnaire's."""
    return sorted(value) if isinstance(value, tuple) else value


def shown(form: FormDriver) -> list[str]:
    return [*form.texts(".prof .whole"), *(re.sub(r"\s+", " ", text) for text in form.texts(".prof tbody td"))]


def expected(assessment: Assessment) -> list[str]:
    overall = assessment.result.overall
    stages = {stage.id: READER.text(stage.label) for stage in assessment.loaded.questionnaire.stages}
    if overall.lower is None or overall.upper is None:
        whole = "No overall score, because no hurdle applies"
    elif overall.score is None:
        whole = f"No overall score yet; possible are {_range(overall.lower, overall.upper)} of 100 points."
    else:
        span = "" if overall.lower == overall.upper else f", range {_range(overall.lower, overall.upper)}"
        stage = stages[overall.stage or ""]
        whole = f"{READER.tenths(overall.score)} of 100 points overall{span}, stage: {stage}"
    return [whole, *(_row(assessment, place) for place in range(len(assessment.result.hurdles)))]


def _row(assessment: Assessment, place: int) -> str:
    found = assessment.result.hurdles[place]
    if found.lower is None or found.upper is None:
        return "does not apply"
    span = "" if found.lower == found.upper else f" ({_range(found.lower, found.upper)})"
    if found.score is None:
        return f"–{span} no score yet"
    bands = {band.id: READER.text(band.label) for band in assessment.loaded.questionnaire.bands}
    label = bands[found.band or ""]
    label += ", provisional" if found.provisional else ""
    label += ", minimum condition not met" if found.failed_gates else ""
    return f"{READER.tenths(found.score)}{span} {label}"


def _range(lower: int, upper: int) -> str:
    return READER.tenths(lower) if lower == upper else f"{READER.tenths(lower)}–{READER.tenths(upper)}"
