"""Whether a short form asks the same questions as its long form, so that answers carry over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from planself import resources
from planself.errors import Location, Problem
from planself.files.finding import Finding, located
from planself.files.refusals import brief
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.peek import declared_id, questionnaires_in
from planself.questionnaire.rules.facts import each_question


def compare_forms(
    short: model.Questionnaire, long: model.Questionnaire, source: Source | None = None
) -> tuple[Problem, ...]:
    """Return what keeps answers from carrying over; `source` is the short form's file, for lines and columns."""
    findings = list(_differences(short, long))
    if source is not None:
        return located(findings, source)
    return tuple(Problem(Location(short.id), finding.code, finding.message, finding.hint) for finding in findings)


def long_form_path(short: model.Questionnaire, path: Path) -> Path | None:
    """Return the file of the long form, beside the short one or built in, or None where it is not at hand."""
    for folder in (path.parent, resources.questionnaires()):
        for candidate in questionnaires_in(folder):
            if declared_id(candidate) == short.short_of and candidate != path:
                return candidate
    return None


def _differences(short: model.Questionnaire, long: model.Questionnaire) -> Iterator[Finding]:
    for path, question in each_question(short):
        twin = long.by_id.get(question.id)
        if twin is None:
            message = _("The long form {form} has no question {id}.")
            hint = _("Its answers could not carry over; use the long form's id, or add the question there.")
            yield Finding("E161", (*path, "id"), message.format(form=brief(long.id), id=brief(question.id)), hint)
            continue
        for key, aspect in _ASPECTS.items():
            if aspect(question) != aspect(twin):
                message = _("`{key}` of {id} differs from the long form {form}.")
                hint = _("A common question has the same type, levels, options and hurdles in both forms.")
                place = (*path, key) if key in question.model_fields_set else (*path, "id")
                yield Finding("E160", place, message.format(key=key, id=brief(question.id), form=brief(long.id)), hint)
                break


def _levels(question: model.AnyQuestion) -> object:
    return len(question.choices) if question.ladder else None, question.falls


def _options(question: model.AnyQuestion) -> object:
    return {(choice.id, choice.points, choice.counts, choice.weight, choice.exclusive) for choice in question.choices}


_ASPECTS: dict[str, Callable[[model.AnyQuestion], object]] = {
    "type": lambda question: question.type,
    "levels": _levels,
    "options": _options,
    "hurdles": lambda question: set(question.hurdles),
}
