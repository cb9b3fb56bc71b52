"""How a number came about, in words and in formulas that a pocket calculator can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planself.analysis.explanation.hurdle import explain_hurdle
from planself.analysis.explanation.line import Line
from planself.analysis.explanation.overall import explain_whole
from planself.analysis.explanation.phrases import Case
from planself.analysis.explanation.question import explain_question
from planself.errors import UsageError, did_you_mean
from planself.i18n import Reader
from planself.scoring.assessment import Assessment, given_by

__all__ = ["Line", "explain"]


def explain(assessment: Assessment, reader: Reader, target: str | None = None) -> tuple[Line, ...]:
    """Return the lines for the whole, or for one hurdle or question by its id; raises UsageError for another word."""
    case = Case(assessment, reader, given_by(assessment.answer_set))
    hurdles = [hurdle.id for hurdle in assessment.plan.hurdles]
    questions = [question.id for question in assessment.plan.questions]
    if target is None:
        return tuple(_spaced(explain_whole(case)))
    if target in hurdles:
        return tuple(_spaced(explain_hurdle(case, target)))
    if target in questions:
        return tuple(_spaced(explain_question(case, target)))
    near = did_you_mean(target, [*hurdles, *questions])
    message = reader._("There is no hurdle or question {id}.").format(id=target)
    if near is not None:
        raise UsageError(message, reader._("Did you mean {id}?").format(id=near))
    raise UsageError(message, reader._("The hurdles are {ids}.").format(ids=", ".join(hurdles)))


def _spaced(lines: Iterable[Line]) -> Iterator[Line]:
    """Put an empty line before every heading that follows text."""
    before = Line(heading=True)
    for line in lines:
        if line.heading and not before.heading:
            yield Line()
        yield line
        before = line
