"""One family of exceptions, one kind of problem, one table of exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum

from planself.i18n import _


class ExitCode(IntEnum):
    """How a command ended; the numbers are a promise to scripts."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    FAULT = 3
    LIMIT = 4
    INTERRUPTED = 130


class Severity(Enum):
    """An error stops the file, a warning is advice, a note is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; line and column count from 1, None where there is no such place."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    """Of a workbook; line and column are then those of a cell."""

    def __str__(self) -> str:
        if self.sheet is not None:
            return _cell_words(self.file, self.sheet, self.line, self.column)
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


def _cell_words(file: str, sheet: str, line: int | None, column: int | None) -> str:
    """Return how people name a cell of a workbook."""
    cell = f"{column_letters(column)}{line}" if line and column else ""
    said = _("{file}, sheet “{sheet}”, cell {cell}") if cell else _("{file}, sheet “{sheet}”")
    return said.format(file=file, sheet=sheet, cell=cell)


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 1: A, Z, AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in an input: where, what (a stable code and a sentence), and what to do."""

    where: Location
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


class PlanselfError(Exception):
    """Whatever planself refuses: a message, what to do next, and the exit code."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another process makes the same error of, whatever its class takes to be made."""
        return _same_error, (type(self), self.args, self.__dict__)


def _same_error(kind: type[PlanselfError], args: tuple[object, ...], state: dict[str, object]) -> PlanselfError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class UsageError(PlanselfError):
    """The command was called wrongly: a path that does not exist, an option that does not fit."""

    exit_code = ExitCode.USAGE


class InputError(PlanselfError):
    """One or more files have problems; carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.where} {p.code} {p.message}" for p in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to a mistyped one, or None where nothing is near."""
    from difflib import get_close_matches  # only mistyped words need it

    nearest = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return nearest[0] if nearest else None
