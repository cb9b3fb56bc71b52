"""The report of a workshop as a whole: sections that join the report of the consensus, or a page of the group alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planself.analysis.group_result import GroupResult
from planself.i18n import Reader
from planself.report.blocks import Annex, Block, Page, Paragraph, Section
from planself.report.inline_text import Words, clean
from planself.report.method import Provenance
from planself.report.workshop import discussion as talk
from planself.report.workshop import hurdles, method, people, questions
from planself.report.workshop.context import Matter
from planself.report.workshop.room import Room
from planself.workshop_files.discussion import AnswerCounts, DiscussedQuestion, Dissent

FORMAT = "planself/workshop-report/1"
KEY = "workshop"


def workshop_annex(result: GroupResult, room: Room, reader: Reader) -> Annex:
    """Return the group's view as an annex of the report of what the room agreed on."""
    matter = Matter(result, room, reader)
    flags = tuple(Paragraph(notice, "flag") for notice in people.notices(matter))
    return Annex((_people(matter, flags), *_sections(matter), _method(matter, ())), KEY, data(result, room))


def workshop_page(result: GroupResult, room: Room, reader: Reader, made: Provenance) -> Page:
    """Return the group's view as a document of its own."""
    matter = Matter(result, room, reader)
    _, kind = reader._, matter.words(room.loaded.questionnaire.title)
    about = ", ".join(filter(None, (clean(room.subject), reader.date(room.date))))
    return Page(
        lang=reader.lang,
        kind=kind,
        title=Words(_("{title}: what the group sees").format(title=matter.words(room.title))),
        page_title=f"{kind}: {matter.words(room.title)}",
        footer=about,
        meta=tuple(people.facts(matter)),
        notices=tuple(people.notices(matter)),
        sections=(_people(matter, (), brief=True), *_sections(matter), _method(matter, method.origin(matter, made))),
        bands=len(matter.bands),
        result=data(result, room),
    )


def data(result: GroupResult, room: Room) -> dict[str, Any]:
    """Return the report for machines; the group's part is the published result as it stands."""
    shown = [vote for vote in room.votes if vote.people >= result.min_group]
    consensus = room.consensus
    return {
        "format": FORMAT,
        "subject": clean(room.subject),
        "date": room.date.isoformat(),
        "invited": room.invited,
        "group": result.to_json(),
        "talked": [_talked(item) for item in room.talked],
        "moved": room.moved,
        "votes": [vote.model_dump(include={"on", "people", "dots", "counts"}) for vote in shown],
        "consensus": None if consensus is None else consensus.to_json(),
    }


def _talked(item: DiscussedQuestion) -> dict[str, Any]:
    return {
        "question": item.question,
        "outcome": item.outcome,
        "how": item.how,
        "answer": item.answer,
        "second_round": None if item.after is None else _second_round(item.after, item.counted),
        "dissent": [_dissent(dissent) for dissent in item.dissent],
        "note": item.note,
        "evidence": item.evidence,
        "seconds": item.seconds,
    }


def _second_round(after: AnswerCounts, counted: str | None) -> dict[str, Any]:
    agreement = None if after.agreement is None else after.agreement / 100
    return {"counted": counted, **after.model_dump(mode="json"), "agreement": agreement}


def _dissent(dissent: Dissent) -> dict[str, Any]:
    """Return an entry of `dissent`; who said it stands there only with that person's agreement."""
    shown = {"text", "role", "code", "name"} if dissent.agreed else {"text"}
    return dissent.model_dump(include=shown, exclude_none=True)


def _sections(matter: Matter) -> Iterator[Section]:
    _, room = matter.reader._, matter.room
    yield _section("group-profile", _("The hurdles as the group sees them"), hurdles.profile(matter))
    yield _section("group-roles", _("The view of the role groups"), hurdles.heat_map(matter))
    if room.consensus is not None:
        yield _section("group-consensus", _("The consensus beside it"), hurdles.consensus(matter, room.consensus))
    yield _section("group-topics", _("What to talk about"), talk.topics(matter))
    if matter.talked:
        yield _section("group-decisions", _("What the discussion settled"), talk.decisions(matter))
    if room.votes:
        yield _section("group-votes", _("What the group wants to tackle first"), talk.votes(matter))
    yield _section("group-open", _("What people do not know"), questions.open_answers(matter))
    yield _section("group-questions", _("The answers, question by question"), questions.answers(matter))


def _people(matter: Matter, flags: tuple[Block, ...], *, brief: bool = False) -> Section:
    blocks = list(people.people(matter))
    return _section("group", matter.reader._("Who took part"), (*flags, *(blocks[:1] if brief else blocks)))


def _method(matter: Matter, more: Iterable[Block]) -> Section:
    title = matter.reader._("How the group's numbers come about")
    return _section("group-method", title, (*method.method(matter), *method.privacy(matter), *more))


def _section(id_: str, title: str, blocks: Iterable[Block]) -> Section:
    return Section(id_, title, tuple(blocks))
