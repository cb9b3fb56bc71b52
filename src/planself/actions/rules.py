"""What a plan must keep beyond its structure, and what is worth a second look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from planself.actions.model import Action, ActionPlan
from planself.errors import did_you_mean
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.model import Questionnaire
from planself.text import Text

_PERSON = re.compile(
    r"\b(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?)\s+(?:(?:Dr|Prof)\.\s+)*[A-ZÄÖÜ]\w+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w"
)


def broken(plan: ActionPlan, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Yield what makes a plan unusable."""
    yield from _twice(plan)
    yield from _unknown_hurdles(plan, questionnaire)
    measures = {measure.id for hurdle in questionnaire.hurdles for measure in hurdle.measures}
    for place, action in enumerate(plan.actions):
        path: Path = ("actions", place)
        if action.measure is not None:
            message = _("The questionnaire has no measure {id}.")
            yield from _unlisted((*path, "measure"), action.measure, measures, message)
        for step, earlier in enumerate(action.after):
            message = _("The plan has no action {id}.")
            yield from _unlisted((*path, "after", step), earlier, plan.by_id, message)
        yield from _office(path, action, plan.offices)
        yield from _dates(path, action)
    yield from _circle(plan)


def doubtful(plan: ActionPlan, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Yield advice on a plan that is sound."""
    hurdle_of = {measure.id: hurdle.id for hurdle in questionnaire.hurdles for measure in hurdle.measures}
    for place, action in enumerate(plan.actions):
        yield from _advice(("actions", place), action, plan)
        own = hurdle_of.get(action.measure or "")
        if own is not None and own not in action.hurdles:
            message = _("The measure {id} belongs to the hurdle {hurdle}, which is not among the action's hurdles.")
            yield Finding("W327", ("actions", place), message.format(id=brief(action.measure or ""), hurdle=brief(own)))
    for hurdle, target in plan.targets.items():
        start = plan.baseline.scores.get(hurdle)
        if start is not None and target <= start:
            message = _("The target is not above where the hurdle stood at the beginning.")
            yield Finding("W326", ("targets", hurdle), message, _("Set a higher one, or delete the line."))


def _twice(plan: ActionPlan) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for place, action in enumerate(plan.actions):
        seen[action.id] += 1
        if seen[action.id] == 2:
            message = _("{id} stands here twice.").format(id=brief(action.id))
            yield Finding("E295", ("actions", place, "id"), message, _("Give each action an id of its own."))


def _unknown_hurdles(plan: ActionPlan, questionnaire: Questionnaire) -> Iterator[Finding]:
    known = {hurdle.id for hurdle in questionnaire.hurdles}
    message = _("The questionnaire has no hurdle {id}.")
    for key, hurdles in (("targets", plan.targets), ("baseline", plan.baseline.scores)):
        for hurdle in hurdles:
            path: Path = (key, hurdle) if key == "targets" else (key, "scores", hurdle)
            yield from _unlisted(path, hurdle, known, message, key=True)
    for place, action in enumerate(plan.actions):
        for step, hurdle in enumerate(action.hurdles):
            yield from _unlisted(("actions", place, "hurdles", step), hurdle, known, message)


def _unlisted(path: Path, id_: str, known: Iterable[str], message: str, *, key: bool = False) -> Iterator[Finding]:
    ids = sorted(known)
    if id_ not in ids:
        near = did_you_mean(id_, ids)
        listed = _("There are: {words}.").format(words=", ".join(ids)) if ids else ""
        hint = _("Did you mean {word}?").format(word=near) if near else listed
        yield Finding("E296", path, message.format(id=brief(id_)), hint, key=key)


def _office(path: Path, action: Action, offices: list[Text]) -> Iterator[Finding]:
    if action.office is not None and offices and action.office not in offices:
        names = [name for office in offices for name in _all(office)]
        message = _("{id} is not among the plan's offices.")
        yield from _unlisted((*path, "office"), _all(action.office)[0], names, message)


def _all(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def _dates(path: Path, action: Action) -> Iterator[Finding]:
    if action.start is None:
        return
    if action.due is not None and action.due < action.start:
        message = _("The action is due before it starts.")
        yield Finding("E297", (*path, "due"), message, _("Correct one of the two dates."))
    if action.done_on is not None and action.done_on < action.start:
        message = _("The action was done before it started.")
        yield Finding("E297", (*path, "done_on"), message, _("Correct one of the two dates."))


def _circle(plan: ActionPlan) -> Iterator[Finding]:
    waits = {action.id: [id_ for id_ in action.after if id_ in plan.by_id] for action in plan.actions}
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        message = _("Actions wait for each other in a circle: {ids}.").format(ids=" → ".join(reversed(circle)))
        place = min(place for place, action in enumerate(plan.actions) if action.id in circle)
        yield Finding("E298", ("actions", place, "after"), message, _("Take one of them out of `after`."))


def _advice(path: Path, action: Action, plan: ActionPlan) -> Iterator[Finding]:
    if action.status == "done" and action.done_on is None:
        message = _("The action is done, and no date says since when.")
        yield Finding("W321", (*path, "status"), message, _("Add `done_on: 2026-11-30`."))
    if action.status != "done" and action.done_on is not None:
        message = _("A date says that the action is done, and its status does not.")
        yield Finding("W322", (*path, "done_on"), message, _("Write `status: done`, or delete the date."))
    if action.status in ("planned", "running") and (action.due is None or action.office is None):
        message = _("The action is agreed on, and it lacks an office or a due date.")
        yield Finding("W323", path, message, _("Add `office: …` and `due: …`, or `status: proposed`."))
    if action.responsible is not None and names_a_person(action.responsible):
        message = _("A person seems to be named here.")
        yield Finding("W325", (*path, "responsible"), message, _("Name the function; a plan outlives who holds it."))
    yield from _before(path, action, plan.by_id)


def names_a_person(text: Text) -> bool:
    """Return whether a text seems to name a person, where a function is meant."""
    return bool(_PERSON.search(" ".join(_all(text))))


def _before(path: Path, action: Action, by_id: Mapping[str, Action]) -> Iterator[Finding]:
    for step, id_ in enumerate(action.after):
        earlier = by_id[id_]
        if action.status in ("running", "done") and not earlier.closed:
            message = _("The action has begun, and {id} has to come first.").format(id=brief(id_))
            yield Finding("W324", (*path, "after", step), message, _("Correct the status of one of them."))
        elif action.due and earlier.due and action.due < earlier.due and not earlier.closed:
            message = _("The action is due before {id}, which has to come first.").format(id=brief(id_))
            yield Finding("W324", (*path, "after", step), message, _("Correct one of the two dates."))
