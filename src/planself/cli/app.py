"""The way from a command's name to the command, which is imported when it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from planself import __version__
from planself.cli import console
from planself.cli.command import Debug, Help, Language, Quiet, imported
from planself.cli.summaries import summaries
from planself.errors import ExitCode
from planself.i18n import _

_PROGRAM = "planself"


class Commands(Mapping[str, Any]):
    """The commands of planself itself, or of a group as `workshop`, by name; one is imported when it is looked up."""

    def __init__(self, group: str = "") -> None:
        before = f"{group} " if group else ""
        inner = {name.removeprefix(before): line for name, line in summaries().items() if name.startswith(before)}
        self.summaries = {name: line for name, line in inner.items() if " " not in name}
        self._before = before

    def __iter__(self) -> Iterator[str]:
        return iter(self.summaries)

    def __len__(self) -> int:
        return len(self.summaries)

    def __getitem__(self, name: str) -> Any:
        summary, command = self.summaries[name], self._before + name
        if not Commands(command):
            return imported(command)
        return Group(name=command, help=summary, no_args_is_help=True, rich_markup_mode=None)


class Group(Help, TyperGroup):
    """Commands with plain help; those of a group, or planself's own."""

    def __init__(self, *, name: str, **attributes: Any) -> None:
        super().__init__(name=name, **attributes)
        self.inner = Commands("" if name == _PROGRAM else name)
        self.commands = self.inner  # type: ignore[assignment]  # nobody adds to them

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's signature
        """Write what every command does, without importing it as typer would."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.inner.summaries.items()))


app = typer.Typer(
    name=_PROGRAM,
    cls=Group,
    help=_("Assess how well a municipality plans together for children and families."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(requested: bool) -> None:
    if requested:
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
