"""From a plan file to a checked plan, or to all of its problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planself.actions.model import FORMAT, Action, ActionPlan, Baseline
from planself.actions.rules import broken, doubtful
from planself.answers.envelope import Reference
from planself.errors import InputError, Location, Problem, Severity
from planself.files import source as files
from planself.files.finding import Finding, located
from planself.files.shared_fields import NamedQuestionnaire, NamedSubject
from planself.files.source import Source
from planself.formats import other_kind
from planself.i18n import _
from planself.questionnaire.catalogue import NotAtHandError
from planself.questionnaire.load import Loaded
from planself.questionnaire.model_faults import FileShape, explain


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A checked plan with its questionnaire; `notes` are advice on it."""

    path: Path
    plan: ActionPlan
    loaded: Loaded
    notes: tuple[Problem, ...] = ()

    @property
    def baseline(self) -> Path | None:
        """The answers that the plan starts from, where they lie in the folder of the plan; it never leads out of it."""
        name = self.plan.baseline.file
        if not name or "\x00" in name:
            return None
        folder, path = self.path.parent.resolve(), (self.path.parent / name).resolve()
        return self.path.parent / name if path.is_relative_to(folder) and path.is_file() else None


def load_plan(path: Path, choose: Callable[[Reference], Loaded]) -> LoadedPlan:
    """Return the plan of a file under the questionnaire chosen for it; raises InputError with all problems."""
    plan, loaded, problems = check_plan(files.load(path), choose)
    if plan is None or loaded is None:
        raise InputError(problems)
    return LoadedPlan(path, plan, loaded, problems)


def check_plan(
    source: Source, choose: Callable[[Reference], Loaded]
) -> tuple[ActionPlan | None, Loaded | None, tuple[Problem, ...]]:
    """Return the plan and its questionnaire (None where the file has errors), and all that can be said of the file."""
    data = source.data
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return None, None, located([_no_plan(data)], source)
    loaded, problems = _questionnaire(data, source, choose)
    try:
        plan = ActionPlan.model_validate(data)
    except ValidationError as error:
        return None, None, (*problems, *located(explain(error, PLAN), source))
    if loaded is None:
        return None, None, problems
    errors = located(broken(plan, loaded.questionnaire), source)
    if errors:
        return None, None, errors
    return plan, loaded, located(doubtful(plan, loaded.questionnaire), source, Severity.WARNING)


def _no_plan(data: object) -> Finding:
    found = data.get("format") if isinstance(data, dict) else None
    hint = _("Its first line is `format: {name}`.").format(name=FORMAT)
    if isinstance(found, str) and found.startswith("planself/plan/"):
        hint = _("This planself reads {name}; a newer one may read the file.").format(name=FORMAT)
    message = other_kind(found, "plan") or _("This is no action plan that planself reads.")
    return Finding("E291", ("format",), message, hint)


def _questionnaire(
    data: dict[str, Any], source: Source, choose: Callable[[Reference], Loaded]
) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Return the questionnaire of a plan, or what is wrong with how it is named."""
    try:
        named = NamedQuestionnaire.model_validate(data.get("questionnaire"))
    except ValidationError:
        return None, ()  # the whole plan is refused with it, and says why
    try:
        loaded = choose(Reference(named.id, named.version, None))
    except NotAtHandError as error:
        finding = Finding("E294", ("questionnaire", "id"), error.message, error.hint)
        return None, located([finding], source)
    except InputError as error:
        finding = Finding("E294", ("questionnaire", "id"), _("The plan's questionnaire has errors itself."))
        return None, (*error.problems, *located([finding], source))
    mismatch = located(_mismatch(named, loaded), source)
    return (None if mismatch else loaded), mismatch


def _mismatch(named: NamedQuestionnaire, loaded: Loaded) -> Iterator[Finding]:
    found = loaded.questionnaire
    if named.id not in (found.id, found.short_of):
        message = _("The plan is for the questionnaire {named}, and {found} was chosen.")
        yield Finding("E294", ("questionnaire", "id"), message.format(named=named.id, found=found.id))
    elif named.version.split(".")[0] != found.major:
        message = _("The plan is for version {named}, and version {found} is at hand: scores do not compare.")
        message = message.format(named=named.version, found=found.version)
        yield Finding("E294", ("questionnaire", "version"), message, _("Use the version that the plan was made with."))


def refuse_foreign(plan: LoadedPlan, questionnaire_id: str, path: Path) -> None:
    """Raise InputError where answers belong to another questionnaire than a plan."""
    if plan.loaded.questionnaire.id != questionnaire_id:
        message = _("The answers are for the questionnaire {found}, and the plan {plan} is for {named}.")
        message = message.format(found=questionnaire_id, plan=plan.path, named=plan.loaded.questionnaire.id)
        raise InputError([Problem(Location(str(path)), "E294", message)])


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
    {"questionnaire": NamedQuestionnaire, "subject": NamedSubject, "baseline": Baseline, "actions": Action},
    _EXAMPLES,
    key_code="E292",
    value_code="E293",
)
