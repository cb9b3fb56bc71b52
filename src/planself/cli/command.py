"""How a command is declared: its options, the ones that all share, and a help text with an example."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from planself import shell
from planself.cli import console
from planself.cli.summaries import summaries
from planself.errors import ExitCode, UsageError
from planself.i18n import LANGUAGES, _


def option(*names: str, metavar: str | None = None, help: str) -> Any:  # noqa: A002 -- typer's own word
    """Return an option of which help shows no default, since it has none that says anything."""
    return typer.Option(*names, metavar=metavar, help=help, show_default=False)


def file_option(*names: str, metavar: str, help: str) -> Any:  # noqa: A002 -- typer's own word
    """Return an option that names a file or folder; whether it can be read is said where it is read, in our words."""
    return typer.Option(*names, metavar=metavar, help=help, show_default=False, readable=False)


def argument(metavar: str | None = None, help: str | None = None) -> Any:  # noqa: A002 -- typer's own word
    """Return an argument, shown in help without a default."""
    return typer.Argument(metavar=metavar, help=help, show_default=False)


def file_argument(metavar: str, help: str | None = None) -> Any:  # noqa: A002 -- typer's own word
    """Return an argument that names a file or folder; whether it can be read is said where it is read, in our words."""
    return typer.Argument(metavar=metavar, help=help, show_default=False, readable=False)


Questionnaire = Annotated[
    str | None,
    typer.Option(
        "--questionnaire",
        "-q",
        metavar=_("NAME"),
        help=_("Questionnaire by name or path, instead of the one that the answer file names."),
    ),
]
Json = Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))]
Answers = Annotated[list[Path], file_argument(metavar=_("ANSWERS"))]


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        raise UsageError(_("--lang: expected one of {words}").format(words=", ".join(LANGUAGES)))
    return value


Language = Annotated[
    str | None, typer.Option("--lang", metavar="de|en", help=_("Language."), show_default=False, callback=_language)
]
Plain = Annotated[bool, typer.Option("--plain", help=_("Numbered lines without redrawing, fit for a screen reader."))]
Quiet = Annotated[
    bool, typer.Option("--quiet", help=_("Only the result and errors: no notes, no advice, no progress."))
]
Debug = Annotated[bool, typer.Option("--debug", help=_("Show the traceback of a fault."))]
_SHARED = {"lang": (Language, None), "quiet": (Quiet, False), "debug": (Debug, False)}


_NARROWEST, _TWO_COLUMNS, _WIDEST = 30, 60, 78


def _narrow(formatter: Any) -> Any:
    """Return a formatter that puts what an option does below its name, where a column beside it would be narrow."""

    class Narrow(formatter):  # type: ignore[misc]  # typer does not say its type
        def write_dl(self, rows: Any, col_max: int = 8, col_spacing: int = 2) -> None:
            super().write_dl(rows, min(col_max, 8), col_spacing)

    return Narrow


class Help:
    """Plain help in the user's language: typer's own words are replaced, its types left out."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text, within the window: typer would not go below 50 columns."""
        ctx.terminal_width = min(max(get_terminal_size().columns, _NARROWEST) - 1, _WIDEST)
        if ctx.terminal_width < _TWO_COLUMNS:
            ctx.formatter_class = _narrow(ctx.formatter_class)
        for parameter in self.params:  # type: ignore[attr-defined]  # a mixin: the next class is typer's
            if parameter.param_type_name == "argument":
                parameter.display_type_rich = lambda ctx: ""  # noqa: ARG005 - "list[Path]" helps no planner
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]  # the same
            known = _typers_options().get(getattr(parameter, "help", None) or "")
            if known:
                parameter.help = known  # before it is broken into lines
        text: str = super().get_help(ctx)  # type: ignore[misc]  # a mixin: the next class is typer's
        for english, spoken in _typers_words():
            text = re.sub(english, spoken, text, flags=re.MULTILINE)
        return text


def _typers_words() -> list[tuple[str, str]]:
    return [
        (r"^Usage:", _("Usage:")),
        (r"^Arguments:", _("Arguments:")),
        (r"^Options:", _("Options:")),
        (r"^Commands:", _("Commands:")),
        (r"\[OPTIONS\]", _("[OPTIONS]")),
        (r"COMMAND\s+\[ARGS\]\.\.\.", _("COMMAND …")),
        (r"\{([^}|]+)\}(?:\.\.\.)?", r"\1"),
        (r"\[required\]", _("(needed)")),
        (r"\[default:(\s+[^\]]+)\]", _("(default:") + r"\1)"),
    ]


def _typers_options() -> dict[str, str]:
    return {
        "Show this message and exit.": _("Show this help."),
        "Install completion for the current shell.": _("Install completion for this shell."),
        "Show completion for the current shell, to copy it or customize the installation.": _(
            "Show the completion script of this shell."
        ),
    }


class Command(Help, TyperCommand):
    """A command with plain help."""


Function = Callable[..., ExitCode]
_DECLARED: dict[str, Any] = {}


def imported(name: str) -> Any:
    """Import the file of a command and return what it declares."""
    import_module(f"planself.cli.commands.{name.replace(' ', '_')}")
    return _DECLARED[name]


def command(name: str, example: str) -> Callable[[Function], Function]:
    """Declare a command with the shared options; its help is its line of `summaries`, and an example to copy."""

    def declare(function: Function) -> Function:
        @wraps(function)
        def called(**given: Any) -> ExitCode:
            console.be_quiet(bool(given.pop("quiet")) or console.is_quiet())  # also said before the command's name
            given.pop("debug")
            shell.remember(given.get("questionnaire"))
            if "lang" not in own:
                given.pop("lang")
            return function(**given)

        signature = inspect.signature(function, eval_str=True)
        own = dict(signature.parameters)
        extra = [
            inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for key, (annotation, default) in _SHARED.items()
            if key not in own
        ]
        parameters = [*own.values(), *extra]
        called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # what inspect reads
        called.__annotations__ = {p.name: p.annotation for p in parameters}
        text = f"{summaries()[name]}\n\n\b\n" + _("Example:") + f"\n  {example}"
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name.split()[-1], cls=Command, help=text)(called)
        _DECLARED[name] = get_command(alone)
        return function

    return declare
