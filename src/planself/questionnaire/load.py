"""From a questionnaire file to a checked questionnaire, or to all of its problems at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from planself.errors import InputError, Problem, Severity
from planself.files import source as files
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire.check import check
from planself.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Loaded:
    """A checked questionnaire, where it came from, and the digest that names exactly this content."""

    questionnaire: Questionnaire
    digest: str
    path: Path
    advice: tuple[Problem, ...] = ()

    @property
    def identity(self) -> dict[str, str]:
        """Which questionnaire it is, as results say it."""
        return {"id": self.questionnaire.id, "version": self.questionnaire.version, "digest": self.digest}


def load_questionnaire(path: Path) -> Loaded:
    """Return the questionnaire of a file; raises InputError with every problem of the file at once."""
    return from_source(files.load(path), path)


def from_source(source: Source, path: Path) -> Loaded:
    """Return the questionnaire of a file that is read already; raises InputError with every problem at once."""
    questionnaire, problems = check(source)
    if questionnaire is None or problems:
        raise InputError(problems)
    return Loaded(questionnaire, digest(source.data), path)


def examine(path: Path) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Return the questionnaire where it loads, and everything that can be said of the file, errors and advice."""
    from planself.questionnaire.examples import missing_examples
    from planself.questionnaire.lint import advise

    try:
        source = files.load(path)
    except InputError as error:
        return None, error.problems
    questionnaire, problems = check(source)
    if questionnaire is None or problems:
        return None, problems
    around = missing_examples(questionnaire, source, path) + _beside_long_form(questionnaire, source, path)
    advice = advise(questionnaire, source)
    if any(problem.severity is Severity.ERROR for problem in around):
        return None, around + advice
    return Loaded(questionnaire, digest(source.data), path, around + advice), around + advice


def _beside_long_form(questionnaire: Questionnaire, source: Source, path: Path) -> tuple[Problem, ...]:
    """Return how a short form differs from its long one, where that is at hand and sound itself."""
    from planself.questionnaire.forms import compare_forms, long_form_path

    if questionnaire.short_of is None:
        return ()
    long_path = long_form_path(questionnaire, path)
    if long_path is None:
        message = _("The long form {id} is not at hand, so the two were not compared.").format(
            id=questionnaire.short_of
        )
        hint = _("Put it into the same folder and check again.")
        return (Problem(source.locate(("short_of",)), "W316", message, hint, Severity.WARNING),)
    long, problems = check(files.load(long_path))
    return () if long is None or problems else compare_forms(questionnaire, long, source)


def digest(data: object) -> str:
    """Return the checksum of a questionnaire's content, whatever its spelling in YAML or JSON."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=float)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
