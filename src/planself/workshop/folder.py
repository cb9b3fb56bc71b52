"""A workshop's folder: its file read and checked, where everything in it lies, and the file written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from planself.analysis.anonymity import LEAST_GROUP, MIN_GROUP
from planself.errors import InputError, Problem, Severity, UsageError, did_you_mean
from planself.files import source as files
from planself.files.disk import missing
from planself.files.finding import Finding, located
from planself.files.links import refuse_leading_out
from planself.files.refusals import brief
from planself.files.source import Source
from planself.formats import other_kind
from planself.i18n import _
from planself.questionnaire.catalogue import NotAtHandError, find, find_id
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model_faults import explain
from planself.shell import own_command, unused
from planself.tables.mapping import TableMapping, load_mapping
from planself.workshop.municipality_facts import wrong
from planself.workshop.workshop_shape import WORKSHOP
from planself.workshop_files.workshop import ANSWERS, FORMAT, FORMS, NAME, SECOND, Workshop


@dataclass(frozen=True, slots=True)
class Folder:
    """A workshop and where its files lie; `notes` are warnings and notes on its file."""

    path: Path
    workshop: Workshop
    notes: tuple[Problem, ...] = ()
    mapping: TableMapping | None = None
    """How tables among the answers are to be read."""

    @property
    def file(self) -> Path:
        """The workshop's own file."""
        return self.path / NAME

    @property
    def answers(self) -> Path:
        """The folder of the members' answers."""
        return self.path / ANSWERS

    @property
    def forms(self) -> Path:
        """The folder of the members' forms."""
        return self.path / FORMS

    @property
    def discussion(self) -> Path:
        """What was discussed, as far as the discussion has come."""
        return self.path / self.workshop.files.discussion

    @property
    def consensus(self) -> Path:
        """The answer file of what the room agreed on."""
        return self.path / self.workshop.files.consensus

    @property
    def votes(self) -> Path:
        """The dots that hurdles and measures got."""
        return self.path / self.workshop.files.votes

    @property
    def result(self) -> Path:
        """The group's result, once the workshop is closed."""
        return self.path / self.workshop.files.result

    @property
    def mapping_file(self) -> Path | None:
        """The mapping file that the workshop names."""
        return self.path / self.workshop.files.mapping if self.workshop.files.mapping else None

    @property
    def inside(self) -> Iterator[Path]:
        """Everything that is read or written in the folder, but for the answers themselves."""
        yield from (self.answers, self.answers / SECOND, self.forms, self.path / "questionnaires")
        yield from (
            self.discussion,
            self.consensus,
            self.votes,
            self.result,
            *([self.mapping_file] if self.mapping_file else []),
        )

    def answer_file(self, code: str) -> Path:
        """Return where the prepared answer file of a member lies."""
        return self.answers / f"{code}.yaml"


def open_folder(path: Path) -> Folder:
    """Return the workshop in a folder (or of a `workshop.yaml`); raises InputError with every problem of its file."""
    file = path / NAME if path.is_dir() else path
    if not file.exists():
        raise _no_workshop(path, file)
    refuse_leading_out([file], file.parent)
    workshop, problems = check(files.load(file))
    if workshop is None:
        raise InputError(problems)
    opened = Folder(file.parent, workshop, problems)
    refuse_leading_out(opened.inside, opened.path)
    return opened


def _no_workshop(path: Path, file: Path) -> UsageError:
    if not path.is_dir():
        return missing(path)
    message = _("There is no workshop in the folder {folder}: it has no {file}.").format(folder=path, file=file.name)
    command = own_command("workshop", "new", unused("workshop"))
    return UsageError(message, _("Name the workshop's folder, or make one: {command}").format(command=command))


def check(source: Source, loaded: Loaded | None = None) -> tuple[Workshop | None, tuple[Problem, ...]]:
    """Return the workshop (None where the file has errors) and all that can be said of the file."""
    data = source.data
    refusal = _refused(data)
    if refusal is not None:
        return None, located([refusal], source)
    try:
        workshop = Workshop.model_validate(data)
    except ValidationError as error:
        return None, located(explain(error, WORKSHOP), source)
    errors = located(_contradictions(workshop, loaded), source)
    notes = located(_noteworthy(workshop), source, Severity.NOTE)
    return (None if errors else workshop), errors + notes


def _refused(data: object) -> Finding | None:
    format_ = data.get("format") if isinstance(data, dict) else None
    if format_ == FORMAT:
        return None
    message = other_kind(format_, "workshop") or _("This is no workshop file that planself reads.")
    return Finding("E280", ("format",), message, _("Its first line is `format: {name}`.").format(name=FORMAT))


def _contradictions(workshop: Workshop, loaded: Loaded | None) -> Iterator[Finding]:
    yield from _twice("people", [person.code for person in workshop.people])
    yield from _twice("roles", [role.id for role in workshop.roles])
    if not workshop.open and workshop.min_group < LEAST_GROUP:
        message = _("A smallest group of {n} protects nobody.").format(n=workshop.min_group)
        hint = _("Take 5 (or 3 at least), or declare the workshop open if everybody agreed to that.")
        yield Finding("E286", ("min_group",), message, hint)
    if loaded is not None:
        yield from wrong(workshop.facts, loaded)
    for place, person in enumerate(workshop.people):
        path: tuple[str | int, ...] = ("people", place)
        if person.role is not None:
            yield from _unlisted((*path, "role"), person.role, workshop.role_ids, _("The workshop has no role {role}."))
        if loaded is not None:
            known = tuple(role.id for role in loaded.questionnaire.roles)
            for step, role in enumerate(person.part):
                yield from _unlisted((*path, "part", step), role, known, _("The questionnaire has no role {role}."))
        if person.name is not None and not workshop.open:
            message = _("A name stands here, and this workshop is not open.")
            hint = _("Delete the name, or write `open: true` if everybody agreed to be recognised.")
            yield Finding("E285", (*path, "name"), message, hint)


def _twice(key: str, ids: Sequence[str]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for place, id_ in enumerate(ids):
        seen[id_] += 1
        if seen[id_] == 2:
            message = _("{id} stands here twice.").format(id=brief(id_))
            yield Finding("E283", (key, place), message, _("Give each a code or id of its own."))


def _unlisted(path: tuple[str | int, ...], role: str, known: Sequence[str], message: str) -> Iterator[Finding]:
    if role not in known:
        near = did_you_mean(role, known)
        listed = (
            _("Its roles are: {roles}.").format(roles=", ".join(known)) if known else _("It knows no roles at all.")
        )
        hint = _("Did you mean {word}?").format(word=near) if near else listed
        yield Finding("E284", path, message.format(role=brief(role)), hint)


def _noteworthy(workshop: Workshop) -> Iterator[Finding]:
    if workshop.open:
        message = _("The workshop is open: single answers can be recognised, and nothing is hidden.")
        yield Finding("N480", ("open",), message, _("Everybody must have agreed to that."))
    elif LEAST_GROUP <= workshop.min_group < MIN_GROUP:
        message = _("Groups of {n} are shown; usual is {usual} at least.").format(n=workshop.min_group, usual=MIN_GROUP)
        yield Finding("N481", ("min_group",), message, _("The report says so, too."))


def questionnaire_for(folder: Folder, cwd: Path, environ: Mapping[str, str], requested: str | None = None) -> Loaded:
    """Return the questionnaire of a workshop: by what was asked for, else its own folder's, else one at hand.

    Raises InputError where it is of another id or major version than the workshop names, or a role is not its own.
    """
    loaded = load_questionnaire(find(requested, cwd, environ) if requested else _found(folder, cwd, environ))
    if problems := _unfit(files.load(folder.file), folder.workshop, loaded):
        raise InputError(problems)
    return loaded


def with_mapping(folder: Folder, loaded: Loaded, requested: Path | None) -> Folder:
    """Return a workshop with the mapping asked for, or else its own; raises InputError with the problems of that file.

    What is doubtful about the mapping is among the folder's notes.
    """
    file = requested or folder.mapping_file
    if file is None:
        return folder
    if not file.exists():
        raise missing(file)
    mapping = load_mapping(file, lambda _reference: loaded)
    return replace(folder, mapping=mapping, notes=(*folder.notes, *mapping.notes))


def check_all(source: Source, folder: Path, cwd: Path, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return all that can be said of a workshop's file, also what its questionnaire says of it."""
    workshop, problems = check(source)
    if workshop is None:
        return problems
    try:
        loaded = load_questionnaire(_found(Folder(folder, workshop), cwd, environ))
    except NotAtHandError as error:
        return (*problems, *located([Finding("E213", ("questionnaire", "id"), error.message, error.hint)], source))
    except InputError as error:
        return (*problems, *error.problems)
    return (*problems, *_unfit(source, workshop, loaded))


def _unfit(source: Source, workshop: Workshop, loaded: Loaded) -> tuple[Problem, ...]:
    """Return what keeps a sound workshop from being held with a questionnaire."""
    return located(_mismatch(workshop, loaded), source) or located(_contradictions(workshop, loaded), source)


def _found(folder: Folder, cwd: Path, environ: Mapping[str, str]) -> Path:
    id_ = folder.workshop.questionnaire.id
    try:
        return find_id(id_, folder.path, environ)
    except NotAtHandError:
        return find_id(id_, cwd, environ)


def _mismatch(workshop: Workshop, loaded: Loaded) -> Iterator[Finding]:
    named, questionnaire = workshop.reference, loaded.questionnaire
    if named.id not in (questionnaire.id, questionnaire.short_of):
        message = _("The workshop is about {named}, and the questionnaire at hand is {found}.")
        yield Finding("E204", ("questionnaire", "id"), message.format(named=named.id, found=questionnaire.id))
    elif named.major != questionnaire.version.split(".")[0]:
        message = _("The workshop names version {named}, and version {found} is at hand: scores do not compare.")
        hint = _("Put the questionnaire that was used into the folder {folder}.").format(folder="questionnaires")
        yield Finding(
            "E205", ("questionnaire", "version"), message.format(named=named.version, found=questionnaire.version), hint
        )
