"""What to look at again: open, unproven and unsure answers, notices at the top, levers and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planself.codes import CODES
from planself.questionnaire.model import AnyQuestion
from planself.report.answer_text import given, why
from planself.report.context import Material
from planself.report.hurdle_names import NAMED
from planself.report.inline_text import Sentence, clean, compose, joined
from planself.report.texts import Texts
from planself.report.view_parts import GapView, Group, Item, LeverView
from planself.scoring.plan import State

LEVERS = 5


def groups(material: Material) -> tuple[Group, ...]:
    """Return the lists of questions that need a second look; empty ones are left out."""
    _, say = material.reader._, material.say
    threshold = material.exact(material.questionnaire.scoring.evidence_from, 1)
    asked = material.assessment
    lists = (
        ("unknown", _("Knowledge gaps"), say(_("Answered with “don't know”: here somebody has to be asked.")),
         _in_state(material, State.UNKNOWN)),
        ("missing", _("Without an answer"), say(_("These questions apply and have no answer yet.")),
         _in_state(material, State.MISSING)),
        ("pending", _("Waiting for an earlier answer"), say(_("Whether these questions apply is not settled yet.")),
         _in_state(material, State.PENDING)),
        ("unproven", _("High and without evidence"),
         say(_("Answers of at least {threshold} points that name no evidence."), threshold=threshold), asked.unproven),
        ("unsure", _("Marked as unsure"), say(_("These answers count as they stand and should be discussed.")),
         asked.unsure),
        ("not_applicable", _("Not applicable"),
         say(_("These questions do not count. The reason stands beside them where one was given.")),
         _in_state(material, State.NOT_APPLICABLE)),
        ("not_asked", _("Not asked"), say(_("These questions were not put and do not count.")),
         _in_state(material, State.NOT_ASKED)),
    )  # fmt: skip
    return tuple(
        Group(id_, title, text, tuple(item(material, question) for question in ids))
        for id_, title, text, ids in lists
        if ids
    )


def _in_state(material: Material, state: State) -> tuple[str, ...]:
    return tuple(
        found.id
        for found in material.assessment.result.questions
        if found.state is state and _matters(material.question(found.id), state)
    )


def _matters(question: AnyQuestion, state: State) -> bool:
    """Return whether a question in this state is worth a look; an optional remark that nobody made is not."""
    return question.scored or question.required or state not in (State.NOT_ASKED, State.MISSING)


def item(material: Material, id_: str) -> Item:
    """Return a question with its answer, as it stands in a list."""
    question = material.question(id_)
    return Item(
        question=material.words(question.text),
        place=_place(material, question.hurdles),
        text=_said(material, id_),
        comment=material.typed(material.answer(id_).comment),
    )


def _said(material: Material, id_: str) -> Sentence | None:
    """Return the answer itself, also one that only says that the question does not apply, or why there is none."""
    if material.states[id_].state in (State.ANSWERED, State.NOT_APPLICABLE):
        _level, value = given(material, id_)
        return material.quoted(value) if value else None
    return why(material, id_)


def _place(material: Material, hurdles: Iterable[str]) -> Sentence | None:
    listed = [material.hurdle_topic(id_) for id_ in hurdles]
    return material.listed(listed) if listed else None


def levers(material: Material) -> tuple[LeverView, ...]:
    """Return the answers at which most is missing."""
    return tuple(
        LeverView(
            question=material.words(material.question(lever.question).text),
            place=_place(material, material.question(lever.question).hurdles) or Sentence(()),
            missing=material.reader.change(lever.missing),
            gain=material.reader.change(lever.gain),
        )
        for lever in material.assessment.leverage[:LEVERS]
        if lever.missing > 0
    )


def gaps(material: Material) -> tuple[GapView, ...]:
    """Return the open questions at which most is open."""
    return tuple(
        GapView(
            question=material.words(material.question(gap.question).text),
            place=_place(material, material.question(gap.question).hurdles) or Sentence(()),
            width=material.reader.change(gap.width),
        )
        for gap in material.assessment.gaps[:LEVERS]
        if gap.width > 0
    )


def notices(material: Material, notes: Iterable[str]) -> tuple[Sentence, ...]:
    """Return what a reader must know before the first number."""
    return (*_short(material), *_ignored(material), *_part(material), *language(material), *_noted(material, notes))


def _short(material: Material) -> Iterator[Sentence]:
    """Say of a short form that it is one: its numbers are rough, and the long form's are other ones."""
    if material.questionnaire.short_of is None:
        return
    scored = sum(question.scored for question in material.questionnaire.questions)
    hurdles = len(material.questionnaire.hurdles)
    said = material.reader._(
        "This is the short form. Its scored questions: {questions}, for {hurdles} hurdles. The scores are rough, and "
        "do not compare with those of the long form, which is meant for decisions; the answers carry over to it."
    )
    yield material.say(said.format(questions=scored, hurdles=hurdles))


def _noted(material: Material, notes: Iterable[str]) -> Iterator[Sentence]:
    """Yield what was found when the file was read; codes that only concern its author are left out."""
    _ = material.reader._
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
            yield material.say(told[note])
        elif note not in CODES:
            yield Sentence((clean(note),))


def _ignored(material: Material) -> Iterator[Sentence]:
    ignored, reader = material.assessment.result.ignored, material.reader
    if not ignored:
        return
    n = len(ignored)
    shown = ignored[:NAMED] if n > NAMED + 1 else ignored
    told: list[Sentence] = [Sentence((reader.n_("{n} answer does not count:", "{n} answers do not count:", n),))]
    told += [
        compose("{question} – {why}", question=material.question_text(id_), why=why(material, id_) or "")
        for id_ in shown
    ]
    if rest := n - len(shown):
        told.append(Sentence((reader.n_("{n} more stands below.", "{n} more stand below.", rest),)))
    yield joined(told)


def _part(material: Material) -> Iterator[Sentence]:
    reader, answers = material.reader, material.assessment.answer_set
    if answers.part:
        labels = {role.id: material.words(role.label) for role in material.questionnaire.roles}
        yield material.say(
            reader._("The answers cover only the part of these roles: {roles}."),
            roles=material.listed(labels.get(role, clean(role)) for role in answers.part),
        )
    if answers.round == "consensus":
        yield material.say(reader._("The answers are the consensus of a group."))


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
