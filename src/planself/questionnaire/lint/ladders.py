"""Advice on what an answer is worth: ladders that run the wrong way, ranges that overlap, steps that tell nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import median

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.lint.walk import ladders
from planself.questionnaire.lint.words import degree, range_in
from planself.questionnaire.rules.facts import each_question
from planself.text import Text, resolve

_LARGE = 20
"""Points of a hurdle; a smaller step is none to speak of, whatever the others are."""
_SEVERAL = 4
"""Questions; where a hurdle has fewer, each of them moves it far."""

_ENDS = 2
_A_LABEL = 4
"""Words; what has more is a sentence."""


def reversed_ladders(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find levels that begin with the best, where level 0 has no points."""
    for path, texts in ladders(questionnaire):
        if _rises(questionnaire, path) and any(_falls(texts, lang) for lang in questionnaire.languages):
            message = _("These levels seem to run from best to worst.")
            hint = _("Level 0 comes first and has no points; turn the list round, or say `reverse: true`.")
            yield Finding("W340", path, message, hint)


def overlapping_ranges(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find options, levels and anchors that name ranges with a number in common.

    Levels may build on each other ("at least 2", "at least 4"); of them only ranges with two ends are compared.
    """
    for path, question in each_question(questionnaire):
        if question.kind is model.AnswerKind.ONE_OF and not question.ladder:
            named = [choice for choice in question.choices if choice.at]
            yield from _overlaps(questionnaire, [(*path, *c.at) for c in named], [c.label for c in named])
    for path, texts in ladders(questionnaire):
        ends = ["label"] if path[-1] == "levels" else []
        places: list[Path] = [(*path, n, *ends) for n in range(len(texts))]
        yield from _overlaps(questionnaire, places, texts, closed=True)


def flat_points(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find scored questions whose options are all worth the same, and steps of a number that change nothing."""
    for path, question in each_question(questionnaire):
        if question.kind is model.AnswerKind.ONE_OF and question.scored:
            if len({choice.points for choice in question.choices if choice.counts}) == 1:
                message = _("All options of {id} are worth the same.").format(id=brief(question.id))
                hint = _("An answer then tells nothing; give the better ones more points.")
                yield Finding("W343", (*path, "options"), message, hint, key=True)
        elif question.quantity is not None:
            for place, ((_one, points), (_other, further)) in enumerate(pairwise(question.quantity.steps), start=1):
                if points == further:
                    message = _("This step changes nothing: the one before it has the same points.")
                    yield Finding("W343", (*path, "steps", place), message, _("Take it out, or change its points."))


def large_steps(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions in which one option more moves the hurdle far more than in the others."""
    if questionnaire.short_of:
        return
    moves = {
        (hurdle.id, question.id): _moves(questionnaire, question, hurdle.id)
        for hurdle in questionnaire.hurdles
        for question in questionnaire.questions
        if hurdle.id in question.hurdles
    }
    sizes = Counter(hurdle for hurdle, _question in moves)
    usual = median([move for found in moves.values() for move in found] or [Fraction(0)])
    for path, question in each_question(questionnaire):
        for hurdle in question.hurdles:
            largest = max(moves[hurdle, question.id], default=Fraction(0))
            if largest > max(2 * usual, Fraction(_LARGE)) and sizes[hurdle] >= _SEVERAL:
                message = _("One option more moves the hurdle {hurdle} by {points} points; the median step is {usual}.")
                message = message.format(hurdle=brief(hurdle), points=round(largest), usual=round(usual))
                hint = _("Give the question options in between, or less weight.")
                yield Finding("W348", (*path, "hurdles", hurdle), message, hint, key=True)


def _rises(questionnaire: model.Questionnaire, path: Path) -> bool:
    """Return whether a scored question counts the levels at a path from worst to best."""
    scored = [q for q in questionnaire.questions if q.ladder and q.scored and not q.falls]
    if path[0] == "scales":
        return any(question.shared_scale == path[1] for question in scored)
    return questionnaire.sections[int(path[1])].questions[int(path[3])] in scored


def _falls(texts: Sequence[Text], lang: str) -> bool:
    """Return whether words of degree say less and less: in every level, or in the first and last of short labels.

    In a sentence a word of degree may be about anything.
    """
    said = [resolve(text, lang)[0] for text in texts]
    degrees = [degree(text) for text in said]
    known = [found for found in degrees if found is not None]
    if len(known) == len(texts):
        return all(one > other for one, other in pairwise(known))
    if len(known) < _ENDS or None in (degrees[0], degrees[-1]) or any(len(text.split()) > _A_LABEL for text in said):
        return False
    return known[0] > known[-1] and all(one >= other for one, other in pairwise(known))


def _overlaps(
    questionnaire: model.Questionnaire, places: Sequence[Path], texts: Sequence[Text], *, closed: bool = False
) -> Iterator[Finding]:
    told: set[Path] = set()
    for lang in questionnaire.languages:
        said = [resolve(text, lang)[0] for text in texts]
        found = [(place, text, range_in(text)) for place, text in zip(places, said, strict=True)]
        for (_one, first, low), (place, _text, high) in combinations(found, 2):
            if low is None or high is None or (closed and not (low.closed and high.closed)) or place in told:
                continue
            if low.meets(high):
                told.add(place)
                message = _("This range has a number in common with {other}.").format(other=brief(first))
                yield Finding(
                    "W342", place, message, _("Whoever is at the border can choose both; begin one above it.")
                )


def _moves(questionnaire: model.Questionnaire, question: model.AnyQuestion, hurdle: str) -> list[Fraction]:
    """Return by how many points of a hurdle each step of a question moves it, if all of its questions count."""
    whole = sum(other.hurdles.get(hurdle, 0) for other in questionnaire.questions)
    return [Fraction(100 * question.hurdles[hurdle], whole) * step for step in question.points_apart()]


RULES = (
    LintRule(
        "W340",
        "Levels run from best to worst",
        "Level 0 has no points, so “always” would count as the worst answer.",
        """\
questions:
  - id: meetings
    type: scale
    text: Wie oft treffen sich die Ämter?
    levels: [{label: immer}, {label: häufig}, {label: selten}, {label: nie}]
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: meetings
    type: scale
    text: Wie oft treffen sich die Ämter?
    levels: [{label: nie}, {label: selten}, {label: häufig}, {label: immer}]
    hurdles: {silos: 1}
""",
        reversed_ladders,
    ),
    LintRule(
        "W342",
        "Ranges overlap",
        "Whoever has the number that stands in both can choose either, so the difference in points is chance.",
        """\
questions:
  - id: meetings
    type: single
    text: Wie viele Sitzungen gab es?
    options:
      - {id: few, label: 1–5, points: 0}
      - {id: more, label: 5–10, points: 0.5}
      - {id: many, label: mehr als 10, points: 1}
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: meetings
    type: single
    text: Wie viele Sitzungen gab es?
    options:
      - {id: few, label: 1–5, points: 0}
      - {id: more, label: 6–10, points: 0.5}
      - {id: many, label: mehr als 10, points: 1}
    hurdles: {silos: 1}
""",
        overlapping_ranges,
    ),
    LintRule(
        "W343",
        "Points are flat",
        "Where all options, or two steps, are worth the same, an answer tells nothing about the hurdle.",
        """\
questions:
  - id: meetings
    type: number
    text: Wie viele Sitzungen gab es?
    min: 0
    steps: [{from: 0, points: 0}, {from: 2, points: 1}, {from: 6, points: 1}]
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: meetings
    type: number
    text: Wie viele Sitzungen gab es?
    min: 0
    steps: [{from: 0, points: 0}, {from: 2, points: 0.5}, {from: 6, points: 1}]
    hurdles: {silos: 1}
""",
        flat_points,
    ),
    LintRule(
        "W348",
        "One option moves a hurdle far more than others do",
        "A single tick then decides on the band. Looked at are hurdles of at least four questions, and steps of more "
        "than 20 points that are more than twice the median of all steps. A short form is exempt: there few questions "
        "are meant.",
        """\
scales:
  steps: {levels: [{label: nie}, {label: selten}, {label: manchmal}, {label: oft}, {label: immer}]}
hurdles:
  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Reden}]}
  - {id: money, name: Geld fehlt, measures: [{id: ask, title: Geld beantragen}]}
questions:
  - {id: budget, type: scale, text: Gibt es ein Budget?, scale: steps, hurdles: {money: 1}}
  - {id: grants, type: scale, text: Gibt es Zuschüsse?, scale: steps, hurdles: {money: 1}}
  - {id: posts, type: scale, text: Gibt es Stellen?, scale: steps, hurdles: {money: 1}}
  - {id: course, type: yes_no, text: Gab es eine Fortbildung?, hurdles: {money: 1}}
""",
        """\
scales:
  steps: {levels: [{label: nie}, {label: selten}, {label: manchmal}, {label: oft}, {label: immer}]}
hurdles:
  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Reden}]}
  - {id: money, name: Geld fehlt, measures: [{id: ask, title: Geld beantragen}]}
questions:
  - {id: budget, type: scale, text: Gibt es ein Budget?, scale: steps, hurdles: {money: 1}}
  - {id: grants, type: scale, text: Gibt es Zuschüsse?, scale: steps, hurdles: {money: 1}}
  - {id: posts, type: scale, text: Gibt es Stellen?, scale: steps, hurdles: {money: 1}}
  - {id: course, type: yes_no, text: Gab es eine Fortbildung?, hurdles: {money: 0.5}}
""",
        large_steps,
    ),
)
