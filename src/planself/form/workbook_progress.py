"""The table of progress: how many questions of each section are asked as things stand, answered, open, wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planself.exchange.workbook_cells import fitted
from planself.form.workbook_conditions import CODES
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_lists import column_letters
from planself.form.workbook_size import LINE, MOST_LINES, line_count
from planself.form.workbook_states import StateCells
from planself.form.workbook_style import PADDING, WorkbookStyle
from planself.questionnaire.model import AnyQuestion
from planself.scoring.plan import State

_OPEN = CODES[State.MISSING]


def write_progress(
    sheet: Any, style: WorkbookStyle, content: WorkbookContent, states: StateCells, place: tuple[int, int], width: float
) -> int:
    """Write the table, its first column so wide, and return the row below it."""
    (row, column), _ = place, content.reader._
    headings = (_("Section"), _("asked"), _("answered"), _("open"), _("please check"))
    for number, heading in enumerate(headings):
        sheet.write_string(row, column + number, heading, style["count_heading" if number else "heading"])
    sheet.set_row(row, LINE + PADDING)
    first = row + 1
    for number, section in enumerate(content.sections, 1):
        row += 1
        title = f"{number}. {content.say(section.title)}"
        sheet.write_string(row, column, fitted(title), style["line"])
        asked, answered = (f"{column_letters(column + offset)}{row + 1}" for offset in (1, 2))
        formulas = (
            states.count(number, ">0"),
            states.count(number, f">{_OPEN}"),
            f"{asked}-{answered}",
            states.faults(number),
        )
        for offset, (formula, value) in enumerate(
            zip(formulas, _counts(content, content.questions_of(section)), strict=True), 1
        ):
            sheet.write_formula(row, column + offset, f"={formula}", style["line_count"], value)
        sheet.set_row(row, min(line_count(title, width), MOST_LINES) * LINE + PADDING)
    if not content.sections:
        return row + 1
    row += 1
    sheet.write_string(row, column, _("All sections"), style["bold"])
    for offset, value in enumerate(_counts(content, content.questions), 1):
        letters = column_letters(column + offset)
        sheet.write_formula(row, column + offset, f"=SUM({letters}{first + 1}:{letters}{row})", style["count"], value)
    sheet.set_row(row, LINE + PADDING)
    return row + 1


def _counts(content: WorkbookContent, questions: Sequence[AnyQuestion]) -> tuple[int, int, int, int]:
    """Return the counts by the answers that the workbook comes with."""
    codes = [CODES[content.states[question.id]] for question in questions]
    asked, answered = sum(code > 0 for code in codes), sum(code > _OPEN for code in codes)
    return asked, answered, asked - answered, 0
