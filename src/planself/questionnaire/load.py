"""From a questionnaire file to a checked questionnaire, or to all of its problems at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from planself.errors import InputError, Problem
from planself.questionnaire import source as files
from planself.questionnaire.check import check
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.source import Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """A checked questionnaire, where it came from, and the digest that names exactly this content."""

    questionnaire: Questionnaire
    digest: str
    path: Path
    advice: tuple[Problem, ...] = ()


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
    lost = missing_examples(questionnaire, source, path)
    advice = advise(questionnaire, source)
    loaded = Loaded(questionnaire, digest(source.data), path)
    return (None, lost + advice) if lost else (replace(loaded, advice=advice), advice)


def digest(data: object) -> str:
    """Return the checksum of a questionnaire's content, whatever its spelling in YAML or JSON."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=float)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
