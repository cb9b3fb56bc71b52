"""A rule of craft: what it looks for, why, and an example each of how not to and how to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planself.files.finding import Finding
from planself.questionnaire.model import Questionnaire

Find = Callable[[Questionnaire], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class LintRule:
    """One piece of advice.

    The examples are parts of a questionnaire, or under `questions` and `measures` what a section or hurdle would
    hold; tests complete and run them, the docs print them.
    """

    code: str
    title: str
    why: str
    bad: str
    good: str
    find: Find
