"""The Excel form: one workbook that asks like the form in a browser, for offices that pass sheets around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from planself.answers.model import AnswerSet
from planself.exchange.workbook_cells import open_book
from planself.files.workbook_seal import PROPERTY, UNSEALED, seal_workbook
from planself.form.content import FormOptions
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_cover import CoverSheet
from planself.form.workbook_fields import Fields
from planself.form.workbook_ids import write_ids
from planself.form.workbook_lists import WorkbookLists
from planself.form.workbook_section import SectionSheet
from planself.form.workbook_states import AnswerCells, StateCells
from planself.form.workbook_style import FONT, WorkbookStyle, set_up_page
from planself.questionnaire.load import Loaded

_LONGEST_NAME, _LONGEST_TITLE = 31, 255
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
"""What the name of a sheet cannot have."""


@dataclass(frozen=True, slots=True)
class FormWorkbook:
    """A workbook, and by sheet how many texts of the answers no cell could hold, with the first row of them."""

    data: bytes
    cut: Mapping[str, tuple[int, int]]


def form_workbook(loaded: Loaded, options: FormOptions, answer_set: AnswerSet | None = None) -> FormWorkbook:
    """Return the form as a workbook in the first of its languages, filled with answers where there are some."""
    content = WorkbookContent(loaded, options, answer_set or AnswerSet())
    out, _ = BytesIO(), content.reader._
    book = open_book(out, in_memory=True, default_format_properties=dict(FONT))
    title, page = content.say(content.questionnaire.title), _("Page {page} of {pages}").format(page="&P", pages="&N")
    book.doc_properties["title"] = title[:_LONGEST_TITLE]
    book.set_custom_property(PROPERTY, UNSEALED, "text")
    style, lists = WorkbookStyle(book), WorkbookLists()
    states, fields = StateCells(content, lists), Fields(content, style, lists)
    footer = " · ".join(filter(None, (title, options.code)))
    cover = book.add_worksheet(_("Cover"))
    set_up_page(cover, footer, page, landscape=False)
    CoverSheet(cover, style, content, fields).write(states)
    cells: dict[str, AnswerCells] = {}
    for number, section in enumerate(content.sections, 1):
        sheet = book.add_worksheet(sheet_name(number, content.say(section.title)))
        set_up_page(sheet, footer, page, landscape=True)
        found = SectionSheet(sheet, style, content, states).write(section, fields)
        cells |= dict.fromkeys((question.id for question in content.questions_of(section)), found)
    write_ids(book, content, style["plain"])
    states.write(book, cells)
    lists.write(book, style["plain"])
    book.close()
    return FormWorkbook(seal_workbook(out.getvalue()), fields.cut)


def sheet_name(number: int, title: str) -> str:
    """Return the name of a section's sheet; its number makes it the only one of its kind."""
    words = " ".join(title.translate(_NO_NAME).split())
    name = f"{number} {words}"
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
