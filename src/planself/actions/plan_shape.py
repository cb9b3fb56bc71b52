"""What a plan file may hold, for whoever explains what is wrong with one."""

from __future__ import annotations

from planself.actions.model import About, Action, ActionPlan, Baseline, Named
from planself.questionnaire.model_faults import FileShape

_EXAMPLES = {
    "format": "format: planself/plan/1",
    "questionnaire": "questionnaire: {id: integrierte-planung, version: 1.0.0}",
    "version": "version: 1.0.0",
    "ags": 'ags: "12345678"',
    "baseline": "baseline: {date: 2026-11-22, scores: {departmental_silos: 41.5}}",
    "scores": "scores: {departmental_silos: 41.5}",
    "targets": "targets: {departmental_silos: 60}",
    "offices": "offices: [Jugendamt, Schulverwaltungsamt]",
    "actions": "actions: [{id: planning_group, title: Planungsrunde einrichten, due: 2026-11-30}]",
    "id": "id: planning_group",
    "measure": "measure: m_silo_calendar",
    "title": "title: Planungsrunde einrichten",
    "hurdles": "hurdles: [departmental_silos]",
    "office": "office: Jugendamt",
    "responsible": "responsible: Leitung Jugendhilfeplanung",
    "date": "date: 2026-11-22",
    "start": "start: 2026-11-22",
    "due": "due: 2026-11-30",
    "done_on": "done_on: 2026-11-30",
    "after": "after: [planning_group]",
}

PLAN = FileShape(
    ActionPlan,
    {"questionnaire": Named, "subject": About, "baseline": Baseline, "actions": Action},
    _EXAMPLES,
    key_code="E292",
    value_code="E293",
)
