"""`planself new`: a commented questionnaire to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planself.cli import console
from planself.cli.command import command
from planself.errors import ExitCode, UsageError
from planself.i18n import _, current
from planself.shell import file_word, own_command


@command("new", _("planself new -o my-questionnaire.yaml"))
def new(
    output: Annotated[Path, typer.Option("-o", "--output", metavar=_("FILE"), help=_("Where to write it."))],
) -> ExitCode:
    """Write the starter; an existing file is never overwritten."""
    from planself.files.disk import write_atomic
    from planself.questionnaire import starter

    if output.exists():
        raise UsageError(_("{file} exists already.").format(file=output), _("Choose another name."))
    write_atomic(output, starter.text(current().lang).encode(), overwrite=False)
    console.talk(_("Written: {file}").format(file=output))
    console.talk(_("Next: edit it, then check it: {command}").format(command=own_command("check", file_word(output))))
    return ExitCode.DONE
