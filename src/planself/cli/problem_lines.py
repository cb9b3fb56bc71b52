"""What is told of many problems: each once, the worst and at least one of every kind, and how many there are in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from planself.errors import Location, Problem, Severity
from planself.files.refusals import MAX_PROBLEMS
from planself.i18n import _, n_
from planself.text import first_few

SHOWN = 100
"""Of one file; more than anybody reads."""
_OUTSIDE = ("E213", "E214")
"""The questionnaire is not at hand, or has errors itself."""
_NAMED = 5
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return every problem once, in order; one whose cause lies outside of its file stands for all such files."""
    kept: dict[object, list[Problem]] = {}
    for problem in problems:
        same = (problem.code, problem.message) if problem.code in _OUTSIDE else problem
        kept.setdefault(same, []).append(problem)
    return tuple(_of_all(same) for same in kept.values())


def shown(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what is told of each file, in order, with a note of what is not where a file has too many problems."""
    of_file: dict[str, list[Problem]] = {}
    for problem in problems:
        of_file.setdefault(problem.where.file, []).append(problem)
    return tuple(problem for found in of_file.values() for problem in _cut(found))


def chosen(problems: Sequence[Problem], most: int) -> tuple[Problem, ...]:
    """Return so many problems in their order: one of every kind, then errors before advice before notes."""
    codes = [problem.code for problem in problems]
    first = {codes.index(code) for code in set(codes)}
    ranked = sorted(range(len(codes)), key=lambda place: (place not in first, _RANK[problems[place].severity], place))
    return tuple(problems[place] for place in sorted(ranked[:most]))


def not_shown(left: Mapping[str, int], shown: int, total: int, where: str, *, more: bool = False) -> Problem:
    """Return the note of how many problems there are beside those that are told, by their codes."""
    kinds = ", ".join(f"{n} × {code}" for code, n in sorted(left.items()))
    message = _("These are {shown} of {total} problems, at least one of each kind. Not shown: {kinds}.")
    if more:
        message = _("These are {shown} of more than {total} problems, at least one of each kind. Not shown: {kinds}.")
    hint = _("Mend these and check again.")
    message = message.format(shown=shown, total=total, kinds=kinds)
    return Problem(Location(where), "N499", message, hint, Severity.NOTE)


def _cut(found: Sequence[Problem]) -> tuple[Problem, ...]:
    if len(found) <= SHOWN:
        return tuple(found)
    told = chosen(found, SHOWN)
    kinds = Counter(problem.code for problem in found)
    left = kinds - Counter(problem.code for problem in told)
    more = max(kinds.values()) >= MAX_PROBLEMS  # nobody went on counting
    return (*told, not_shown(left, len(told), len(found), found[0].where.file, more=more))


def _of_all(same: list[Problem]) -> Problem:
    files = list(dict.fromkeys(PurePath(problem.where.file).name for problem in same))
    if len(files) < 2:
        return same[0]
    told = n_("This concerns {n} file: {{files}}", "This concerns {n} files: {{files}}", len(files))
    return replace(same[0], message=f"{same[0].message} {told.format(files=first_few(files, _NAMED))}")
