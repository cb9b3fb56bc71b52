"""What a workshop knows of its municipality, such as its kind: said once, so that nobody is asked it again.

A fact is an answer like any other: it stands in the prepared files, is counted, and conditions look at it. Only whether
a member has begun does not hang on facts. What somebody answers otherwise in the own file stays that person's answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planself.answers.model import Answer, AnswerSet
from planself.answers.values import read_value
from planself.files.finding import Finding
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import BadValueError
from planself.scoring.assessment import given
from planself.scoring.compile import compile_plan
from planself.scoring.plan import State
from planself.scoring.record import settle

Facts = Mapping[str, Answer]


def possible(questionnaire: Questionnaire) -> tuple[AnyQuestion, ...]:
    """Return the questions whose answer is the same for everybody: needed, about no hurdle, and of no role."""
    return tuple(
        question
        for question in questionnaire.questions
        if question.required
        and not question.scored
        and not question.roles
        and question.kind in (AnswerKind.ONE_OF, AnswerKind.NUMBER)
        and not question.ladder
    )


def wrong(raw: Mapping[str, object], loaded: Loaded) -> Iterator[Finding]:
    """Yield what is wrong with the facts of a workshop's file."""
    known = {question.id: question for question in possible(loaded.questionnaire)}
    for id_, value in raw.items():
        if id_ not in known:
            message = _("{id} is nothing that a workshop knows for everybody.").format(id=brief(id_))
            listed = _("Possible: {words}.").format(words=", ".join(known)) if known else ""
            yield Finding("E277", ("facts", id_), message, listed, key=True)
            continue
        try:
            read_value(known[id_], value)
        except BadValueError as error:
            yield Finding(error.code, ("facts", id_), error.message, error.hint)


def read(raw: Mapping[str, object], loaded: Loaded) -> dict[str, Answer]:
    """Return facts as answers; raises BadValueError for an answer that its question does not have."""
    questionnaire = loaded.questionnaire
    return {id_: Answer(read_value(questionnaire.by_id[id_], value)) for id_, value in raw.items()}


def written(facts: Facts, loaded: Loaded) -> dict[str, object]:
    """Return facts as they stand in a file."""
    by_id = loaded.questionnaire.by_id
    return {id_: by_id[id_].write(fact.value) for id_, fact in facts.items() if fact.value is not None}


def still_open(known: Facts, loaded: Loaded) -> tuple[AnyQuestion, ...]:
    """Return which facts are asked for as things stand and not known."""
    states = settle(compile_plan(loaded.questionnaire), given(known))
    return tuple(question for question in possible(loaded.questionnaire) if states[question.id].state is State.MISSING)


def left_out(known: Facts, loaded: Loaded) -> frozenset[str]:
    """Return the questions that nobody is asked, because of what is known of the municipality."""
    states = settle(compile_plan(loaded.questionnaire), given(known))
    return frozenset(id_ for id_, found in states.items() if found.state is State.NOT_ASKED)


def with_facts(answers: AnswerSet, facts: Facts) -> AnswerSet:
    """Return somebody's answers with the facts that this file does not say."""
    lacking = {id_: fact for id_, fact in facts.items() if not answers.answers.get(id_, Answer()).given}
    return replace(answers, answers={**answers.answers, **lacking}) if lacking else answers


def begun(answers: AnswerSet, facts: Facts) -> bool:
    """Return whether somebody has answered more than what was known before."""
    return any(
        answer.given and not (id_ in facts and answer.value == facts[id_].value)
        for id_, answer in answers.answers.items()
    )
