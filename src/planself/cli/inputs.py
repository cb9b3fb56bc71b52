"""Answer files and their questionnaires, found and loaded for a command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from planself.answers.load import LoadedAnswers, Reference, load_answers
from planself.cli import console
from planself.errors import InputError, Location, Problem, Severity
from planself.files.disk import STDIN, missing
from planself.i18n import Reader, _
from planself.questionnaire.catalogue import DEFAULT, find, find_id, is_path, replaced_note
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan
from planself.text import nearest


class Questionnaires:
    """The questionnaires of a command, each found, loaded and compiled once.

    `requested` is the name or path given by the user; without it an answer file's own questionnaire counts.
    """

    def __init__(self, requested: str | None = None) -> None:
        self.asked = requested
        self._loaded: dict[str, Loaded] = {}
        self._plans: dict[str, Plan] = {}
        self._broken: dict[Path, InputError] = {}
        self._foreign: set[str] = set()

    def __call__(self, reference: Reference) -> Loaded:
        name = self.asked or reference.id or DEFAULT
        if name not in self._loaded:
            lookup = find if self.asked else find_id
            self._use(name, self._sound(lookup(name, Path.cwd(), os.environ)))
        return self._loaded[name]

    def _use(self, name: str, loaded: Loaded) -> None:
        """Remember what a name means, and say so where it could have meant another one."""
        self._loaded[name] = loaded
        if not (self.asked and is_path(self.asked)) and (note := replaced_note(loaded)):
            console.show_problems([note])

    def _sound(self, path: Path) -> Loaded:
        """Return the questionnaire of a file; one with errors is read once, however many answer files name it."""
        if path not in self._broken:
            try:
                return load_questionnaire(path)
            except InputError as error:
                self._broken[path] = error
        raise self._broken[path]

    def show_in(self, reader: Reader, loaded: Loaded) -> None:
        """Say, once a questionnaire, that a reader gets its texts in another language than their own."""
        questionnaire = loaded.questionnaire
        if nearest(questionnaire.languages, reader.lang) or loaded.digest in self._foreign:
            return
        self._foreign.add(loaded.digest)
        message = _("The questionnaire {id} has no texts in {wanted}; they are shown in {first}, its first language.")
        message = message.format(id=questionnaire.id, wanted=reader.lang, first=questionnaire.languages[0])
        console.show_problems([Problem(Location(str(loaded.path)), "N415", message, severity=Severity.NOTE)])

    def assess(self, answers: LoadedAnswers) -> Assessment:
        """Return the assessment of an answer file."""
        loaded = answers.loaded
        if loaded.digest not in self._plans:
            self._plans[loaded.digest] = compile_plan(loaded.questionnaire)
        return assess(loaded, answers.answer_set, self._plans[loaded.digest])


def assessments(
    paths: Iterable[Path], questionnaires: Questionnaires, problems: list[Problem], reader: Reader | None = None
) -> Iterator[tuple[LoadedAnswers, Assessment]]:
    """Yield the assessment of every good file in order; what is wrong with the others joins `problems`, once each.

    `reader` is who will read the questionnaire's texts, and is told where they are in another language.
    """
    for path in paths:
        try:
            answers = load_answers(path, questionnaires)
        except InputError as error:
            problems.extend(problem for problem in error.problems if problem not in problems)
            continue
        if answers.notes:
            console.show_problems(answers.notes)
        if reader is not None:
            questionnaires.show_in(reader, answers.loaded)
        yield answers, questionnaires.assess(answers)


def must_exist(paths: Iterable[Path], *, stdin: bool = False) -> None:
    """Raise UsageError for the first path that does not exist, before anything is done with the others.

    `stdin`: the files are read once, so that `-` can be among them.
    """
    for path in paths:
        if stdin and path == STDIN:
            continue
        try:
            found = path.exists()
        except OSError:  # what no file can be called, before Python 3.12
            found = False
        if not found:
            raise missing(path)


def one(path: Path, requested: str | None, reader: Reader | None = None) -> tuple[LoadedAnswers, Assessment]:
    """Return the assessment of one file; raises InputError with all of its problems."""
    problems: list[Problem] = []
    for pair in assessments([path], Questionnaires(requested), problems, reader):
        return pair
    raise InputError(problems)
