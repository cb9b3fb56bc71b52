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
from planself.report.context import Material
from planself.report.contradictions import contradictions, how_many
from planself.report.council import council, score_note
from planself.report.findings import findings
from planself.report.formats import Audience
from planself.report.headline import lead
from planself.report.hurdles import hurdle_view
from planself.report.inline_text import Sentence, Words, clean
from planself.report.method import Provenance, basis, context, meta, method, provenance, whole_arithmetic
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
    material = Material(assessment, reader)
    first, others = _steps(material)
    return ReportView(
        lang=reader.lang,
        audience=audience,
        kind=material.words(material.questionnaire.title),
        title=_title(material),
        page_title=": ".join(filter(None, (material.words(material.questionnaire.title), _footer(material)))),
        footer=_footer(material),
        description=material.words(material.questionnaire.description),
        meta=meta(material),
        notices=notices(material, origin.notes),
        council=council_page(material, annexes),
        lead=lead(material),
        score="" if material.overall.score is None else reader.tenths(material.overall.score),
        score_note=score_note(material),
        findings=findings(material),
        certainty=(*certainty(material), *how_many(material)),
        profile=profile(material),
        steps=first,
        hurdles=tuple(hurdle_view(material, found, (*first, *others)) for found in material.in_order),
        contradictions=contradictions(material),
        groups=groups(material),
        levers=levers(material),
        levers_level=level_with_last([lever.missing for lever in material.assessment.leverage], LEVERS, reader),
        gaps=gaps(material),
        gaps_level=level_with_last([gap.width for gap in material.assessment.gaps], LEVERS, reader),
        context=context(material),
        method=method(material),
        arithmetic=whole_arithmetic(material),
        bands=tuple(material.bands.values()),
        stages=stages(material),
        basis=basis(material),
        sources=tuple(material.sources.values()),
        provenance=provenance(material, origin),
        annexes=tuple(section for annex in annexes for section in annex.sections),
        result=assessment.to_json() | {annex.key: annex.data for annex in annexes},
    )


def _steps(material: Material) -> tuple[tuple[StepView, ...], tuple[StepView, ...]]:
    """Return the first steps, numbered, and the others, which stand with their hurdles only."""
    chosen = recommend(material.assessment, in_all=None)
    numbers = {step.measure.id: place if place <= IN_ALL else 0 for place, step in enumerate(chosen, 1)}
    views = tuple(step_view(material, step, numbers[step.measure.id], numbers) for step in chosen)
    return views[:IN_ALL], views[IN_ALL:]


def council_page(material: Material, annexes: Sequence[Annex]) -> Council:
    """Return the sheet for the council, with what annexes say in short."""
    beside = {annex.key: annex.in_short() for annex in annexes}
    assessment = material.assessment
    return council(material.short(), ranked(assessment), first_steps(assessment), beside)


def _title(material: Material) -> str:
    _, name = material.reader._, clean(material.assessment.answer_set.subject.name)
    if name:
        return _("{name}: what stands in the way and what helps next").format(name=name)
    return _("What stands in the way and what helps next")


def _footer(material: Material) -> str:
    """Return whom the report is about and when; nothing where neither is known."""
    answers = material.assessment.answer_set
    parts = (clean(answers.subject.name), material.reader.date(answers.date) if answers.date else "")
    return ", ".join(filter(None, parts))
