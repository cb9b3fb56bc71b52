"""What to look at again: open, unproven and unsure answers, notices at the top, levers and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planself.codes import CODES
from planself.questionnaire.model import AnyQuestion
from planself.report.answer_text import given, why
from planself.report.certainty import evidence_expected
from planself.report.context import AssessmentContext
from planself.report.hurdle_names import NAMED
from planself.report.inline_text import Sentence, clean, compose, joined
from planself.report.texts import Texts
from planself.report.view_parts import GapView, Group, Item, LeverView
from planself.scoring.plan import State

LEVERS = 5


def groups(context: AssessmentContext) -> tuple[Group, ...]:
    """Return the lists of questions that need a second look; empty ones are left out."""
    _, asked = context.reader._, context.assessment
    missing = (
        (_("Open in the consensus"), _("Scored and required questions that are open in the consensus."))
        if context.consensus
        else (_("Without an answer"), _("Scored and required questions that apply and have no answer yet."))
    )
    unproven = _("Answers {of_points} that name no evidence.").format(of_points=evidence_expected(context))
    states = (
        (State.UNKNOWN, _("Knowledge gaps"), _("Answered with “don't know”: here somebody has to be asked.")),
        (State.MISSING, *missing),
        (State.PENDING, _("Waiting for an earlier answer"), _("Whether this applies is not settled yet.")),
        (State.NOT_APPLICABLE, _("Not applicable"),
         _("What stands here does not count. The reason stands beside it where one was given.")),
        (State.NOT_ASKED, _("Not asked"), _("Scored and required questions that were not put; they do not count.")),
    )  # fmt: skip
    by_state = [(state.value, title, text, *_in_state(context, state)) for state, title, text in states]
    lists = (
        *by_state[:3],
        ("unproven", _("High and without evidence"), unproven, asked.unproven, 0),
        (
            "unsure",
            _("Marked as unsure"),
            _("What stands here is taken as it is and should be discussed."),
            asked.unsure,
            0,
        ),
        *by_state[3:],
    )
    return tuple(
        Group(id_, title, joined((text, *_scope(context, ids, optional))), tuple(item(context, q) for q in ids))
        for id_, title, text, ids, optional in lists
        if ids
    )


def _in_state(context: AssessmentContext, state: State) -> tuple[tuple[str, ...], int]:
    """Return the questions in a state that are worth a look, and how many are not."""
    all_ = [found.id for found in context.assessment.result.questions if found.state is state]
    ids = tuple(id_ for id_ in all_ if _matters(context.question(id_), state))
    return ids, len(all_) - len(ids)


def _matters(question: AnyQuestion, state: State) -> bool:
    """Return whether a question in this state is worth a look; an optional remark that nobody made is not."""
    return question.scored or question.required or state not in (State.NOT_ASKED, State.MISSING)


def _scope(context: AssessmentContext, ids: Sequence[str], optional: int) -> Iterator[str]:
    """Yield how many of what counts are scored, if not all, and how many optional questions a list leaves out."""
    scored = sum(context.question(id_).scored for id_ in ids)
    if scored < len(ids) and context.states[ids[0]].state.applicable:
        yield context.reader._("Scored among them: {n}.").format(n=context.reader.integer(scored))
    if optional:
        yield context.reader.n_(
            "{n} more, optional and without points, stands under “Answers without points”.",
            "{n} more, optional and without points, stand under “Answers without points”.",
            optional,
        )


def item(context: AssessmentContext, id_: str) -> Item:
    """Return a question with its answer, as it stands in a list."""
    question = context.question(id_)
    return Item(
        question=context.words(question.text),
        place=_place(context, question.hurdles),
        text=_said(context, id_),
        comment=context.typed(context.answer(id_).comment),
    )


def _said(context: AssessmentContext, id_: str) -> Sentence | None:
    """Return the answer itself, also one that only says that the question does not apply, or why there is none."""
    if context.states[id_].state in (State.ANSWERED, State.NOT_APPLICABLE):
        _level, value = given(context, id_)
        return context.quoted(value) if value else None
    return why(context, id_)


def _place(context: AssessmentContext, hurdles: Iterable[str]) -> Sentence | None:
    listed = [context.hurdle_topic(id_) for id_ in hurdles]
    return context.listed(listed) if listed else None


def levers(context: AssessmentContext) -> tuple[LeverView, ...]:
    """Return the answers at which most is missing."""
    return tuple(
        LeverView(
            question=context.words(context.question(lever.question).text),
            place=_place(context, context.question(lever.question).hurdles) or Sentence(()),
            missing=context.reader.change(lever.missing),
            gain=context.reader.change(lever.gain),
        )
        for lever in context.assessment.leverage[:LEVERS]
        if lever.missing > 0
    )


def gaps(context: AssessmentContext) -> tuple[GapView, ...]:
    """Return the open questions at which most is open."""
    return tuple(
        GapView(
            question=context.words(context.question(gap.question).text),
            place=_place(context, context.question(gap.question).hurdles) or Sentence(()),
            width=context.reader.change(gap.width),
        )
        for gap in context.assessment.gaps[:LEVERS]
        if gap.width > 0
    )


def notices(context: AssessmentContext, notes: Iterable[str]) -> tuple[Sentence, ...]:
    """Return what a reader must know before the first number."""
    return (*_short(context), *_ignored(context), *_part(context), *language(context), *_noted(context, notes))


def _short(context: AssessmentContext) -> Iterator[Sentence]:
    """Say of a short form that it is one: its numbers are rough, and the long form's are other ones."""
    if context.questionnaire.short_of is None:
        return
    scored = sum(question.scored for question in context.questionnaire.questions)
    hurdles = len(context.questionnaire.hurdles)
    said = context.reader._(
        "This is the short form. Its scored questions: {questions}; its hurdles: {hurdles}. The scores are rough, and "
        "do not compare with those of the long form, which is meant for decisions; the answers carry over to it."
    )
    yield context.say(said.format(questions=scored, hurdles=hurdles))


def _noted(context: AssessmentContext, notes: Iterable[str]) -> Iterator[Sentence]:
    """Yield what was found when the file was read; codes that only concern its author are left out."""
    _ = context.reader._
    told = {
        "N402": _("The questionnaire has been changed since the answers were given, without a new version."),
        "N410": _(
            "The answers were given to another version of the questionnaire; questions new since then count as open."
        ),
        "N411": _(
            "The answer file holds answers to questions that this questionnaire does not have; they do not count."
        ),
        "N413": _(
            "The answers were given to the other form of the questionnaire, short or long; questions that it does not "
            "have count as open."
        ),
    }
    for note in dict.fromkeys(notes):
        if note in told:
            yield context.say(told[note])
        elif note not in CODES:
            yield Sentence((clean(note),))


def _ignored(context: AssessmentContext) -> Iterator[Sentence]:
    ignored, reader = context.assessment.result.ignored, context.reader
    if not ignored:
        return
    n = len(ignored)
    shown = ignored[:NAMED] if n > NAMED + 1 else ignored
    told: list[Sentence] = [Sentence((reader.n_("{n} answer does not count:", "{n} answers do not count:", n),))]
    told += [
        compose("{question} – {why}", question=context.question_text(id_), why=why(context, id_) or "") for id_ in shown
    ]
    if rest := n - len(shown):
        told.append(Sentence((reader.n_("{n} more stands below.", "{n} more stand below.", rest),)))
    yield joined(told)


def _part(context: AssessmentContext) -> Iterator[Sentence]:
    reader, answers = context.reader, context.assessment.answer_set
    if answers.part:
        labels = {role.id: context.words(role.label) for role in context.questionnaire.roles}
        yield context.say(
            reader._("The answers cover only the part of these roles: {roles}."),
            roles=context.listed(context.quoted(labels.get(role, clean(role))) for role in answers.part),
        )
    if answers.round == "consensus":
        yield context.say(reader._("The answers are the consensus of a group."))


def language(texts: Texts) -> Iterator[Sentence]:
    """Yield a notice where the questionnaire has no texts in the reader's language."""
    if texts.foreign:
        yield texts.say(
            texts.reader._("The questionnaire has no texts in the language of this report; they stand in {language}."),
            language=_language_name(texts, texts.foreign),
        )


def _language_name(texts: Texts, lang: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang).get_display_name(texts.reader.lang) or lang
    except (UnknownLocaleError, ValueError):
        return lang
