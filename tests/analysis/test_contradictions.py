"""Contradictions between answers: told where their condition is true, in `check` and in the report, never scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planself import i18n
from planself.analysis.contradictions import contradictions, questions_of
from planself.answers.model import Answer, AnswerSet
from planself.cli.boundary import run
from planself.i18n import Reader
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import Questionnaire
from planself.report.render import render
from planself.report.view import build_view
from planself.scoring.assessment import Assessment, assess, given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import State
from planself.scoring.record import settle
from tests.reaching import reached, reaching
from tests.report.material import ORIGIN
from tests.strategies import answers as drawn_answers
from tests.strategies import condition, questionnaire_data

TEXT = """\
format: planself/questionnaire/1
id: doubtful
version: 1.0.0
languages: [de, en]
title: {de: Zweifel, en: Doubts}
bands: [{id: all, from: 0, label: {de: alle, en: all}}]
stages: [{id: all, min: 0, label: {de: alle, en: all}}]
hurdles:
  - {id: silos, name: {de: Ressorts, en: Silos}, measures: [{id: talk, title: {de: Reden, en: Talk}}]}
checks:
  - id: group_meets
    when: {all: [{question: group, is: no}, {question: meetings, at_least: 1}]}
    text: {de: Es gibt keine Gruppe und doch Sitzungen., en: "There is no group, and yet it meets."}
  - id: no_meeting
    when: {all: [{question: group, is: yes}, {question: meetings, is: 0}]}
    text: {de: Die Gruppe tagt nie., en: The group never meets.}
sections:
  - id: all
    title: {de: Alles, en: All}
    questions:
      - {id: group, type: yes_no, text: {de: "Gibt es eine Gruppe?", en: "Is there a group?"}, hurdles: {silos: 1}}
      - id: meetings
        type: number
        text: {de: "Wie viele Sitzungen?", en: "How many meetings?"}
        min: 0
        required: true
        allow: [unknown]
"""
ANSWERS = """\
format: planself/answers/1
questionnaire: {id: doubtful, version: 1.0.0}
answers:
  group: no
  meetings: 12
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    path = tmp_path / "doubtful.yaml"
    path.write_text(TEXT, "utf-8")
    return load_questionnaire(path)


def assessed(loaded: Loaded, **said: Any) -> Assessment:
    answers = {id_: value if isinstance(value, Answer) else Answer(value=value) for id_, value in said.items()}
    return assess(loaded, AnswerSet(answers=answers))


def true_of(found: Assessment) -> list[str]:
    states = {question.id: question.state for question in found.result.questions}
    told = contradictions(found.loaded.questionnaire, states, given_by(found.answer_set))
    return [check.id for check in told]


MILLION = 1_000_000


def test_what_is_true_is_told_and_what_is_open_is_not(loaded: Loaded) -> None:
    assert true_of(assessed(loaded, group=False, meetings=12 * MILLION)) == ["group_meets"]
    assert true_of(assessed(loaded, group=True, meetings=0)) == ["no_meeting"]
    assert true_of(assessed(loaded, group=True, meetings=12 * MILLION)) == []
    assert true_of(assessed(loaded, group=False)) == []
    assert true_of(assessed(loaded, group=False, meetings=Answer(said="unknown"))) == []
    assert true_of(assessed(loaded, group=Answer(said="not_applicable"), meetings=12 * MILLION)) == []


def test_a_check_names_its_questions_in_the_order_of_the_questionnaire(loaded: Loaded) -> None:
    questionnaire = loaded.questionnaire
    assert [questions_of(questionnaire, check) for check in questionnaire.checks] == [("group", "meetings")] * 2


@reaching("told", "not told")
@given(questionnaire_data(), st.data())
def test_a_check_is_true_where_a_question_with_its_condition_is_asked_and_scores_stay(
    data: Any, more: st.DataObject
) -> None:
    questions = [question for section in data["sections"] for question in section["questions"]]
    assume(any(question["type"] != "text" for question in questions))
    when = more.draw(condition(questions))
    data["sections"].append(
        {"id": "last", "title": "L", "questions": [{"id": "last", "type": "text", "text": "L", "when": when}]}
    )
    without = Questionnaire.model_validate(data)
    questionnaire = Questionnaire.model_validate({**data, "checks": [{"id": "odd", "when": when, "text": "Odd."}]})
    plan = compile_plan(questionnaire)
    assert plan == compile_plan(without)
    answers = more.draw(drawn_answers(plan))
    states = {id_: found.state for id_, found in settle(plan, answers).items()}
    told = contradictions(questionnaire, states, answers)
    reached("told" if told else "not told")
    assert bool(told) is (states["last"] not in (State.NOT_ASKED, State.PENDING))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("de", "Es gibt keine Gruppe und doch Sitzungen."), ("en", "There is no group, and yet it meets.")],
)
def test_check_tells_it_at_the_answer_and_strict_counts_it(
    lang: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("doubtful.yaml").write_text(TEXT, "utf-8")
    Path("answers.yaml").write_text(ANSWERS, "utf-8")
    line = ["--lang", lang, "check", "-q", "./doubtful.yaml", "answers.yaml"]
    assert run(line) == 0
    out = capsys.readouterr().out
    assert "answers.yaml:5:3 N406" in " ".join(out.split())
    assert "group, meetings" in out
    assert words in " ".join(out.split())
    assert run([*line, "--strict"]) == 1
    Path("answers.yaml").write_text(ANSWERS.replace("12", "0"), "utf-8")
    capsys.readouterr()
    assert run([*line, "--strict"]) == 0
    assert "N406" not in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_the_report_lists_them_with_their_answers_and_the_council_page_counts_them(
    loaded: Loaded, lang: str, form: Literal["html", "md"]
) -> None:
    heading = {"de": "Angaben, die sich widersprechen", "en": "Answers that contradict each other"}[lang]
    counted = {"de": "1 Widerspruch zwischen Antworten", "en": "1 contradiction between answers"}[lang]
    reader = i18n.use(lang)
    found = build_view(assessed(loaded, group=False, meetings=12 * MILLION), Reader(lang), ORIGIN)
    (told,) = found.contradictions
    assert str(told.text) == reader.text(loaded.questionnaire.checks[0].text)
    assert len(told.answers) == 2
    text = render(found, form)
    assert heading in text
    assert counted in text
    sound = build_view(assessed(loaded, group=True, meetings=12 * MILLION), Reader(lang), ORIGIN)
    assert heading not in render(sound, form)
    assert counted[2:] not in render(sound, form)
