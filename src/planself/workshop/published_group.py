"""What a workshop's answers come to: counted while they are there, read from the file that stays once it is closed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from planself.analysis import group_result
from planself.analysis.group_result import GroupResult
from planself.analysis.group_result_file import group_of
from planself.errors import InputError, Location, Problem
from planself.files import source as files
from planself.files.finding import located
from planself.formats import name_of, other_kind
from planself.i18n import _
from planself.questionnaire.conform import strays
from planself.questionnaire.load import Loaded
from planself.workshop.consensus import source_of
from planself.workshop.folder import Folder
from planself.workshop.members import Members, result
from planself.workshop_files.discussion import DiscussedAnswers
from planself.workshop_files.workshop import Closing


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """A group's published result, the answers that it was made of by their checksum, and how many were invited."""

    result: GroupResult
    answers: DiscussedAnswers
    invited: int


def counted(folder: Folder, loaded: Loaded, members: Members) -> PublishedGroup:
    """Return what the members' answers come to."""
    return PublishedGroup(result(folder, loaded, members), source_of(folder, members), len(folder.workshop.people))


def kept_result(folder: Folder, loaded: Loaded, closed: Closing) -> PublishedGroup:
    """Return what stays of a closed workshop; raises InputError where that is none, or of other questions."""
    answers = DiscussedAnswers(people=closed.answered, digest=closed.digest)
    return PublishedGroup(_read(folder, loaded), answers, closed.invited)


def result_text(found: GroupResult) -> str:
    """Return a group's result as the text of its file."""
    return json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n"


def _read(folder: Folder, loaded: Loaded) -> GroupResult:
    lost = _("The workshop is closed, and its result was in this file; take it from a backup.")
    if not folder.result.exists():
        raise InputError([Problem(Location(str(folder.result)), "E280", _("The group's result is not there."), lost)])
    parsed = files.load(folder.result)
    data = parsed.data if isinstance(parsed.data, dict) else {}
    if name_of(data.get("format")) != "group":
        message = other_kind(data.get("format"), "group") or _("This is no result of a group that planself reads.")
        raise InputError([Problem(parsed.locate(("format",)), "E280", message, lost)])
    if problems := located(strays(parsed.data, group_result.schema()), parsed):
        raise InputError(problems)
    found = group_of(data)
    _refuse_another(found, folder, loaded)
    return found


def _refuse_another(found: GroupResult, folder: Folder, loaded: Loaded) -> None:
    """Raise where a questionnaire has not the questions and hurdles that a result was counted by."""
    id_, version, _digest = found.questionnaire
    questionnaire = loaded.questionnaire
    questions = [question.id for question in questionnaire.questions]
    hurdles = [hurdle.id for hurdle in questionnaire.hurdles]
    same = questions == [each.id for each in found.questions] and hurdles == [each.id for each in found.hurdles]
    if same and (id_, version) == (questionnaire.id, questionnaire.version):
        return
    message = _("The result was counted by {id} {version}, and {other} is at hand: scores do not compare.")
    message = message.format(id=id_, version=version, other=f"{questionnaire.id} {questionnaire.version}")
    hint = _("Put the questionnaire that was used into the folder {folder}.").format(folder="questionnaires")
    raise InputError([Problem(Location(str(folder.result)), "E205", message, hint)])
