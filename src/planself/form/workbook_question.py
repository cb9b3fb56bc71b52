"""What a sheet says about a question, as paragraphs: itself, all that explains it, and what can be answered."""

from __future__ import annotations

from collections.abc import Iterator

from planself.form.paper_conditions import for_question, for_section
from planself.form.workbook_choices import label
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_text import Look, Paragraph, Piece
from planself.interview.level_rule import level_rule
from planself.interview.numbers import as_typed
from planself.questionnaire.model import AnswerKind, AnyQuestion, Quantity, Section
from planself.text import inert


def intro(content: WorkbookContent, section: Section) -> Iterator[tuple[Look, str]]:
    """Yield what stands above the questions of a section: when it is asked, its own words, how a level is chosen."""
    if section.when is not None:
        yield "notice", inert(for_section(content.conditions, section.when))
    if text := content.say(section.intro):
        yield "plain", text
    rules = (level_rule(content.questionnaire, each, content.reader) for each in content.questions_of(section))
    if rule := next(filter(None, rules), ""):
        heading = content.reader._("How to choose a level")
        yield "soft", f"{heading}: {rule}"


def described(content: WorkbookContent, question: AnyQuestion) -> list[Paragraph]:
    """Return a question with when it is asked, its help, and what would prove an answer."""
    _ = content.reader._
    required = _("required")
    text = (Piece("bold", content.say(question.text)),)
    paragraphs: list[Paragraph] = [(*text, Piece("soft", f" ({required})")) if question.required else text]
    if question.when is not None:
        paragraphs.append((Piece("notice", inert(for_question(content.conditions, question.when))),))
    if question.help is not None:
        paragraphs.append((Piece("plain", content.say(question.help)),))
    if question.evidence is not None:
        said = _("Would count as evidence: {evidence}").format(evidence=content.say(question.evidence))
        paragraphs.append((Piece("soft", said),))
    return paragraphs


def options(content: WorkbookContent, question: AnyQuestion) -> list[Paragraph]:
    """Return what can be answered: levels with their anchors in full, options, limits of a number, how to tick."""
    _ = content.reader._
    match question.kind:
        case AnswerKind.ONE_OF:
            return [*_choices(content, question), *_others(content, question)]
        case AnswerKind.SOME_OF:
            return [(Piece("soft", said),) for said in _ticking(content, question)]
        case AnswerKind.NUMBER:
            quantity = question.quantity
            parts = (content.say(quantity.unit), limits(content, quantity)) if quantity else ()
            said = ", ".join(filter(None, parts))
            return [(Piece("soft", _("A number: {limits}").format(limits=said) if said else _("A number")),)]
        case AnswerKind.TEXT:
            return []


def limits(content: WorkbookContent, quantity: Quantity) -> str:
    """Return within which limits a number lies, empty where there are none."""
    _, low, high = content.reader._, quantity.minimum, quantity.maximum
    said = {"low": as_typed(low or 0, content.reader), "high": as_typed(high or 0, content.reader)}
    if low is not None and high is not None:
        return _("from {low} to {high}").format(**said)
    if low is not None:
        return _("at least {low}").format(**said)
    return _("at most {high}").format(**said) if high is not None else ""


def _choices(content: WorkbookContent, question: AnyQuestion) -> Iterator[Paragraph]:
    if question.worded:
        yield (Piece("plain", " / ".join(choice.said(content.reader) for choice in question.as_asked)),)
        return
    for choice in question.as_asked:
        said = inert(label(question, choice, content.reader))
        if choice.detail is None:
            yield (Piece("plain", said if question.ladder else f"• {said}"),)
        else:
            yield Piece("bold", said), Piece("plain", f": {content.say(choice.detail)}")


def _others(content: WorkbookContent, question: AnyQuestion) -> Iterator[Paragraph]:
    _ = content.reader._
    states = [_("don't know")] if question.allows_unknown else []
    states += [_("not applicable")] if question.allows_not_applicable else []
    if states:
        yield (Piece("soft", _("also: {states}").format(states=", ".join(states))),)


def _ticking(content: WorkbookContent, question: AnyQuestion) -> Iterator[str]:
    _ = content.reader._
    yield _("Mark all that apply with x.")
    for choice in question.choices:
        if choice.exclusive:
            said = inert(label(question, choice, content.reader))
            yield _("“{label}” only by itself.").format(label=said)
