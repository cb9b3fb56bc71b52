"""Everybody's answers, read from the workshop's folder: by code, each once, and nothing left out silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planself.analysis.group import group
from planself.analysis.group_result import GroupResult
from planself.answers.load import check_answers
from planself.answers.model import AnswerSet
from planself.batch.copies import alike as same
from planself.batch.copies import is_debris, original_of
from planself.batch.reading import problems_of
from planself.errors import InputError, Location, PlanselfError, Problem, Severity
from planself.exchange.source_table import is_table
from planself.files import source as files
from planself.files.disk import missing
from planself.files.os_errors import reason
from planself.files.refusals import brief
from planself.files.source import Source
from planself.i18n import _, current
from planself.questionnaire.load import Loaded
from planself.questionnaire.peek import SUFFIXES
from planself.tables.mapping import TableMapping
from planself.workshop.file_owner import code_in_name, of_another_place, owner, row_owner
from planself.workshop.folder import Folder
from planself.workshop.municipality_facts import Facts, begun, read, with_facts
from planself.workshop_files.workshop import SECOND, Workshop

_FOREIGN_ROLE = "N404"
"""Said of a role that the questionnaire does not know; a workshop may have roles of its own."""
_OTHER_QUESTIONNAIRE = ("E204", "E205")
"""Their advice is to name another one, and a workshop has one for everybody."""


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in, by code and in the workshop's order, and what is wrong with files that therefore do not count."""

    answers: Mapping[str, AnswerSet]
    """Of everybody who has answered something, whole or in part; the role is the one that the workshop gives."""
    empty: frozenset[str]
    """Codes whose prepared file has no answers yet."""
    wrong: frozenset[str]
    """Codes that have a file, and it does not count."""
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


@dataclass(slots=True)
class _Reading:
    """What was found so far: for every code its files, each with its answers."""

    workshop: Workshop | None
    loaded: Loaded
    mapping: TableMapping | None = None
    facts: Facts = field(default_factory=dict)
    found: dict[str, list[tuple[Path, AnswerSet]]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_folder(folder: Folder, loaded: Loaded) -> Members:
    """Return everybody's answers from a workshop's folder."""
    return _read_all(files_in(folder.answers), folder.workshop, loaded, folder.mapping)


def read_second(folder: Folder, loaded: Loaded) -> Members:
    """Return the answers of a second silent round, which lie in a folder of their own beside those of the first."""
    return _read_all(files_in(folder.answers / SECOND), folder.workshop, loaded, folder.mapping)


def read_files(paths: Iterable[Path], loaded: Loaded, mapping: TableMapping | None = None) -> Members:
    """Return the answers of files that belong to no workshop; the same code twice is refused there, too."""
    return _read_all(paths, None, loaded, mapping)


def _read_all(
    paths: Iterable[Path], workshop: Workshop | None, loaded: Loaded, mapping: TableMapping | None
) -> Members:
    known = read(workshop.facts, loaded) if workshop else {}
    reading, given = _Reading(workshop, loaded, mapping, known), list(paths)
    for path in given:
        if not _is_copy(path, given, reading):
            _read(path, reading)
    return _settled(reading, [person.code for person in workshop.people] if workshop else list(reading.found))


def result(folder: Folder, loaded: Loaded, members: Members, *, comments: bool = False) -> GroupResult:
    """Return what may be said about the people of a workshop."""
    workshop = folder.workshop
    protection, voices = workshop.protection, members.answers.values()
    return group(
        loaded,
        voices,
        min_group=protection.min_group,
        open_=protection.open,
        roles=workshop.role_ids or None,
        comments=comments,
    )


def files_in(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder of answers, in order of names, without what programs and systems leave there."""
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError as error:
        raise missing(folder) from error
    except OSError as error:
        message = _("The folder cannot be read: {reason}.").format(reason=reason(error))
        hint = _("Ask its owner for read permission, or copy it to a folder of your own.")
        raise InputError([Problem(Location(str(folder)), "E270", message, hint)]) from error
    hidden = [path for path in entries if path.name.startswith(".") or is_debris(path.name) or path.name == SECOND]
    return (path for path in entries if path not in hidden)


def _read(path: Path, reading: _Reading) -> None:
    """Read a file; what does not count is named, and whose it seems to be is remembered."""
    try:
        if _is_table(path):
            _read_table(path, reading)
            return
        source = _opened(path)
        answers, problems = check_answers(source, reading.loaded)
        if answers is None:
            raise InputError(_to_put_elsewhere(problems) if reading.workshop else problems)
        reading.notes += [note for note in problems if note.code != _FOREIGN_ROLE]
        _take(path, source, answers, reading)
    except PlanselfError as error:
        reading.problems += problems_of(error, str(path))
        named = code_in_name(path, reading.workshop) if reading.workshop else None
        reading.wrong.add(named or path.stem)


def _to_put_elsewhere(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with the advice of a workshop where a file is for another questionnaire than everybody's."""
    hint = _("Put it out of the folder of answers.")
    return tuple(
        replace(problem, hint=hint) if problem.code in _OTHER_QUESTIONNAIRE else problem for problem in problems
    )


def _is_copy(path: Path, given: Iterable[Path], reading: _Reading) -> bool:
    """Return whether a file is the same as the one that it is named as a copy of; then it is left out, with a note."""
    original = original_of(path.name, {other.name for other in given if other.parent == path.parent})
    if original is None or path.is_symlink() or not same(path, path.with_name(original)):
        return False
    message = _("left out: a copy of {file}").format(file=original)
    reading.notes.append(Problem(Location(str(path)), "N494", message, severity=Severity.NOTE))
    return True


def _is_table(path: Path) -> bool:
    return is_table(path.name) and path.is_file() and not path.is_symlink() and not files.is_form(path)


def _read_table(path: Path, reading: _Reading) -> None:
    """Take every row for a member; a row that does not count is named like a file."""
    from planself.workshop.table import read_table  # polars, which answer files do without

    for where, answers in read_table(path, reading.loaded, reading.mapping, reading.notes):
        if isinstance(answers, InputError):
            reading.problems += answers.problems
            continue
        place = path.with_name(f"{path.name}:{where.line}")
        code = answers.respondent.id or str(place)
        if reading.workshop is not None:
            try:
                code = row_owner(where, answers, reading.workshop)
            except InputError as error:
                reading.problems += error.problems
                continue
        whole = replace(answers, part=_part(code, reading))
        reading.found.setdefault(code, []).append((place, _in_role(code, where, whole, reading)))


def _part(code: str, reading: _Reading) -> tuple[str, ...]:
    """Return the part of a member as the workshop has it; a row of a table cannot say it."""
    return tuple(reading.workshop.by_code[code].part) if reading.workshop else ()


def _opened(path: Path) -> Source:
    why = _no_file_of_answers(path)
    if why is not None:
        raise InputError([Problem(Location(str(path)), "E289", *why)])
    return files.load(path)


def _no_file_of_answers(path: Path) -> tuple[str, str] | None:
    """Return why a file is not even opened, and what to do, or None."""
    if path.is_symlink():
        return _("This is a link."), _("Put the answer file itself into the folder.")
    if path.is_dir():
        return _("This is a folder."), _("Put the answer files beside those of the others.")
    if path.suffix.lower() in (".html", ".htm"):
        return (
            _("This is a page, and no answers are saved in it."),
            _("Is it a form? Its answers are in the .json file that the button “Save the answer file” makes."),
        )
    if path.suffix.lower() not in (*SUFFIXES, *files.WORKBOOKS):
        return (
            _("This is no answer file, going by its name."),
            _("Answer files end in .yaml or .json, tables in .csv or .xlsx; put everything else elsewhere."),
        )
    return None


def _take(path: Path, source: Source, answers: AnswerSet, reading: _Reading) -> None:
    """Put a file to its code; raises InputError where it has none here."""
    if answers.round == "consensus":
        message = _("This is a consensus, not the answers of one person.")
        where = source.locate(("round",))
        raise InputError([Problem(where, "E289", message, _("Put it out of the folder of answers."))])
    code = answers.respondent.id or str(path)
    if reading.workshop is not None:
        code = owner(path, source, answers, reading.workshop)
        odd = of_another_place(source.locate(("subject",)), answers, reading.workshop)
        if odd is not None and odd.severity is Severity.ERROR:
            raise InputError([odd])
        reading.notes += [odd] if odd else []
    where = source.locate(("respondent", "role"))
    reading.found.setdefault(code, []).append((path, _in_role(code, where, answers, reading)))


def _in_role(code: str, where: Location, answers: AnswerSet, reading: _Reading) -> AnswerSet:
    """Return the answers with the role that the workshop gives the code."""
    role = reading.workshop.by_code[code].role if reading.workshop else None
    if role is None or role == answers.respondent.role:
        return answers
    if answers.respondent.role:
        message = _("The file says {given}; {code} counts as {role}, as the workshop has it.").format(
            given=brief(answers.respondent.role), code=code, role=brief(role)
        )
        reading.notes.append(Problem(where, "N482", message, severity=Severity.NOTE))
    return replace(answers, respondent=replace(answers.respondent, role=role))


def _settled(reading: _Reading, codes: Iterable[str]) -> Members:
    """Return every code's one file; where there are several with answers, none of them counts."""
    answers: dict[str, AnswerSet] = {}
    empty: set[str] = set()
    for code in codes:
        filled = [(path, found) for path, found in reading.found.get(code, []) if begun(found, reading.facts)]
        if len(filled) == 1:
            answers[code] = with_facts(filled[0][1], reading.facts)
        elif filled:
            _refuse_twice(code, filled, reading)
        elif code in reading.found:
            empty.add(code)
    wrong = frozenset(reading.wrong - answers.keys())
    return Members(answers, frozenset(empty - wrong), wrong, tuple(reading.problems), tuple(reading.notes))


def _refuse_twice(code: str, filled: list[tuple[Path, AnswerSet]], reading: _Reading) -> None:
    reading.wrong.add(code)
    for path, answers in filled:
        others = ", ".join(_dated(other, theirs) for other, theirs in filled if other is not path)
        message = _("{code} has answers here ({date}) and in {others}; neither counts.")
        message = message.format(code=brief(code), date=_day(answers), others=others)
        hint = _("Keep the one that holds, mostly the later one, and take the others out of the folder.")
        reading.problems.append(Problem(Location(str(path)), "E288", message, hint))


def _dated(path: Path, answers: AnswerSet) -> str:
    return f"{path.name} ({_day(answers)})"


def _day(answers: AnswerSet) -> str:
    """Return the day that stands in the answers; that of the file would be when somebody saved the mail."""
    return current().short_date(answers.date) if answers.date else _("without a date")
