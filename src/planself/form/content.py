"""What a form needs of a questionnaire, as plain data: the plan, the texts in the page's languages, the phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from planself.analysis.contradictions import questions_of
from planself.answers.values import read_value
from planself.form.phrases import phrases
from planself.i18n import LANGUAGES, Reader
from planself.interview.level_rule import level_rule
from planself.interview.order import with_prerequisites
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import EFFORT, AnyQuestion, Choice, Gate, Hurdle, Measure, Questionnaire, Section
from planself.report.certainty import OVERALL, PER_HURDLE
from planself.report.minimum_conditions import needed
from planself.report.statutory import is_statutory, met
from planself.report.texts import Texts
from planself.scoring.compile import WrittenCondition, compile_plan, compiled_condition
from planself.text import Text, nearest, resolve


@dataclass(frozen=True, slots=True)
class FormOptions:
    """For whom a form is made.

    `part` names the roles that it is limited to, `code` whose it is; a `blind` one shows no profile, so that nobody is
    steered; `filled` is an answer file as JSON.
    """

    languages: tuple[str, ...]
    part: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    code: str = ""
    blind: bool = False
    filled: str | None = None


def form_content(loaded: Loaded, options: FormOptions) -> dict[str, Any]:
    """Return the data of a form, for `json.dumps`; templates/form/content.js says its shape."""
    questionnaire, texts = loaded.questionnaire, _Texts(loaded.questionnaire, options.languages)
    return {
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version, "digest": loaded.digest},
        "languages": list(options.languages),
        "title": texts(questionnaire.title),
        "description": texts(questionnaire.description),
        "basis": texts(questionnaire.basis),
        "sections": [_section(questionnaire, section, texts) for section in questionnaire.sections],
        "hurdles": [_hurdle(questionnaire, hurdle, texts) for hurdle in questionnaire.hurdles],
        "bands": [{"id": band.id, "label": texts(band.label)} for band in questionnaire.bands],
        "stages": [{"id": stage.id, "label": texts(stage.label)} for stage in questionnaire.stages],
        "roles": [{"id": role.id, "label": texts(role.label)} for role in questionnaire.roles],
        "checks": list(_checks(questionnaire, texts)),
        "renamed": questionnaire.renamed,
        "plan": compile_plan(questionnaire).to_json(),
        "evidence_from": questionnaire.scoring.evidence_from,
        "margin": {"hurdle": PER_HURDLE, "whole": OVERALL},
        "part": list(options.part),
        "shown": shown_sections(questionnaire, options.sections),
        "code": options.code,
        "blind": options.blind,
        "short": questionnaire.short_of is not None,
        "filled": options.filled,
        "phrases": {lang: phrases(Reader(lang)) for lang in options.languages},
    }


def shown_sections(questionnaire: Questionnaire, wanted: Sequence[str]) -> list[str]:
    """Return the sections that the form has: the wanted ones, and those that their conditions hang on; all if none."""
    if not wanted:
        return [section.id for section in questionnaire.sections]
    plan = compile_plan(questionnaire)
    asked = [
        question.id for section in questionnaire.sections if section.id in wanted for question in section.questions
    ]
    needed = {questionnaire.section_of[id_].id for id_ in with_prerequisites(plan, asked)}
    return [section.id for section in questionnaire.sections if section.id in needed]


def page_languages(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the tool's languages in which a form can be read: those of its questionnaire, or else all."""
    own = tuple(lang for lang in LANGUAGES if nearest(questionnaire.languages, lang))
    return own or LANGUAGES


class _Texts:
    """A questionnaire's texts in the page's languages, each marked where it really is in another one.

    A text is one string for all languages, or one for each; one that is in another language is a pair with it.
    """

    def __init__(self, questionnaire: Questionnaire, languages: Sequence[str]) -> None:
        self.languages = languages
        self._first = questionnaire.languages[0]
        self._served = {lang for lang in languages if nearest(questionnaire.languages, lang)}

    def __call__(self, text: Text | None) -> Any:
        """Return a text of the questionnaire."""
        if text is None or (isinstance(text, str) and self._served.issuperset(self.languages)):
            return text
        return {lang: self._in(text, lang) for lang in self.languages}

    def own(self, said: Callable[[Reader], str]) -> dict[str, str]:
        """Return what the tool itself says."""
        return {lang: said(Reader(lang)) for lang in self.languages}

    def _in(self, text: Text, lang: str) -> str | tuple[str, str]:
        """Return a text for a reader of a language; a plain string has that of all of a foreign questionnaire."""
        words, spoken = resolve(text, lang)
        spoken = spoken or (None if lang in self._served else self._first)
        return words if spoken is None or spoken == lang else (words, spoken)


def _section(questionnaire: Questionnaire, section: Section, texts: _Texts) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": texts(section.title),
        "intro": texts(section.intro),
        "questions": [_question(questionnaire, section, question, texts) for question in section.questions],
    }


def _question(questionnaire: Questionnaire, section: Section, question: AnyQuestion, texts: _Texts) -> dict[str, Any]:
    quantity = question.quantity
    return {
        "id": question.id,
        "kind": question.kind.name.lower(),
        "text": texts(question.text),
        "help": texts(question.help),
        "evidence": texts(question.evidence),
        "choices": [_choice(choice, texts) for choice in question.as_asked],
        "rule": texts.own(partial(level_rule, questionnaire, question)) if question.ladder else None,
        "unknown": question.allows_unknown,
        "not_applicable": question.allows_not_applicable,
        "required": question.required,
        "multiline": question.multiline,
        "met": [met(question, choice.value) for choice in question.as_asked] if is_statutory(section, question) else [],
        "unit": texts(quantity.unit) if quantity else None,
        "minimum": quantity.minimum if quantity else None,
        "maximum": quantity.maximum if quantity else None,
    }


def _choice(choice: Choice, texts: _Texts) -> dict[str, Any]:
    return {
        "id": choice.id,
        "value": choice.value,
        "label": texts(choice.label) if choice.word is None else texts.own(choice.said),
        "detail": texts(choice.detail),
        "exclusive": choice.exclusive,
    }


def _hurdle(questionnaire: Questionnaire, hurdle: Hurdle, texts: _Texts) -> dict[str, Any]:
    return {
        "id": hurdle.id,
        "name": texts(hurdle.name),
        "topic": texts(hurdle.topic_or_name),
        "needed": {gate.question: texts.own(partial(_needed, questionnaire, hurdle, gate)) for gate in hurdle.gates},
        "measures": [_measure(questionnaire, measure, texts) for measure in hurdle.measures],
    }


def _needed(questionnaire: Questionnaire, hurdle: Hurdle, gate: Gate, reader: Reader) -> str:
    return str(needed(Texts(questionnaire, reader), gate.question, [hurdle.id]))


def _measure(questionnaire: Questionnaire, measure: Measure, texts: _Texts) -> dict[str, Any]:
    by_id = questionnaire.by_id
    return {
        "id": measure.id,
        "title": texts(measure.title),
        "text": texts(measure.text),
        "horizon": texts(measure.horizon),
        "effort": EFFORT[measure.effort],
        "after": list(measure.after),
        "aims": [(id_, read_value(by_id[id_], raw, exact=True)) for id_, raw in measure.aims_at.items()],
        "who": [{"when": _condition(questionnaire, case.when), "roles": list(case.who)} for case in measure.cases],
    }


def _checks(questionnaire: Questionnaire, texts: _Texts) -> Iterator[dict[str, Any]]:
    for check in questionnaire.checks:
        yield {
            "when": _condition(questionnaire, check.when),
            "text": texts(check.text),
            "questions": list(questions_of(questionnaire, check)),
        }


def _condition(questionnaire: Questionnaire, condition: WrittenCondition | None) -> dict[str, Any] | None:
    return None if condition is None else asdict(compiled_condition(condition, questionnaire.by_id))
