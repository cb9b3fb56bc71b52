"""What a command says: the product on stdout, talk and problems on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from planself.errors import PlanselfError, Problem, Severity
from planself.i18n import Reader, _, n_
from planself.text import Text as Phrase
from planself.text import inert, inert_json, one_line, tidy

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Part = tuple[str, str]
"""A piece of a line, and its style on a terminal; never read as markup."""


class _Manner:
    quiet = False
    debug = False
    machine = False
    told: ClassVar[list[dict[str, Any]]] = []
    """What a machine is told when the command has ended: one document, whatever was found when."""


def reset(*, debug: bool = False, machine: bool = False) -> None:
    """Start a command: not quiet, and talking to a machine where it was asked for JSON."""
    _Manner.quiet, _Manner.debug, _Manner.machine = False, debug, machine
    _Manner.told.clear()


def tell_machine() -> None:
    """Write the problems found so far as one document, where the command speaks to a machine."""
    if _Manner.told:
        sys.stderr.write(inert_json(json.dumps(problems_document(_Manner.told), ensure_ascii=False)) + "\n")
        _Manner.told.clear()


def be_quiet(quiet: bool) -> None:
    """Leave out what is neither product nor error: talk, progress, notes and advice."""
    _Manner.quiet = quiet


def debugging() -> bool:
    """Return whether faults are to be shown with their traceback."""
    return _Manner.debug


def is_quiet() -> bool:
    """Return whether talk is left out."""
    return _Manner.quiet


def terminal() -> Console:
    """Return stderr for whoever draws on a terminal."""
    return _console(sys.stderr)


class Printer:
    """Prints lines of styled parts; rich is loaded for a terminal only, and anything else gets the bare text."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = _console(stream) if stream.isatty() else None

    def line(self, *parts: Part) -> None:
        """Print one line; a terminal wraps it at its width."""
        if self._terminal is not None:
            self._terminal.print(_styled(*parts))
        else:
            self._stream.write("".join(text for text, _style in parts) + "\n")
            self._stream.flush()  # stdout and stderr may end in one file, and keep their order there

    def hanging(self, *parts: Part, indent: int) -> None:
        """Print one line; where a terminal is too narrow for it, it goes on two columns further in."""
        out = self._terminal
        if out is None:
            self.line((" " * indent, ""), *parts)
            return
        for place, piece in enumerate(_styled(*parts).wrap(out, max(out.width - indent - 2, 20))):
            out.print(_styled((" " * (indent + (2 if place else 0)), "")) + piece)


class Lines:
    """What prints a whole result line by line, in the language of its reader."""

    def __init__(self, reader: Reader, out: Printer) -> None:
        self.reader, self.out = reader, out

    def _text(self, phrase: Phrase) -> str:
        return one_line(self.reader.text(phrase))

    def _title(self, title: str) -> None:
        self.out.line()
        self._line((title, "bold underline"))

    def _line(self, *parts: Part, indent: int = 0) -> None:
        self.out.hanging(*parts, indent=indent)


def product() -> Printer:
    """Return a printer of the product."""
    return Printer(sys.stdout)


def write(text: str) -> None:
    """Write the product as it is; to a terminal, without what could steer it."""
    sys.stdout.write(inert(text) if sys.stdout.isatty() else text)


def write_json(data: object, *, indent: int | None = None) -> None:
    """Write the product for a machine, one document."""
    sys.stdout.write(inert_json(json.dumps(data, ensure_ascii=False, indent=indent)) + "\n")


def talk(message: str) -> None:
    """Say something on stderr, unless asked to be quiet or to speak to a machine, which reads one document there."""
    if not _Manner.quiet and not _Manner.machine:
        sys.stderr.write(inert(message) + "\n")


def show_error(message: str, hint: str = "") -> None:
    """Say what was refused and what to do next."""
    if _Manner.machine:
        _Manner.told.append({"file": None, "line": None, "column": None, **_words("E000", message, hint)})
        return
    out = Printer(sys.stderr)
    out.line((_("Error:"), "bold red"), (f" {inert(message)}", ""))
    if hint:
        out.line(("→ ", "cyan"), (inert(hint), ""))


def show_cause(error: PlanselfError) -> None:
    """Print for whoever debugs what a library said, which is in no message: in English, and in its own words."""
    cause = error.__cause__
    while isinstance(cause, PlanselfError) and cause.__cause__ is not None:
        cause = cause.__cause__  # said again on the way up
    if _Manner.debug and not _Manner.machine and cause is not None:
        sys.stderr.write(inert(f"{type(cause).__module__}.{type(cause).__name__}: {cause}") + "\n")


def show_fault(error: Exception) -> None:
    """Admit a fault of planself."""
    show_error(
        _("planself itself has a fault: {kind}: {detail}").format(
            kind=type(error).__name__, detail=one_line(str(error))
        ),
        _("Your files are as they were. Run the command again with --debug and report what it prints."),
    )


def show_problems(problems: Sequence[Problem], *, errors: int | None = None) -> None:
    """Print every problem with its place, code, sentence and remedy, and how many errors there are.

    `errors`: how many there are in all, where the problems are only the first of them.
    """
    from planself.cli.problem_lines import said_once, shown

    problems = [problem for problem in said_once(problems) if not is_kept_quiet(problem)]
    if _Manner.machine:
        _Manner.told.extend(map(problem_json, shown(problems)))
        return
    out = Printer(sys.stderr)
    for problem in shown(problems):
        print_problem(out, problem)
    if errors is None:
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors > 1:
        out.line((n_("{n} error", "{n} errors", errors), ""))


def is_kept_quiet(problem: Problem) -> bool:
    """Return whether a problem stands in no one's way, and its reader wants to hear of errors only."""
    return problem.severity is not Severity.ERROR and _Manner.quiet and not _Manner.machine


_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def print_problem(out: Printer, problem: Problem) -> None:
    """Print one problem: `file:line:column code message`, the remedy below."""
    place, code = f"{one_line(str(problem.where))} ", (problem.code, _STYLES[problem.severity])
    out.line((place, "bold"), code, (f" {tidy(inert(problem.message))}", ""))
    if problem.hint:
        out.line(("  → ", "cyan"), (inert(problem.hint), ""))


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as one entry of the problems format."""
    where = problem.where
    return {
        "file": where.file,
        "line": where.line,
        "column": where.column,
        **({"sheet": where.sheet} if where.sheet is not None else {}),
        **_words(problem.code, tidy(problem.message), problem.hint),
        "severity": problem.severity.value,
    }


def problems_document(entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the problems format."""
    return {"format": "planself/problems/1", "problems": list(entries)}


def _words(code: str, message: str, hint: str) -> dict[str, Any]:
    return {"code": code, "message": message, "hint": hint}


def _console(terminal: TextIO) -> Console:
    from rich.console import Console

    both = sys.stdout.isatty() and sys.stderr.isatty()
    plain = not both or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Console(
        file=terminal,
        no_color=plain,
        color_system=None if plain else "auto",
        force_terminal=None if both else False,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _styled(*parts: Part) -> Text:
    from rich.text import Text

    return Text.assemble(*parts)


def can_show(signs: str) -> bool:
    """Return whether stdout's encoding and font have these signs."""
    from planself.terminal.screen import sieve_of

    return sieve_of(sys.stdout).has(signs)
