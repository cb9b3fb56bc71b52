"""What is printed on every sheet of a stack: questions, their numbers and pages, and the keys of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.interview.sheet_keys import question_numbers, sheet_rows
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.terminal.rows import Row


@dataclass(frozen=True)
class PrintedSheet:
    """The sheet as everybody got it."""

    questionnaire: Questionnaire
    pages: tuple[tuple[str, ...], ...]
    """The questions that begin on each page."""
    reader: Reader
    part: tuple[str, ...] = ()
    """The roles whose questions are printed; all if none."""

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Each question's number."""
        return question_numbers(self.questionnaire)

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """What can be picked at each question, under the printed keys."""
        return {id_: sheet_rows(self.question(id_), self.reader) for page in self.pages for id_ in page}

    @cached_property
    def without_reason(self) -> str:
        """What is recorded where the paper says that a question does not apply, and not why."""
        return self.reader._("no reason on the paper")

    def written(self, answer: Answer) -> str:
        """Return the comment that stands on the paper."""
        return "" if answer.comment == self.without_reason else answer.comment

    def question(self, id_: str) -> AnyQuestion:
        """Return a question."""
        return self.questionnaire.by_id[id_]
