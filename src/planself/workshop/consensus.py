"""What the room agreed on, as an answer set of its own: scored as any other, and nobody's own answers are touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from typing import Any, Self

from planself.answers.model import Answer
from planself.answers.store import Store
from planself.files.disk import read_bytes
from planself.files.emit import Word
from planself.questionnaire.load import Loaded
from planself.workshop.agreed_answers import agreed_answers
from planself.workshop.folder import Folder
from planself.workshop.members import Members, files_in
from planself.workshop.municipality_facts import read
from planself.workshop_files.discussion import DiscussedAnswers, DiscussedQuestion, Discussion


def source_of(folder: Folder, members: Members) -> DiscussedAnswers:
    """Return which answers a discussion begins with: of how many people, and one checksum of all files together.

    Checksums of single files would let somebody guess the answers in them, one person after the other.
    """
    digest = sha256()
    for path in files_in(folder.answers):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + sha256(read_bytes(path)).digest())
    return DiscussedAnswers(people=len(members.answers), digest=f"sha256:{digest.hexdigest()}")


class Consensus:
    """The open answer file of a consensus; it follows the record of the discussion. Close it, best by `with`."""

    def __init__(self, folder: Folder, loaded: Loaded, members: Members) -> None:
        workshop = folder.workshop
        self._loaded, self._folder = loaded, folder
        self._people = len(members.answers)
        self._facts = read(workshop.facts, loaded)
        self._followed: list[object] | None = None
        self._store = Store.open(folder.consensus, loaded, subject=workshop.about)

    def follow(self, record: Discussion) -> None:
        """Write what was agreed since, and take out what no longer is; answers put in by hand stay."""
        decisions: list[object] = [
            (item.question, item.outcome, item.decided_at, item.note, item.evidence) for item in record.items
        ]
        if decisions == self._followed:
            return
        self._followed = decisions
        agreed = agreed_answers(self._loaded, record, self._facts)
        now = self._store.answer_set
        touched = [item.question for item in record.items if item.question in self._loaded.questionnaire.by_id]
        touched += [id_ for id_ in self._facts if id_ not in now.answers and id_ not in touched]
        changed = [id_ for id_ in touched if agreed.get(id_) != now.answers.get(id_)]
        if agreed == self._facts and not self._folder.consensus.exists():
            return
        self._store.update(subject=self._folder.workshop.about, date=_day(record), round="consensus")
        self._store.explain(_provenance(record, self._people))
        for id_ in changed:
            self._put(id_, agreed.get(id_))

    def _put(self, id_: str, answer: Answer | None) -> None:
        if answer is not None or id_ in self._store.answer_set.answers:
            self._store.put(id_, answer)

    def close(self) -> None:
        """Let others open the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _day(record: Discussion) -> Any:
    return _latest(record).date()


def _latest(record: Discussion) -> datetime:
    return max((item.decided_at for item in record.items if item.decided_at), default=record.started_at)


def _provenance(record: Discussion, people: int) -> Mapping[str, Any]:
    """Return from how many answers a consensus was made, when, and how each question was decided.

    Codes never stand here: the file leaves the room, and who has answered is nobody's business outside.
    """
    at = _latest(record)
    return {
        "people": people,
        "digest": record.answers.digest,
        "from": Word(record.started_at.isoformat()),
        "to": Word(at.isoformat()),
        "agreed": _decided(record, "agreed"),
        "discussed": _decided(record, "discussed"),
        "no_agreement": [Word(item.question) for item in record.items if item.outcome == "no_agreement"],
    }


def _decided(record: Discussion, how: str) -> list[Word]:
    def fits(item: DiscussedQuestion) -> bool:
        return item.outcome == "agreement" and item.how == how

    return [Word(item.question) for item in record.items if fits(item)]
