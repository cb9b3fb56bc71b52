"""What a rule says about a questionnaire: a code, a sentence, and the path that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planself.errors import Problem, Severity
from planself.files.source import Source

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong at a path of the file; `key` means that it is the key there, not its value."""

    code: str
    path: Path
    message: str
    hint: str = ""
    key: bool = False


def located(findings: Iterable[Finding], source: Source, severity: Severity = Severity.ERROR) -> tuple[Problem, ...]:
    """Return the findings as problems with line and column, in the order of the file."""
    problems = {
        Problem(source.locate(finding.path, key=finding.key), finding.code, finding.message, finding.hint, severity)
        for finding in findings
    }
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[int, int, str, str]:
    return problem.where.line or 0, problem.where.column or 0, problem.code, problem.message
