"""The report's view: every string and number final, so that a template only arranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planself.analysis.recommendation import IN_ALL, first_steps, ranked, recommend
from planself.analysis.ties import level_with_last
from planself.i18n import Reader
from planself.report.blocks import Annex, Section
from planself.report.certainty import certainty
from planself.report.context import AssessmentContext
from planself.report.contradictions import contradictions, how_many
from planself.report.council import council, score_note
from planself.report.findings import findings
from planself.report.headline import lead
from planself.report.hurdles import hurdle_view
from planself.report.inline_text import Sentence, Words, clean
from planself.report.method import Provenance, background, basis, meta, method, provenance, whole_arithmetic
from planself.report.profile import profile, stages
from planself.report.review_points import LEVERS, gaps, groups, levers, notices
from planself.report.steps import step_view
from planself.report.view_parts import (
    BandView,
    ContextView,
    ContradictionView,
    Council,
    Fact,
    GapView,
    Group,
    HurdleView,
    LeverView,
    Note,
    Profile,
    SourceView,
    StageView,
    StepView,
)
from planself.report_formats import Audience
from planself.scoring.assessment import Assessment

__all__ = ["Provenance", "ReportView", "build_view"]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report; docs/report-templates.md says what each field holds."""

    lang: str
    audience: Audience
    kind: Words
    title: str
    page_title: str
    footer: str
    description: Words
    meta: tuple[Fact, ...]
    notices: tuple[Sentence, ...]
    council: Council
    lead: Sentence
    score: str
    score_note: str
    findings: tuple[Note, ...]
    certainty: tuple[Note, ...]
    profile: Profile
    steps: tuple[StepView, ...]
    hurdles: tuple[HurdleView, ...]
    contradictions: tuple[ContradictionView, ...]
    groups: tuple[Group, ...]
    levers: tuple[LeverView, ...]
    levers_level: str
    gaps: tuple[GapView, ...]
    gaps_level: str
    context: tuple[ContextView, ...]
    method: tuple[Sentence, ...]
    arithmetic: Sentence | None
    bands: tuple[BandView, ...]
    stages: tuple[StageView, ...]
    basis: tuple[Words, ...]
    sources: tuple[SourceView, ...]
    provenance: tuple[Fact, ...]
    annexes: tuple[Section, ...]
    result: Mapping[str, Any]


def build_view(
    assessment: Assessment,
    reader: Reader,
    origin: Provenance,
    audience: Audience = "full",
    annexes: Sequence[Annex] = (),
) -> ReportView:
    """Return the view of an assessment for one reader; annexes follow what the answers themselves say."""
    context = AssessmentContext(assessment, reader)
    first, others = _steps(context)
    return ReportView(
        lang=reader.lang,
        audience=audience,
        kind=context.words(context.questionnaire.title),
        title=_title(context),
        page_title=": ".join(filter(None, (context.words(context.questionnaire.title), _footer(context)))),
        footer=_footer(context),
        description=context.words(context.questionnaire.description),
        meta=meta(context),
        notices=notices(context, origin.notes),
        council=council_page(context, annexes),
        lead=lead(context),
        score="" if context.overall.score is None else reader.tenths(context.overall.score),
        score_note=score_note(context),
        findings=findings(context),
        certainty=(*certainty(context), *how_many(context)),
        profile=profile(context),
        steps=first,
        hurdles=tuple(hurdle_view(context, found, (*first, *others)) for found in context.in_order),
        contradictions=contradictions(context),
        groups=groups(context),
        levers=levers(context),
        levers_level=level_with_last([lever.missing for lever in context.assessment.leverage], LEVERS, reader),
        gaps=gaps(context),
        gaps_level=level_with_last([gap.width for gap in context.assessment.gaps], LEVERS, reader),
        context=background(context),
        method=method(context),
        arithmetic=whole_arithmetic(context),
        bands=tuple(context.bands.values()),
        stages=stages(context),
        basis=basis(context),
        sources=tuple(context.sources.values()),
        provenance=provenance(context, origin),
        annexes=tuple(section for annex in annexes for section in annex.sections),
        result=assessment.to_json() | {annex.key: annex.data for annex in annexes},
    )


def _steps(context: AssessmentContext) -> tuple[tuple[StepView, ...], tuple[StepView, ...]]:
    """Return the first steps, numbered, and the others, which stand with their hurdles only."""
    chosen = recommend(context.assessment, in_all=None)
    numbers = {step.measure.id: place if place <= IN_ALL else 0 for place, step in enumerate(chosen, 1)}
    views = tuple(step_view(context, step, numbers[step.measure.id], numbers) for step in chosen)
    return views[:IN_ALL], views[IN_ALL:]


def council_page(context: AssessmentContext, annexes: Sequence[Annex]) -> Council:
    """Return the sheet for the council, with what annexes say in short."""
    beside = {annex.key: annex.in_short() for annex in annexes}
    assessment = context.assessment
    return council(context.short(), ranked(assessment), first_steps(assessment), beside)


def _title(context: AssessmentContext) -> str:
    _, name = context.reader._, clean(context.assessment.answer_set.subject.name)
    if name:
        return _("{name}: what stands in the way and what helps next").format(name=name)
    return _("What stands in the way and what helps next")


def _footer(context: AssessmentContext) -> str:
    """Return whom the report is about and when; nothing where neither is known."""
    answers = context.assessment.answer_set
    parts = (clean(answers.subject.name), context.reader.date(answers.date) if answers.date else "")
    return ", ".join(filter(None, parts))
