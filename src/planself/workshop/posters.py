"""Posters for the wall: a page in large type for each question with its anchors, and one for each hurdle's dots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planself import resources
from planself.form.paper_measure import POINT, Type, lines
from planself.interview.level_rule import level_sentences
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.model import Section as QuestionSection
from planself.report import html
from planself.report.inline_text import Sentence, Words, clean, compose
from planself.seal import seal
from planself.workshop.paper_context import PaperContext

SIZES = (28, 26, 24, 22, 20, 18, 16, 14, 12)
"""Points, the largest first; a poster is set in the largest of which it fits on a page."""
_WIDTH, _HEIGHT = 273.0, 174.0
"""Millimetres of A4 across within its margins, without the lines at the foot."""
_TITLE, _KEY, _LABEL, _LEADING, _TIGHT = 1.3, 1.6, 0.8, 1.25, 1.2
"""Shares of the size, as posters.css has them."""
_WHERE, _ABOVE, _PADDING = 13, 7.0, 4.5
"""Points of the line above, its millimetres, and those around a row."""


@dataclass(frozen=True, slots=True)
class PosterRow:
    """A level or an option: its number, its name, and what it means."""

    key: str
    label: Words
    detail: Words


@dataclass(frozen=True, slots=True)
class Poster:
    """A page: what it is about, its rows, and the size of its letters in points."""

    where: Words | Sentence
    title: Words
    rows: tuple[PosterRow, ...] = ()
    rules: tuple[str, ...] = ()
    size: int = SIZES[0]

    def height(self, size: int) -> float:
        """Return how many millimetres it takes in a size."""
        wide = _WIDTH - _KEY * size * POINT
        title = _text(self.title, size * _TITLE, _WIDTH, _TIGHT, bold=True) + 4
        rules = sum(_text(rule, size, _WIDTH, _LEADING) + 6 for rule in self.rules)
        above = lines([(str(self.where), Type(_WHERE, 0))], _WIDTH) * _ABOVE
        return (
            above + title + rules + sum(max(_row(row, size, wide), _KEY * size * POINT) + _PADDING for row in self.rows)
        )

    def fitted(self) -> Poster:
        """Return the poster in the largest size of which it fits on a page, else in the smallest."""
        return replace(self, size=next((size for size in SIZES if self.height(size) <= _HEIGHT), SIZES[-1]))


def _row(row: PosterRow, size: int, wide: float) -> float:
    if not row.detail:
        return _text(row.label, size, wide, _LEADING)
    label = _text(row.label, size * _LABEL, wide, _LEADING, bold=True)
    return label + _text(row.detail, size, wide, _LEADING)


def _text(text: str, size: float, width: float, leading: float, *, bold: bool = False) -> float:
    return lines([(text, Type(size, 0, bold))], width) * size * leading * POINT


def posters(context: PaperContext) -> tuple[Poster, ...]:
    """Return the posters, in the order in which they are printed."""
    return tuple(poster.fitted() for poster in _posters(context))


def _posters(context: PaperContext) -> Iterator[Poster]:
    _, texts, questionnaire = context.reader._, context.texts, context.loaded.questionnaire
    rules = (level_sentences(questionnaire, question, context.reader) for question in questionnaire.questions)
    if rule := next(filter(None, rules), ()):
        yield Poster(texts.words(questionnaire.title), Words(_("How to choose a level")), rules=rule)
    for section in questionnaire.sections:
        for question in section.questions:
            if question.scored and question.id not in context.left_out and (rows := _rows(context, question)):
                yield Poster(_where(context, section, question), texts.words(question.text), rows)
    for hurdle in questionnaire.hurdles:
        yield Poster(Words(_("Dots")), texts.words(hurdle.name))


def _where(context: PaperContext, section: QuestionSection, question: AnyQuestion) -> Sentence:
    numbers = {each.id: n for n, each in enumerate(context.loaded.questionnaire.questions, 1)}
    title = context.texts.words(section.title)
    return compose(context.reader._("{section} · question {n}"), section=title, n=str(numbers[question.id]))


def _rows(context: PaperContext, question: AnyQuestion) -> tuple[PosterRow, ...]:
    """Return what can be chosen; nothing where that is yes or no, which needs no poster."""
    texts = context.texts
    return tuple(
        PosterRow(choice.id if question.ladder else "", texts.words(choice.label), texts.words(choice.detail))
        for choice in question.choices
        if choice.word is None
    )


def posters_page(context: PaperContext) -> str:
    """Return the posters as one HTML file, without a script."""
    _, found = context.reader._, posters(context)
    sizes = "".join(f".p{size}{{font-size:{size}pt}}" for size in SIZES)
    css = Markup((_folder() / "posters.css").read_text("utf-8") + f"@media print{{{sizes}}}")  # noqa: S704  # our own
    return seal(
        _environment()
        .get_template("posters.html.j2")
        .render(
            _=_,
            lang=context.reader.lang,
            kind=_("Posters"),
            title=clean(context.workshop.title),
            css=css,
            policy=html.policy(css),
            posters=found,
        )
    )


def _folder() -> Path:
    return resources.templates() / "workshop"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_folder()),
        autoescape=True,
        finalize=html.printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
