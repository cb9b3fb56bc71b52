"""The profile if all is done: the answers that measures aim at, put in where they improve. A projection, no promise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from planself.actions.model import Action
from planself.analysis.aims import is_below, joined, makes_inapplicable
from planself.answers.values import read_value
from planself.files.json_form import Place, to_json
from planself.questionnaire.model import Measure, Questionnaire
from planself.scoring.assessment import Assessment, given_by
from planself.scoring.plan import Plan, State, Value
from planself.scoring.record import Answers, score
from planself.scoring.result import Result


@dataclass(frozen=True, slots=True)
class Aim:
    """An answer that an action aims at; `counted` where it stands in the projection."""

    action: str
    question: str
    value: Annotated[Value, Place.HIDDEN]
    counted: bool


@dataclass(frozen=True, slots=True)
class Projection:
    """What the answers would give if every action that is not dropped led where its measure aims."""

    before: Result
    after: Result
    aims: tuple[Aim, ...]

    @property
    def counted(self) -> int:
        """How many answers the projection improves."""
        return len({aim.question for aim in self.aims if aim.counted})

    def to_json(self) -> dict[str, Any]:
        """Return the entry `projection`."""
        after = to_json(self.after)
        return {"overall": after["overall"], "hurdles": after["hurdles"], "aims": [to_json(aim) for aim in self.aims]}


def project(assessment: Assessment, actions: Iterable[Action]) -> Projection:
    """Return the projection of answers if all actions led where their measures aim; dropped ones do not count."""
    answers = assessment.answer_set
    aimed = _aims(assessment.loaded.questionnaire, actions)
    return project_aims(assessment.plan, given_by(answers), answers.part, aimed)


def project_aims(
    plan: Plan, given: Answers, part: Collection[str], aimed: Iterable[tuple[str, str, Value]]
) -> Projection:
    """Return the projection for answers aimed at, each an action, a question and the answer there.

    No hurdle, and not the whole, stands lower in it than before: an aim counts where it betters the answer that is
    there, or answers an open question, and neither lowers a score nor fails a gate. An answer better than the aim
    stays, and so does “not applicable”.
    """
    answers, before = dict(given), score(plan, given, part)
    result, aims = before, list[Aim]()
    for action, question, value in aimed:
        better = _better(plan, question, answers, value, result)
        tried = None if better is None else score(plan, answers | {question: better}, part)
        counts = tried is not None and _nowhere_lower(result, tried)
        if better is not None and tried is not None and counts:
            answers[question], result = better, tried
        aims.append(Aim(action, question, value, counts))
    return Projection(before, result, tuple(aims))


def _aims(questionnaire: Questionnaire, actions: Iterable[Action]) -> Iterator[tuple[str, str, Value]]:
    measures = measures_of(questionnaire)
    for action in actions:
        measure = measures.get(action.measure or "")
        if measure is not None and action.status != "dropped":
            for id_, raw in measure.aims_at.items():
                yield action.id, id_, read_value(questionnaire.by_id[id_], raw, exact=True)


def measures_of(questionnaire: Questionnaire) -> dict[str, Measure]:
    """Return every measure of a questionnaire by its id."""
    return {measure.id: measure for hurdle in questionnaire.hurdles for measure in hurdle.measures}


def _better(plan: Plan, id_: str, answers: Answers, aim: Value, result: Result) -> Value | None:
    """Return the answer that takes a present one's place; None where the present one stays."""
    question = next(question for question in plan.questions if question.id == id_)
    found = result.question(id_)
    given = answers.get(id_)
    if makes_inapplicable(question, aim):
        return None
    if found.state in (State.UNKNOWN, State.MISSING):
        return aim
    if found.state is not State.ANSWERED or found.points is None or given is None or isinstance(given, State):
        return None
    return joined(question, given, aim) if is_below(question, given, aim) else None


def _nowhere_lower(before: Result, after: Result) -> bool:
    """Whether no score is lower, none is gone, and no gate fails that did not fail before."""
    hurdles = list(zip(before.hurdles, after.hurdles, strict=True))
    scores = [(before.overall.score, after.overall.score), *((old.score, new.score) for old, new in hurdles)]
    kept = all(old is None or (new is not None and new >= old) for old, new in scores)
    return kept and all(set(new.failed_gates) <= set(old.failed_gates) for old, new in hurdles)
