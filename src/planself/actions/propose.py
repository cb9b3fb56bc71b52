"""Which measures a new plan proposes, in the order of the report's next steps, and the plan that is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planself.actions.model import FORMAT
from planself.analysis.carriers import carriers
from planself.analysis.recommendation import Step, ranked, recommend
from planself.errors import UsageError, did_you_mean
from planself.files.emit import Word
from planself.i18n import _
from planself.questionnaire.model import Hurdle, Measure, Questionnaire
from planself.scoring.assessment import Assessment

Raw = dict[str, Any]
"""Data as they stand in a plan file."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A measure with its hurdle and the roles that carry it here.

    `step` says why it stands where it does; None where it was not offered.
    """

    measure: Measure
    hurdle: Hurdle
    who: tuple[str, ...]
    step: Step | None = None


def proposals(assessment: Assessment, *, everything: bool = False) -> tuple[Proposal, ...]:
    """Return the next steps as the report lists them, or every measure that is offered."""
    steps = ranked(assessment) if everything else recommend(assessment)
    return tuple(Proposal(step.measure, step.hurdle, step.who, step) for step in steps)


def taken(assessment: Assessment, ids: Sequence[str]) -> tuple[Proposal, ...]:
    """Return the named measures, those that are offered first and in their order; raises UsageError for others."""
    offered = {proposal.measure.id: proposal for proposal in proposals(assessment, everything=True)}
    known = {**offered, **{id_: one for id_, one in catalogue(assessment).items() if id_ not in offered}}
    for id_ in ids:
        if id_ not in known:
            near = did_you_mean(id_, known)
            hint = _("Did you mean {word}?").format(word=near) if near else ""
            raise UsageError(_("The questionnaire has no measure {id}.").format(id=id_), hint)
    return tuple(proposal for id_, proposal in known.items() if id_ in ids)


def catalogue(assessment: Assessment) -> dict[str, Proposal]:
    """Return every measure of the questionnaire."""
    hurdles = assessment.loaded.questionnaire.hurdles
    return {
        measure.id: Proposal(measure, hurdle, carriers(assessment, measure))
        for hurdle in hurdles
        for measure in hurdle.measures
    }


def draft(
    assessment: Assessment, file: str | None, chosen: Iterable[Proposal], targets: Mapping[str, int]
) -> tuple[Raw, list[Raw]]:
    """Return the top of a new plan file and its actions; `targets` are tenths, `file` lies beside it."""
    questionnaire, answers = assessment.loaded.questionnaire, assessment.answer_set
    top: Raw = {"format": Word(FORMAT), "questionnaire": _reference(questionnaire)}
    subject = {key: value for key in ("name", "ags") if (value := getattr(answers.subject, key))}
    top |= {"subject": subject} if subject else {}
    scores = {found.id: _percent(found.score) for found in assessment.result.hurdles if found.score is not None}
    baseline = {"file": file, "date": Word(answers.date.isoformat()) if answers.date else None, "scores": scores}
    top["baseline"] = {key: value for key, value in baseline.items() if value}
    top["targets"] = {id_: _percent(score) for id_, score in targets.items()}
    listed = list(chosen)
    ids = {proposal.measure.id for proposal in listed}
    return top, [action_of(proposal, ids) for proposal in listed]


def action_of(proposal: Proposal, ids: Iterable[str]) -> Raw:
    """Return a proposed measure as an action; of its prerequisites those that the plan has."""
    measure = proposal.measure
    after = [id_ for id_ in measure.after if id_ in set(ids)]
    title = dict(measure.title) if isinstance(measure.title, Mapping) else measure.title
    return {
        "id": measure.id,
        "measure": measure.id,
        "title": title,
        "hurdles": [proposal.hurdle.id],
        **dict.fromkeys(("office", "responsible", "start", "due", "indicator", "target")),
        "status": "proposed",
        **({"after": after} if after else {}),
    }


def _reference(questionnaire: Questionnaire) -> Raw:
    return {"id": questionnaire.id, "version": Word(questionnaire.version)}


def _percent(tenths: int) -> int | Decimal:
    return Decimal(tenths).scaleb(-1) if tenths % 10 else tenths // 10
