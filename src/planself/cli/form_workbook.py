"""The way of an Excel form into its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planself.cli import console
from planself.files.disk import write_atomic
from planself.files.overwriting import refuse_to_overwrite
from planself.i18n import _

if TYPE_CHECKING:
    from planself.answers.model import AnswerSet
    from planself.form.content import FormOptions
    from planself.questionnaire.load import Loaded


def write_workbook(
    loaded: Loaded, options: FormOptions, answers: tuple[Path, AnswerSet] | None, output: Path, *, force: bool
) -> None:
    """Write a form as a workbook; raises UsageError where what stands there is not to be lost."""
    from planself.exchange.workbook_cells import cut_notes
    from planself.form.workbook import form_workbook

    file, answer_set = answers or (None, None)
    refuse_to_overwrite(output, [file] if file else [], force=force)
    made = form_workbook(loaded, options, answer_set)
    write_atomic(output, made.data)
    console.show_problems(list(cut_notes(output, made.cut)))
    if options.blind:
        console.talk(_("A workbook never shows a profile; --blind changes nothing in it."))
    console.talk(_("Written: {file}").format(file=output))
