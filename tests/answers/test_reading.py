"""What an answer file means: short and long forms, types, versions, forms of a questionnaire."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.answers.load import Reference, load_answers
from planself.answers.model import Answer, Respondent, Subject, Value
from planself.answers.values import read_value
from planself.errors import Severity
from planself.questionnaire.load import Loaded
from planself.questionnaire.types.values import MAX_NUMBER, MILLION
from tests.answers.samples import HEAD, check


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("vision: 2", Answer(2)),
        ("vision: 2.0", Answer(2)),
        ("vision: '2'", Answer(2)),
        ("vision: {value: 2}", Answer(2)),
        ("vision: unknown", Answer(said="unknown")),
        ("vision: {value: unknown, comment: a}", Answer(said="unknown", comment="a")),
        ("vision: {value: not_applicable, comment: a}", Answer(said="not_applicable", comment="a")),
        ("vision: {value: 0, unsure: true}", Answer(0, unsure=True)),
        ("vision: {value: 0, unsure: yes}", Answer(0, unsure=True)),
        ("vision: {value: 0, evidence: 2024, comment: no}", Answer(0, evidence="2024", comment="no")),
        ("vision: {value: null, comment: later}", Answer(comment="later")),
        ("vision: {comment: later}", Answer(comment="later")),
        ("kind: town", Answer("town")),
        ("kind: 1", Answer("1")),
        ("kind: '1'", Answer("1")),
        ("own_office: yes", Answer(True)),
        ("own_office: NO", Answer(False)),
        ("own_office: true", Answer(True)),
        ("own_office: 'False'", Answer(False)),
        ("own_office: {value: no}", Answer(False)),
        ("people: 12", Answer(12 * MILLION)),
        ("people: 12.5", Answer(12_500_000)),
        ("people: 12,5", Answer(12_500_000)),
        ("people: 1.234.567,0", None),
        ("people: 123.456,0", Answer(123_456 * MILLION)),
        ("people: 12.3450", Answer(12_345_000)),
        ("people: '0,000001'", Answer(1)),
        ("people: 1.0000000", Answer(MILLION)),
        ("offers: [kita, school]", Answer(("kita", "school"))),
        ("offers: []", Answer(())),
        ("offers: [none]", Answer(("none",))),
        ("remarks: no", Answer("no")),
        ("remarks: 1.10", Answer("1.10")),
        ("remarks: 012", Answer("012")),
        ("remarks: true", Answer("true")),
        ("remarks: {text: unknown}", Answer("unknown")),
        ("remarks: {text: unknown, comment: a}", Answer("unknown", comment="a")),
        ("remarks: {value: 2026-01-01}", Answer("2026-01-01")),
        ("said: unknown", Answer(said="unknown")),
        ("said: {text: not_applicable}", Answer("not_applicable")),
    ],
)
def test_an_answer_means(long_form: Loaded, text: str, answer: Answer | None) -> None:
    answer_set, problems = check(long_form, f"{HEAD}answers:\n  {text}\n")
    if answer is None:
        assert answer_set is None
        return
    assert problems == ()
    assert answer_set is not None
    assert list(answer_set.answers.values()) == [answer]


@pytest.mark.parametrize(
    "text", ["vision:", "vision: null", "vision: ~", "vision: {}", "vision: {value: }", "remarks: ''"]
)
def test_an_empty_answer_is_none(long_form: Loaded, text: str) -> None:
    answer_set, problems = check(long_form, f"{HEAD}answers:\n  {text}\n")
    assert problems == ()
    assert answer_set is not None
    assert answer_set.answers == {}


@pytest.mark.parametrize("answers", ["answers:\n", "answers: {}\n", "answers: null\n"])
def test_a_file_without_answers_is_fine(long_form: Loaded, answers: str) -> None:
    answer_set, problems = check(long_form, HEAD + answers)
    assert (answer_set is not None, problems) == (True, ())


def test_everything_around_the_answers_is_read(long_form: Loaded) -> None:
    text = (
        "subject: {name: Musterstadt, ags: 12345678}\nrespondent: {id: 7, role: planning, department: Amt}\n"
        "date: 22.11.2026\npart: [planning, leadership]\nround: consensus\nanswers:\n"
    )
    answer_set, problems = check(long_form, HEAD + text)
    assert problems == ()
    assert answer_set is not None
    assert answer_set.subject == Subject("Musterstadt", "12345678")
    assert answer_set.respondent == Respondent("7", "planning", "Amt")
    assert answer_set.date == date(2026, 11, 22)
    assert answer_set.part == ("planning", "leadership")
    assert answer_set.round == "consensus"


def test_the_zero_of_an_ags_comes_back_with_a_note(long_form: Loaded) -> None:
    answer_set, problems = check(long_form, HEAD + "subject: {ags: 5315000}\nanswers:\n")
    assert answer_set is not None
    assert answer_set.subject.ags == "05315000"
    assert [problem.severity for problem in problems] == [Severity.NOTE]


def test_json_says_the_same_as_yaml(long_form: Loaded) -> None:
    answers = {
        "vision": {"value": 2, "comment": "ä"},
        "own_office": True,
        "people": 12.5,
        "offers": ["kita"],
        "kind": "town",
    }
    data = {
        "format": "planself/answers/1",
        "questionnaire": {"id": "sample", "version": "1.2.0"},
        "date": "2026-11-22",
        "answers": answers,
    }
    text = json.dumps(data)
    from_json, problems = check(long_form, text, "a.json")
    assert problems == ()
    assert from_json is not None
    assert from_json == check(long_form, text, "a.yaml")[0]


def test_three_decimals_are_beyond_doubt_in_json_only(long_form: Loaded) -> None:
    head = '{"format": "planself/answers/1", "questionnaire": {"id": "sample", "version": "1.2.0"}, '
    text = head + '"answers": {"people": 12.345}}'
    assert check(long_form, text, "a.json")[1] == ()
    assert [problem.code for problem in check(long_form, text, "a.yaml")[1]] == ["E223"]
    typed = head + '"answers": {"people": "12.345"}}'
    assert [problem.code for problem in check(long_form, typed, "a.json")[1]] == ["E223"]


@pytest.mark.parametrize(
    ("answers", "value"),
    [("old: 1", 1), ("older: 1", 1), ("old: 1\n  vision: 2", 2), ("vision: 2\n  old: 1", 2), ("older: 0\n  old: 1", 1)],
)
def test_an_earlier_id_counts_until_there_is_a_later_one(long_form: Loaded, answers: str, value: int) -> None:
    answer_set, _problems = check(long_form, f"{HEAD}answers:\n  {answers}\n")
    assert answer_set is not None
    assert answer_set.answers == {"vision": Answer(value)}


def test_another_version_names_what_has_no_answer(long_form: Loaded) -> None:
    text = HEAD.replace("1.2.0", "1.0.0") + "answers: {vision: 1, old: 0}\n"
    _answers, problems = check(long_form, text)
    versions = next(problem for problem in problems if problem.code == "N410")
    assert "group" in versions.message
    assert "vision" not in versions.message


def test_a_newer_version_of_the_same_major_is_read_too(long_form: Loaded) -> None:
    assert check(long_form, HEAD.replace("1.2.0", "1.9.0") + "answers: {new_one: 1}\n")[0] is not None


@pytest.mark.parametrize("digest", ["{digest}", "{bare}", "{upper}"])
def test_the_digest_of_this_questionnaire_is_no_matter(long_form: Loaded, digest: str) -> None:
    bare = long_form.digest.removeprefix("sha256:")
    written = digest.format(digest=long_form.digest, bare=bare, upper=bare.upper())
    text = HEAD.replace("1.2.0}", f'1.2.0, digest: "{written}"}}') + "answers:\n"
    assert check(long_form, text)[1] == ()


SHORT_HEAD = "format: planself/answers/1\nquestionnaire: {id: sample-short, version: 3.0.0}\n"


def test_answers_of_the_short_form_are_read_with_the_long_one(long_form: Loaded) -> None:
    answer_set, problems = check(long_form, SHORT_HEAD + "answers: {vision: 1, other: 2}\n")
    assert answer_set is not None
    assert answer_set.answers == {"vision": Answer(1)}
    assert [problem.code for problem in problems] == ["N413", "N411"]


def test_answers_of_the_long_form_are_read_with_the_short_one(short_form: Loaded) -> None:
    answer_set, problems = check(short_form, HEAD + "answers: {vision: 1, group: 2}\n")
    assert answer_set is not None
    assert answer_set.answers == {"vision": Answer(1)}
    assert {problem.code for problem in problems} == {"N413", "N411"}
    assert {problem.severity for problem in problems} == {Severity.NOTE}


def test_a_file_begun_elsewhere_may_hold_other_questions(long_form: Loaded) -> None:
    text = HEAD + "started_with: {id: sample-short, version: 3.0.0}\nanswers: {other: 1}\n"
    assert [problem.code for problem in check(long_form, text)[1]] == ["N411"]


def test_loading_asks_for_the_questionnaire_that_the_file_names(long_form: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "answers: {vision: 1}\n", "utf-8")
    asked: list[Reference] = []

    def choose(named: Reference) -> Loaded:
        asked.append(named)
        return long_form

    loaded = load_answers(path, choose)
    assert [(reference.id, reference.version, reference.digest) for reference in asked] == [("sample", "1.2.0", None)]
    assert loaded.path == path
    assert loaded.answer_set.answers == {"vision": Answer(1)}


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "vision": st.integers(0, 2),
    "kind": st.sampled_from(["town", "1"]),
    "own_office": st.booleans(),
    "people": st.integers(0, 1_000_000 * MILLION),
    "free": st.integers(1 - MAX_NUMBER * MILLION, MAX_NUMBER * MILLION - 1),
    "offers": st.sampled_from([(), ("kita",), ("school", "kita"), ("none",)]),
    "remarks": st.text(st.characters(exclude_categories=["C"]), min_size=1),
}


@given(st.data())
def test_a_value_survives_writing_and_reading(long_form: Loaded, data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from(sorted(VALUES)))
    value = data.draw(VALUES[id_])
    question = long_form.questionnaire.by_id[id_]
    assert read_value(question, question.write(value), exact=True) == value


def test_a_float_is_taken_as_it_is_printed(long_form: Loaded) -> None:
    question = long_form.questionnaire.by_id["free"]
    assert read_value(question, 0.1) == 100_000
    assert question.write(1_500_000) == Decimal("1.5")
