"""One answer set, checked: whose it is, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Literal

Value = int | str | bool | tuple[str, ...]
"""A level, a number in millionths, an option id or a text, yes or no, the ids of ticked options."""
Unanswered = Literal["unknown", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in the file for one question; neither value nor `said` means that only a remark stands there."""

    value: Value | None = None
    said: Unanswered | None = None
    comment: str = ""
    evidence: str = ""
    unsure: bool = False

    @property
    def given(self) -> bool:
        """Whether there is a value, a "don't know" or a "not applicable"."""
        return self.value is not None or self.said is not None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the answers are about; `ags` is the official municipality key."""

    name: str = ""
    ags: str | None = None


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answered, as far as given."""

    id: str = ""
    role: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """Everything of an answer file that counts, by the questionnaire's present question ids."""

    subject: Subject = Subject()
    respondent: Respondent = Respondent()
    date: Date | None = None
    part: tuple[str, ...] = ()
    round: Literal["individual", "consensus"] = "individual"
    answers: Mapping[str, Answer] = field(default_factory=dict)
