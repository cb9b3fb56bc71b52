"""Scored questions can be scored, and context questions carry nothing that would never count."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _, n_
from planself.questionnaire import model
from planself.questionnaire.rules.facts import Facts


def questions(facts: Facts) -> Iterator[Finding]:
    """Find questions whose points cannot be computed, each by the rules of its type."""
    for path, question in facts.questions:
        match question:
            case model.TextQuestion():
                yield from _text(path, question)
            case model.ScaleQuestion():
                yield from _scale(facts, path, question)
            case model.SingleQuestion():
                yield from _single(path, question)
            case model.MultipleQuestion():
                yield from _multiple(path, question)
            case model.NumberQuestion():
                yield from _number(path, question)
            case model.YesNoQuestion():
                pass


def _text(path: Path, question: model.TextQuestion) -> Iterator[Finding]:
    if question.scored:
        hint = _("Text is never scored; take `hurdles` out, or ask by a scale or options.")
        yield Finding(
            "E130", (*path, "hurdles"), _("A question of the type text measures a hurdle here."), hint, key=True
        )


def _scale(facts: Facts, path: Path, question: model.ScaleQuestion) -> Iterator[Finding]:
    if (question.scale is None) == (question.levels is None):
        message = _("This question has neither `scale` nor `levels`.")
        if question.scale is not None:
            message = _("This question has both `scale` and `levels`.")
        hint = _("It needs one of the two: a scale's name, or levels of its own.")
        yield Finding("E134", path if question.scale is None else (*path, "levels"), message, hint, key=True)
    elif question.anchors is not None and (question.levels or question.scale in facts.questionnaire.scales):
        levels, anchors = len(facts.questionnaire.levels(question)), len(question.anchors)
        if levels != anchors:
            message = n_(
                "Here is {n} anchor for {{levels}} levels.", "Here are {n} anchors for {{levels}} levels.", anchors
            )
            message = message.format(levels=levels)
            yield Finding(
                "E135", (*path, "anchors"), message, _("Each level needs exactly one anchor, level 0 first."), key=True
            )


def _single(path: Path, question: model.SingleQuestion) -> Iterator[Finding]:
    for place, option in enumerate(question.options):
        yield from _option(question, (*path, "options", place), option)
    scored = sum(option.scored for option in question.options)
    if question.scored and scored < 2:
        message = n_(
            "Only {n} option of this question is scored.", "Only {n} options of this question are scored.", scored
        )
        hint = _("Give at least two options `points`; one that is `scored: false` counts as not applicable.")
        yield Finding("E133", (*path, "options"), message, hint, key=True)


def _option(question: model.SingleQuestion, path: Path, option: model.SingleOption) -> Iterator[Finding]:
    has_points = option.points is not None
    if not question.scored and has_points:
        yield _needless((*path, "points"))
    elif not question.scored and not option.scored:
        yield _needless((*path, "scored"))
    elif question.scored and has_points and not option.scored:
        message = _("The option {id} has points and is `scored: false`.").format(id=brief(option.id))
        yield Finding("E133", (*path, "points"), message, _("Keep one of the two."), key=True)
    elif question.scored and option.scored and not has_points:
        message = _("The option {id} has no points.").format(id=brief(option.id))
        yield Finding(
            "E131", path, message, _("Add `points` (0 to 1), or `scored: false` where the option says nothing.")
        )


def _multiple(path: Path, question: model.MultipleQuestion) -> Iterator[Finding]:
    total = sum(option.weight for option in question.options if not option.exclusive)
    if not total:
        message = _("All options of this question are exclusive.")
        hint = _("At least one has to be without `exclusive`; to choose one of several, use the type single.")
        yield Finding("E136", (*path, "options"), message, hint, key=True)


def _number(path: Path, question: model.NumberQuestion) -> Iterator[Finding]:
    low, high = question.min, question.max
    if low is not None and high is not None and low >= high:
        yield Finding("E139", (*path, "max"), _("`max` is not above `min`."))
    if question.scored and question.steps is None:
        hint = _("Add `steps: [{from: 0, points: 0}, …]`: the points from each threshold on.")
        yield Finding("E131", path, _("This question measures a hurdle and has no `steps`."), hint)
    if not question.scored and question.steps is not None:
        yield _needless((*path, "steps"))
    for place, step in enumerate(question.steps or ()):
        if (low is not None and step.from_ < low) or (high is not None and step.from_ > high):
            message = _("This threshold lies outside `min` and `max`.")
            yield Finding("E139", (*path, "steps", place, "from"), message)
    yield from _steps(path, question, question.steps or [])


def _steps(path: Path, question: model.NumberQuestion, steps: list[model.Step]) -> Iterator[Finding]:
    for place, (one, other) in enumerate(pairwise(steps), start=1):
        if other.from_ <= one.from_:
            message = _("This threshold is not above the one before it.")
            yield Finding(
                "E137", (*path, "steps", place, "from"), message, _("Steps are listed by ascending thresholds.")
            )
    if any(other.points < one.points for one, other in pairwise(steps)) and question.min != steps[0].from_:
        yield Finding(
            "E138",
            (*path, "steps", 0, "from"),
            _("The points fall along the steps, and below the first threshold there would be 0 points."),
            _("Set `min` of the question to the first threshold, so that nothing lies below it."),
        )


def _needless(path: Path) -> Finding:
    message = _("`{key}` stands in a question that measures no hurdle.").format(key=path[-1])
    hint = _("Such a question has no points; leave `{key}` out, or name a hurdle under `hurdles`.").format(key=path[-1])
    return Finding("E132", path, message, hint, key=True)
