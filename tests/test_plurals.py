"""A phrase with a number in it is right for one: it has a singular, or its words fit every number."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parent.parent
COUNTED = "hurdles|questions|answers|people|self-assessments|municipalities|actions|groups|dots|entries|conditions"
PLURAL = re.compile(rf"(?<!of )\{{(\w+)\}} (?:more |other |shown |scored )?(?:{COUNTED})\b")
NEVER_ONE = {
    "{least}": "ten, or five: the least that anything is said of",
    "All {n} hurdles with a score": "of one hurdle the lead says that it is the only one",
    "all {n} hurdles with a score": "the same",
    "None of the {n} hurdles with a score": "the same",
    "All {all} answers": "of one answer the phrase is another",
    "None of the {all} answers": "the same",
    "None of the {n} questions": "one silent question stands by itself",
    "the {n} self-assessments with an overall score": "ten at least, since their quartiles are shown",
    "{count} of {n} self-assessments": "ten at least, since they are compared",
    "{answer} ({n} municipalities)": "ten at least, since their quartiles are in the file",
    "{n} people": "the smallest group, which is three at least where it is named",
    "{n} answers on": "the same",
    "two role groups of {n}": "the same",
    "Discussion of the {n} questions": "a timetable has room for three at least",
    "these {n} hurdles": "of one hurdle the phrase is another",
    "{n} hurdles share": "a tie is of two at least",
    "{shown} largest": "the most that a page lists",
    "more than {n} entries": "the most that is read",
}


def phrases() -> list[str]:
    spec = spec_from_file_location("phrases", ROOT / "scripts/phrases.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return [message.id for message in module.extract() if isinstance(message.id, str)]


def test_no_phrase_without_a_singular_counts_things() -> None:
    found = [phrase for phrase in phrases() if PLURAL.search(phrase)]
    assert found
    assert [phrase for phrase in found if not any(known in phrase for known in NEVER_ONE)] == []
