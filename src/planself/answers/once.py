"""What is wrong outside of answer files, said once and not again for every file that it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from planself.errors import Problem
from planself.i18n import n_

_OUTSIDE = ("E213", "E214")
"""The questionnaire is not at hand, or has errors itself."""
_NAMED = 5


def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return every problem once, in order; one whose cause lies outside of its file stands for all such files."""
    kept: dict[object, list[Problem]] = {}
    for problem in problems:
        same = (problem.code, problem.message) if problem.code in _OUTSIDE else problem
        kept.setdefault(same, []).append(problem)
    return tuple(_of_all(same) for same in kept.values())


def _of_all(same: list[Problem]) -> Problem:
    files = list(dict.fromkeys(PurePath(problem.where.file).name for problem in same))
    if len(files) < 2:
        return same[0]
    listed = ", ".join(files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    told = n_("This concerns {n} file: {{files}}", "This concerns {n} files: {{files}}", len(files))
    return replace(same[0], message=f"{same[0].message} {told.format(files=listed)}")
