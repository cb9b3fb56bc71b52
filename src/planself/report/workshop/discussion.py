"""What a group should talk about, what it settled, what it did not, and where it put its dots."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.group_result import DiscussionItem, GroupQuestion
from planself.analysis.group_words import NOTHING, kind, nothing_apart, span
from planself.report.answer_text import given, status
from planself.report.blocks import Block, Cell, Column, Heading, Paragraph, Table
from planself.report.inline_text import Sentence, clean
from planself.report.workshop.bars import length
from planself.report.workshop.context import WorkshopContext
from planself.report.workshop.questions import bar
from planself.scoring.plan import State
from planself.workshop_files.discussion import AnswerCounts, DiscussedQuestion, Dissent
from planself.workshop_files.votes import Vote


def topics(context: WorkshopContext) -> Iterator[Block]:
    """Yield the ranked list of what to talk about, with the reason in words."""
    _ = context.reader._
    if not context.result.discussion:
        yield Paragraph(nothing_apart(context.result, context.reader))
        return
    yield Paragraph(
        _(
            "First comes what weighs most and where answers lie farthest apart. Differing answers are no mistake: "
            "they show where people see different things."
        )
    )
    columns = (
        Column(_("Question or hurdle")),
        Column(_("Why")),
        Column(_("Median"), numeric=True),
        Column(_("Middle half"), numeric=True),
        Column(_("Agreement")),
    )
    yield Table(_("Discussion list"), columns, tuple(_topic(context, item) for item in context.result.discussion))


def _topic(context: WorkshopContext, item: DiscussionItem) -> tuple[Cell, ...]:
    found = GroupQuestion("") if item.question is None else context.by_id[item.question]
    about = context.headed(item.hurdle) if item.hurdle else context.asked(found)
    return (
        Cell(context.say("{rank}. {about}", rank=str(item.rank), about=about)),
        Cell(kind(item.kind, context.reader)),
        Cell(span(found.median)),
        Cell(span(found.quartiles)),
        Cell(context.agreement(found)),
    )


# --- what became of it ---


def decisions(context: WorkshopContext) -> Iterator[Block]:
    """Yield what the room agreed on, where it did not, what was held against it, and what a second round changed."""
    _ = context.reader._
    discussed = [item for item in context.talked if not item.without_discussion]
    yield Paragraph(how_far(context), "lead")
    if discussed:
        columns = (Column(_("Question")), Column(_("Result")), Column(_("Time")))
        yield Table(_("What the group decided"), columns, tuple(_decision(context, item) for item in discussed))
    yield from _second(context)
    yield from _remarks(context)
    yield from _of_one_mind(context)


def how_far(context: WorkshopContext) -> Sentence:
    """Return how many questions were discussed, what came of them, and how long it took."""
    reader, talked = context.reader, context.talked
    discussed = [item for item in talked if not item.without_discussion and (item.outcome or item.seconds)]
    agreed = sum(item.outcome == "agreement" for item in discussed)
    apart = sum(item.outcome == "no_agreement" for item in discussed)
    parts = [
        reader.n_("agreement on {n}", "agreement on {n}", agreed),
        *([reader.n_("no agreement on {n}", "no agreement on {n}", apart)] if apart else []),
        *([reader.n_("{n} left open", "{n} left open", len(discussed) - agreed - apart)]
          if len(discussed) > agreed + apart else []),
    ]  # fmt: skip
    phrase = reader._("{questions} discussed: {parts}. Time used: {time}.")
    number = reader.n_("{n} question", "{n} questions", len(discussed))
    time = context.minutes(sum(item.seconds for item in talked))
    return context.say(phrase, questions=number, parts=context.listed(parts), time=time)


def _decision(context: WorkshopContext, item: DiscussedQuestion) -> tuple[Cell, ...]:
    result, n = _outcome(context, item), len(item.dissent)
    dissent = context.reader.n_(
        "{{result}}; {n} dissenting view was written down", "{{result}}; {n} dissenting views were written down", n
    )
    return (
        Cell(context.words(context.question(item.question).text)),
        Cell(context.say(dissent, result=result) if n else result),
        Cell(context.minutes(item.seconds) if item.seconds else NOTHING),
    )


def _outcome(context: WorkshopContext, item: DiscussedQuestion) -> str | Sentence:
    _ = context.reader._
    match item.outcome:
        case "no_agreement":
            return _("no agreement")
        case None:
            return _("not decided")
        case "agreement":
            return context.say(_("agreed: {answer}"), answer=_answer(context, item))


def _answer(context: WorkshopContext, item: DiscussedQuestion) -> str | Sentence:
    """Return what was agreed on: a level with its text, another answer's text, or that it is not known."""
    if context.agreed is None:
        return clean(str(item.answer))
    if item.answer in (State.UNKNOWN.value, State.NOT_APPLICABLE.value):
        return status(context.agreed, State(item.answer))
    said = context.quoted(given(context.agreed, item.question)[1])
    level = isinstance(item.answer, int) and context.question(item.question).ladder
    return context.say(context.reader._("level {level}, {said}"), level=str(item.answer), said=said) if level else said


def _second(context: WorkshopContext) -> Iterator[Block]:
    """Yield the first and the second silent round beside each other."""
    _, rounds = context.reader._, [(item, item.after) for item in context.talked if item.after is not None]
    if not rounds:
        return
    columns = (
        Column(_("Question")),
        Column(_("Answers"), chart=True),
        Column(_("Round")),
        Column(_("People per level (0 first)"), numeric=True),
        Column(_("Don't know"), numeric=True),
        Column(_("Median"), numeric=True),
        Column(_("Agreement")),
    )
    rows = [
        _round(context, item.question, answers, label)
        for item, after in rounds
        for answers, label in (
            (context.by_id[item.question], _("alone, before")),
            (after, _("second, by show of hands") if item.counted == "hands" else _("second, silently")),
        )
    ]
    yield Table(_("Second round: before and after"), columns, tuple(rows))


def _round(context: WorkshopContext, id_: str, answers: GroupQuestion | AnswerCounts, label: str) -> tuple[Cell, ...]:
    return (
        Cell(context.words(context.question(id_).text)),
        bar(context, id_, answers),
        Cell(label),
        Cell(context.counts(answers.counts)),
        Cell(context.number(answers.unknown)),
        Cell(span(answers.median)),
        Cell(context.agreement(answers)),
    )


def _remarks(context: WorkshopContext) -> Iterator[Block]:
    """Yield what was said about the questions: dissent first, as it was recorded."""
    _ = context.reader._
    rows = [
        (Cell(context.words(context.question(item.question).text)), Cell(kind), Cell(text))
        for item in context.talked
        for kind, text in _said(context, item)
    ]
    if rows:
        columns = (Column(_("Question")), Column(_("What")), Column(_("As it was written down")))
        yield Table(_("Dissent, notes, evidence"), columns, tuple(rows))


def _said(context: WorkshopContext, item: DiscussedQuestion) -> Iterator[tuple[str, str | Sentence]]:
    _ = context.reader._
    for dissent in item.dissent:
        yield _("dissent"), _dissent(context, dissent)
    if note := context.typed(item.note):
        yield _("note"), note
    if evidence := context.typed(item.evidence):
        yield _("evidence"), evidence


def _dissent(context: WorkshopContext, dissent: Dissent) -> Sentence:
    """Return what was said; who said it stands there only with that person's agreement."""
    said = context.quoted(context.typed(dissent.text))
    if not dissent.agreed or not dissent.by:
        return said
    return context.say("{said} ({by})", said=said, by=context.role(dissent.role) if dissent.role else clean(dissent.by))


def _of_one_mind(context: WorkshopContext) -> Iterator[Block]:
    _, settled = context.reader._, [item for item in context.talked if item.without_discussion]
    if not settled:
        return
    yield Heading(_("Settled without discussion"))
    yield Paragraph(
        _("Here the answers lay close together, and the group took over a common answer without discussion.")
    )
    rows = tuple((Cell(context.words(context.question(i.question).text)), Cell(_answer(context, i))) for i in settled)
    yield Table(_("Taken over"), (Column(_("Question")), Column(_("Answer"))), rows)


# --- votes ---


def votes(context: WorkshopContext) -> Iterator[Block]:
    """Yield the dots beside the scores, never mixed into them."""
    _ = context.reader._
    yield Paragraph(_("Dots say what the group wants to begin with. They change no score."))
    for vote in context.workshop.votes:
        if vote.people < context.result.min_group:
            yield Paragraph(_("Too few people voted for their dots to be shown."))
        else:
            yield _vote(context, vote)


def _vote(context: WorkshopContext, vote: Vote) -> Table:
    reader = context.reader
    _ = reader._
    hurdles = vote.on == "hurdles"
    most = max(vote.counts.values(), default=0)
    columns = (
        Column(_("Hurdle") if hurdles else _("Measure")),
        Column(_("Dots, drawn"), chart=True),
        Column(_("Dots"), numeric=True),
        Column(_("Value of the group"), numeric=True) if hurdles else Column(_("Hurdle")),
    )
    ranked = sorted(vote.counts.items(), key=lambda entry: -entry[1])
    rows = tuple(
        (Cell(label), Cell(chart=length(count, most)), Cell(reader.integer(count)), Cell(beside))
        for id_, count in ranked
        for label, beside in [_voted(context, id_)]
    )
    note = _("{people} with {dots} each; dots counted: {given}.").format(
        people=reader.n_("{n} person", "{n} people", vote.people),
        dots=reader.n_("{n} dot", "{n} dots", vote.dots),
        given=reader.integer(vote.given),
    )
    return Table(_("Dots on hurdles") if hurdles else _("Dots on measures"), columns, rows, note)


def _voted(context: WorkshopContext, id_: str) -> tuple[str, str]:
    """Return what dots were put on, and its score or its hurdle."""
    for hurdle in context.questionnaire.hurdles:
        if hurdle.id == id_:
            return context.topic(hurdle.id), context.score(context.result.hurdle(id_).value)
        for measure in hurdle.measures:
            if measure.id == id_:
                return context.words(measure.title), context.topic(hurdle.id)
    return clean(id_), NOTHING
