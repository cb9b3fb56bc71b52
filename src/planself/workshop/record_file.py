"""The files of a discussion and of its votes: read, and checked against the workshop and questionnaire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as Path_
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from planself.analysis.anonymity import LEAST_GROUP
from planself.answers.envelope import Reference
from planself.answers.values import read_value
from planself.errors import InputError, Problem, Severity, did_you_mean
from planself.files.finding import Finding, Path, located
from planself.files.refusals import brief
from planself.files.shared_fields import NamedQuestionnaire
from planself.files.source import Source
from planself.formats import name_of, other_kind
from planself.i18n import _
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.model_faults import FileShape, explain
from planself.questionnaire.types.values import BadValueError
from planself.workshop.commands import SAID
from planself.workshop.folder import open_folder, questionnaire_for
from planself.workshop_files.discussion import (
    FORMAT,
    AnswerCounts,
    DiscussedAnswers,
    DiscussedQuestion,
    Discussion,
    Dissent,
)
from planself.workshop_files.votes import FORMAT as VOTES_FORMAT
from planself.workshop_files.votes import Vote, Votes
from planself.workshop_files.workshop import NAME, Workshop

M = TypeVar("M", bound=BaseModel)

_DISCUSSION = FileShape(
    Discussion,
    {
        "questionnaire": NamedQuestionnaire,
        "answers": DiscussedAnswers,
        "items": DiscussedQuestion,
        "before": AnswerCounts,
        "after": AnswerCounts,
        "dissent": Dissent,
    },
    {
        "answers": 'answers: {people: 14, digest: "sha256:…"}',
        "started_at": "started_at: 2026-11-22T14:05:00",
        "decided_at": "decided_at: 2026-11-22T14:05:00",
        "counts": "counts: [0, 2, 5, 6, 1]",
        "agreement": "agreement: -0.12",
        "dissent": "dissent: [{text: Das sehe ich anders.}]",
        "seconds": "seconds: 240",
        "version": "version: 1.0.0",
        "code": "code: W01",
    },
    key_code="E281",
    value_code="E282",
)
_VOTES = FileShape(
    Votes,
    {"questionnaire": NamedQuestionnaire, "votes": Vote},
    {
        "votes": "votes: [{on: hurdles, people: 14, dots: 3, counts: {data_basis: 12}}]",
        "counts": "counts: {data_basis: 12}",
        "version": "version: 1.0.0",
    },
    key_code="E281",
    value_code="E282",
)


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a file of the discussion is checked against, as far as it is at hand."""

    workshop: Workshop | None = None
    loaded: Loaded | None = None

    def may_show(self, n: int) -> bool:
        """Whether counts of so many people may stand in a file."""
        if self.workshop is None:
            return n >= LEAST_GROUP
        return self.workshop.protection.enough(n)


def check_beside(
    source: Source, folder: Path_, cwd: Path_, environ: Mapping[str, str], choose: Callable[[Reference], Loaded]
) -> tuple[Problem, ...]:
    """Return all that can be said of a discussion's or votes' file, with the workshop beside it where there is one."""
    data = source.data if isinstance(source.data, dict) else {}
    workshop, loaded = None, None
    try:
        if (folder / NAME).exists():
            opened = open_folder(folder)
            workshop, loaded = opened.workshop, questionnaire_for(opened, cwd, environ)
        elif isinstance(named := data.get("questionnaire"), dict):
            loaded = choose(Reference(str(named.get("id")), str(named.get("version")), None))
    except InputError as error:
        return error.problems
    check = check_votes if data.get("format") == VOTES_FORMAT else check_discussion
    return check(source, CheckContext(workshop, loaded))[1]


def check_discussion(source: Source, context: CheckContext) -> tuple[Discussion | None, tuple[Problem, ...]]:
    """Return a discussion (None where the file has errors) and all that can be said of its file."""
    record, problems = _validated(source, Discussion, FORMAT, _DISCUSSION)
    if record is None:
        return None, problems
    errors = located(_wrong_items(record, context), source)
    return (None if errors else record), errors


def check_votes(source: Source, context: CheckContext) -> tuple[Votes | None, tuple[Problem, ...]]:
    """Return the votes (None where the file has errors) and all that can be said of their file."""
    votes, problems = _validated(source, Votes, VOTES_FORMAT, _VOTES)
    if votes is None:
        return None, problems
    errors = located(_wrong_votes(votes, context), source)
    notes = located(_odd_sums(votes), source, Severity.WARNING)
    return (None if errors else votes), (*errors, *notes)


def _validated(source: Source, model: type[M], format_: str, shape: FileShape) -> tuple[M | None, tuple[Problem, ...]]:
    data = source.data
    if not isinstance(data, dict) or data.get("format") != format_:
        found = data.get("format") if isinstance(data, dict) else None
        kind = other_kind(found, str(name_of(format_)))
        message = kind or _("This is no file of a workshop's discussion that planself reads.")
        hint = _("Its first line is `format: {name}`.").format(name=format_)
        return None, located([Finding("E280", ("format",), message, hint)], source)
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, located(explain(error, shape), source)


# --- the discussion ---


def _wrong_items(record: Discussion, context: CheckContext) -> Iterator[Finding]:
    seen = Counter(item.question for item in record.items)
    for place, item in enumerate(record.items):
        path: Path = ("items", place)
        if seen[item.question] > 1:
            message = _("{id} stands here twice.").format(id=brief(item.question))
            yield Finding("E283", (*path, "question"), message, _("Keep one of the two."))
        question = context.loaded.questionnaire.by_id.get(item.question) if context.loaded else None
        if context.loaded is not None and question is None:
            yield _unknown((*path, "question"), item.question, context.loaded.questionnaire.by_id)
        yield from _wrong_outcome(path, item, question, context)
        yield from _betraying(path, item, context)
        for step, dissent in enumerate(item.dissent):
            yield from _wrong_dissent((*path, "dissent", step), dissent, context)


def _unknown(path: Path, word: str, known: Iterable[str]) -> Finding:
    near = did_you_mean(word, known)
    hint = _("Did you mean {word}?").format(word=near) if near else _("Write an id of the questionnaire.")
    return Finding("E277", path, _("The questionnaire has no {word}.").format(word=brief(word)), hint)


def _wrong_outcome(
    path: Path, item: DiscussedQuestion, question: AnyQuestion | None, context: CheckContext
) -> Iterator[Finding]:
    if (item.outcome == "agreement") != (item.answer is not None):
        message = _("An agreement has an answer, and an answer needs `outcome: agreement`.")
        yield Finding("E282", (*path, "outcome"), message, _("Write both, or neither."))
    elif item.answer is not None and question is not None and context.loaded is not None and item.answer not in SAID:
        try:
            read_value(question, item.answer, exact=True)
        except BadValueError as error:
            yield Finding(error.code, (*path, "answer", *error.inside), error.message, error.hint)


def _betraying(path: Path, item: DiscussedQuestion, context: CheckContext) -> Iterator[Finding]:
    """Yield counts that could tell who answered what; planself writes none such."""
    for key, tally in (("before", item.before), ("after", item.after)):
        if tally is None or (tally.counts is None and tally.median is None):
            continue
        n = tally.n if tally.n is not None else sum(tally.counts or ())
        if not context.may_show(n):
            message = _("Counts of {n} people stand here; with so few, single people could be recognised.")
            hint = _("Delete counts and median; n, agreement and its word may stay.")
            yield Finding("E278", (*path, key), message.format(n=n), hint)


def _wrong_dissent(path: Path, dissent: Dissent, context: CheckContext) -> Iterator[Finding]:
    workshop = context.workshop
    if dissent.by and not dissent.agreed:
        message = _("It stands here who said it, and not that this person agrees.")
        yield Finding("E285", path, message, _("Ask, and write `agreed: true`; or leave the text alone."))
    if sum(part is not None for part in (dissent.role, dissent.code, dissent.name)) > 1:
        yield Finding("E282", path, _("One of role, code and name is enough."), _("Together they tell more."))
    if workshop is None:
        return
    if dissent.name is not None and not workshop.open:
        message = _("A name stands here, and this workshop is not open.")
        yield Finding("E285", (*path, "name"), message, _("Write the role or the code, if the person agrees."))
    if dissent.role is not None and dissent.role not in workshop.role_ids:
        message = _("The workshop has no role {role}.").format(role=brief(dissent.role))
        yield Finding("E284", (*path, "role"), message)
    if dissent.code is not None and dissent.code not in workshop.by_code and workshop.closed is None:
        yield Finding(
            "E287", (*path, "code"), _("{code} is no code of this workshop.").format(code=brief(dissent.code))
        )


# --- the votes ---


def choices(loaded: Loaded, on: str) -> dict[str, object]:
    """Return what dots can be put on: hurdles or measures, by id."""
    hurdles = loaded.questionnaire.hurdles
    if on == "hurdles":
        return {hurdle.id: hurdle for hurdle in hurdles}
    return {measure.id: measure for hurdle in hurdles for measure in hurdle.measures}


def _wrong_votes(votes: Votes, context: CheckContext) -> Iterator[Finding]:
    seen = Counter(vote.on for vote in votes.votes)
    for place, vote in enumerate(votes.votes):
        if seen[vote.on] > 1:
            message = _("{id} stands here twice.").format(id=vote.on)
            yield Finding("E283", ("votes", place, "on"), message, _("Keep one of the two."))
        known = choices(context.loaded, vote.on) if context.loaded else vote.counts
        for id_ in vote.counts:
            if id_ not in known:
                yield _unknown(("votes", place, "counts", id_), id_, known)


def _odd_sums(votes: Votes) -> Iterator[Finding]:
    for place, vote in enumerate(votes.votes):
        if vote.given != vote.handed_out:
            yield Finding("W330", ("votes", place, "counts"), odd_sum(vote), _("Count again; a dot may have fallen."))


def odd_sum(vote: Vote) -> str:
    """Say how many dots were counted, and how many there should be."""
    return _("Dots counted: {given}; people × dots each: {people} × {dots} = {all}.").format(
        given=vote.given, people=vote.people, dots=vote.dots, all=vote.handed_out
    )
