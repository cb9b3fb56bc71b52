"""An assessment: one answer set under one questionnaire, with everything that scoring finds out about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from planself.answers.model import Answer, AnswerSet
from planself.files.json_form import Ids, Place, result_document, to_json
from planself.files.json_schema import DAY_OR_NONE, QUESTIONNAIRE, TEXT, TEXT_OR_NONE, Schema, mapping
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.scoring.leverage import gaps, leverage
from planself.scoring.plan import Given, Plan, State
from planself.scoring.record import offered, score
from planself.scoring.result import Gap, Lever, Result
from planself.text import is_blank

FORMAT = "planself/result/1"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A result with the questionnaire and the answers that it came from."""

    loaded: Annotated[Loaded, Place.HIDDEN]
    plan: Annotated[Plan, Place.HIDDEN]
    answer_set: Annotated[AnswerSet, Place.HIDDEN]
    result: Annotated[Result, Place.INLINE]
    offered: Annotated[tuple[str, ...], Place.HIDDEN]
    unproven: Annotated[Ids, "Good answers without evidence."]
    unsure: Annotated[Ids, "Answers flagged for discussion."]
    leverage: Annotated[tuple[Lever, ...], "Answers below their best."]
    gaps: Annotated[tuple[Gap, ...], "Questions unknown or left out."]

    def to_json(self) -> dict[str, Any]:
        """Return the result format, as `score --json` prints it."""
        answers = self.answer_set
        return {
            "format": FORMAT,
            "questionnaire": self.loaded.identity,
            "subject": {"name": answers.subject.name, "ags": answers.subject.ags},
            "date": answers.date.isoformat() if answers.date else None,
            **to_json(self),
        }


def assess(loaded: Loaded, answer_set: AnswerSet, plan: Plan | None = None) -> Assessment:
    """Return the assessment of a checked answer set; a plan compiled before saves compiling it again."""
    plan = plan or compile_plan(loaded.questionnaire)
    given = given_by(answer_set)
    result = score(plan, given, answer_set.part)
    enough = loaded.questionnaire.scoring.evidence_from
    answered = [q for q in result.questions if q.state is State.ANSWERED]
    recorded = answer_set.answers
    return Assessment(
        loaded=loaded,
        plan=plan,
        answer_set=answer_set,
        result=result,
        leverage=leverage(plan, given, result),
        gaps=gaps(plan, result),
        offered=offered(plan, given, result),
        unproven=tuple(
            q.id for q in answered if q.points is not None and q.points >= enough and is_blank(recorded[q.id].evidence)
        ),
        unsure=tuple(q.id for q in answered if recorded[q.id].unsure),
    )


def given_by(answer_set: AnswerSet) -> dict[str, Given]:
    """Return what an answer set gives to the interpreters: values and states, without remarks."""
    return given(answer_set.answers)


def given(answers: Mapping[str, Answer]) -> dict[str, Given]:
    """Return the answers as the interpreters take them; bare remarks count as nothing."""
    return {id_: value for id_, answer in answers.items() if (value := _given(answer)) is not None}


def _given(answer: Answer) -> Given | None:
    if answer.said == "unknown":
        return State.UNKNOWN
    return State.NOT_APPLICABLE if answer.said == "not_applicable" else answer.value


HEAD: Schema = {
    "questionnaire": QUESTIONNAIRE,
    "subject": mapping({"name": TEXT_OR_NONE, "ags": TEXT_OR_NONE}),
    "date": DAY_OR_NONE,
}
_ANNEXES = {
    "comparison": "Only in a JSON report with --compare; `planself schema comparison` describes it.",
    "benchmark": "Only in a JSON report with --benchmark.",
    "plan": "Only in a JSON report with --plan; `planself schema plan-status` describes it.",
    "workshop": "Only in a JSON report with --workshop; `planself schema workshop-report` describes it.",
}
"""What a report may hold beyond the result, each in a format of its own."""


def schema() -> Schema:
    """Return the schema of a result."""
    seal = {**TEXT, "description": "Only in a JSON report: by it planself knows whether the file was edited since."}
    annexes = {name: {"type": "object", "description": description} for name, description in _ANNEXES.items()}
    return result_document("the result of one answer set", FORMAT, HEAD, Assessment, {**annexes, "seal": seal})
