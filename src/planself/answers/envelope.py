"""The top of an answer file: format, questionnaire, whose answers these are, and when they were given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Any, Literal, TypeVar

from planself.answers.findings import Findings, Path
from planself.answers.model import Respondent, Subject
from planself.errors import did_you_mean
from planself.files.ags import parse_ags
from planself.files.dates import parse_date
from planself.files.fields import as_written
from planself.formats import ANSWERS, other_kind
from planself.i18n import _
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.types.values import shown

FORMAT = ANSWERS
_AROUND = ("subject", "respondent", "date", "part", "round", "provenance")
KEYS = ("format", "questionnaire", "started_with", *_AROUND, "answers")
"""In the order in which planself writes them; `provenance` says of a consensus how it came about, and is not read."""
REFERENCE_KEYS = ("id", "version", "digest")
SUBJECT_KEYS = ("name", "ags")
RESPONDENT_KEYS = ("id", "role", "department")
ROUNDS = ("individual", "consensus")
_VERSION = re.compile(r"(?:(?:0|[1-9][0-9]{0,8})\.){2}(?:0|[1-9][0-9]{0,8})").fullmatch
Round = Literal["individual", "consensus"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reference:
    """The questionnaire that an answer file names."""

    id: str
    version: str
    digest: str | None

    @property
    def major(self) -> str:
        """The major version; scores of different ones are not comparable."""
        return self.version.split(".")[0]


def read_top(found: Findings) -> dict[str, Any] | None:
    """Return the mapping of an answer file, or None where the file is something else."""
    data = found.source.data
    if not isinstance(data, dict):
        message = _("An answer file is a mapping with format, questionnaire and answers; {what} stands here.")
        found.error((), "E200", message.format(what=shown(data)), _("`planself run` writes an answer file."))
        return None
    format_ = as_written(data.get("format"))
    if format_ == FORMAT:
        return data
    if format_ is None:
        path: Path = ("format",) if "format" in data else ()
        found.error(
            path, "E201", _("The format is missing."), _("Write as the first line: format: {name}").format(name=FORMAT)
        )
        return None
    found.error(("format",), "E201", *_other_format(format_))
    return None


def _other_format(format_: object) -> tuple[str, str]:
    if other := other_kind(format_, "answers"):
        return other, _("Name the file with the answers.")
    message = _("planself cannot read the format {name}.").format(name=shown(format_))
    if str(format_).startswith("planself/answers/"):
        return message, _("This planself reads {name}; a newer one may read the file.").format(name=FORMAT)
    return message, _("An answer file has the format {name}.").format(name=FORMAT)


def read_reference(found: Findings, data: Mapping[str, Any]) -> Reference | None:
    """Return which questionnaire the file names, or None with the errors noted."""
    named = data.get("questionnaire")
    example = _("Write it like this: questionnaire: {id: integrierte-planung, version: 1.0.0}")
    if not isinstance(named, dict):
        if named is None:
            found.error(
                ("questionnaire",), "E202", _("The file does not say which questionnaire it belongs to."), example
            )
        else:
            message = _("{value} stands here, and a mapping with id and version is needed.").format(value=shown(named))
            found.error(("questionnaire",), "E202", message, example)
        return None
    id_, version = as_written(named.get("id")), as_written(named.get("version"))
    if not isinstance(id_, str) or not id_:
        found.error(("questionnaire", "id"), "E202", _("The id of the questionnaire is missing."), example)
    if not isinstance(version, str) or not _VERSION(version):
        message = _("{value} is no version of a questionnaire.").format(value=shown(version))
        found.error(("questionnaire", "version"), "E203", message, _("A version has three numbers, such as 1.0.0."))
    if not isinstance(id_, str) or not isinstance(version, str) or not id_ or not _VERSION(version):
        return None
    digest = as_written(named.get("digest"))
    return Reference(id_, version, digest if isinstance(digest, str) and digest else None)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything of an answer file but the answers."""

    subject: Subject
    respondent: Respondent
    date: Date | None
    part: tuple[str, ...]
    round: Round


def read_envelope(found: Findings, data: Mapping[str, Any], questionnaire: Questionnaire | None) -> Envelope:
    """Return whose answers these are and when they were given; without questionnaire, roles are not looked up."""
    found.unknown_keys((), data, KEYS)
    if isinstance(reference := data.get("questionnaire"), dict):
        found.unknown_keys(("questionnaire",), reference, REFERENCE_KEYS)
    roles = [role.id for role in questionnaire.roles] if questionnaire else None
    date = data.get("date")
    return Envelope(
        _subject(found, _mapping(found, data, "subject", SUBJECT_KEYS)),
        _respondent(found, _mapping(found, data, "respondent", RESPONDENT_KEYS), roles),
        None
        if date in (None, "")
        else _parsed(found, ("date",), "E207", parse_date, date, _("Correct it, or leave the line out.")),
        _part(found, data.get("part"), roles),
        _round(found, data.get("round")),
    )


def _mapping(found: Findings, data: Mapping[str, Any], name: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    value = data.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = _("{value} stands here, and a mapping is needed.").format(value=shown(value))
        found.error((name,), "E206", message, _("The keys here are: {keys}.").format(keys=", ".join(known)))
        return {}
    found.unknown_keys((name,), value, known)
    return value


def read_text(found: Findings, path: Path, raw: object) -> str:
    """Return a text, "" where there is none; a list or a mapping is an error."""
    written = "" if raw is None else as_written(raw)
    if isinstance(written, str):
        return written
    message = _("{value} stands here, and a text is needed.").format(value=shown(raw))
    found.error(path, "E206", message, _("Put the text in quotation marks."))
    return ""


def _subject(found: Findings, raw: Mapping[str, Any]) -> Subject:
    name = read_text(found, ("subject", "name"), raw.get("name"))
    if (written := raw.get("ags")) is None or written == "":
        return Subject(name)
    is_text = found.source.is_text
    hint = _("Write 2, 3, 5 or 8 digits in quotation marks, or leave it out.")
    hint = hint if is_text else _("Write 2, 3, 5 or 8 digits, or empty the cell.")
    key = _parsed(found, ("subject", "ags"), "E208", parse_ags, written, hint)
    if key is not None and key[1]:
        message = _("The leading zero of the AGS was missing; it is read as {key}.").format(key=key[0])
        hint = _("Put the AGS in quotation marks; then its zero stays.") if is_text else ""
        found.note(("subject", "ags"), "N414", message, hint)
    return Subject(name, key[0] if key else None)


def _parsed(found: Findings, path: Path, code: str, parse: Callable[[object], T], raw: object, hint: str) -> T | None:
    try:
        return parse(raw)
    except ValueError as error:
        found.error(path, code, str(error), hint)
        return None


def _respondent(found: Findings, raw: Mapping[str, Any], roles: list[str] | None) -> Respondent:
    id_, role, department = (read_text(found, ("respondent", key), raw.get(key)) for key in RESPONDENT_KEYS)
    if role and roles and role not in roles:
        message = _("The questionnaire has no role {role}.").format(role=shown(role))
        found.warn(("respondent", "role"), "N404", message, _role_hint(role, roles))
    return Respondent(id_, role, department)


def _role_hint(role: str, roles: list[str]) -> str:
    near = did_you_mean(role, roles)
    if near:
        return _("Did you mean {word}?").format(word=near)
    return _("Its roles are: {roles}.").format(roles=", ".join(roles)) if roles else _("It knows no roles at all.")


def _part(found: Findings, raw: object, roles: list[str] | None) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        message = _("{value} stands here, and a list of roles is needed.").format(value=shown(raw))
        found.error(("part",), "E209", message, _("Put brackets around it, even around a single role."))
        return ()
    part = tuple(str(as_written(role)) for role in raw)
    for place, role in enumerate(part):
        if roles is not None and role not in roles:
            message = _("The questionnaire has no role {role}.").format(role=shown(role))
            found.error(("part", place), "E209", message, _role_hint(role, roles))
    return part


def _round(found: Findings, raw: object) -> Round:
    if raw == "consensus":
        return "consensus"
    if raw is not None and raw != "individual":
        message = _("{value} is no kind of round.").format(value=shown(raw))
        found.error(("round",), "E210", message, _("Write individual or consensus."))
    return "individual"
