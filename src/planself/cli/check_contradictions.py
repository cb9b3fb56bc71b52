"""Answers of one file that contradict each other, going by the checks of its questionnaire."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.contradictions import contradictions, questions_of
from planself.answers.model import AnswerSet
from planself.errors import Problem, Severity
from planself.files.source import Source
from planself.i18n import _, current
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import given_by
from planself.scoring.compile import compile_plan
from planself.scoring.record import settle
from planself.text import inert, one_line


def told(source: Source, loaded: Loaded, answer_set: AnswerSet) -> Iterator[Problem]:
    """Yield a warning for each check that is true, at the last of the answers that it compares."""
    questionnaire, given = loaded.questionnaire, given_by(answer_set)
    found = settle(compile_plan(questionnaire), given, answer_set.part)
    states = {id_: question.state for id_, question in found.items()}
    for check in contradictions(questionnaire, states, given):
        named = questions_of(questionnaire, check)
        last = next((id_ for id_ in reversed(named) if id_ in given), named[-1])
        message = _("Answers contradict each other ({questions}): {text}").format(
            questions=", ".join(named), text=inert(one_line(current().text(check.text)))
        )
        hint = _("Look at these answers again; no score changes by this remark.")
        yield Problem(source.locate(("answers", last), key=True), "N406", message, hint, Severity.WARNING)
