"""Advice on what stands beside scores and measures: topics, and examples of practice."""

from __future__ import annotations

from collections.abc import Iterator

from planself.files.finding import Finding
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.lint.walk import by_language, each_measure

_LONGEST_TOPIC = 30


def topics(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find hurdles without a topic beside others that have one, and topics that are no short words."""
    some = any(hurdle.topic is not None for hurdle in questionnaire.hurdles)
    for place, hurdle in enumerate(questionnaire.hurdles):
        if hurdle.topic is None:
            if some:
                message = _("The hurdle {id} has no topic, and others have one.").format(id=brief(hurdle.id))
                hint = _("Its name would stand among their topics; give it a neutral word, such as “Data”.")
                yield Finding("W351", ("hurdles", place, "id"), message, hint)
            continue
        length = max(len(text) for _lang, text in by_language(hurdle.topic, questionnaire))
        if length > _LONGEST_TOPIC:
            message = _("This topic has {length} characters; more than {longest} do not stand beside a score.")
            message = message.format(length=length, longest=_LONGEST_TOPIC)
            yield Finding("W351", ("hurdles", place, "topic"), message, _("One or two words are enough."))


def unread_practice(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find examples of practice that rest on sources which nobody read."""
    read = {source.id for source in questionnaire.sources if source.verified == "read"}
    for path, measure in each_measure(questionnaire):
        for place, example in enumerate(measure.practice):
            if not read & set(example.sources):
                message = _("None of the sources of this example of practice was read.")
                hint = _("Read one, and say `verified: read` there; or take the example out.")
                yield Finding("W352", (*path, "practice", place, "sources"), message, hint)


_SOURCE = "{id: agj-2018, title: Planung, publisher: AGJ, url: 'https://example.org/agj', verified: "
_PRACTICE = """\
measures:
  - id: talk
    title: Reden
    practice: [{who: Musterstadt, what: Die Ämter reden monatlich., since: 2021, sources: [agj-2018]}]
"""

RULES = (
    LintRule(
        "W351",
        "A hurdle lacks a topic, or has a long one",
        "Beside scores, where high is good, a negative name turns the meaning round: “Gaps in data: 88”.",
        """\
hurdles:
  - {id: silos, name: Ressortdenken, topic: Zusammenarbeit, measures: [{id: talk, title: Reden}]}
  - {id: data, name: Daten fehlen, measures: [{id: list_data, title: Daten auflisten}]}
questions:
  - {id: figures, type: yes_no, text: Gibt es kleinräumige Zahlen?, hurdles: {data: 1}}
  - {id: recent, type: yes_no, text: Sind die Zahlen jünger als zwei Jahre?, hurdles: {data: 1}}
""",
        """\
hurdles:
  - {id: silos, name: Ressortdenken, topic: Zusammenarbeit, measures: [{id: talk, title: Reden}]}
  - {id: data, name: Daten fehlen, topic: Daten, measures: [{id: list_data, title: Daten auflisten}]}
questions:
  - {id: figures, type: yes_no, text: Gibt es kleinräumige Zahlen?, hurdles: {data: 1}}
  - {id: recent, type: yes_no, text: Sind die Zahlen jünger als zwei Jahre?, hurdles: {data: 1}}
""",
        topics,
    ),
    LintRule(
        "W352",
        "An example of practice rests on a source that nobody read",
        "A council reads that another town does it; whoever wrote it should have read where.",
        f"sources: [{_SOURCE}title_only}}]\n{_PRACTICE}",
        f"sources: [{_SOURCE}read}}]\n{_PRACTICE}",
        unread_practice,
    ),
)
