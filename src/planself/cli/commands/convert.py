"""`planself convert`: an answer file in another syntax, out of an Excel form, too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Questionnaire, command, file_argument
from planself.cli.report_options import Force
from planself.errors import ExitCode, InputError, UsageError
from planself.i18n import _

if TYPE_CHECKING:
    from planself.answers.model import AnswerSet
    from planself.cli.inputs import Questionnaires

_SUFFIXES = (".yaml", ".yml", ".json")


@command("convert", _("planself convert answers.yaml -o answers.json"))
def convert(
    answers: Annotated[
        Path, file_argument(metavar=_("ANSWERS"), help=_("An answer file, or a filled-in form as .xlsx or .ods."))
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar=_("FILE"), help=_("Where to write it; the name ends in .yaml or .json.")
        ),
    ],
    questionnaire: Questionnaire = None,
    force: Force = False,
) -> ExitCode:
    """Check the answers, and write all that the file says as YAML or JSON."""
    from planself.answers.conversion import converted, loses_comments
    from planself.cli.inputs import Questionnaires
    from planself.cli.sound_answers import sound
    from planself.files.disk import write_atomic

    if output.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            _("The name {file} does not say how the answers are to be written.").format(file=output),
            _("Let it end in .yaml or .json."),
        )
    at_hand = Questionnaires(questionnaire)
    parsed, answer_set, loaded = sound(answers, at_hand)
    text = converted(parsed, answer_set, loaded, output)
    if not (output.is_file() and output.read_bytes() == text.encode()):
        _refuse_to_overwrite(output, answers, answer_set, at_hand, force=force)
        write_atomic(output, text.encode(), overwrite=force)
    console.talk(_("Written: {file}").format(file=output))
    if loses_comments(parsed, output):
        console.talk(_("The comments in {file} have no place in JSON and were left out.").format(file=answers))
    return ExitCode.DONE


def _refuse_to_overwrite(
    output: Path, answers: Path, answer_set: AnswerSet, at_hand: Questionnaires, *, force: bool
) -> None:
    """Refuse a file that is there; with `force`, one that holds no answers, or another municipality's."""
    from planself.answers.load import load_answers
    from planself.answers.store import differ

    if not output.exists():
        return
    other = _("Choose another name.")
    if output.samefile(answers):
        raise UsageError(_("{file} would be overwritten by itself.").format(file=output), other)
    if not force:
        hint = _("Choose another name, or overwrite it with --force.")
        raise UsageError(_("{path} is there already and was left as it is.").format(path=output), hint)
    try:
        found = load_answers(output, at_hand).answer_set.subject
    except InputError as error:
        message = _("{file} holds no answers that planself can read, and was left as it is.").format(file=output)
        raise UsageError(message, other) from error
    if differ(found, answer_set.subject):
        message = _("{path} holds the answers of {name}.").format(path=output, name=found.name or found.ags)
        raise UsageError(message, other)
