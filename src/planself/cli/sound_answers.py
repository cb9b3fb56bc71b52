"""Answers that are to be written elsewhere: read, checked and told about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planself.answers.conversion import converted
from planself.answers.load import Reference, check_answers, questionnaire_of
from planself.answers.model import AnswerSet
from planself.cli import console
from planself.errors import InputError, UsageError
from planself.files import source as files
from planself.files.disk import write_atomic
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.shell import file_word, own_command, unused


def sound(path: Path, choose: Callable[[Reference], Loaded]) -> tuple[Source, AnswerSet, Loaded]:
    """Return what a file of answers holds, having shown the notes on it; raises InputError where it has errors."""
    source = files.load(path)
    loaded = questionnaire_of(source, choose)
    answer_set, problems = check_answers(source, loaded)
    if answer_set is None:
        raise InputError(problems)
    console.show_problems(problems)
    return source, answer_set, loaded


def refuse_workbook(path: Path) -> None:
    """Raise UsageError: the interview cannot save into a workbook."""
    told = _("The interview saves into answer files, .yaml or .json, and not into a workbook.")
    target = path.with_suffix(".yaml")
    if target.exists():
        command = own_command("run", file_word(target))
        raise UsageError(
            told, _("{file} is there already. Go on with it: {command}").format(file=target, command=command)
        )
    command = own_command("convert", file_word(path), "-o", file_word(unused(target.name)))
    raise UsageError(told, _("Make an answer file of a filled-in Excel form first: {command}").format(command=command))


def beside_workbook(path: Path, choose: Callable[[Reference], Loaded]) -> Path:
    """Write the answers of a filled-in Excel form beside it, over nothing, and return where the interview goes on."""
    source, answer_set, loaded = sound(path, choose)
    target = path.with_suffix(".yaml")
    write_atomic(target, converted(source, answer_set, loaded, target).encode(), overwrite=False)
    console.talk(_("Written: {file}").format(file=target))
    console.talk(_("The interview goes on there; the workbook stays as it is."))
    return target
