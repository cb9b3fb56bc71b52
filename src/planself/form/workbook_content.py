"""What a form's workbook is made from: a questionnaire for a reader, the answers that it comes with, its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planself.answers.model import Answer, AnswerSet
from planself.form.condition_words import ConditionWords
from planself.form.content import FormOptions, shown_sections
from planself.form.workbook_choices import Offer, offers
from planself.i18n import Reader, current
from planself.interview.sheet_keys import question_numbers
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnyQuestion, Questionnaire, Section
from planself.scoring.assessment import given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, Plan, Question, State
from planself.scoring.record import settle
from planself.text import Text, inert

_NOTHING = Answer()


@dataclass(frozen=True)
class WorkbookContent:
    """A questionnaire for one reader, with what was answered before."""

    loaded: Loaded
    options: FormOptions
    answer_set: AnswerSet

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire."""
        return self.loaded.questionnaire

    @cached_property
    def reader(self) -> Reader:
        """Whoever fills the workbook in: of several languages, it has that of the terminal."""
        languages, here = self.options.languages, current().lang
        return Reader(here if here in languages else languages[0])

    @cached_property
    def plan(self) -> Plan:
        """The compiled questionnaire."""
        return compile_plan(self.questionnaire)

    @cached_property
    def terms(self) -> Mapping[str, Question]:
        """The questions of the plan by their id."""
        return {question.id: question for question in self.plan.questions}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of the questions, those of the whole questionnaire."""
        return question_numbers(self.questionnaire)

    @cached_property
    def conditions(self) -> ConditionWords:
        """What says conditions."""
        return ConditionWords(self.questionnaire, self.numbers, self.reader)

    @cached_property
    def scored_answers(self) -> Mapping[str, Given]:
        """The answers as scoring takes them."""
        return given_by(self.answer_set)

    @cached_property
    def states(self) -> Mapping[str, State]:
        """What became of every question, by the answers that the workbook comes with."""
        settled = settle(self.plan, self.scored_answers, self.options.part)
        return {id_: found.state for id_, found in settled.items()}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that the workbook has: those in which somebody of the part is asked something."""
        shown = shown_sections(self.questionnaire, self.options.sections)
        return tuple(each for each in self.questionnaire.sections if each.id in shown and self.questions_of(each))

    def questions_of(self, section: Section) -> list[AnyQuestion]:
        """Return the questions of a section that the workbook has."""
        part = set(self.options.part)
        return [each for each in section.questions if not part or not each.roles or part.intersection(each.roles)]

    @cached_property
    def questions(self) -> tuple[AnyQuestion, ...]:
        """All questions that the workbook has."""
        return tuple(question for section in self.sections for question in self.questions_of(section))

    def answer(self, question: AnyQuestion) -> Answer:
        """Return what was answered."""
        return self.answer_set.answers.get(question.id, _NOTHING)

    @cached_property
    def offers(self) -> Mapping[str, tuple[Offer, ...]]:
        """What the drop-down of each question offers."""
        return {id_: listed for id_, (listed, _ticked) in self._offers.items()}

    @cached_property
    def ticks(self) -> Mapping[str, tuple[Offer, ...]]:
        """The options of each question that are ticked one by one."""
        return {id_: ticked for id_, (_listed, ticked) in self._offers.items()}

    @cached_property
    def _offers(self) -> Mapping[str, tuple[tuple[Offer, ...], tuple[Offer, ...]]]:
        return {
            question.id: offers(question, self.terms[question.id].rule, self.reader, self.answer(question))
            for question in self.questions
        }

    def say(self, text: Text | None) -> str:
        """Return a text of the questionnaire in the reader's language."""
        return inert(self.reader.text(text)) if text is not None else ""
