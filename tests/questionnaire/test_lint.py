"""Every rule of craft objects to its bad example and not to its good one, and the shipped questionnaires are clean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planself import resources
from planself.codes import CODES
from planself.errors import Severity
from planself.files import source
from planself.questionnaire.check import check
from planself.questionnaire.lint import RULES, advise
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.load import examine
from planself.questionnaire.model import Questionnaire

_BASE = """\
format: planself/questionnaire/1
id: example
version: 1.0.0
languages: [de]
title: Beispiel
bands: [{id: all, from: 0, label: {de: alle, en: all}}]
stages: [{id: start, min: 0, label: {de: Anfang, en: start}}]
hurdles:
  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Reden}]}
sections:
  - id: main
    title: Planung
    questions:
      - {id: shared, type: yes_no, text: {de: "Gibt es ein Ziel?", en: "Is there an aim?"}, hurdles: {silos: 1}}
      - {id: known, type: yes_no, text: {de: "Ist es bekannt?", en: "Is it known?"}, hurdles: {silos: 1}}
"""


def _completed(example: str) -> dict[str, Any]:
    """Return a whole questionnaire around an example."""
    whole: Any = source.parse(_BASE, "base.yaml").data
    part: Any = source.parse(example, "example.yaml").data
    whole["sections"][0]["questions"] += part.pop("questions", [])
    whole["hurdles"][0]["measures"] = part.pop("measures", whole["hurdles"][0]["measures"])
    whole |= part
    if "aims_at" not in example:
        _aim_at_everything(whole)
    if len(whole["languages"]) == 1:
        whole = _in_german(whole)
    return dict(whole)


def _aim_at_everything(whole: dict[str, Any]) -> None:
    """Let each hurdle's first measure aim at its questions, which examples of other rules leave out."""
    best = {"yes_no": "yes", "number": 100}
    for hurdle in whole["hurdles"]:
        for question in whole["sections"][0]["questions"]:
            if hurdle["id"] in question.get("hurdles", {}) and hurdle.get("measures"):
                aims = hurdle["measures"][0].setdefault("aims_at", {})
                aims[question["id"]] = best.get(question["type"]) or _best(whole, question)


def _best(whole: dict[str, Any], question: dict[str, Any]) -> Any:
    match question["type"]:
        case "scale":
            return len(question.get("levels") or whole["scales"][question["scale"]]["levels"]) - 1
        case "multiple":
            return [question["options"][0]["id"]]
        case _:
            return question["options"][-1]["id"]


def _in_german(data: Any) -> Any:
    if isinstance(data, dict):
        return data["de"] if set(data) == {"de", "en"} else {key: _in_german(value) for key, value in data.items()}
    return [_in_german(item) for item in data] if isinstance(data, list) else data


def _advice(data: dict[str, Any]) -> list[str]:
    found = source.Source("example.yaml", _BASE, data)
    questionnaire, problems = check(found)
    assert problems == ()
    assert questionnaire is not None
    return [problem.code for problem in advise(questionnaire, found)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_is_objected_to(rule: LintRule) -> None:
    assert set(_advice(_completed(rule.bad))) == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_is_clean(rule: LintRule) -> None:
    assert _advice(_completed(rule.good)) == []


def test_every_rule_is_explained_in_the_table_of_codes() -> None:
    assert [rule.code for rule in RULES if rule.code not in CODES] == []
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("path", sorted(resources.questionnaires().glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_questionnaires_are_clean(path: Path) -> None:
    loaded, found = examine(path)
    assert loaded is not None
    assert [str(problem) for problem in found] == []


def test_advice_is_a_warning_with_a_place(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(_BASE.replace(", measures: [{id: talk, title: Reden}]", "").replace("[de]", "[de, en]"))
    loaded, found = examine(path)
    assert loaded is not None
    assert loaded.advice == found
    assert [(p.code, p.severity, p.where.line, p.where.column) for p in found] == [("W308", Severity.WARNING, 9, 10)]


def _with_condition(condition: str) -> Questionnaire:
    example = f"""\
questions:
  - id: kind
    type: single
    text: Art?
    required: true
    options: [{{id: town, label: Stadt}}, {{id: land, label: Land}}]
  - {{id: people, type: number, text: Menschen?, required: true, min: 0, max: 100}}
  - id: partners
    type: multiple
    text: Wer?
    required: true
    options: [{{id: kita, label: Kita}}, {{id: school, label: Schule}}, {{id: nobody, label: keine, exclusive: true}}]
  - {{id: office, type: yes_no, text: Amt?, required: true, when: {{question: kind, is: town}}}}
  - {{id: last, type: text, text: Noch etwas?, when: {condition}}}
"""
    questionnaire, problems = check(source.Source("q.yaml", "", _completed(example)))
    assert problems == ()
    assert questionnaire is not None
    return questionnaire


@pytest.mark.parametrize(
    ("condition", "reached"),
    [
        ("{question: office, is: yes}", True),
        ("{all: [{question: office, is: yes}, {question: kind, is: land}]}", False),
        ("{all: [{question: people, at_least: 10}, {question: people, at_most: 9.999999}]}", False),
        ("{all: [{question: people, at_least: 10}, {question: people, at_most: 10}]}", True),
        ("{all: [{question: people, at_least: 10}, {question: people, is_not: 10}]}", True),
        ("{all: [{question: partners, includes: kita}, {question: partners, includes: school}]}", True),
        ("{all: [{question: partners, includes: kita}, {question: partners, includes: nobody}]}", False),
        ("{not: {any: [{question: kind, is: town}, {question: kind, is_not: town}]}}", True),
        ("{all: [{question: kind, one_of: [town, land]}, {question: kind, is_not: town}]}", True),
    ],
)  # fmt: skip
def test_a_question_is_unreachable_only_where_no_answers_lead_there(condition: str, reached: bool) -> None:
    rule = next(rule for rule in RULES if rule.code == "W304")
    assert (list(rule.find(_with_condition(condition))) == []) is reached


@pytest.mark.parametrize(
    "text",
    [
        "Werden Bestand und Bedarf festgestellt?",
        "Wie wird für Kinder und Familien geplant?",
        "Gehen Wünsche und Interessen junger Menschen in die Planung ein?",
        "Wie ist die Planung zwischen Landkreis und Gemeinden abgestimmt?",
    ],
)
def test_a_pair_of_words_is_no_pair_of_facts(text: str) -> None:
    assert _advice(_completed(f"questions: [{{id: pair, type: yes_no, text: '{text}', hurdles: {{silos: 1}}}}]")) == []


@pytest.mark.parametrize(
    ("levels", "falls"),
    [
        ("ja schriftlich;ja mündlich;geplant;nein", True),
        ("täglich;wöchentlich;monatlich;nie", True),
        ("immer;in der Regel;selten;nie", True),
        ("nein;geplant;ja", False),
        ("immer;geplant;immer", False),
        ("immer;nie;geplant", False),
        (
            "Alle Ämter sind eingeladen und keines kommt.;Das wird gerade geplant.;Kein Amt fehlt in den Sitzungen.",
            False,
        ),
    ],
)
def test_a_ladder_falls_where_its_ends_say_so(levels: str, falls: bool) -> None:
    labels = ", ".join(f"{{label: '{label}'}}" for label in levels.split(";"))
    question = f"{{id: often, type: scale, text: Wie oft?, levels: [{labels}], hurdles: {{silos: 1}}}}"
    assert ("W340" in _advice(_completed(f"questions: [{question}]"))) is falls


def test_a_source_of_an_example_of_practice_is_cited() -> None:
    listed = "sources: [{id: agj-2018, title: Planung, publisher: AGJ, url: 'https://example.org/agj'}]\n"
    measure = (
        "measures: [{id: talk, title: Reden, practice: [{who: Musterstadt, what: Redet., sources: [agj-2018]}]}]\n"
    )
    assert "W313" not in _advice(_completed(listed + measure))
    assert "W313" in _advice(_completed(listed))
