"""Bands, stages, gates and measures: their thresholds ascend, and what they refer to can be met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.rules.facts import Facts, unknown
from planself.questionnaire.types.values import BadValueError

_SHOWN = 8


def thresholds(facts: Facts) -> Iterator[Finding]:
    """Find bands and stages that do not begin at 0 or do not ascend."""
    questionnaire = facts.questionnaire
    lists: tuple[tuple[str, str, Sequence[int]], ...] = (
        ("bands", "from", [band.from_ for band in questionnaire.bands]),
        ("stages", "min", [stage.min for stage in questionnaire.stages]),
    )
    for name, key, found in lists:
        if not facts.touched((name,)):
            yield from _ascending(name, key, found)
    if questionnaire.stages and questionnaire.stages[0].gates is not None:
        message = _("The first stage asks for met gates, so it might not be reached itself.")
        yield Finding("E141", ("stages", 0, "gates"), message, _("Take `gates` out there; a later stage can have it."))


def gates(facts: Facts) -> Iterator[Finding]:
    """Find gates on questions that have no points, gates that nobody can miss, and gates set twice."""
    for h, hurdle in enumerate(facts.questionnaire.hurdles):
        seen: set[str] = set()
        for g, gate in enumerate(hurdle.gates):
            path: Path = ("hurdles", h, "gates", g)
            yield from _gate(facts, path, gate)
            if gate.question in seen:
                message = _("The hurdle has a second gate on {id}.").format(id=brief(gate.question))
                yield Finding("E145", (*path, "question"), message, _("Keep one of the two."))
            seen.add(gate.question)


def measures(facts: Facts) -> Iterator[Finding]:
    """Find measures that are never offered for their range, and aims that the questions do not have."""
    for path, measure in facts.measures():
        if measure.from_ >= measure.below:
            message = _("`below` is not above `from`, so the measure would never be offered.")
            yield Finding("E142", (*path, "below"), message)
        yield from _cases(path, measure)
        for id_, raw in measure.aims_at.items():
            yield from _aim(facts, (*path, "aims_at", id_), id_, raw)


def _cases(path: Path, measure: model.Measure) -> Iterator[Finding]:
    """Find a case that always holds and stands before others, which therefore never do."""
    for place, case in enumerate(measure.cases[:-1]):
        if case.when is None:
            message = _("This case has no condition, so those after it never hold.")
            yield Finding("E146", (*path, "who", place), message, _("Give it a `when`, or put it last."))


def cycles(facts: Facts) -> Iterator[Finding]:
    """Find measures that wait for themselves, along however many others."""
    places = {measure.id: (path, measure.after) for path, measure in facts.measures()}
    done: set[str] = set()
    for start in places:
        for chain in _rings(places, start, done):
            path, after = places[chain[-1]]
            shown = " → ".join((*chain[:_SHOWN], *(["…"] if len(chain) > _SHOWN else []), chain[0]))
            message = _("These measures wait for each other: {chain}.").format(chain=shown)
            hint = _("Take one `after` out, so that there is a first step.")
            yield Finding("E143", (*path, "after", after.index(chain[0])), message, hint)


def _rings(places: dict[str, tuple[Path, list[str]]], start: str, done: set[str]) -> Iterator[list[str]]:
    """Yield every ring met on one walk along `after`; each measure is walked through once in all."""
    if start in done:
        return
    way, waiting = [start], [iter(places[start][1])]
    on_way = {start}
    while way:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            on_way.discard(way[-1])
            done.add(way.pop())
        elif following in on_way:
            yield way[way.index(following) :]
        elif following in places and following not in done:
            way.append(following)
            on_way.add(following)
            waiting.append(iter(places[following][1]))


def _ascending(name: str, key: str, found: Sequence[int]) -> Iterator[Finding]:
    if found[0] != 0:
        message = _("The first entry of `{name}` begins above 0.").format(name=name)
        yield Finding("E141", (name, 0, key), message, _("Set it to 0, so that every score belongs somewhere."))
    for place, (one, other) in enumerate(pairwise(found), start=1):
        if other <= one:
            message = _("This threshold is not above the one before it.")
            hint = _("`{name}` goes from worst to best, each threshold above the last.").format(name=name)
            yield Finding("E141", (name, place, key), message, hint)


def _gate(facts: Facts, path: Path, gate: model.Gate) -> Iterator[Finding]:
    if gate.question not in facts.known.order:
        yield unknown("E123", (*path, "question"), _("There is no question {id}."), gate.question, facts.known.order)
        return
    question = facts.questionnaire.by_id.get(gate.question)
    if question is not None and not question.scored:
        message = _("The gate's question {id} measures no hurdle, so it has no points.").format(id=brief(question.id))
        yield Finding(
            "E145", (*path, "question"), message, _("A gate needs a scored question, of this hurdle or another.")
        )
    bands = frozenset(band.id for band in facts.questionnaire.bands)
    if gate.cap is not None and gate.cap not in bands and not facts.touched(("bands",)):
        yield unknown("E123", (*path, "cap"), _("There is no band {id}."), gate.cap, bands)
    if gate.at_least == 0:
        message = _("A gate at 0 points can never be missed.")
        yield Finding("E145", (*path, "at_least"), message, _("Set `at_least` above 0, up to 1."))


def _aim(facts: Facts, path: Path, id_: str, raw: object) -> Iterator[Finding]:
    if id_ not in facts.known.order:
        yield unknown("E123", path, _("There is no question {id}."), id_, facts.known.order, key=True)
        return
    question = facts.questionnaire.by_id.get(id_)
    if question is None or not question.complete:
        return
    try:
        question.aim(raw)
    except BadValueError as error:
        yield Finding("E144", path, error.message, error.hint)
