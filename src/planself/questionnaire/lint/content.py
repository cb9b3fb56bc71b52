"""Advice on what is there: questions and measures that can be reached, enough of both, and sources in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planself.errors import did_you_mean
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.lint.reach import conditions_of, possible
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.rules.facts import each_question

_TOP = 1000


def unreachable_questions(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions whose conditions contradict each other."""
    for path, question in each_question(questionnaire):
        conditions = conditions_of(questionnaire, question)
        if conditions and not possible(questionnaire, *conditions):
            message = _("No answers lead to the question {id}.").format(id=brief(question.id))
            hint = _("Its conditions, its section's and those of the questions they ask for contradict each other.")
            yield Finding("W304", (*path, "when" if question.when else "id"), message, hint)


def thin_hurdles(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find hurdles that rest on a single question; in a short form that is meant."""
    if questionnaire.short_of:
        return
    measured = Counter(hurdle for question in questionnaire.questions for hurdle in question.hurdles)
    for place, hurdle in enumerate(questionnaire.hurdles):
        if measured[hurdle.id] == 1:
            message = _("The hurdle {id} rests on a single question.").format(id=brief(hurdle.id))
            hint = _("Add a second one that looks at it from another side, or join the hurdle with another.")
            yield Finding("W305", ("hurdles", place, "id"), message, hint)


def hurdles_without_measures(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find hurdles for which there is no next step at all."""
    for place, hurdle in enumerate(questionnaire.hurdles):
        if not hurdle.measures:
            message = _("The hurdle {id} has no measure.").format(id=brief(hurdle.id))
            hint = _("Say what a municipality can do next that meets this hurdle.")
            yield Finding("W308", ("hurdles", place, "id"), message, hint)


def ranges_without_measures(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find scores below 100 at which a hurdle has no next step."""
    for place, hurdle in enumerate(questionnaire.hurdles):
        for low, high in _gaps(hurdle) if hurdle.measures else ():
            message = _("From {low} up to {high} percent the hurdle {id} has no measure.")
            message = message.format(low=f"{low / 10:g}", high=f"{high / 10:g}", id=brief(hurdle.id))
            hint = _("Widen `from` and `below` of a measure, or add one for this range.")
            yield Finding("W309", ("hurdles", place, "measures"), message, hint, key=True)


def idle_measures(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find measures whose condition no answers meet."""
    for h, hurdle in enumerate(questionnaire.hurdles):
        for m, measure in enumerate(hurdle.measures):
            if measure.when is not None and not possible(questionnaire, measure.when):
                message = _("The measure {id} can never be offered.").format(id=brief(measure.id))
                hint = _("No answers meet its condition.")
                yield Finding("W310", ("hurdles", h, "measures", m, "when"), message, hint)


def unlisted_sources(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find sources that are cited and not listed."""
    listed = {source.id for source in questionnaire.sources}
    for path, cited in _citations(questionnaire):
        if cited not in listed:
            near = did_you_mean(cited, listed)
            hint = _("Did you mean {word}?").format(word=brief(near)) if near else _("Add it under `sources`.")
            yield Finding("W312", path, _("The source {id} is cited and not listed.").format(id=brief(cited)), hint)


def uncited_sources(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find sources that are listed and not cited."""
    cited = {id_ for _path, id_ in _citations(questionnaire)}
    for place, source in enumerate(questionnaire.sources):
        if source.id not in cited:
            message = _("The source {id} is listed and not cited.").format(id=brief(source.id))
            hint = _("Cite it where it supports a hurdle, a question or a measure, or take it out.")
            yield Finding("W313", ("sources", place, "id"), message, hint)


def unreachable_full(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions whose `full` is more than all options together."""
    for path, question in each_question(questionnaire):
        total = sum(choice.weight or 0 for choice in question.choices if not choice.exclusive)
        if question.full_weight is not None and question.full_weight > total:
            message = _("`full` is {full}, and all weights together are only {total}.")
            message = message.format(full=f"{question.full_weight / 100:g}", total=f"{total / 100:g}")
            hint = _("Nobody can reach all points; lower `full`, or leave it out.")
            yield Finding("W314", (*path, "full"), message, hint)


def _gaps(hurdle: model.Hurdle) -> Iterator[tuple[int, int]]:
    """Yield the ranges below 100 in which no measure is offered, in tenths."""
    reached = 0
    for low, high in sorted((measure.from_, measure.below) for measure in hurdle.measures):
        if low > reached:
            yield reached, low
        reached = max(reached, high)
    if reached < _TOP:
        yield reached, _TOP


def _citations(questionnaire: model.Questionnaire) -> Iterator[tuple[Path, str]]:
    for h, hurdle in enumerate(questionnaire.hurdles):
        yield from ((("hurdles", h, "sources", n), cited) for n, cited in enumerate(hurdle.sources))
        for m, measure in enumerate(hurdle.measures):
            path: Path = ("hurdles", h, "measures", m, "sources")
            yield from (((*path, n), cited) for n, cited in enumerate(measure.sources))
            for e, example in enumerate(measure.practice):
                inner = (*path[:-1], "practice", e, "sources")
                yield from (((*inner, n), cited) for n, cited in enumerate(example.sources))
    for path, question in each_question(questionnaire):
        yield from (((*path, "sources", n), cited) for n, cited in enumerate(question.sources))


_SOURCE = "{id: agj-2018, title: Planung, publisher: AGJ, url: 'https://example.org/agj'}"

RULES = (
    LintRule(
        "W304",
        "No path reaches a question",
        "Nobody will ever be asked it, and whoever reads the file believes otherwise.",
        """\
questions:
  - {id: own_office, type: yes_no, text: Gibt es ein eigenes Jugendamt?, required: true}
  - id: committee
    type: yes_no
    text: Tagt der Ausschuss?
    when: {all: [{question: own_office, is: yes}, {question: own_office, is: no}]}
    hurdles: {silos: 1}
""",
        """\
questions:
  - {id: own_office, type: yes_no, text: Gibt es ein eigenes Jugendamt?, required: true}
  - {id: committee, type: yes_no, text: Tagt der Ausschuss?, when: {question: own_office, is: yes}, hurdles: {silos: 1}}
""",
        unreachable_questions,
    ),
    LintRule(
        "W305",
        "A hurdle rests on a single question",
        "One misunderstood word then decides on the whole hurdle. A short form is exempt: there it is meant.",
        """\
hurdles:
  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Reden}]}
  - {id: data, name: Daten, measures: [{id: list_data, title: Daten auflisten}]}
questions:
  - {id: figures, type: yes_no, text: Gibt es kleinräumige Zahlen?, hurdles: {data: 1}}
""",
        """\
hurdles:
  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Reden}]}
  - {id: data, name: Daten, measures: [{id: list_data, title: Daten auflisten}]}
questions:
  - {id: figures, type: yes_no, text: Gibt es kleinräumige Zahlen?, hurdles: {data: 1}}
  - {id: recent, type: yes_no, text: Sind die Zahlen jünger als zwei Jahre?, hurdles: {data: 1}}
""",
        thin_hurdles,
    ),
    LintRule(
        "W308",
        "A hurdle has no measure",
        "The report then names what stands in the way, and leaves the reader alone with it.",
        """\
hurdles:
  - {id: silos, name: Ressortdenken}
""",
        """\
hurdles:
  - {id: silos, name: Ressortdenken, measures: [{id: talk, title: Planungsgespräch führen}]}
""",
        hurdles_without_measures,
    ),
    LintRule(
        "W309",
        "A range of scores has no measure",
        "Whoever scores there gets no next step, though the hurdle is not overcome.",
        """\
measures:
  - {id: talk, title: Planungsgespräch führen, from: 0, below: 40}
  - {id: rule, title: Gemeinsame Planung zur Regel machen, from: 60}
""",
        """\
measures:
  - {id: talk, title: Planungsgespräch führen, from: 0, below: 60}
  - {id: rule, title: Gemeinsame Planung zur Regel machen, from: 60}
""",
        ranges_without_measures,
    ),
    LintRule(
        "W310",
        "A measure can never be offered",
        "Its condition asks for answers that exclude each other.",
        """\
measures:
  - {id: talk, title: Reden}
  - id: pilot
    title: Ein Thema gemeinsam planen
    when: {all: [{question: shared, is: yes}, {question: shared, is: no}]}
""",
        """\
measures:
  - {id: talk, title: Reden}
  - {id: pilot, title: Ein Thema gemeinsam planen, when: {question: shared, is: no}}
""",
        idle_measures,
    ),
    LintRule(
        "W312",
        "A source is cited and not listed",
        "Readers cannot look it up; the report leaves such a citation out.",
        f"""\
sources: [{_SOURCE}]
hurdles:
  - {{id: silos, name: Ressortdenken, sources: [agj-2018, agj-2019], measures: [{{id: talk, title: Reden}}]}}
""",
        f"""\
sources: [{_SOURCE}]
hurdles:
  - {{id: silos, name: Ressortdenken, sources: [agj-2018], measures: [{{id: talk, title: Reden}}]}}
""",
        unlisted_sources,
    ),
    LintRule(
        "W313",
        "A source is listed and not cited",
        "It looks as if it supported something, and nobody can tell what.",
        f"""\
sources: [{_SOURCE}]
""",
        f"""\
sources: [{_SOURCE}]
hurdles:
  - {{id: silos, name: Ressortdenken, sources: [agj-2018], measures: [{{id: talk, title: Reden}}]}}
""",
        uncited_sources,
    ),
    LintRule(
        "W314",
        "`full` is more than all options together",
        "Even who ticks everything stays below full points, and so does the hurdle.",
        """\
questions:
  - id: offers
    type: multiple
    text: Wer plant mit?
    options: [{id: school, label: Schule}, {id: health, label: Gesundheit}]
    full: 3
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: offers
    type: multiple
    text: Wer plant mit?
    options: [{id: school, label: Schule}, {id: health, label: Gesundheit}]
    full: 2
    hurdles: {silos: 1}
""",
        unreachable_full,
    ),
)
