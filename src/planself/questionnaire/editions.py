"""The versions of one questionnaire that are at hand: the newest to score with, and older ones to look things up."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from planself.errors import PlanselfError
from planself.questionnaire.catalogue import paths_of
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.peek import declared_id, questionnaires_in


def newest(id_: str, major: str) -> Loaded | None:
    """Return the newest sound version, within a major version, where names are looked up; None without one."""
    found = [loaded for loaded in _sound(_at_hand(id_)) if loaded.questionnaire.major == major]
    return max(found, key=lambda loaded: version_key(loaded.questionnaire.version), default=None)


def edition(id_: str, version: str, folders: Iterable[Path]) -> Loaded | None:
    """Return that very version, where names are looked up or in one of the folders; None where it is not at hand."""
    beside = (path for folder in folders for path in questionnaires_in(folder) if declared_id(path) == id_)
    found = _sound((*_at_hand(id_), *beside))
    return next((loaded for loaded in found if loaded.questionnaire.version == version), None)


def version_key(version: str) -> tuple[int, ...]:
    """Return what orders versions: 1.10.0 comes after 1.9.0."""
    return tuple(map(int, version.split(".")))


def _at_hand(id_: str) -> tuple[Path, ...]:
    return paths_of(id_, Path.cwd(), os.environ)


def _sound(paths: Iterable[Path]) -> Iterator[Loaded]:
    for path in dict.fromkeys(paths):
        try:
            yield load_questionnaire(path)
        except PlanselfError:  # a damaged copy elsewhere is no reason to refuse answers; `questionnaires` names it
            continue
