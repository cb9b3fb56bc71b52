"""The commands, in the order in which a newcomer needs them."""

from __future__ import annotations

from typing import Annotated

import typer

from planself import __version__
from planself.cli import (  # noqa: F401 - each command registers itself
    batch,
    benchmark,
    check,
    compare,
    console,
    demo,
    explain,
    new,
    plan,
    plan_edit,
    plan_export,
    plan_import,
    plan_status,
    questionnaires,
    report,
    run,
    schema,
    score,
    workshop,
    workshop_discuss,
    workshop_merge,
    workshop_report,
    workshop_status,
    workshop_vote,
)
from planself.cli.command import Debug, Language, Quiet
from planself.cli.command import app as app
from planself.errors import ExitCode
from planself.i18n import _


def _version(asked: bool) -> None:
    if asked:
        console.write(f"planself {__version__}\n")
        raise typer.Exit(ExitCode.DONE)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    lang: Language = None,  # noqa: ARG001 - read before the commands are loaded
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - the same
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help=_("Show the version."), is_eager=True, callback=_version)
    ] = False,
) -> None:
    console.be_quiet(quiet)
    if context.invoked_subcommand is None:
        console.write(_welcome())


def _welcome() -> str:
    steps = (
        ("planself demo", _("see the whole thing on an example")),
        (_("planself run answers.yaml"), _("answer the questionnaire for your own municipality")),
        (_("planself report answers.yaml -o report.html"), _("make the report from the answers")),
        ("planself --help", _("all commands")),
    )
    width = max(len(command) for command, _what in steps)
    lines = (
        _("planself helps municipalities see what stands in the way of planning together."),
        "",
        _("To begin:"),
        *(f"  {command:{width}}  {what}" for command, what in steps),
        "",
    )
    return "\n".join(lines)
