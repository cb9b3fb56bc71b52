"""The Excel form as other programs open it: what stands where, what takes input, and that no text does anything."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from planself.answers.model import Answer, AnswerSet
from planself.cli.boundary import run
from planself.files.form_workbook import IDS, LISTS, MARK, STATES, Column
from planself.form.content import FormOptions
from planself.form.workbook import form_workbook, sheet_name
from planself.questionnaire.load import Loaded
from tests.form.samples import LANGUAGES, SAMPLE, sample, shipped
from tests.form.test_files import answer_set

HIDDEN = (IDS, STATES, LISTS)


def made(loaded: Loaded, lang: str = "de", answers: AnswerSet | None = None, **options: Any) -> bytes:
    return form_workbook(loaded, FormOptions((lang,), **options), answers).data


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(BytesIO(data))


def column(sheet: Worksheet, key: Column) -> int:
    return int(next(cell.column for cell in sheet[1] if cell.value == key))


def rows(book: openpyxl.Workbook) -> dict[str, tuple[Worksheet, int]]:
    """Return every row of the visible sheets that has a key."""
    return {
        str(sheet.cell(row, 1).value): (sheet, row)
        for sheet in book.worksheets
        if sheet.title not in HIDDEN
        for row in range(2, sheet.max_row + 1)
        if sheet.cell(row, 1).value
    }


def answers_in(book: openpyxl.Workbook) -> dict[str, object]:
    """Return what stands in the answer cells, by the keys of their rows."""
    found = {key: sheet.cell(row, column(sheet, Column.ANSWER)).value for key, (sheet, row) in rows(book).items()}
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("loaded", [sample(), shipped()], ids=["sample", "shipped"])
def test_every_question_has_its_row_and_its_name_on_the_hidden_sheet(loaded: Loaded, lang: str) -> None:
    book = opened(made(loaded, lang))
    ids = list(book[IDS].values)
    assert ids[0][0] == MARK
    assert ("meta", "language", lang, None) in ids
    assert ("meta", "digest", loaded.digest, None) in ids
    questions = {id_: kind for what, id_, kind, _label in ids if what == "question"}
    assert questions == {each.id: each.kind.name.lower() for each in loaded.questionnaire.questions}
    assert {key.removeprefix("question:") for key in rows(book) if key.startswith("question:")} == set(questions)
    assert all(book[name].sheet_state == "veryHidden" for name in HIDDEN)
    labels = [(id_, label) for what, id_, _value, label in ids if what == "choice"]
    assert len(labels) == len(set(labels))


def test_the_workbook_comes_with_the_answers_of_a_file() -> None:
    book = opened(made(sample(), answers=answer_set()))
    assert answers_in(book) == {
        "field:subject.name": "Käßmühl",
        "field:subject.ags": "05315",
        "field:respondent.id": "x",
        "field:respondent.role": "Planung",
        "field:respondent.department": "Amt 51",
        "field:date": datetime(2026, 11, 22),
        "question:kind": "Kreis",
        "question:vision": "3 – oft",
        "option:partners/kita": "x",
        "option:partners/school": "x",
        "question:board": "nein",
        "question:children": 12_345.67,
        "question:remark": "unknown",
        "state:quota": "weiß nicht",
        "question:rules": "trifft nicht zu",
    }
    sheet, row = rows(book)["question:vision"]
    beside = (Column.COMMENT, Column.EVIDENCE, Column.UNSURE)
    assert [sheet.cell(row, column(sheet, key)).value for key in beside] == [
        "Zeile 1\nZeile 2",
        "Beschluss 2025/17",
        "x",
    ]


def test_an_answer_without_a_cell_stays_in_the_workbook() -> None:
    answers = replace(answer_set(), answers={**answer_set().answers, "remark": Answer("ä" * 20_000)})
    book = opened(made(sample(), answers=answers, sections=("law",)))
    kept: dict[str, str] = {}
    for what, id_, piece, _label in book[IDS].values:
        if what == "answer":
            kept[id_] = kept.get(id_, "") + piece
    assert set(kept) == set(answers.answers)
    entries = {id_: json.loads(text) for id_, text in kept.items()}
    assert entries["children"] == {"value": 12345.67}
    assert entries["board"] == {"value": "no"}
    assert entries["remark"] == {"text": "ä" * 20_000}
    assert entries["rules"] == {"value": "not_applicable", "comment": "kein eigenes Jugendamt"}


def test_only_fields_take_input_and_no_sheet_asks_for_a_password() -> None:
    book = opened(made(sample()))
    for sheet in book.worksheets:
        if sheet.title in HIDDEN:
            continue
        protection = sheet.protection
        assert protection.sheet
        assert not protection.password
        assert not any((protection.formatColumns, protection.autoFilter, protection.sort, protection.formatRows))
        assert protection.formatCells
        assert protection.deleteRows
    unlocked = {
        key
        for key, (sheet, row) in rows(book).items()
        if not sheet.cell(row, column(sheet, Column.ANSWER)).protection.locked
    }
    assert unlocked == set(rows(book)) - {"question:partners"}


def test_it_prints_on_a4_with_its_headings_and_keeps_the_question_in_sight() -> None:
    book = opened(made(sample(), code="W07"))
    for sheet in book.worksheets:
        if sheet.title in HIDDEN:
            continue
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert "W07" in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.right.text
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
    section = book.worksheets[2]
    assert section.freeze_panes == "D3"
    assert section.print_title_rows == "$2:$2"
    assert section.page_setup.orientation == "landscape"


def test_the_same_form_has_the_same_bytes_whenever_it_is_made() -> None:
    first = made(sample(), answers=answer_set())
    with ZipFile(BytesIO(first)) as archive:
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")
    assert made(sample(), answers=answer_set()) == first


def test_nothing_in_it_leads_outside() -> None:
    with ZipFile(BytesIO(made(shipped()))) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    assert len(names) == len(set(names))
    assert b"External" not in text
    assert not [name for name in names if "externalLink" in name or "vba" in name or "connections" in name]


def test_calamine_reads_what_openpyxl_reads() -> None:
    data = made(sample(), answers=answer_set())
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    ids = book.get_sheet_by_name(IDS).to_python()
    assert ids[0][0] == MARK
    assert [row[:3] for row in ids[1:]] == [
        ["" if cell is None else cell for cell in row[:3]] for row in list(opened(data)[IDS].values)[1:]
    ]


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        (1, "Ziele", "1 Ziele"),
        (2, "A/B: [x]*?\\ 'c'", "2 A B x c"),
        (11, "Beteiligung von Kindern, Jugendlichen", "11 Beteiligung von Kindern, Ju…"),
        (3, "History", "3 History"),
    ],
)
def test_every_title_is_a_possible_name_of_a_sheet(number: int, title: str, name: str) -> None:
    assert sheet_name(number, title) == name
    assert len(name) <= 31


def test_the_command_writes_over_nothing_but_its_own_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANSELF_LANG", "en")
    file = tmp_path / "form.xlsx"
    words = ["form", "-q", str(SAMPLE), "-o", str(file)]
    assert run(words) == 0
    assert run([*words, "--blind"]) == 0
    assert "never shows a profile" in capsys.readouterr().err
    book = opened(file.read_bytes())
    assert book.worksheets[1].title == "1 About"
    book.save(file)
    filled = file.read_bytes()
    assert run(words) == 2
    assert file.read_bytes() == filled
    assert run([*words, "--force"]) == 0
    assert file.read_bytes() == made(sample(), "en")


def test_every_field_says_what_it_takes() -> None:
    book = opened(made(sample(), "en"))
    rules = {
        (sheet.title, cell.coord): rule
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        for cell in rule.sqref.ranges
    }
    assert all(rule.error and len(rule.error) <= 255 and len(rule.errorTitle) <= 32 for rule in rules.values())
    found = {}
    for key, (sheet, row) in rows(book).items():
        rule = rules.get((sheet.title, sheet.cell(row, column(sheet, Column.ANSWER)).coordinate))
        found[key] = (rule.type, rule.formula1, rule.formula2) if rule else None
    assert found["question:quota"] == ("decimal", "0.0", "100.0")
    assert found["question:children"] == ("decimal", "0.0", "9000000000.0")
    assert found["question:remark"] == ("textLength", "20000", None)
    assert found["field:date"] == ("date", "0", None)
    lists = {name: area.attr_text for name, area in book.defined_names.items()}
    listed = {key: said[1] for key, said in found.items() if said and said[0] == "list"}
    assert set(listed) == {
        key for key in found if key.partition(":")[0] in ("option", "state") or key == "field:respondent.role"
    } | {f"question:{id_}" for id_ in ("kind", "vision", "board", "board_meets", "rules", "duty")}
    offered = {
        key: [cell.value for line in book[LISTS][lists[name].partition("!")[2]] for cell in line]
        for key, name in listed.items()
        if ":$" in lists[name]
    }
    assert offered["question:board"] == ["yes", "no", "don't know", "not applicable"]
    assert offered["question:duty"] == ["yes", "partly", "no", "don't know"]
    assert offered["state:quota"] == ["don't know", "not applicable"]
    assert offered["field:respondent.role"] == ["Planning", "Leadership"]


def test_what_is_not_asked_or_waits_is_grey() -> None:
    book = opened(made(sample()))
    for sheet in book.worksheets[1:4]:
        first, last = "BI"
        grey, alarm = (
            (str(area.sqref), rule.formula[0]) for area in sheet.conditional_formatting for rule in area.rules
        )
        questions = [row for (each, row) in rows(book).values() if each is sheet]
        assert grey[0].startswith(f"{first}{min(questions)}:{last}")
        assert grey[1] == f"AND(ISNUMBER($J{min(questions)}),$J{min(questions)}<2)"
        assert alarm[0].startswith(f"D{min(questions)}")
        assert all(sheet.cell(row, 10).data_type == "f" for row in questions)


@pytest.mark.parametrize("part", ["lead", "planning"])
def test_a_part_has_its_questions_and_the_numbers_of_the_whole(part: str) -> None:
    book = opened(made(sample(), part=(part,)))
    asked = {
        key.partition(":")[2]: sheet.cell(row, 2).value for key, (sheet, row) in rows(book).items() if "question" in key
    }
    assert ("rules" in asked) == (part == "lead")
    assert asked["remark"] == 9
    assert ("meta", "part", part, None) in list(book[IDS].values)
    *_rest, total = [row for row in book["Deckblatt"].values if row[1] == "Alle Abschnitte"]
    assert total[2].startswith("=SUM(")
