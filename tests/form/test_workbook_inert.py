"""No text of a questionnaire or of an answer does anything in the workbook, whatever it looks like and however long."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from planself.answers.model import Answer, Subject
from planself.files.form_workbook import IDS, LISTS, STATES, Column
from planself.files.source import load
from planself.form.content import FormOptions
from planself.form.workbook import form_workbook
from planself.form.workbook_section import STATE, STATUS
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from tests.form.samples import SAMPLE, sample
from tests.form.test_files import answer_set
from tests.form.test_workbook import column, made, opened, rows

HARM = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "https://example.org",
    "<r><t>bold</t></r>",
    'a "quoted" & <tagged> text \' with {braces}',
    "_x0041_ \u202eturned\u202c \x07 bell",
    "5",
    "weiß nicht",
    "*?~",
]
LONG = "lang " * 2_000


def harmed(data: Any, text: str) -> Any:
    """Return a questionnaire's data with every text for people replaced."""
    if isinstance(data, dict):
        if set(data) <= {"de", "en"} and data:
            return dict.fromkeys(data, f"{text}")
        return {key: harmed(value, text) for key, value in data.items()}
    return [harmed(value, text) for value in data] if isinstance(data, list) else data


def loaded(text: str) -> Loaded:
    read = Questionnaire.model_validate(harmed(load(SAMPLE).data, text))
    return Loaded(read, "sha256:0", Path("harm.yaml"))


@pytest.mark.parametrize("text", HARM)
def test_a_text_is_a_text_in_every_cell(text: str) -> None:
    said = replace(answer_set(), subject=Subject(text), answers={"vision": Answer(3, comment=text, evidence=text)})
    book = opened(made(loaded(text), answers=said))
    for sheet in book.worksheets:
        if sheet.title == STATES:
            continue
        allowed = {STATUS + 1, STATE + 1} if sheet.title[0].isdigit() else {3, 4, 5, 6}
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "e"
                if cell.data_type == "f":
                    assert cell.column in allowed
                    assert text not in str(cell.value) or text in ("5", "weiß nicht", "*?~")
    sheet, place = rows(book)["question:vision"]
    comment = sheet.cell(place, column(sheet, Column.COMMENT))
    assert comment.number_format == "@"
    assert comment.data_type == "s"


@pytest.mark.parametrize("text", [*HARM, LONG])
def test_labels_that_are_alike_stay_apart(text: str) -> None:
    book = opened(made(loaded(text)))
    choices = [(id_, label) for what, id_, _value, label in book[IDS].values if what == "choice"]
    assert len({(id_, label.casefold()) for id_, label in choices}) == len(choices)
    assert all(0 < len(label) <= 255 and "\n" not in label for _id, label in choices)
    lists = [[cell.value for cell in cells if cell.value] for cells in book[LISTS].iter_cols()]
    assert any(sum(map(len, labels)) > 255 for labels in lists) == (text == LONG)


def test_every_list_has_a_name_that_drop_downs_use() -> None:
    book = opened(made(sample()))
    names = {f"={name}" for name in book.defined_names}
    used = {
        validation.formula1
        for sheet in book.worksheets
        for validation in sheet.data_validations.dataValidation
        if validation.type == "list"
    }
    assert {f"={name}" for name in used} == names
    for name in book.defined_names.values():
        assert name.attr_text.startswith(f"{LISTS}!$")


def test_no_row_is_higher_than_a_row_can_be_and_nothing_is_cut_off() -> None:
    book = opened(made(loaded(LONG), answers=replace(answer_set(), answers={"remark": Answer("x" * 20_000)})))
    for sheet in book.worksheets:
        heights = [size.height for size in sheet.row_dimensions.values() if size.height]
        assert all(height <= 409 for height in heights)
    section = book.worksheets[2]
    words = " ".join(str(row[2]) for row in section.iter_rows(values_only=True) if row[2]).split()
    assert words.count("lang") >= 2_000


def test_a_comment_that_no_cell_can_hold_is_named() -> None:
    comment = "a" * 32_768
    said = replace(answer_set(), answers={"vision": Answer(3, comment=comment), "board": Answer(None, comment="b")})
    made_ = form_workbook(sample(), FormOptions(("en",)), said)
    assert list(made_.cut) == ["2 Goals"]
    n, row = made_.cut["2 Goals"]
    book = opened(made_.data)
    sheet, place = rows(book)["question:vision"]
    assert (n, row) == (1, place)
    assert len(sheet.cell(place, column(sheet, Column.COMMENT)).value) == 32_767


def test_every_part_is_xml_without_a_name_twice() -> None:
    with ZipFile(BytesIO(made(loaded(HARM[6]), answers=answer_set()))) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))  # noqa: S314 -- our own
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 -- the same
    names = [each.attrib["name"].casefold() for each in workbook.iter() if each.tag.endswith("}sheet")]
    assert len(names) == len(set(names))
    defined = [
        (each.attrib["name"], each.attrib.get("localSheetId"))
        for each in workbook.iter()
        if each.tag.endswith("}definedName")
    ]
    assert len(defined) == len(set(defined))
