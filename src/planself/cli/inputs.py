"""Answer files and their questionnaires, found and loaded for a command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from planself.answers.load import LoadedAnswers, Reference, load_answers
from planself.cli import console
from planself.errors import InputError, Problem
from planself.questionnaire.catalogue import DEFAULT, find
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan


class Questionnaires:
    """The questionnaires of a command, each found, loaded and compiled once.

    `asked` is the name or path given by the user; without it an answer file's own questionnaire counts.
    """

    def __init__(self, asked: str | None = None) -> None:
        self.asked = asked
        self._loaded: dict[str, Loaded] = {}
        self._plans: dict[str, Plan] = {}

    def __call__(self, reference: Reference) -> Loaded:
        return self.load(self.asked or reference.id or DEFAULT)

    def load(self, name: str) -> Loaded:
        """Return a questionnaire by name or path."""
        if name not in self._loaded:
            self._loaded[name] = load_questionnaire(find(name, Path.cwd(), os.environ))
        return self._loaded[name]

    def assess(self, answers: LoadedAnswers) -> Assessment:
        """Return the assessment of an answer file."""
        loaded = answers.loaded
        if loaded.digest not in self._plans:
            self._plans[loaded.digest] = compile_plan(loaded.questionnaire)
        return assess(loaded, answers.answer_set, self._plans[loaded.digest])


def assessments(
    paths: Iterable[Path], questionnaires: Questionnaires, problems: list[Problem]
) -> Iterator[tuple[LoadedAnswers, Assessment]]:
    """Yield the assessment of every good file in order; what is wrong with the others joins `problems`."""
    for path in paths:
        try:
            answers = load_answers(path, questionnaires)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if answers.notes:
            console.show_problems(answers.notes)
        yield answers, questionnaires.assess(answers)


def one(path: Path, asked: str | None) -> tuple[LoadedAnswers, Assessment]:
    """Return the assessment of one file; raises InputError with all of its problems."""
    problems: list[Problem] = []
    for pair in assessments([path], Questionnaires(asked), problems):
        return pair
    raise InputError(problems)
