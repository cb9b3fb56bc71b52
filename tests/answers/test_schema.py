"""The schemas for editors and programs accept what planself reads and writes, and refuse what it never writes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planself.answers import schema as answers
from planself.answers.load import load_answers
from planself.answers.model import Answer, Subject
from planself.answers.store import Store
from planself.files import source
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.scoring import assessment as results
from planself.scoring.assessment import assess
from tests.answers.samples import HEAD

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
EXAMPLES = sorted(path for path in QUESTIONNAIRES.glob("beispiele/*.yaml") if not path.name.startswith("plan-"))
ANSWERS = Draft202012Validator(answers.schema())
RESULT = Draft202012Validator(results.schema())


def plain(data: object) -> Any:
    """Return data with the numbers that a JSON Schema knows."""
    if isinstance(data, dict):
        return {name: plain(part) for name, part in data.items()}
    if isinstance(data, list):
        return [plain(part) for part in data]
    return float(data) if isinstance(data, Decimal) else data


def read(path: Path) -> Any:
    return plain(source.load(path).data)


@pytest.mark.parametrize("validator", [ANSWERS, RESULT])
def test_the_schema_itself_is_valid(validator: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_fit_and_so_do_their_results(path: Path) -> None:
    assert list(ANSWERS.iter_errors(read(path))) == []
    loaded = load_answers(path, lambda named: load_questionnaire(QUESTIONNAIRES / f"{named.id}.yaml"))
    result = assess(loaded.loaded, loaded.answer_set).to_json()
    assert list(RESULT.iter_errors(result)) == []


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_what_the_store_writes_fits(tmp_path: Path, long_form: Loaded, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with Store.open(path, long_form) as store:
        store.update(subject=Subject("x", "05"), part=("planning",), round="consensus")
        store.put("own_office", Answer(True, unsure=True))
        store.put("remarks", Answer("unknown", comment="c", evidence="e"))
        store.put("people", Answer(12_345_000))
        store.put("offers", Answer(("kita",)))
        store.put("vision", Answer(said="unknown"))
    assert list(ANSWERS.iter_errors(read(path))) == []


@pytest.mark.parametrize(
    "text",
    [
        "answers: [1]",
        "answers: {Vision: 1}",
        "answers: {vision: {value: 1, text: a}}",
        "answers: {vision: {value: {a: 1}}}",
        "answers: {offers: [kita, kita]}",
        "answers: {vision: {value: 1, unsure: maybe}}",
        "date: gestern\nanswers:",
        "round: second\nanswers:",
        "part: planning\nanswers:",
        "subject: x\nanswers:",
        "own: 1",
    ],
)
def test_what_planself_refuses_does_not_fit(text: str) -> None:
    assert list(ANSWERS.iter_errors(plain(source.parse(HEAD + text, "a.yaml").data)))


def test_an_empty_result_fits_and_a_misspelt_one_does_not(long_form: Loaded) -> None:
    from planself.answers.model import AnswerSet

    result = assess(long_form, AnswerSet()).to_json()
    assert list(RESULT.iter_errors(result)) == []
    assert list(RESULT.iter_errors({**result, "scores": []}))
    assert list(RESULT.iter_errors({**result, "date": 5}))
