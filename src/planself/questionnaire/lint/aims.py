"""Advice on what measures aim at: every gate, every scored question, and something that can still be reached."""

from __future__ import annotations

from collections.abc import Iterator

from planself.files.finding import Finding
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.condition import Comparison
from planself.questionnaire.lint.reach import possible
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.lint.walk import each_measure
from planself.questionnaire.rules.facts import each_question


def unaimed_gates(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find gates that no measure leads to: none aims at the question, or none aims far enough."""
    for h, hurdle in enumerate(questionnaire.hurdles):
        for g, gate in enumerate(hurdle.gates):
            question = questionnaire.by_id[gate.question]
            aims = [m.aims_at[gate.question] for _path, m in each_measure(questionnaire) if gate.question in m.aims_at]
            points = [_points(question, raw) for raw in aims]
            if not aims:
                message = _("No measure aims at the gate {question}.")
            elif all(found is not None and found < gate.at_least for found in points):
                message = _("The measures that aim at the gate {question} stop short of it.")
            else:
                continue
            hint = _("Whoever misses it needs a next step; name the answer that meets it under `aims_at` of a measure.")
            place = ("hurdles", h, "gates", g, "question")
            yield Finding("W346", place, message.format(question=brief(gate.question)), hint)


def unaimed_questions(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find scored questions at which no measure aims; hurdles without any measure are told by another rule."""
    gates = {gate.question for hurdle in questionnaire.hurdles for gate in hurdle.gates}
    aimed = {id_ for _path, measure in each_measure(questionnaire) for id_ in measure.aims_at} | gates
    served = {hurdle.id for hurdle in questionnaire.hurdles if hurdle.measures}
    for path, question in each_question(questionnaire):
        if question.scored and question.id not in aimed and served & set(question.hurdles):
            message = _("No measure aims at the question {question}.").format(question=brief(question.id))
            hint = _("Name it under `aims_at` of a measure that leads to a better answer, or add such a measure.")
            yield Finding("W347", (*path, "id"), message, hint)


def reached_aims(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find aims that are reached already wherever their measure is offered."""
    for path, measure in each_measure(questionnaire):
        for id_, raw in measure.aims_at.items():
            question = questionnaire.by_id[id_]
            short = _short_of(question, raw)
            if measure.when is not None and short and not possible(questionnaire, measure.when, short):
                message = _("Wherever the measure is offered, {question} has this answer already.")
                hint = _("Aim higher, or offer it where the answer is weaker.")
                yield Finding("W349", (*path, "aims_at", id_), message.format(question=brief(id_)), hint)


def idle_conditions(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find checks, and cases of who carries a measure, whose condition no answers meet."""
    hint = _("No answers meet its condition.")
    for path, measure in each_measure(questionnaire):
        for place, case in enumerate(measure.cases):
            if case.when is not None and not possible(questionnaire, case.when):
                message = _("This case can never hold.")
                yield Finding("W350", (*path, "who", place, "when"), message, hint)
    for place, check in enumerate(questionnaire.checks):
        if not possible(questionnaire, check.when):
            message = _("The check {id} can never be told.").format(id=brief(check.id))
            yield Finding("W350", ("checks", place, "when"), message, hint)


def _points(question: model.AnyQuestion, raw: object) -> int | None:
    """Return what an answer is worth where that is plain to see, None for ticks and numbers."""
    choice = question.choice(question.aim(raw))
    return choice.points if choice is not None else None


def _short_of(question: model.AnyQuestion, raw: object) -> Comparison | None:
    """Return the condition that an answer is not the one aimed at; None where worse and better are not plain."""
    test = question.short_of(raw)
    return None if test is None else Comparison.model_validate({"question": question.id, test[0]: test[1]})


RULES = (
    LintRule(
        "W346",
        "A gate without a measure that aims at it",
        "The report says what keeps the hurdle down, and no next step leads out of it.",
        """\
hurdles:
  - id: silos
    name: Ressortdenken
    gates: [{question: rounds, at_least: 0.5}]
    measures: [{id: talk, title: Reden, aims_at: {shared: yes, known: yes, rounds: 1}}]
questions:
  - id: rounds
    type: scale
    text: Wie oft tagt die Runde?
    levels: [{label: nie}, {label: selten}, {label: oft}, {label: monatlich}]
    hurdles: {silos: 1}
""",
        """\
hurdles:
  - id: silos
    name: Ressortdenken
    gates: [{question: rounds, at_least: 0.5}]
    measures: [{id: talk, title: Reden, aims_at: {shared: yes, known: yes, rounds: 2}}]
questions:
  - id: rounds
    type: scale
    text: Wie oft tagt die Runde?
    levels: [{label: nie}, {label: selten}, {label: oft}, {label: monatlich}]
    hurdles: {silos: 1}
""",
        unaimed_gates,
    ),
    LintRule(
        "W347",
        "A scored question without a measure that aims at it",
        "Its points are asked for, and whoever lacks them is told nothing that would bring them.",
        """\
measures:
  - {id: talk, title: Reden, aims_at: {shared: yes}}
""",
        """\
measures:
  - {id: talk, title: Reden, aims_at: {shared: yes, known: yes}}
""",
        unaimed_questions,
    ),
    LintRule(
        "W349",
        "A measure aims at what is reached already",
        "It is offered only where the answer is that good or better, so it can lead nowhere.",
        """\
measures:
  - {id: talk, title: Reden, aims_at: {shared: yes, known: yes}}
  - {id: tell, title: Das Ziel aushängen, when: {question: known, is: yes}, aims_at: {known: yes}}
""",
        """\
measures:
  - {id: talk, title: Reden, aims_at: {shared: yes, known: yes}}
  - {id: tell, title: Das Ziel aushängen, when: {question: shared, is: yes}, aims_at: {known: yes}}
""",
        reached_aims,
    ),
    LintRule(
        "W350",
        "A check, or a case of who carries a measure, can never be true",
        "Its condition asks for answers that exclude each other, so nobody will ever read it.",
        """\
checks:
  - id: known_unshared
    when: {all: [{question: shared, is: no}, {question: shared, is: yes}]}
    text: Das Ziel gibt es nicht, und es ist bekannt.
""",
        """\
checks:
  - id: known_unshared
    when: {all: [{question: shared, is: no}, {question: known, is: yes}]}
    text: Das Ziel gibt es nicht, und es ist bekannt.
""",
        idle_conditions,
    ),
)
