"""What a workbook computes: LibreOffice finds what the interpreter of the plan does, and what the file came with."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planself.answers.model import Answer, AnswerSet
from planself.files.form_workbook import STATES, Column
from planself.files.source import load
from planself.form.content import FormOptions
from planself.form.workbook import form_workbook
from planself.form.workbook_conditions import CODES
from planself.form.workbook_section import STATUS
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State, Value
from planself.scoring.record import settle
from tests.form.samples import SAMPLE, sample
from tests.form.test_workbook import column, made, opened, rows
from tests.office import saved_by_libreoffice
from tests.strategies import answers, questionnaires

BOOKS = 20
_ID, _STATE, _FAULT = 0, 5, 6


def computed(books: dict[str, openpyxl.Workbook], folder: Path) -> dict[str, openpyxl.Workbook]:
    """Return workbooks with all values computed anew: openpyxl saves formulas without them."""
    files = [folder / f"{name}.xlsx" for name in books]
    for file, book in zip(files, books.values(), strict=True):
        book.save(file)
    saved = saved_by_libreoffice(files, "xlsx", folder)
    return {file.stem: openpyxl.load_workbook(file, data_only=True) for file in saved}


def cells(book: openpyxl.Workbook) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def answer(id_: str, said: Given, questionnaire: Questionnaire) -> Answer | None:
    """Return a drawn answer as an answer file has it, None where its question does not take it."""
    question = questionnaire.by_id[id_]
    if said is State.UNKNOWN:
        return Answer(None, "unknown") if question.allows_unknown else None
    if said is State.NOT_APPLICABLE:
        return Answer(None, "not_applicable") if question.allows_not_applicable else None
    assert not isinstance(said, State)
    return Answer(said) if question.fits(said) else None


@st.composite
def filled(draw: st.DrawFn) -> tuple[Loaded, AnswerSet]:
    questionnaire = draw(questionnaires())
    drawn = draw(answers(compile_plan(questionnaire)))
    taken = {id_: found for id_, said in drawn.items() if (found := answer(id_, said, questionnaire)) is not None}
    return Loaded(questionnaire, "sha256:0", Path("drawn.yaml")), AnswerSet(answers=taken)


def drawn(count: int) -> list[tuple[Loaded, AnswerSet]]:
    """Return so many filled questionnaires, which LibreOffice opens in one session: its start takes seconds."""
    found: list[tuple[Loaded, AnswerSet]] = []

    @settings(max_examples=count, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
    @given(filled())
    def draw(pair: tuple[Loaded, AnswerSet]) -> None:
        found.append(pair)

    draw()
    return found


TESTS: tuple[Any, ...] = (
    *({"question": "vision", op: 3} for op in ("is", "is_not", "at_least", "at_most")),
    *({"question": "children", op: 20} for op in ("is", "is_not", "at_least", "at_most")),
    *({"question": "rules", op: "some"} for op in ("is", "is_not")),
    {"question": "rules", "one_of": ["none_yet", "full"]},
    {"question": "partners", "includes": "kita"},
    *({"question": "board", op: True} for op in ("is", "is_not")),
)
EDGES: tuple[dict[str, Value], ...] = (
    {"vision": 2, "children": 19_999_999, "rules": "none_yet", "partners": ("school",), "board": True},
    {"vision": 3, "children": 20_000_000, "rules": "some", "partners": ("school", "kita"), "board": False},
    {"vision": 4, "children": 20_000_001, "rules": "full", "partners": ("none",), "board": True},
)


def edges() -> list[tuple[Loaded, AnswerSet]]:
    """Return a questionnaire with every comparison, answered at the edges of each."""
    data: Any = load(SAMPLE).data
    asked = [{"id": f"test_{number}", "type": "yes_no", "text": "?", "when": test} for number, test in enumerate(TESTS)]
    sections = [*data["sections"], {"id": "tests", "title": "Tests", "questions": asked}]
    loaded = Loaded(Questionnaire.model_validate({**data, "sections": sections}), "sha256:0", SAMPLE)
    sets = [AnswerSet(answers={id_: Answer(value) for id_, value in answered.items()}) for answered in EDGES]
    return [(loaded, answer_set) for answer_set in sets]


def test_libreoffice_computes_what_every_cell_came_with(tmp_path: Path) -> None:
    books = [*drawn(BOOKS), *edges()]
    data = {
        f"book{number}": form_workbook(loaded, FormOptions(("en",)), answer_set).data
        for number, (loaded, answer_set) in enumerate(books)
    }
    found = computed({name: opened(book) for name, book in data.items()}, tmp_path)
    for number, (loaded, answer_set) in enumerate(books):
        came = openpyxl.load_workbook(BytesIO(data[f"book{number}"]), data_only=True)
        assert cells(found[f"book{number}"]) == cells(came)
        plan = compile_plan(loaded.questionnaire)
        states = {q.id: CODES[q.state] for q in settle(plan, given_by(answer_set)).values()}
        assert {row[_ID]: row[_STATE] for row in found[f"book{number}"][STATES].values if row[_ID]} == states


TYPED: dict[str, dict[str, object]] = {
    "empty": {},
    "yes": {"question:board": " JA", "question:kind": "Stadt", "state:children": "weiß nicht"},
    "no": {"question:board": "nein", "question:board_meets": "3 – oft"},
    "wrong": {
        "question:vision": "oft",
        "option:partners/kita": "x",
        "option:partners/none": "x",
        "question:children": -5,
        "question:quota": 50,
        "state:quota": "trifft nicht zu",
        "state:partners": "vielleicht",
        "question:board": "jein",
    },
    "blanks": {
        "question:remark": "  ",
        "question:vision": " ",
        "state:quota": " ",
        "option:partners/kita": " ",
        "question:rules": "trifft nicht zu",
    },
}
SAID = {
    "empty": {"kind": "offen (Pflichtangabe)", "vision": "offen", "board_meets": "wartet auf eine andere Antwort"},
    "yes": {"board": "beantwortet", "board_meets": "offen", "kind": "beantwortet", "children": "weiß nicht"},
    "no": {"board_meets": "nicht gefragt; diese Antwort zählt nicht"},
    "wrong": dict.fromkeys(("vision", "partners", "children", "quota", "board"), "bitte prüfen"),
    "blanks": {
        "remark": "offen",
        "partners": "offen",
        "vision": "offen",
        "quota": "offen",
        "rules": "trifft nicht zu; bitte den Grund nennen",
    },
}
CHECKED = {"empty": 0, "yes": 0, "no": 0, "wrong": 5, "blanks": 0}
ASKED = {"empty": 10, "yes": 10, "no": 9, "wrong": 10, "blanks": 10}


def test_what_is_typed_changes_what_is_said_and_counted(tmp_path: Path) -> None:
    books = {}
    for name, typed in TYPED.items():
        book = books[name] = opened(made(sample()))
        for key, value in typed.items():
            sheet, row = rows(book)[key]
            sheet.cell(row, column(sheet, Column.ANSWER)).value = value
    found = computed(books, tmp_path)
    for name, expected in SAID.items():
        place = rows(found[name])
        status = {id_: place[f"question:{id_}"] for id_ in expected}
        said = {id_: sheet.cell(row, STATUS + 1).value for id_, (sheet, row) in status.items()}
        assert said == expected
        *_rest, total = [row for row in found[name]["Deckblatt"].values if row[1] == "Alle Abschnitte"]
        assert (total[2], total[5]) == (ASKED[name], CHECKED[name])
