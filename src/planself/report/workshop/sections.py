"""The report of a workshop as a whole: sections that join the report of the consensus, or a page of the group alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import GroupResult
from planself.analysis.group_result import schema as group_schema
from planself.files.json_schema import COUNT, COUNT_OR_NONE, SEAL, TEXT, document, mapping
from planself.i18n import Reader
from planself.report.blocks import Annex, Block, Page, Paragraph, Section
from planself.report.inline_text import Words, clean
from planself.report.method import Provenance
from planself.report.workshop import discussion as talk
from planself.report.workshop import hurdles, method, people, questions
from planself.report.workshop.context import WorkshopContext
from planself.report.workshop.reported_workshop import ReportedWorkshop
from planself.scoring.assessment import schema as result_schema
from planself.workshop_files.discussion import AnswerCounts, DiscussedQuestion, Dissent

FORMAT = "planself/workshop-report/1"
KEY = "workshop"


def workshop_annex(result: GroupResult, workshop: ReportedWorkshop, reader: Reader) -> Annex:
    """Return the group's view as an annex of the report of what the room agreed on."""
    context = WorkshopContext(result, workshop, reader)
    flags = tuple(Paragraph(notice, "flag") for notice in people.notices(context))
    return Annex((_people(context, flags), *_sections(context), _method(context, ())), KEY, data(result, workshop))


def workshop_page(result: GroupResult, workshop: ReportedWorkshop, reader: Reader, made: Provenance) -> Page:
    """Return the group's view as a document of its own."""
    context = WorkshopContext(result, workshop, reader)
    _, kind = reader._, context.words(workshop.loaded.questionnaire.title)
    about = ", ".join(filter(None, (clean(workshop.subject), reader.date(workshop.date))))
    return Page(
        lang=reader.lang,
        kind=kind,
        title=Words(_("{title}: what the group sees").format(title=context.words(workshop.title))),
        page_title=f"{kind}: {context.words(workshop.title)}",
        footer=about,
        meta=tuple(people.facts(context)),
        notices=tuple(people.notices(context)),
        sections=(
            _people(context, (), brief=True),
            *_sections(context),
            _method(context, method.origin(context, made)),
        ),
        bands=len(context.bands),
        result=data(result, workshop),
    )


def data(result: GroupResult, workshop: ReportedWorkshop) -> dict[str, Any]:
    """Return the report for machines; the group's part is the published result as it stands."""
    shown = [vote for vote in workshop.votes if vote.people >= result.min_group]
    consensus = workshop.consensus
    return {
        "format": FORMAT,
        "subject": clean(workshop.subject),
        "date": workshop.date.isoformat(),
        "invited": workshop.invited,
        "group": result.to_json(),
        "talked": [_talked(item) for item in workshop.talked],
        "moved": workshop.moved,
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


def _sections(context: WorkshopContext) -> Iterator[Section]:
    _, workshop = context.reader._, context.workshop
    yield _section("group-profile", _("The hurdles as the group sees them"), hurdles.profile(context))
    yield _section("group-roles", _("The view of the role groups"), hurdles.heat_map(context))
    if workshop.consensus is not None:
        yield _section("group-consensus", _("The consensus beside it"), hurdles.consensus(context, workshop.consensus))
    yield _section("group-topics", _("What to talk about"), talk.topics(context))
    if context.talked:
        yield _section("group-decisions", _("What the discussion settled"), talk.decisions(context))
    if workshop.votes:
        yield _section("group-votes", _("What the group wants to tackle first"), talk.votes(context))
    yield _section("group-open", _("What people do not know"), questions.open_answers(context))
    yield _section("group-questions", _("The answers, question by question"), questions.answers(context))


def _people(context: WorkshopContext, flags: tuple[Block, ...], *, brief: bool = False) -> Section:
    blocks = list(people.people(context))
    return _section("group", context.reader._("Who took part"), (*flags, *(blocks[:1] if brief else blocks)))


def _method(context: WorkshopContext, more: Iterable[Block]) -> Section:
    title = context.reader._("How the group's numbers come about")
    return _section("group-method", title, (*method.method(context), *method.privacy(context), *more))


def _section(id_: str, title: str, blocks: Iterable[Block]) -> Section:
    return Section(id_, title, tuple(blocks))


_COUNTS_OR_NONE = {"type": ["array", "null"], "items": COUNT}


def schema() -> dict[str, Any]:
    """Return the schema of a workshop's report."""
    properties = {
        "format": {"const": FORMAT},
        "subject": TEXT,
        "date": {**TEXT, "format": "date"},
        "invited": {**COUNT, "description": "How many codes there are."},
        "group": _inside(group_schema()),
        "talked": {"type": "array", "items": _talked_schema()},
        "moved": {"type": "boolean", "description": "Answers came in or changed after the discussion had begun."},
        "votes": {"type": "array", "items": _vote_schema()},
        "consensus": {"oneOf": [{"type": "null"}, _inside(result_schema())]},
    }
    return document("the report of a workshop", properties, {"seal": SEAL})


def _inside(whole: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in whole.items() if key != "$schema"}


def _talked_schema() -> dict[str, Any]:
    answer = {"description": "As in an answer file; null without agreement."}
    properties = {
        "question": TEXT,
        "outcome": {"enum": ["agreement", "no_agreement", None]},
        "how": {"enum": ["discussed", "agreed"], "description": "agreed: unanimous from the beginning."},
        "answer": {"type": ["string", "number", "boolean", "array", "null"], **answer},
        "second_round": {"oneOf": [{"type": "null"}, _second_schema()]},
        "dissent": {"type": "array", "items": _dissent_schema()},
        "note": TEXT,
        "evidence": TEXT,
        "seconds": COUNT,
    }
    return mapping(properties)


def _second_schema() -> dict[str, Any]:
    return mapping(
        {
            "counted": {"enum": ["hands", "files", None]},
            "n": COUNT_OR_NONE,
            "counts": _COUNTS_OR_NONE,
            "unknown": COUNT_OR_NONE,
            "not_applicable": COUNT_OR_NONE,
            "median": _COUNTS_OR_NONE,
            "agreement": {"type": ["number", "null"], "minimum": -1, "maximum": 1, "description": "van der Eijk's A."},
            "word": {"enum": [*(word.value for word in AgreementWord), None]},
        }
    )


def _dissent_schema() -> dict[str, Any]:
    by = {**TEXT, "description": "Only where that person agreed; a name only in an open workshop."}
    return mapping({"text": TEXT}, dict.fromkeys(("role", "code", "name"), by))


def _vote_schema() -> dict[str, Any]:
    return mapping(
        {
            "on": {"enum": ["hurdles", "measures"]},
            "people": COUNT,
            "dots": COUNT,
            "counts": {"type": "object", "additionalProperties": COUNT},
        }
    )
