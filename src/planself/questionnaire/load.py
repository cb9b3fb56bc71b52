"""From a questionnaire file to a checked questionnaire, or to all of its problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planself.errors import Problem
from planself.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Loaded:
    """A checked questionnaire, where it came from, and the digest that names exactly this content."""

    questionnaire: Questionnaire
    digest: str
    path: Path
    advice: tuple[Problem, ...] = ()
