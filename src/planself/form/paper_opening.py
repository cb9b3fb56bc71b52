"""The head of the first page: what is asked, whose sheet it is, and how it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.form.paper_question import Writer, said
from planself.form.paper_sheet import Entries, Entry, Fragment, Text
from planself.interview.level_rule import level_rule
from planself.report.inline_text import Words


def opening(writer: Writer, part: Sequence[str], asked: Sequence[str]) -> Iterator[Fragment]:
    """Yield what stands above the first question; nothing of it depends on the code."""
    questionnaire, texts, _ = writer.loaded.questionnaire, writer.texts, writer.reader._
    yield Text("title", texts.words(questionnaire.title))
    if questionnaire.description is not None:
        yield Text("intro", texts.words(questionnaire.description))
    if part:
        roles = ", ".join(texts.words(role.label) for role in questionnaire.roles if role.id in part)
        yield Text("intro", Words(_("The part for: {roles}").format(roles=roles)))
    yield Entries(tuple(_entries(writer)))
    yield from (Text("guide", Words(sentence)) for sentence in _guide(writer, asked))


def _entries(writer: Writer) -> Iterator[Entry]:
    answers, _ = writer.answers, writer.reader._
    if answers is None:
        yield from (Entry(label, Words("")) for label in (_("Municipality"), _("Date"), _("Your role")))
        return
    roles = {role.id: writer.texts.words(role.label) for role in writer.loaded.questionnaire.roles}
    role = answers.respondent.role
    yield Entry(_("Municipality"), said(answers.subject.name))
    yield Entry(_("Date"), Words(writer.reader.digits(answers.date) if answers.date else ""))
    yield Entry(_("Your role"), roles.get(role, said(role)))


def _guide(writer: Writer, asked: Sequence[str]) -> Iterator[str]:
    _, questionnaire = writer.reader._, writer.loaded.questionnaire
    yield _("Please tick one box for each question, or several where the question says so.")
    yield _("Ticked the wrong one? Fill that box completely and tick the right one.")
    rules = (level_rule(questionnaire, questionnaire.by_id[id_], writer.reader) for id_ in asked)
    if rule := next(filter(None, rules), ""):
        yield rule
    yield _("Where you tick “not applicable”, please write the reason below the question.")
    yield _("Where the sheet has a code, please write no name on it.")
    yield _("The small signs beside the boxes are for whoever types the answers.")
