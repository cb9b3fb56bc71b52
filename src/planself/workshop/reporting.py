"""A workshop's folder as its report needs it: the group's published result, and what the room said and counted."""

from __future__ import annotations

from dataclasses import dataclass

from planself.analysis.group_result import GroupResult
from planself.answers.load import LoadedAnswers, load_answers
from planself.answers.model import AnswerSet
from planself.questionnaire.load import Loaded
from planself.report.workshop.room import Room
from planself.scoring.assessment import Assessment, assess
from planself.workshop.agreed_answers import agreed_answers
from planself.workshop.consensus import source_of
from planself.workshop.folder import Folder
from planself.workshop.members import Members, result
from planself.workshop.municipality_facts import Facts, read
from planself.workshop.record_file import Around
from planself.workshop.record_store import read_discussion, read_votes
from planself.workshop_files.discussion import Discussion


@dataclass(frozen=True, slots=True)
class Told:
    """All that a report tells of a workshop; `file` is the consensus as it was read, where there is one."""

    result: GroupResult
    room: Room
    file: LoadedAnswers | None = None


def told(folder: Folder, loaded: Loaded, members: Members, consensus: Assessment | None = None) -> Told:
    """Return all that is to be reported of a workshop; raises InputError where one of its files has errors.

    `consensus` is an answer set to take for the one in the folder.
    """
    workshop, around = folder.workshop, Around(folder.workshop, loaded)
    talk, votes = read_discussion(folder.discussion, around), read_votes(folder.votes, around)
    file = load_answers(folder.consensus, lambda _reference: loaded) if _has_consensus(folder, consensus) else None
    own = {role.id: role.label for role in workshop.roles}
    room = Room(
        loaded=loaded,
        title=workshop.title,
        date=workshop.date,
        subject=workshop.subject.name,
        invited=len(workshop.people),
        roles=own or {role.id: role.label for role in loaded.questionnaire.roles},
        talked=() if talk is None else tuple(item for item in talk.items if not item.empty),
        agreed=None if talk is None else _agreed(loaded, talk, read(workshop.facts, loaded)),
        consensus=consensus if file is None else assess(loaded, file.answer_set),
        votes=() if votes is None else tuple(votes.votes),
        moved=talk is not None and talk.answers.digest != source_of(folder, members).digest,
    )
    return Told(result(folder, loaded, members), room, file)


def _has_consensus(folder: Folder, known: Assessment | None) -> bool:
    return known is None and folder.consensus.exists()


def _agreed(loaded: Loaded, talk: Discussion, facts: Facts) -> Assessment:
    return assess(loaded, AnswerSet(answers=agreed_answers(loaded, talk, facts)))
