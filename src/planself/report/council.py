"""The council's page: one sheet that says where one stands, what is in the way, what comes next and how certain it is.

Whole numbers; no arithmetic, ids or words of the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from planself.analysis.recommendation import Step
from planself.report.answer_text import answer_view
from planself.report.certainty import certainty
from planself.report.context import AssessmentContext
from planself.report.contradictions import how_many
from planself.report.headline import lead
from planself.report.hurdle_names import in_points, points
from planself.report.hurdles import measured_by
from planself.report.inline_text import Sentence
from planself.report.minimum_conditions import with_answers
from planself.report.profile import row
from planself.report.stage_and_gates import standing
from planself.report.statutory import statutory
from planself.report.steps import step_view
from planself.report.view_parts import AnswerView, Blocker, Council, Note
from planself.scoring.plan import FULL
from planself.scoring.result import HurdleResult, Status

ANSWERS = 2
"""Of each hurdle in the way, the answers that cost it most."""


def council(
    context: AssessmentContext, steps: Sequence[Step], first: Mapping[str, Step], beside: Mapping[str, Sequence[Note]]
) -> Council:
    """Return the page; `steps` are all in order, `first` those of the hurdles in the way, `beside` what annexes say."""
    _, obstacles = context.reader._, context.obstacles
    shown = [first[found.id] for found in obstacles.named if found.id in first]
    numbers = {step.measure.id: place for place, step in enumerate(shown, 1)}
    return Council(
        lead=lead(context),
        score="" if context.overall.score is None else context.score_text(context.overall.score),
        score_note=score_note(context),
        notes=standing(context),
        obstacles_title=_("What is in the way, and why") if obstacles.named else _("What is in the way"),
        blockers=tuple(_blocker(context, found) for found in obstacles.named),
        obstacles=tuple(_obstacles(context)),
        steps_title=_title(context, len(shown)),
        steps=tuple(step_view(context, step, numbers[step.measure.id], numbers) for step in shown),
        without=tuple(_without(context, steps, first)),
        statutory=statutory(context),
        beside_title=_beside_title(context, [key for key, notes in beside.items() if notes]),
        beside=tuple(note for notes in beside.values() for note in notes),
        certainty=(*certainty(context), *how_many(context)),
        closing=context.say(
            _(
                "The result is a self-assessment. All answers, scores with decimals, the method and the sources are in "
                "the full report."
            )
        ),
    )


def _beside_title(context: AssessmentContext, keys: Sequence[str]) -> str:
    """Return the heading of what annexes say, which names those that say something."""
    _ = context.reader._
    names = {
        "comparison": _("changes"),
        "benchmark": _("comparison"),
        "plan": _("action plan"),
        "workshop": _("group"),
    }
    title = str(context.listed(names[key] for key in names if key in keys))
    return title[:1].upper() + title[1:]


def score_note(context: AssessmentContext) -> str:
    """Return what the overall score means, or why there is none."""
    _, overall = context.reader._, context.overall
    if overall.lower is None or overall.upper is None:
        return _("No overall score, because no hurdle applies")
    lower, upper = context.ends(overall.lower, overall.upper)
    if overall.score is None:
        return _("No overall score yet; anything between {lower} and {upper} out of 100 is possible").format(
            lower=lower, upper=upper
        )
    if overall.lower == overall.upper:
        return _("out of 100 points, averaged over the hurdles")
    return _("out of 100 points, averaged over the hurdles; range {lower} to {upper}").format(lower=lower, upper=upper)


# --- what is in the way ---


def _blocker(context: AssessmentContext, found: HurdleResult) -> Blocker:
    failed = with_answers(context, found.id, found.failed_gates)
    return Blocker(row(context, found), in_points(context, found), tuple(_costliest(context, found)), failed)


def _costliest(context: AssessmentContext, found: HurdleResult) -> Iterator[AnswerView]:
    """Yield the answers that take most from the hurdle's score; unmet conditions are told beside them."""

    def cost(id_: str) -> int:
        earned = context.states[id_].points
        return 0 if earned is None else context.question(id_).hurdles[found.id] * (FULL - earned)

    measuring = [id_ for id_ in measured_by(context, found.id) if id_ not in found.failed_gates]
    ranked = sorted(filter(cost, measuring), key=cost, reverse=True)
    return (answer_view(context, id_, found.id) for id_ in ranked[:ANSWERS])


def _obstacles(context: AssessmentContext) -> Iterator[Sentence]:
    """Yield which hurdles are level, how many more are in the way, or why none is."""
    reader, found = context.reader, context.obstacles
    if not found.named:
        yield _nothing(context)
        return
    named = {hurdle.id for hurdle in found.named}
    for _score, group in groupby(found.in_the_way, key=lambda hurdle: points(context, hurdle)):
        level = list(group)
        here = [context.hurdle_topic(hurdle.id) for hurdle in level if hurdle.id in named]
        rest = len(level) - len(here)
        more = [Sentence((reader.n_("{n} more", "{n} more", rest),))] if rest else []
        if here and len(level) > 1:
            phrase = reader._("Tied at {points}: {hurdles}.")
            yield context.say(phrase, points=in_points(context, level[0]), hurdles=context.listed([*here, *more]))
    last = points(context, found.named[-1])
    if n := sum(points(context, hurdle) != last for hurdle in found.left_out()):
        phrase = reader.n_(
            "{n} more hurdle is in the way; its score is higher.",
            "{n} more hurdles are in the way; their scores are higher.",
            n,
        )
        yield Sentence((phrase,))


def _nothing(context: AssessmentContext) -> Sentence:
    _ = context.reader._
    if not context.rated:
        return _unrated(context)
    if len(context.bands) == 1:
        return context.say(_("Nothing: all hurdles with a score reach 100 points."))
    best = context.quoted(context.words(context.questionnaire.bands[-1].label))
    return context.say(_("Nothing: all hurdles with a score are {band}."), band=best)


def _unrated(context: AssessmentContext) -> Sentence:
    _ = context.reader._
    if context.overall.status is Status.NOT_APPLICABLE:
        return context.say(_("None of the hurdles applies here."))
    return context.say(_("No hurdle has a score yet: too few questions are answered."))


# --- what comes next ---


def _title(context: AssessmentContext, number: int) -> str:
    _ = context.reader._
    match number:
        case 1:
            return _("The next step")
        case 2:
            return _("The next two steps")
        case 3:
            return _("The next three steps")
        case _:
            return _("Next steps")


def _without(context: AssessmentContext, steps: Sequence[Step], first: Mapping[str, Step]) -> Iterator[Sentence]:
    """Yield which named hurdles have no step and why, or why there is no step at all."""
    _, named = context.reader._, context.obstacles.named
    if not context.rated:
        if context.overall.status is not Status.NOT_APPLICABLE:
            yield context.say(_("We propose measures as soon as a hurdle has a score. No hurdle has one yet."))
        else:
            yield context.say(_("No measures, because no hurdle applies."))
        return
    if not named:
        yield context.say(_("None is urgent, since nothing is in the way. The full report lists what else fits."))
    lacking, fitting = [found.id for found in named if found.id not in first], {step.hurdle.id for step in steps}
    for ids, phrase in (
        ([i for i in lacking if i in fitting], _("At {hurdles}, what fits builds on steps at other hurdles.")),
        (
            [i for i in lacking if i not in fitting],
            _("At {hurdles}, no measure of the questionnaire fits these answers."),
        ),
    ):
        if ids:
            yield context.say(phrase, hurdles=context.listed(map(context.hurdle_topic, ids)))
