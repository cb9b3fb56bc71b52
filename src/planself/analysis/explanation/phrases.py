"""Answers, states and conditions in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planself.analysis.explanation.line import Line, Pen
from planself.i18n import Reader
from planself.questionnaire import model
from planself.scoring.assessment import Assessment
from planself.scoring.plan import All, AnyOf, Comparison, Condition, Given, Not, Question, State, Value
from planself.scoring.record import holds
from planself.scoring.result import QuestionResult


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment and who reads about it."""

    assessment: Assessment
    reader: Reader
    given: Mapping[str, Given]
    """What stands in the answer file, whether or not it counts."""

    @property
    def pen(self) -> Pen:
        """What writes the formulas."""
        return Pen(self.reader)

    def asked(self, id_: str) -> model.AnyQuestion:
        """Return a question of the questionnaire."""
        return self.assessment.loaded.questionnaire.by_id[id_]

    def question(self, id_: str) -> Question:
        """Return a question of the plan."""
        return next(question for question in self.assessment.plan.questions if question.id == id_)

    def found(self, id_: str) -> QuestionResult:
        """Return what became of a question."""
        return self.assessment.result.question(id_)

    def title(self, id_: str) -> str:
        """Name a question by its text and id."""
        return f"{self.reader.text(self.asked(id_).text)} ({id_})"

    def name(self, hurdle: str) -> str:
        """Name a hurdle by its name and id."""
        found = next(h for h in self.assessment.loaded.questionnaire.hurdles if h.id == hurdle)
        return f"{self.reader.text(found.name)} ({hurdle})"


# --- answers ---


def answer(case: Case, id_: str) -> str:
    """Say what was answered, whether or not it counts."""
    given = case.given.get(id_)
    if given is State.UNKNOWN:
        return case.reader._("don't know")
    if given is State.NOT_APPLICABLE:
        return case.reader._("not applicable")
    if given is None or isinstance(given, State):
        return case.reader._("no answer")
    return value(case, id_, given)


def value(case: Case, id_: str, given: Value) -> str:
    """Write a value of a question as its options call it."""
    reader, question = case.reader, case.asked(id_)
    if question.quantity is not None and isinstance(given, int):
        unit, one = (reader.text(text) if text else "" for text in (question.quantity.unit, question.quantity.unit_one))
        return reader.quantity(number(reader, given), unit, one)
    if isinstance(given, tuple):
        return ", ".join(_choice(reader, question, option) for option in given) or reader._("nothing ticked")
    return _choice(reader, question, given)


def number(reader: Reader, millionths: int) -> str:
    """Write a number as it was given."""
    exact = Decimal(millionths).scaleb(-6)
    return reader.decimal(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize())


def _choice(reader: Reader, question: model.AnyQuestion, given: Value) -> str:
    """Write what was chosen, or words as they were given."""
    choice = question.choice(given)
    if choice is None:
        return reader._("“{text}”").format(text=given)
    if question.ladder:
        return reader._("level {n} “{label}”").format(n=choice.id, label=choice.said(reader))
    return choice.said(reader) if choice.word is not None else reader._("“{text}”").format(text=choice.said(reader))


# --- states ---


def state(case: Case, id_: str) -> str:
    """Say what became of a question, in a few words."""
    _ = case.reader._
    match case.found(id_).state:
        case State.ANSWERED:
            return _("answered: {answer}").format(answer=answer(case, id_))
        case State.MISSING:
            return _("no answer yet")
        case State.UNKNOWN:
            return _("don't know")
        case State.NOT_APPLICABLE:
            said = case.given.get(id_)
            return _("not applicable") if said is State.NOT_APPLICABLE else answer(case, id_)
        case State.NOT_ASKED:
            return _("not asked")
        case State.PENDING:
            return _("undecided whether it is asked")


# --- conditions ---


def condition(case: Case, when: Condition, depth: int = 1) -> Iterator[Line]:
    """Tell part by part what a condition asks for and what was found."""
    _ = case.reader._
    result = verdict(case, when)
    match when:
        case Comparison():
            yield Line(
                _("{question}: needs {test}; {found}: {verdict}").format(
                    question=case.title(when.question),
                    test=_test(case, when),
                    found=state(case, when.question),
                    verdict=result,
                ),
                depth=depth,
            )
        case All():
            yield Line(_("All of these: {verdict}").format(verdict=result), depth=depth)
            for part in when.all:
                yield from condition(case, part, depth + 1)
        case AnyOf():
            yield Line(_("At least one of these: {verdict}").format(verdict=result), depth=depth)
            for part in when.any:
                yield from condition(case, part, depth + 1)
        case Not():
            yield Line(_("The opposite of this: {verdict}").format(verdict=result), depth=depth)
            yield from condition(case, when.negated, depth + 1)


def verdict(case: Case, when: Condition) -> str:
    """Say whether a condition is met."""
    states = {question.id: question.state for question in case.assessment.result.questions}
    match holds(when, states, case.given):
        case True:
            return case.reader._("met")
        case False:
            return case.reader._("not met")
        case None:
            return case.reader._("undecided")


def _test(case: Case, test: Comparison) -> str:
    _ = case.reader._
    many = test.value if isinstance(test.value, tuple) else (test.value,)
    named = ", ".join(value(case, test.question, one) for one in many)
    match test.op:
        case "is":
            return named
        case "is_not":
            return _("anything but {value}").format(value=named)
        case "one_of":
            return _("one of {value}").format(value=named)
        case "at_least":
            return _("at least {value}").format(value=named)
        case "at_most":
            return _("at most {value}").format(value=named)
        case "includes":
            return _("a tick at {value}").format(value=named)
