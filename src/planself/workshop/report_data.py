"""A workshop's folder as its report needs it: the group's published result, and what the room said and counted."""

from __future__ import annotations

from dataclasses import dataclass

from planself.analysis.group_result import GroupResult
from planself.answers.load import LoadedAnswers, load_answers
from planself.answers.model import AnswerSet
from planself.questionnaire.load import Loaded
from planself.report.workshop.reported_workshop import ReportedWorkshop
from planself.scoring.assessment import Assessment, assess
from planself.workshop.agreed_answers import agreed_answers
from planself.workshop.folder import Folder
from planself.workshop.municipality_facts import Facts, read
from planself.workshop.published_group import PublishedGroup
from planself.workshop.record_file import CheckContext
from planself.workshop.record_store import read_discussion, read_votes
from planself.workshop_files.discussion import Discussion


@dataclass(frozen=True, slots=True)
class WorkshopReport:
    """All that a report tells of a workshop; `file` is the consensus as it was read, where there is one."""

    result: GroupResult
    workshop: ReportedWorkshop
    file: LoadedAnswers | None = None


def read_report(
    folder: Folder, loaded: Loaded, group: PublishedGroup, consensus: Assessment | None = None
) -> WorkshopReport:
    """Return all that is to be reported of a workshop; raises InputError where one of its files has errors.

    `consensus` is an answer set to take for the one in the folder.
    """
    workshop, context = folder.workshop, CheckContext(folder.workshop, loaded)
    record, votes = read_discussion(folder.discussion, context), read_votes(folder.votes, context)
    file = (
        load_answers(folder.consensus, lambda _reference: loaded)
        if consensus is None and folder.consensus.exists()
        else None
    )
    own = {role.id: role.label for role in workshop.roles}
    reported = ReportedWorkshop(
        loaded=loaded,
        title=workshop.title,
        date=workshop.date,
        subject=workshop.subject.name,
        invited=group.invited,
        roles=own or {role.id: role.label for role in loaded.questionnaire.roles},
        talked=() if record is None else tuple(item for item in record.items if not item.empty),
        agreed=None if record is None else _agreed(loaded, record, read(workshop.facts, loaded)),
        consensus=consensus if file is None else assess(loaded, file.answer_set),
        votes=() if votes is None else tuple(votes.votes),
        moved=record is not None and record.answers.digest != group.answers.digest,
    )
    return WorkshopReport(group.result, reported, file)


def _agreed(loaded: Loaded, record: Discussion, facts: Facts) -> Assessment:
    return assess(loaded, AnswerSet(answers=agreed_answers(loaded, record, facts)))
