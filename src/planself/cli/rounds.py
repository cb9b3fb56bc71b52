"""Answer files of one municipality as the rounds of a comparison: refused where they do not compare, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from pathlib import Path

from planself.analysis.comparison import Round
from planself.answers.load import LoadedAnswers, Reference, load_answers, reference
from planself.cli import console
from planself.cli.inputs import Questionnaires, must_exist
from planself.errors import InputError, Location, Problem, Severity, UsageError
from planself.files import source as files
from planself.i18n import Reader, _
from planself.questionnaire.editions import edition, newest, version_key
from planself.questionnaire.load import Loaded
from planself.text import one_line


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, the questionnaire that it names, and its answers as the round of a series."""

    answers: LoadedAnswers
    round: Round


class Newest(Questionnaires):
    """The newest version at hand of the questionnaire that answer files name, or the one asked for."""

    def __call__(self, reference: Reference) -> Loaded:
        if self.asked is None and reference.id not in self._loaded:
            found = newest(reference.id, reference.major)
            if found is not None:
                self._use(reference.id, found)
        return super().__call__(reference)


def rounds_of(paths: Sequence[Path], requested: str | None, reader: Reader | None) -> tuple[Entry, ...]:
    """Return the rounds of two or more files, oldest first.

    Raises UsageError for files that cannot be meant, InputError with every reason why they do not compare.
    """
    _refuse_paths(paths)
    named = _references(paths)
    _refuse_questionnaires(paths, named)
    at_hand, problems, entries = Newest(requested), list[Problem](), list[Entry]()
    for path, reference_ in zip(paths, named, strict=True):
        try:
            answers = load_answers(path, at_hand)
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
            continue
        console.show_problems(answers.notes)
        entries.append(Entry(answers, _round(answers, reference_, at_hand)))
    problems += _other_municipality(entries)
    if problems:
        raise InputError(problems)
    if reader is not None:
        at_hand.show_in(reader, entries[0].answers.loaded)
    ordered = in_order(entries)
    console.show_problems([*_doubts(ordered)])
    return ordered


def newest_and_older(
    path: Path, older: Sequence[Path], requested: str | None, reader: Reader | None
) -> tuple[Entry, ...]:
    """Return the rounds of a file and of older ones; raises UsageError where one of these is the newest."""
    entries = rounds_of([*older, path], requested, reader)
    last = entries[-1].answers.path
    if last != path:
        raise UsageError(
            _("{other} is dated later than {file}, and the report is about the newest.").format(other=last, file=path),
            _("Write the report of {other}, and compare it with {file}.").format(other=last, file=path),
        )
    return entries


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the rounds by date; where a date is missing, in the order given, and likewise those of one date."""
    dates = [date for entry in entries if (date := _date(entry)) is not None]
    return tuple(entries if len(dates) < len(entries) else sorted(entries, key=lambda entry: _date(entry) or Date.min))


def _date(entry: Entry) -> Date | None:
    return entry.answers.answer_set.date


def _round(answers: LoadedAnswers, named: Reference, at_hand: Newest) -> Round:
    absent, sure = _absent(answers, named)
    return Round(at_hand.assess(answers), named.version, absent, sure, answers.path.name)


def _absent(answers: LoadedAnswers, named: Reference) -> tuple[frozenset[str], bool]:
    """Return which questions the version that a file names did not have, and whether that is known for sure.

    A file does not say what it was asked. Without its version at hand, a question without any entry may be new.
    """
    loaded, present = answers.loaded, answers.loaded.questionnaire
    if present.id != named.id or version_key(named.version) >= version_key(present.version):
        return frozenset(), True
    older = edition(named.id, named.version, (answers.path.parent, loaded.path.parent))
    if older is not None:
        known = {present.renamed.get(question.id, question.id) for question in older.questionnaire.questions}
        return frozenset(present.by_id) - known, True
    return frozenset(present.by_id) - set(answers.answer_set.answers), False


# --- refusals ---


def _refuse_paths(paths: Sequence[Path]) -> None:
    must_exist(paths)
    if len(paths) < 2:
        raise UsageError(
            _("To compare, planself needs at least two answer files."),
            _("Name the older one and the newer one."),
        )
    seen: list[Path] = []
    for path in paths:
        if any(path.samefile(other) for other in seen):
            raise UsageError(
                _("{file} is named twice; comparing a file with itself says nothing.").format(file=path),
                _("Name the answer files of different years."),
            )
        seen.append(path)


def _references(paths: Sequence[Path]) -> list[Reference]:
    problems: list[Problem] = []
    found: list[Reference] = []
    for path in paths:
        try:
            found.append(reference(files.load(path)))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return found


def _refuse_questionnaires(paths: Sequence[Path], named: Sequence[Reference]) -> None:
    problems = [
        problem
        for path, other in zip(paths[1:], named[1:], strict=True)
        if (problem := other_questionnaire(path, other, paths[0], named[0])) is not None
    ]
    if problems:
        raise InputError(problems)


def other_questionnaire(path: Path, other: Reference, first: Path, named: Reference) -> Problem | None:
    """Return why a file does not compare with the first one, None where it does."""
    where = Location(str(path))
    if other.id != named.id:
        message = _("This file answers the questionnaire {other}, and {first} the questionnaire {named}.")
        message = message.format(other=one_line(other.id), first=first, named=one_line(named.id))
        hint = _("Only answers to one questionnaire compare; a short form and its long form do not, either.")
        return Problem(where, "E215", message, hint)
    if other.major != named.major:
        message = _("This file is for version {other}, and {first} for version {named}.")
        message = message.format(other=other.version, first=first, named=named.version)
        hint = _("Scores of different major versions do not compare. Compare files whose first number is the same.")
        return Problem(where, "E216", message, hint)
    return None


def _other_municipality(entries: Sequence[Entry]) -> Iterator[Problem]:
    keyed = [(entry, key) for entry in entries if (key := entry.answers.answer_set.subject.ags) is not None]
    for entry, key in keyed[1:]:
        first, wanted = keyed[0]
        if key != wanted:
            message = _("This file is about AGS {other}, and {first} about AGS {named}.")
            message = message.format(other=key, first=first.answers.path, named=wanted)
            hint = _("Two municipalities do not compare. Where one has got another key, correct it in the older file.")
            yield Problem(Location(str(entry.answers.path)), "E217", message, hint)


# --- doubts ---


def _doubts(ordered: Sequence[Entry]) -> Iterator[Problem]:
    first = ordered[0].answers
    for entry in ordered[1:]:
        other = entry.answers
        if _name(other) != _name(first):
            message = _("The names differ: “{other}” here, “{name}” in {first}.").format(
                other=one_line(other.answer_set.subject.name),
                name=one_line(first.answer_set.subject.name),
                first=first.path,
            )
            hint = _("Make sure that both are about the same municipality.")
            yield Problem(Location(str(other.path)), "N416", message, hint, Severity.WARNING)
        if set(other.answer_set.part) != set(first.answer_set.part):
            message = _("This file covers another part of the questionnaire than {first}.").format(first=first.path)
            hint = _("A change may come from other questions having been asked. Compare files of the same part.")
            yield Problem(Location(str(other.path)), "N417", message, hint, Severity.WARNING)
    yield from _undated(ordered)


def _name(answers: LoadedAnswers) -> str:
    return one_line(answers.answer_set.subject.name).casefold()


def _undated(ordered: Sequence[Entry]) -> Iterator[Problem]:
    dates = [_date(entry) for entry in ordered]
    where = Location(str(ordered[-1].answers.path))
    if None in dates:
        message = _("Not every file has a date, so all are compared in the order given, the first as the oldest.")
        hint = _("Write the date into the files, such as date: 2026-11-22.")
        yield Problem(where, "N418", message, hint, Severity.NOTE)
    elif len(set(dates)) < len(dates):
        message = _("Files have the same date; these are compared in the order given.")
        hint = _("Correct the dates where they are wrong.")
        yield Problem(where, "N418", message, hint, Severity.NOTE)
