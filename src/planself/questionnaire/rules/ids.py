"""Ids are unique and not reserved, and whatever is referred to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planself.files.fields import RESERVED
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.rules.facts import Facts, named_roles, unknown

Named = tuple[Path, str]


def duplicate_ids(facts: Facts) -> Iterator[Finding]:
    """Find ids that stand twice in one space of names."""
    for named in _spaces(facts):
        yield from _twice(named)
    for path, entries in _reference_lists(facts):
        yield from _twice(((*path, place), entry) for place, entry in enumerate(entries))


def reserved_ids(facts: Facts) -> Iterator[Finding]:
    """Find ids that mean something else in answer files."""
    spaces = list(_spaces(facts))
    for number, named in enumerate(spaces):
        for path, word in named:
            if word in RESERVED or (number == 0 and word == "date"):
                yield Finding(
                    "E121",
                    path,
                    _("The id {id} is reserved.").format(id=brief(word)),
                    _("It has a meaning of its own in answer files and tables; choose another one."),
                )


def references(facts: Facts) -> Iterator[Finding]:
    """Find hurdles, scales, roles and measures that are named and do not exist."""
    known = facts.known
    for path, question in facts.questions:
        for hurdle in question.hurdles:
            if hurdle not in known.hurdles:
                message = _("There is no hurdle {id}.")
                yield unknown("E123", (*path, "hurdles", hurdle), message, hurdle, known.hurdles, key=True)
        scale = question.shared_scale
        if scale and scale not in known.scales:
            yield unknown("E123", (*path, "scale"), _("There is no scale {id}."), scale, known.scales)
        yield from _roles(facts, (*path, "roles"), question.roles)
    for path, measure in facts.measures():
        for inner, roles in named_roles(measure):
            yield from _roles(facts, (*path, *inner), roles)
        for place, example in enumerate(measure.practice):
            for number, source in enumerate(example.sources):
                if source not in known.sources:
                    where = (*path, "practice", place, "sources", number)
                    yield unknown("E123", where, _("There is no source {id}."), source, known.sources)
        for place, before in enumerate(measure.after):
            if before not in known.measures:
                yield unknown("E123", (*path, "after", place), _("There is no measure {id}."), before, known.measures)


def unmeasured_hurdles(facts: Facts) -> Iterator[Finding]:
    """Find hurdles that no question measures."""
    for place, hurdle in enumerate(facts.questionnaire.hurdles):
        if hurdle.id not in facts.known.measured:
            yield Finding(
                "E122",
                ("hurdles", place, "id"),
                _("No question measures the hurdle {id}.").format(id=brief(hurdle.id)),
                _("Name it under `hurdles` of at least one question, or take the hurdle out."),
            )


def earlier_ids(facts: Facts) -> Iterator[Finding]:
    """Find earlier ids that are in use, or that two questions claim."""
    claimed: set[str] = set()
    for path, question in facts.questions:
        for place, old in enumerate(question.renamed_from):
            where = (*path, "renamed_from", place)
            if old in facts.known.order:
                message = _("The earlier id {id} is in use as the id of a question.")
                hint = _("An answer under this id could not be told apart; take it out of `renamed_from`.")
                yield Finding("E126", where, message.format(id=brief(old)), hint)
            elif old in claimed:
                message = _("The earlier id {id} is claimed twice.")
                yield Finding(
                    "E126", where, message.format(id=brief(old)), _("Only one question can carry on its answers.")
                )
            claimed.add(old)


def short_of_itself(facts: Facts) -> Iterator[Finding]:
    """Find a questionnaire that calls itself its own short form."""
    if facts.questionnaire.short_of == facts.questionnaire.id and not facts.touched(("id",)):
        message = _("This questionnaire names itself in `short_of`.")
        yield Finding(
            "E127",
            ("short_of",),
            message,
            _("Name the id of the long form there, and give the short one an id of its own."),
        )


def _roles(facts: Facts, path: Path, roles: list[str]) -> Iterator[Finding]:
    for place, role in enumerate(roles):
        if role not in facts.known.roles:
            yield unknown("E123", (*path, place), _("There is no role {id}."), role, facts.known.roles)


def _twice(named: Iterable[Named]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, word in named:
        if word in seen:
            message = _("{id} stands here a second time.").format(id=brief(word))
            yield Finding("E120", path, message, _("Ids and entries of a list are unique; take one out or rename it."))
        seen.add(word)


def _spaces(facts: Facts) -> Iterator[list[Named]]:
    """Yield every space of names in which an id must be unique, the questions first."""
    questionnaire = facts.questionnaire
    yield [((*path, "id"), question.id) for path, question in facts.questions]
    for name in ("hurdles", "sections", "roles", "sources", "bands", "stages", "checks"):
        yield [((name, place, "id"), item.id) for place, item in enumerate(getattr(questionnaire, name))]
    yield [(("scales", name), name) for name in questionnaire.scales]
    yield [((*path, "id"), measure.id) for path, measure in facts.measures()]
    for path, question in facts.questions:
        yield [((*path, *choice.id_at), choice.id) for choice in question.choices if choice.id_at]


def _reference_lists(facts: Facts) -> Iterator[tuple[Path, list[str]]]:
    """Yield every list of ids or words that says nothing more when it says one twice."""
    questionnaire = facts.questionnaire
    yield ("languages",), questionnaire.languages
    for path, question in facts.questions:
        yield (*path, "roles"), question.roles
        yield (*path, "allow"), list(question.allow or ())
        yield (*path, "sources"), question.sources
    for path, measure in facts.measures():
        for name in ("after", "sources"):
            yield (*path, name), getattr(measure, name)
        for inner, roles in named_roles(measure):
            yield (*path, *inner), roles
        for place, example in enumerate(measure.practice):
            yield (*path, "practice", place, "sources"), example.sources
    for place, hurdle in enumerate(questionnaire.hurdles):
        yield ("hurdles", place, "sources"), hurdle.sources
