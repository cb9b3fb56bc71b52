"""Make what the example workshop discussed, agreed on and voted for, through the steps that the command takes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from planself.files.shared_fields import NamedQuestionnaire
from planself.interview.commands import Choose, Jump, Say
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.workshop.agenda import DiscussionSetup, agenda, counted
from planself.workshop.commands import AddDissent, Command, Move, SetNote, SetSecondRound
from planself.workshop.consensus import Consensus, source_of
from planself.workshop.discussion import start, step
from planself.workshop.folder import Folder, open_folder, questionnaire_for
from planself.workshop.members import Members, read_folder, result
from planself.workshop.record_store import RecordStore
from planself.workshop.voting import with_vote
from planself.workshop_files.discussion import Discussion, Dissent
from planself.workshop_files.votes import Vote

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "questionnaires/beispiele/workshop-musterstadt"
BEGIN = datetime(2026, 9, 24, 14, 40)
MILLION = 1_000_000
HURDLES = {
    "goals_and_cycle": 4,
    "data_basis": 7,
    "participation": 14,
    "cooperation_culture": 9,
    "partner_network": 8,
    "funding_and_implementation": 6,
}


def make(folder: Path) -> None:
    """Write discussion, consensus and votes into the example's folder, in place of those that are there."""
    found = open_folder(folder)
    loaded = questionnaire_for(found, ROOT, os.environ)
    members = read_folder(found, loaded)
    for path in (found.discussion, found.consensus, found.votes):
        path.unlink(missing_ok=True)
    with RecordStore(found.discussion) as store, Consensus(found, loaded, members) as consensus:
        record = discussed(found, loaded, members)
        store.save(record)
        consensus.follow(record)
    with RecordStore(found.votes) as store:
        at = BEGIN + timedelta(minutes=100)
        store.save(with_vote(None, loaded, Vote(on="hurdles", people=16, dots=3, counts=HURDLES, at=at)))


def discussed(folder: Folder, loaded: Loaded, members: Members) -> Discussion:
    """Return the record of the example's discussion."""
    group = result(folder, loaded, members)
    script = DiscussionSetup(loaded, compile_plan(loaded.questionnaire), agenda(loaded, group))
    named = NamedQuestionnaire(id=loaded.questionnaire.id, version=loaded.questionnaire.version)
    record = Discussion(questionnaire=named, answers=source_of(folder, members), started_at=BEGIN)
    now = BEGIN
    talk = start(script, record, now)
    for seconds, command in _steps(folder, loaded):
        now += timedelta(seconds=seconds)
        talk = step(talk, command, now)
        if talk.notice is not None:
            raise SystemExit(f"{command}: {talk.notice}")
    return talk.record


def _steps(folder: Folder, loaded: Loaded) -> Iterator[tuple[int, Command]]:
    """Yield each command with the seconds that passed before it."""
    by_id, protection = loaded.questionnaire.by_id, folder.workshop.protection

    def again(question: str, *counts: int, unknown: int = 0) -> SetSecondRound:
        return SetSecondRound(counted(by_id[question], counts, protection, unknown))

    yield 120, Move.TAKE
    yield 240, again("net_providers", 0, 1, 3, 9, 3)
    yield 150, Choose(3)
    yield (
        60,
        AddDissent(
            Dissent(text="Kleine Träger erfahren erst aus der Sitzungsvorlage davon.", role="prov", agreed=True)
        ),
    )
    yield 30, SetNote("Wir meinen alle Runden mit Planungsauftrag, nicht die Anhörung zum Entwurf.")
    yield 10, Jump("data_sources")
    yield 200, Choose(("population", "sgb2", "school_entry", "childcare", "hze"))
    yield 30, SetNote("Datenblatt der Jugendhilfeplanung; Übergänge der Schulen stehen dort noch nicht", evidence=True)
    yield 5, Jump("cult_conflict")
    yield 330, again("cult_conflict", 5, 3, 1, 4, 3)
    yield 120, Move.NO_AGREEMENT
    yield 45, AddDissent(Dissent(text="Konflikte enden bei uns damit, dass jemand nicht mehr eingeladen wird."))
    yield 40, AddDissent(Dissent(text="Seit dem Frühjahr gibt es eine feste Stelle, die vermittelt."))
    yield 5, Jump("steer_bodies")
    yield 150, Choose(("list", "mandates", "levels"))
    yield 5, Jump("cap_skills")
    yield 160, Choose(("data", "facilitation", "projects", "evaluation", "writing"))
    yield 5, Jump("cap_turnover")
    yield 210, again("cap_turnover", 0, 0, 10, 5, 0, unknown=1)
    yield 40, Choose(2)
    yield 5, Jump("cap_training")
    yield 90, Choose(value=True)
    yield 5, Jump("data_age")
    yield 60, Choose("up_to_1")
    yield 20, SetNote("Sozialbericht vom Februar", evidence=True)
    yield 5, Jump("fund_exit")
    yield 180, Say("unknown")
    yield 30, SetNote("Die Kämmerei klärt bis November, welche Stellen nach dem Programmende bleiben.")
    yield 5, Jump("data_sense")
    yield 240, again("data_sense", 0, 1, 9, 5, 1)
    yield 60, Choose(2)
    yield 5, Jump("goal_impact")
    yield 150, Choose(2)
    yield 5, Jump("goal_cycle")
    yield 140, Choose(3)
    yield 5, Jump("part_needs")
    yield 200, Choose(1)
    yield 50, AddDissent(Dissent(text="Der Jugendbeirat wird regelmäßig gehört; das ist mehr als Stufe 1."))
    yield 5, Jump("cult_terms")
    yield 120, Choose(3)
    for question, value in _rest():
        yield 5, Jump(question)
        yield 40, Choose(value)
    yield 5, Move.LEAVE


def _rest() -> Iterator[tuple[str, int | str | tuple[str, ...]]]:
    """Yield what had to be settled besides the list."""
    yield "silo_partners", ("school", "social", "health", "urban")
    yield "cult_learning", 3 * MILLION
    yield "mand_decision", "council"
    yield "mand_cross_committee", "sometimes"
    yield "steer_rhythm", 4 * MILLION
    yield "goal_quality", "mixed"
    yield "part_feedback", "not_at_all"
    yield "part_structures", ("youth", "parents")
    yield "part_reach", "usage"
    yield "fund_secure", 80 * MILLION
    yield "fund_overview", "single"


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
