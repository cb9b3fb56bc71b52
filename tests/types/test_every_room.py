"""Every answer type through every room: a new one without an entry among the samples fails here, and loudly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import polars as pl
import pytest

from planself import i18n
from planself.analysis.explanation import phrases
from planself.answers.model import Answer, AnswerSet
from planself.batch.layout import Layout
from planself.i18n import Reader
from planself.interview.answer_rows import chosen, command, rows, typed
from planself.interview.asker import Picked, Typed
from planself.interview.card import CardOptions, card
from planself.interview.commands import Choose
from planself.interview.flow import InterviewSetup, start
from planself.interview.plain import Plain
from planself.questionnaire import schema
from planself.questionnaire.condition import OPERATORS, Comparison
from planself.questionnaire.model import AnswerKind
from planself.questionnaire.types.registry import TYPES
from planself.questionnaire.types.values import BadValueError
from planself.report.answer_text import given as report_words
from planself.report.context import AssessmentContext
from planself.report.texts import Texts
from planself.scoring import coded
from planself.scoring.compile import compile_plan, compiled_condition
from planself.scoring.plan import State
from planself.scoring.record import holds
from planself.tables.cells import INVALID, code
from planself.tables.headings import read_headings
from planself.tables.suggest import suggest_for
from planself.terminal.screen import Sieve
from planself.workshop.paper import _choices
from planself.workshop.paper_context import PaperContext
from planself.workshop.slides import Slides
from tests.report.material import assessed
from tests.types.samples import SAMPLES, asked, loaded

WORDS = tuple(TYPES)
READER = Reader("en")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.speaking("en"):
        yield


def test_every_type_has_a_sample() -> None:
    assert set(SAMPLES) == set(TYPES)


@pytest.mark.parametrize("word", WORDS)
def test_an_answer_is_read_written_and_fits(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    assert question.read(sample.raw) == sample.value
    assert question.read(question.write(sample.value), exact=True) == sample.value
    assert question.fits(sample.value)
    with pytest.raises(BadValueError):
        question.read(sample.refused)


@pytest.mark.parametrize("word", WORDS)
def test_the_plan_scores_it(word: str) -> None:
    sample = SAMPLES[word]
    found = assessed(loaded().questionnaire, {f"of_{word}": sample.value}).result.question(f"of_{word}")
    assert found.state is State.ANSWERED
    assert found.points == sample.points


@pytest.mark.parametrize("word", WORDS)
def test_conditions_ask_what_it_can_answer(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    assert set(question.operators) <= set(OPERATORS)
    if sample.condition is None:
        assert not question.operators
        return
    operator, operand = sample.condition
    assert operator in question.operators
    written = Comparison.model_validate({"question": question.id, operator: operand})
    test = compiled_condition(written, loaded().questionnaire.by_id)
    assert holds(test, {question.id: State.ANSWERED}, {question.id: sample.value}) is True


@pytest.mark.parametrize("word", WORDS)
def test_the_schema_describes_every_key(word: str) -> None:
    definition = schema.schema()["$defs"][TYPES[word].__name__]
    assert {name for name, node in definition["properties"].items() if "description" not in node} <= {"type"}
    assert set(SAMPLES[word].keys) <= set(definition["properties"])


@pytest.mark.parametrize("word", WORDS)
def test_the_interview_offers_and_records_it(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    assert tuple(row.id for row in rows(question, READER) if not row.apart) == sample.rows
    picked = chosen(question, Answer(sample.value))
    if question.kind in (AnswerKind.NUMBER, AnswerKind.TEXT):
        assert typed(question, sample.typed) == Choose(sample.value)
    else:
        assert command(question, picked) == Choose(sample.value)


@pytest.mark.parametrize("word", WORDS)
def test_plain_lines_take_it(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    plan = compile_plan(loaded().questionnaire)
    setup = InterviewSetup(loaded().questionnaire, plan, tuple(q.id for q in plan.questions), None, (), None)
    flow = replace(start(setup, {}), here=question.id)
    lines = iter([f"{sample.typed}\n"])
    reply = Plain(lambda: next(lines), lambda _text: None, Sieve()).question(
        card(flow, CardOptions(READER, Sieve(), plain=True))
    )
    assert isinstance(reply, Picked | Typed)
    recorded = command(question, reply.rows) if isinstance(reply, Picked) else typed(question, reply.text)
    assert recorded == Choose(sample.value)


@pytest.mark.parametrize("word", WORDS)
def test_the_sheet_of_paper_shows_what_can_be_chosen(word: str) -> None:
    context = cast(PaperContext, SimpleNamespace(texts=Texts(loaded().questionnaire, READER)))
    assert tuple(map(str, _choices(context, asked(word)))) == SAMPLES[word].paper


@pytest.mark.parametrize("word", WORDS)
def test_a_group_counts_it(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    counts = [0] * question.count_size
    for place in question.places(sample.value) if counts else ():
        counts[place] += 1
    assert tuple(counts) == sample.counts


@pytest.mark.parametrize("word", WORDS)
def test_report_and_explanation_say_it(word: str) -> None:
    sample, id_ = SAMPLES[word], f"of_{word}"
    assessment = assessed(loaded().questionnaire, {id_: sample.value})
    assert str(report_words(AssessmentContext(assessment, READER), id_)[1]) == sample.worded
    assert phrases.value(phrases.Case(assessment, READER, {id_: sample.value}), id_, sample.value) == sample.explained


@pytest.mark.parametrize("word", WORDS)
def test_a_batch_and_a_table_code_it_alike(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    layout = Layout(loaded().questionnaire)
    row = layout.row(AnswerSet(answers={question.id: Answer(sample.value)}))
    batch = dict(zip([*layout.code_columns, *layout.value_columns], [*row.codes, *row.values], strict=True))
    refused = sample.refused if isinstance(sample.refused, str) else "§§" * 20_000
    frame = pl.DataFrame({question.id: [sample.cell, "§§" * 20_000, "§§", refused]})
    headings = read_headings(frame.columns, loaded().questionnaire)
    table = code(frame.lazy(), headings, loaded().questionnaire, decimal=",").collect().to_dicts()
    assert table[0][INVALID] in (None, "")
    assert table[1][INVALID] == table[3][INVALID] == question.id
    assert (table[2][INVALID] == question.id) is not question.fits("§§"), (
        "what is no answer in a file is none in a table"
    )
    assert {name: table[0][name] for name in batch if name.startswith(f"q:{question.id}")} == {
        name: value for name, value in batch.items() if name.startswith(f"q:{question.id}")
    }
    assert batch[coded.code(question.id)] >= 0


@pytest.mark.parametrize("word", WORDS)
def test_a_draft_knows_its_cells(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    if not sample.draft:
        return
    cells = [sample.cell, *sample.draft] * 3
    text = suggest_for([question.id], pl.DataFrame({question.id: cells}), loaded().questionnaire, "en")
    for cell, meaning in sample.draft.items():
        assert f"{cell}" in text
        assert meaning in text


@pytest.mark.parametrize("word", [word for word in WORDS if TYPES[word].kind is not AnswerKind.TEXT])
def test_the_wall_says_it(word: str) -> None:
    question, sample = asked(word), SAMPLES[word]
    said = Slides(READER, Sieve(), {}).value(question, Answer(sample.value))
    assert said == (sample.wall or sample.worded)
