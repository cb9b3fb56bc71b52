"""From an answer file to a checked answer set, or to all of its problems at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planself.answers.asked_again import advise
from planself.answers.entries import ENTRY_KEYS, Reading
from planself.answers.envelope import KEYS, Reference, read_envelope, read_reference, read_top
from planself.answers.findings import Findings
from planself.answers.findings import Path as Keys
from planself.answers.model import AnswerSet
from planself.answers.versions import settle
from planself.errors import InputError, Problem, did_you_mean
from planself.files import source as files
from planself.files.refusals import brief
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire.catalogue import NotAtHandError
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.types.values import shown

__all__ = ["LoadedAnswers", "Reference", "check_answers", "load_answers", "questionnaire_of", "reference"]


@dataclass(frozen=True, slots=True)
class LoadedAnswers:
    """A checked answer file with its questionnaire; `notes` are warnings and notes."""

    path: Path
    answer_set: AnswerSet
    loaded: Loaded
    notes: tuple[Problem, ...]


def load_answers(path: Path, choose: Callable[[Reference], Loaded]) -> LoadedAnswers:
    """Return the answers of a file under the questionnaire chosen for it; raises InputError with all problems."""
    source = files.load(path)
    loaded = questionnaire_of(source, choose)
    answer_set, problems = check_answers(source, loaded)
    if answer_set is None:
        raise InputError(problems)
    return LoadedAnswers(path, answer_set, loaded, problems)


def questionnaire_of(source: Source, choose: Callable[[Reference], Loaded]) -> Loaded:
    """Return the questionnaire chosen for an answer file; raises InputError, at the file's place, where none can be."""
    named = reference(source)
    found = Findings(source)
    try:
        return choose(named)
    except NotAtHandError as error:
        found.error(("questionnaire", "id"), "E213", error.message, error.hint)
        raise InputError(found.sorted()) from error
    except InputError as error:
        message = _("The questionnaire {id} has errors itself, so the answers could not be read.")
        hint = _("Correct the questionnaire first.")
        found.error(("questionnaire", "id"), "E214", message.format(id=brief(named.id)), hint)
        raise InputError([*error.problems, *found.problems]) from error


def reference(source: Source) -> Reference:
    """Return which questionnaire an answer file names; raises InputError with all that can be said without it."""
    found = Findings(source)
    data = read_top(found)
    named = read_reference(found, data) if data is not None else None
    if data is not None and named is None:
        read_envelope(found, data, None)
        _raw_answers(found, data)
    if named is None:  # otherwise all that is wrong is said together, when the answers are read
        raise InputError(found.sorted())
    return named


def check_answers(source: Source, loaded: Loaded) -> tuple[AnswerSet | None, tuple[Problem, ...]]:
    """Return the answer set (None where the file has errors) and every error, warning and note."""
    found = Findings(source)
    data = read_top(found)
    if data is None:
        return None, found.sorted()
    named = read_reference(found, data)
    raw = _raw_answers(found, data)
    fits = named is not None and settle(found, named, loaded, raw)
    envelope = read_envelope(found, data, loaded.questionnaire if fits else None)
    if named is None or not fits:
        return None, found.sorted()
    reading = Reading(found, loaded.questionnaire, source.exact, _strict(named, loaded.questionnaire, data))
    answers = reading.answers(raw)
    _refuse_misplaced(found, loaded.questionnaire, data, raw)
    if not found.problems:
        problems: tuple[Problem, ...] = ()
    else:
        if found.failed:
            advise(found, named, loaded)
            return None, found.sorted()
        problems = found.sorted()
    return (
        AnswerSet(envelope.subject, envelope.respondent, envelope.date, envelope.part, envelope.round, answers),
        problems,
    )


def _raw_answers(found: Findings, data: Mapping[str, Any]) -> Mapping[str, Any]:
    if "answers" not in data:
        hint = _("Write answers: and below it one line per question; nothing below it means no answer yet.")
        mistyped = next((name for name in data if name not in KEYS and did_you_mean(name.lower(), ["answers"])), None)
        meant = _("Did you mean answers where {key} stands?").format(key=brief(mistyped)) if mistyped else hint
        found.error((mistyped,) if mistyped else (), "E211", _("The key answers is missing."), meant, key=True)
    raw = data.get("answers")
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        message = _("{value} stands here, and a mapping of question ids to answers is needed.").format(value=shown(raw))
        found.error(("answers",), "E211", message, _("Write one line per question, such as shared_vision: 3"))
        return {}
    return raw


def _refuse_misplaced(
    found: Findings, questionnaire: Questionnaire, data: Mapping[str, Any], raw: Mapping[str, Any]
) -> None:
    """Refuse answers that stand beside `answers`, or inside of another answer: there they would not count."""
    ids = questionnaire.by_id.keys() | questionnaire.renamed.keys()
    beside: list[Keys] = [
        (name,)
        for name, value in data.items()
        if name not in KEYS
        and value is not None
        and (name in ids or ("answers" in data and isinstance(value, dict) and did_you_mean(name.lower(), ["answers"])))
    ]
    inside: list[Keys] = [
        ("answers", id_, name)
        for id_, entry in raw.items()
        if isinstance(entry, dict) and ("value" in entry or "text" in entry)
        for name in entry
        if name in ids and name not in ENTRY_KEYS
    ]
    for path in beside + inside:
        if found.many:
            break
        message = _("The answer {key} stands where it does not count.").format(key=brief(str(path[-1])))
        found.error(path, "E233", message, _("Put it below `answers:`, two spaces in, on a line of its own."), key=True)


def _strict(named: Reference, questionnaire: Questionnaire, data: Mapping[str, Any]) -> bool:
    """Whether an unknown id must be a mistake: not where the file was begun under another form or version."""
    same = (named.id, named.version) == (questionnaire.id, questionnaire.version)
    return same and data.get("started_with") is None
