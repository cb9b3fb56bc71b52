"""Who is in, by code, and how many have answered each question; nothing of what they answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from planself.answers.model import AnswerSet
from planself.files.json_form import Count, JsonKey, schema_of, to_json
from planself.files.json_schema import COUNT, TEXT, Schema, document, mapping
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan, State
from planself.scoring.record import score
from planself.workshop.folder import Folder
from planself.workshop.members import Members
from planself.workshop_files.workshop import Closing

FORMAT = "planself/workshop-status/1"
_UNSETTLED = (State.MISSING, State.PENDING)


class MemberProgress(StrEnum):
    """How far a member has come; complete: every scored question that is asked has an answer or a "don't know"."""

    COMPLETE = "complete"
    BEGUN = "begun"
    EMPTY = "empty"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PersonStatus:
    """How far a member has come, in scored questions."""

    code: Annotated[str, "The code of a member."]
    role: Annotated[str | None, "The role that the workshop gives the code."]
    progress: Annotated[MemberProgress, "How far the member has come."]
    given: Annotated[Count, "How many scored questions have an answer or a “don't know”."] = 0
    asked: Annotated[Count, "How many scored questions are asked."] = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those who are in have answered a question, "don't know" included, and of how many it is asked."""

    question: Annotated[str, JsonKey("id"), "The question."]
    given: Annotated[Count, "How many of those who are in have answered it."]
    asked: Annotated[Count, "Of how many it is asked."]


@dataclass(frozen=True, slots=True)
class WorkshopStatus:
    """How far a workshop has come."""

    title: str
    people: tuple[PersonStatus, ...]
    questions: tuple[Coverage, ...]
    not_again: tuple[str, ...] | None = None
    """Codes of those who are in and have not answered in the second round; None where there is none."""
    closed: Closing | None = None
    """Set where the single answers are deleted; nobody is listed then."""

    def count(self, progress: MemberProgress) -> int:
        """Return how many members have come so far."""
        return sum(person.progress is progress for person in self.people)

    @property
    def usable(self) -> int:
        """How many are in: complete or begun."""
        return self.count(MemberProgress.COMPLETE) + self.count(MemberProgress.BEGUN)

    def to_json(self) -> dict[str, Any]:
        """Return the status format."""
        return {
            "format": FORMAT,
            "title": self.title,
            "counts": {progress.value: self.count(progress) for progress in MemberProgress},
            "people": [to_json(person) for person in self.people],
            "questions": [to_json(coverage) for coverage in self.questions],
            **({} if self.not_again is None else {"second_round": {"missing": list(self.not_again)}}),
            **({} if self.closed is None else {"closed": _closing(self.closed)}),
        }


def status(folder: Folder, loaded: Loaded, members: Members, again: Members | None = None) -> WorkshopStatus:
    """Return how far a workshop has come; `again` are the answers of a second round."""
    plan = compile_plan(loaded.questionnaire)
    asked: Counter[str] = Counter()
    given: Counter[str] = Counter()
    people: list[PersonStatus] = []
    for person in folder.workshop.people:
        if person.code in members.answers:
            states = _states(plan, members.answers[person.code])
            asked.update(id_ for id_, state in states.items() if state is not State.NOT_ASKED)
            given.update(id_ for id_, state in states.items() if _settled(state))
            people.append(_person(person.code, person.role, plan, states))
        else:
            people.append(PersonStatus(person.code, person.role, _without_answers(person.code, members)))
    coverage = tuple(Coverage(question.id, given[question.id], asked[question.id]) for question in plan.questions)
    not_again = None if again is None else tuple(code for code in members.answers if code not in again.answers)
    return WorkshopStatus(folder.workshop.title, tuple(people), coverage, not_again)


def _closing(closed: Closing) -> dict[str, Any]:
    return {"date": closed.date.isoformat(), "invited": closed.invited, "answered": closed.answered}


def _states(plan: Plan, answers: AnswerSet) -> dict[str, State]:
    found = score(plan, given_by(answers), answers.part)
    return {question.id: question.state for question in found.questions}


def _settled(state: State) -> bool:
    return state not in (*_UNSETTLED, State.NOT_ASKED)


def _person(code: str, role: str | None, plan: Plan, states: dict[str, State]) -> PersonStatus:
    scored = [states[question.id] for question in plan.questions if question.scored]
    given = sum(map(_settled, scored))
    asked = sum(state is not State.NOT_ASKED for state in scored)
    return PersonStatus(code, role, MemberProgress.COMPLETE if given == asked else MemberProgress.BEGUN, given, asked)


def _without_answers(code: str, members: Members) -> MemberProgress:
    if code in members.wrong:
        return MemberProgress.WRONG
    return MemberProgress.EMPTY if code in members.empty else MemberProgress.MISSING


def _count(said: str) -> Schema:
    return {**COUNT, "description": said}


def schema() -> Schema:
    """Return the schema of a workshop's status."""
    counts = {name.value: {**COUNT, "description": "How many members have come so far."} for name in MemberProgress}
    missing = {"type": "array", "items": TEXT, "description": "Codes that have not answered again."}
    properties = {
        "format": {"const": FORMAT, "description": "The format and its version."},
        "title": {**TEXT, "description": "How the workshop is called."},
        "counts": {**mapping(counts), "description": "How many members are how far."},
        "people": {"type": "array", "items": schema_of(PersonStatus), "description": "One entry a member, by code."},
        "questions": {"type": "array", "items": schema_of(Coverage), "description": "One entry a scored question."},
    }
    again = {**mapping({"missing": missing}), "description": "Only where there is a second silent round."}
    day = {**TEXT, "format": "date", "description": "When the single answers were deleted."}
    closed = {
        **mapping(
            {"date": day, "invited": _count("How many codes there were."), "answered": _count("How many answered.")}
        ),
        "description": "Only once the workshop is closed; nobody is listed then.",
    }
    return document("who has answered", properties, {"second_round": again, "closed": closed})
