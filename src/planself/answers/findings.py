"""What is found in one answer file: errors, warnings and notes, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from planself.errors import Problem, Severity, did_you_mean
from planself.files.invisible import first_sign, seen_through
from planself.files.refusals import MAX_PROBLEMS, brief, unseen
from planself.files.source import Source
from planself.i18n import _

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Findings:
    """The problems of a file so far; places are looked up only for what is found."""

    source: Source
    problems: list[Problem] = field(init=False)
    failed: bool = field(init=False)
    """Whether there is an error."""

    def __post_init__(self) -> None:
        self.problems = list(self.source.problems)
        self.failed = any(problem.severity is Severity.ERROR for problem in self.problems)

    def error(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note what stops the file."""
        self._add(Severity.ERROR, path, code, message, hint, key)

    def warn(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note what probably was not meant."""
        self._add(Severity.WARNING, path, code, message, hint, key)

    def note(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note what the reader should know."""
        self._add(Severity.NOTE, path, code, message, hint, key)

    def unknown_keys(self, path: Path, found: Mapping[str, object], known: Collection[str]) -> None:
        """Warn of every key that planself does not know; it stays in the file. A known one in disguise is an error."""
        for name in found:
            if name in known or self.many:
                continue
            if seen_through(name, known):
                self.error((*path, name), "E007", *unseen(first_sign(name)), key=True)
            else:
                near = did_you_mean(name, known)
                hint = _("Did you mean {word}?").format(word=near) if near else ""
                message = _("planself does not know the key {key} and leaves it out of account.")
                self.warn((*path, name), "N401", message.format(key=brief(name)), hint, key=True)

    @property
    def many(self) -> bool:
        """Whether so much was found that more of it would help nobody."""
        return len(self.problems) >= MAX_PROBLEMS

    def sorted(self) -> tuple[Problem, ...]:
        """Return everything found, in the order of the file; an unknown key that is an error is not warned of, too."""
        refused = {problem.where for problem in self.problems if problem.severity is Severity.ERROR}
        told = (problem for problem in self.problems if problem.code != "N401" or problem.where not in refused)
        return tuple(sorted(told, key=lambda problem: self.source.order(problem.where)))

    def _add(self, severity: Severity, path: Path, code: str, message: str, hint: str, key: bool) -> None:
        self.failed = self.failed or severity is Severity.ERROR
        self.problems.append(Problem(self.source.locate(path, key=key), code, message, hint, severity))
