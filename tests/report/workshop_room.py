"""The shipped workshop with a discussion, a silent second round, votes and a consensus, for tests of its report."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from planself import resources
from planself.analysis.agreement import AgreementWord
from planself.questionnaire.load import Loaded
from planself.workshop.agenda import Topic, agenda
from planself.workshop.consensus import Consensus, source_of
from planself.workshop.folder import Folder, open_folder, questionnaire_for
from planself.workshop.members import Members, read_folder, result
from planself.workshop.published_group import PublishedGroup, counted
from planself.workshop.record_store import RecordStore
from planself.workshop_files.discussion import AnswerCounts, DiscussedQuestion, Discussion, Dissent
from planself.workshop_files.votes import Vote, Votes

SHIPPED = resources.questionnaires() / "beispiele/workshop-musterstadt"
AT = datetime(2026, 9, 24, 14, 5)
SECOND = AnswerCounts.model_construct(
    n=16, counts=[1, 2, 4, 7, 2], unknown=0, not_applicable=None, median=[3], agreement=44, word=AgreementWord.MIXED
)


def copied(folder: Path, people: int = 16) -> Path:
    """Return a copy of the shipped workshop, with the answers of the first so many people."""
    shutil.copytree(SHIPPED, folder)
    for file in sorted((folder / "answers").glob("*.yaml"))[people:]:
        file.unlink()
    for name in ("discussion.yaml", "consensus.yaml", "votes.yaml"):
        (folder / name).unlink(missing_ok=True)
    return folder


def opened(folder: Path) -> tuple[Folder, Loaded, PublishedGroup]:
    """Return a workshop's folder as it stands, and what its answers come to."""
    found, loaded, members = with_members(folder)
    return found, loaded, counted(found, loaded, members)


def with_members(folder: Path) -> tuple[Folder, Loaded, Members]:
    """Return a workshop's folder as it stands, and its members' answers."""
    found = open_folder(folder)
    loaded = questionnaire_for(found, Path.cwd(), os.environ)
    return found, loaded, read_folder(found, loaded)


def discussed(folder: Path, text: str = "Bei uns ist das anders.") -> Path:
    """Hold the discussion and the votes of a workshop, and write down what came of them; `text` is what people say."""
    found, loaded, members = with_members(folder)
    topics = agenda(loaded, result(found, loaded, members))
    items = [_item(place, topic, text, loaded) for place, topic in enumerate(topics)]
    record = Discussion(
        questionnaire=found.workshop.questionnaire,
        answers=source_of(found, members),
        started_at=AT,
        items=[item for item in items if item is not None],
    )
    with RecordStore(found.discussion) as store:
        store.save(record)
    with Consensus(found, loaded, members) as consensus:
        consensus.follow(record)
    dots = {"participation": 19, "cooperation_culture": 15, "funding_and_implementation": 14}
    measures = [hurdle.measures[0].id for hurdle in loaded.questionnaire.hurdles if hurdle.measures][:2]
    votes = [
        Vote(on="hurdles", people=16, dots=3, counts=dots),
        Vote(on="measures", people=16, dots=1, counts=dict(zip(measures, (9, 4), strict=True))),
    ]
    with RecordStore(found.votes) as store:
        store.save(Votes(questionnaire=found.workshop.questionnaire, votes=votes))
    return folder


def _item(place: int, topic: Topic, text: str, loaded: Loaded) -> DiscussedQuestion | None:
    """Return the first two topics as argued about, the third as open, the others as agreed."""
    item = DiscussedQuestion(
        question=topic.question, kind=topic.kind, hurdle=topic.hurdle, rank=topic.rank, before=topic.before
    )
    answer = _answer(topic, loaded)
    if place == 0:
        dissent = [Dissent(text=text), Dissent(text=text, role="council", agreed=True)]
        return item.model_copy(update={"outcome": "no_agreement", "dissent": dissent, "seconds": 610, "decided_at": AT})
    if answer is None:
        return item.model_copy(update={"note": text, "seconds": 45}) if place < 3 else None
    update = {"outcome": "agreement", "answer": answer, "decided_at": AT}
    if topic.proposal is not None:
        return item.model_copy(update={**update, "how": "agreed"})
    if topic.kind == "split":
        update |= {"after": SECOND, "counted": "files"}
    return item.model_copy(
        update={
            **update,
            "seconds": 240 + place,
            "note": text if place < 4 else "",
            "evidence": text if place < 6 else "",
        }
    )


def _answer(topic: Topic, loaded: Loaded) -> object:
    question, counts = loaded.questionnaire.by_id[topic.question], topic.before.counts or [0]
    most = counts.index(max(counts))
    match question.type:
        case "scale":
            return topic.before.median[0] if topic.before.median else 2
        case "single":
            return question.ids[most]
        case "multiple":
            return [question.ids[most]]
        case "yes_no":
            return "yes" if most else "no"
        case _:
            return None
