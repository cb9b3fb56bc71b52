"""Plan files: every problem of a file at once, each at its place, and the schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planself.actions.load import check_plan, load_plan
from planself.actions.model import schema
from planself.errors import InputError, Severity
from planself.files import source as files
from planself.i18n import use
from tests.actions.samples import EXAMPLE, HEAD, choose, example, plan_of, problems


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


def test_the_shipped_plan_has_no_problem() -> None:
    found = example()
    assert found.notes == ()
    assert len(found.plan.actions) == 8
    assert found.plan.baseline.scores["participation"] == 260
    assert found.baseline is not None
    assert found.baseline.name == "beispielstadt-2024.yaml"


def test_the_shipped_plan_calls_its_measures_as_the_questionnaire_does() -> None:
    found = example()
    titles = {m.id: m.title for hurdle in found.loaded.questionnaire.hurdles for m in hurdle.measures}
    copied = {action.measure: action.title for action in found.plan.actions if action.measure is not None}
    assert copied == {id_: titles[id_] for id_ in copied}
    assert len(copied) == 7


BAD = {
    "E292 unknown key": ("actions: [{id: a, title: x, ofice: y}]\n", "E292", "office"),
    "E292 missing title": ("actions: [{id: a}]\n", "E292", "title"),
    "E293 status": ("actions: [{id: a, title: x, status: don}]\n", "E293", "done"),
    "E293 date": ("actions: [{id: a, title: x, due: 2026-02-30}]\n", "E293", "2026-11-30"),
    "E293 id": ("actions: [{id: A B, title: x}]\n", "E293", "planning_group"),
    "E293 target": ("targets: {participation: 101}\n", "E293", "60"),
    "E295 twice": ("actions: [{id: a, title: x}, {id: a, title: y}]\n", "E295", "own"),
    "E296 measure": ("actions: [{id: a, title: x, measure: m_part_place}]\n", "E296", "m_part_places"),
    "E296 hurdle": ("actions: [{id: a, title: x, hurdles: [participatio]}]\n", "E296", "participation"),
    "E296 target": ("targets: {participatio: 40}\n", "E296", "participation"),
    "E296 baseline": ("baseline: {scores: {participatio: 40}}\n", "E296", "participation"),
    "E296 after": ("actions: [{id: abc, title: x}, {id: b, title: x, after: [abd]}]\n", "E296", "abc"),
    "E296 office": ("offices: [Jugendamt]\nactions: [{id: a, title: x, office: Jugenamt}]\n", "E296", "Jugendamt"),
    "E297 due": ("actions: [{id: a, title: x, start: 2026-02-02, due: 2026-02-01}]\n", "E297", "date"),
    "E297 done": ("actions: [{id: a, title: x, start: 2026-02-02, done_on: 2026-02-01}]\n", "E297", "date"),
    "E298 circle": ("actions: [{id: a, title: x, after: [b]}, {id: b, title: x, after: [a]}]\n", "E298", "after"),
    "E298 itself": ("actions: [{id: a, title: x, after: [a]}]\n", "E298", "after"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_refused_with_code_and_remedy(case: str) -> None:
    body, code, remedy = BAD[case]
    found = problems(body)
    assert [problem.code for problem in found] == [code]
    assert found[0].severity is Severity.ERROR
    assert found[0].where.line
    assert found[0].where.line >= 3
    assert remedy in found[0].hint


ADVICE = {
    "W321": "actions: [{id: a, title: x, status: done}]\n",
    "W322": "actions: [{id: a, title: x, done_on: 2026-01-01}]\n",
    "W323": "actions: [{id: a, title: x, status: running, office: Amt}]\n",
    "W324": "actions: [{id: a, title: x}, {id: b, title: x, after: [a], status: done, done_on: 2026-01-01}]\n",
    "W325": "actions: [{id: a, title: x, responsible: Frau Dr. Müller}]\n",
    "W326": "baseline: {scores: {participation: 40}}\ntargets: {participation: 40}\n",
    "W327": "actions: [{id: a, title: x, measure: m_part_places, hurdles: [data_basis]}]\n",
}


@pytest.mark.parametrize("code", ADVICE)
def test_what_is_doubtful_is_advised_on(code: str) -> None:
    found = problems(ADVICE[code])
    assert [problem.code for problem in found] == [code]
    assert found[0].severity is Severity.WARNING
    assert plan_of(ADVICE[code]).plan


def test_an_earlier_due_date_than_a_prerequisite_s_is_advised_on() -> None:
    body = "actions: [{id: a, title: x, due: 2026-02-01}, {id: b, title: x, due: 2026-01-01, after: [a]}]\n"
    assert [problem.code for problem in problems(body)] == ["W324"]


@pytest.mark.parametrize("function", ["Leitung Jugendamt", "Frauenbeauftragte", "Head of planning", "Fr. 8–12 Uhr"])
def test_functions_are_taken_for_functions(function: str) -> None:
    assert problems(f'actions: [{{id: a, title: x, responsible: "{function}"}}]\n') == ()


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    body = "targets: {nobody: 3}\nactions:\n  - {id: a, title: x, measure: m_none}\n  - {id: a, title: y, after: [c]}\n"
    found = problems(body)
    assert [problem.code for problem in found] == ["E296", "E296", "E295", "E296"]
    assert [problem.where.line for problem in found] == [3, 5, 6, 6]


HEADS = {
    "another format": "format: planself/answers/1\n",
    "a newer plan": "format: planself/plan/2\n",
    "no mapping": "- a\n",
}


@pytest.mark.parametrize("case", HEADS)
def test_what_is_no_plan_is_said_to_be_none(case: str) -> None:
    plan, _loaded, found = check_plan(files.parse(HEADS[case], "plan.yaml"), choose)
    assert plan is None
    assert [problem.code for problem in found] == ["E291"]


@pytest.mark.parametrize(("id_", "version"), [("another", "0.10.0"), ("integrierte-planung", "7.0.0")])
def test_another_questionnaire_or_major_version_is_refused(id_: str, version: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(f"format: planself/plan/1\nquestionnaire: {{id: {id_}, version: {version}}}\n", "utf-8")
    with pytest.raises(InputError) as refused:
        load_plan(file, choose)
    assert [problem.code for problem in refused.value.problems] == ["E294"]


@pytest.mark.parametrize("name", ["../answers.yaml", "/etc/hostname", "sub/../../answers.yaml", "missing.yaml"])
def test_the_baseline_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "answers.yaml").write_text("x", "utf-8")
    file = tmp_path / "plans/plan.yaml"
    file.write_text(f"{HEAD}baseline: {{file: {name}}}\n", "utf-8")
    assert load_plan(file, choose).baseline is None


def test_empty_keys_are_as_good_as_none() -> None:
    body = "actions:\n  - id: a\n    title: x\n    office:\n    due:  # soon\n    text:\n"
    action = plan_of(body).plan.actions[0]
    assert (action.office, action.due, action.text) == (None, None, None)


def _valid(body: str) -> bool:
    data: Any = files.parse(HEAD + body, "").data
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(_plain(data)))


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return list(map(_plain, data)) if isinstance(data, list) else data


def test_the_schema_agrees_with_the_loader() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    whole: Any = _plain(files.load(EXAMPLE).data)
    for scores in (whole["baseline"]["scores"], whole["targets"]):
        scores.update({key: float(value) for key, value in scores.items()})
    jsonschema.validate(whole, schema(), jsonschema.Draft202012Validator)
    assert _valid("actions: [{id: a, title: {de: x, en: y}}]\n")
    for body, code, _remedy in BAD.values():
        if code in ("E292",):
            assert not _valid(body), body
