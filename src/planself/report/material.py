"""What every part of the view is made from: the assessment, the reader, and both by id."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.questionnaire import model
from planself.report.parts import BandView, SourceView
from planself.report.words import Link, Piece, Sentence, Words, compose, enumerated, words
from planself.scoring import plan
from planself.scoring.assessment import Assessment
from planself.scoring.record import Sums, add_up
from planself.scoring.result import HurdleResult, QuestionResult, Status
from planself.text import Text


class Material:
    """An assessment as one reader will read it."""

    def __init__(self, assessment: Assessment, reader: Reader) -> None:
        self.assessment = assessment
        self.reader = reader
        self.questionnaire = assessment.loaded.questionnaire
        self.answers = assessment.answer_set.answers
        self.overall = assessment.result.overall
        self.hurdles = {hurdle.id: hurdle for hurdle in self.questionnaire.hurdles}
        self.results = {found.id: found for found in assessment.result.hurdles}
        self.states = {found.id: found for found in assessment.result.questions}

    # --- phrases, texts, numbers ---

    @cached_property
    def foreign(self) -> str | None:
        """The language of all the questionnaire's texts where the reader's is none of its languages."""
        languages = self.questionnaire.languages
        return None if self.reader.lang in languages else languages[0]

    def words(self, text: Text | None) -> Words:
        """Return a questionnaire's text for the reader, marked where it is in another language."""
        found = words(text, self.reader)
        return Words(found, self.foreign) if self.foreign and found.lang is None else found

    def say(self, phrase: str, **values: Piece) -> Sentence:
        """Return one of the tool's phrases (already in the reader's language) with its places filled in."""
        return compose(phrase, **values)

    def quoted(self, piece: Piece) -> Sentence:
        """Return a name in the quotation marks of the reader's language."""
        return compose(self.reader._("“{name}”"), name=piece)

    def listed(self, items: Iterable[Piece]) -> Sentence:
        """Return "a, b and c"."""
        return enumerated(items, self.reader)

    def exact(self, value: int, places: int) -> str:
        """Write an integer of a unit with that many decimals, without idle zeros."""
        return self.reader.decimal(Decimal(value).scaleb(-places).normalize())

    def percent(self, tenths: int) -> str:
        """Write tenths as a percentage."""
        return self.reader._("{number}%").format(number=self.reader.tenths(tenths))

    def range(self, lower: int, upper: int) -> str:
        """Write an interval, or the one number that both its ends are."""
        if lower == upper:
            return self.reader.tenths(lower)
        return f"{self.reader.tenths(lower)}–{self.reader.tenths(upper)}"

    # --- hurdles and questions ---

    def hurdle_name(self, id_: str) -> Sentence:
        """Return a hurdle's name in quotation marks, leading to its place in the report."""
        return self.quoted(Link(self.words(self.hurdles[id_].name), f"h-{id_}"))

    def question(self, id_: str) -> model.AnyQuestion:
        """Return a question of the questionnaire."""
        return self.questionnaire.by_id[id_]

    def question_text(self, id_: str) -> Sentence:
        """Return a question's text in quotation marks."""
        return self.quoted(self.words(self.question(id_).text))

    def answer(self, id_: str) -> Answer:
        """Return what stands in the answer file for a question, an empty answer where nothing does."""
        return self.answers.get(id_) or Answer()

    @cached_property
    def rated(self) -> tuple[HurdleResult, ...]:
        """The hurdles with a score, worst first; the questionnaire's order among equals."""
        found = [hurdle for hurdle in self.assessment.result.hurdles if hurdle.score is not None]
        return tuple(sorted(found, key=lambda hurdle: hurdle.score or 0))

    @cached_property
    def insufficient(self) -> tuple[HurdleResult, ...]:
        """The hurdles that apply and have too few answers."""
        return tuple(h for h in self.assessment.result.hurdles if h.status is Status.INSUFFICIENT)

    @cached_property
    def inapplicable(self) -> tuple[HurdleResult, ...]:
        """The hurdles of which no question applies."""
        return tuple(h for h in self.assessment.result.hurdles if h.status is Status.NOT_APPLICABLE)

    @cached_property
    def in_order(self) -> tuple[HurdleResult, ...]:
        """All hurdles as the report lists them."""
        return (*self.rated, *self.insufficient, *self.inapplicable)

    @cached_property
    def scored(self) -> tuple[QuestionResult, ...]:
        """The questions that measure a hurdle and apply."""
        return tuple(
            found
            for found in self.assessment.result.questions
            if self.question(found.id).scored and found.state.applicable
        )

    def scored_in(self, *states: plan.State) -> tuple[QuestionResult, ...]:
        """Return the applicable scored questions in one of the states."""
        return tuple(found for found in self.scored if found.state in states)

    @cached_property
    def sums(self) -> dict[str, Sums]:
        """Every hurdle's sums of weights and points."""
        return add_up(self.assessment.plan, self.states)

    @cached_property
    def terms(self) -> dict[str, plan.Question]:
        """The plan's terms of every question."""
        return {question.id: question for question in self.assessment.plan.questions}

    # --- bands and sources ---

    @cached_property
    def bands(self) -> dict[str, BandView]:
        """The bands by id, worst first."""
        return {
            band.id: BandView(place, self.words(band.label), self.exact(band.from_, 1), self.words(band.description))
            for place, band in enumerate(self.questionnaire.bands)
        }

    @cached_property
    def sources(self) -> dict[str, SourceView]:
        """The register of sources by id, numbered in the questionnaire's order."""
        return {source.id: self._source(number, source) for number, source in enumerate(self.questionnaire.sources, 1)}

    def cited(self, ids: Iterable[str]) -> tuple[SourceView, ...]:
        """Return the sources of a list of ids that the register holds."""
        return tuple(self.sources[id_] for id_ in ids if id_ in self.sources)

    def _source(self, number: int, source: model.Source) -> SourceView:
        url = self.words(source.url)
        return SourceView(
            id=source.id,
            number=number,
            title=self.words(source.title),
            publisher=self.words(source.publisher),
            year="" if source.year is None else str(source.year),
            url=url,
            href=url if url.lower().startswith(("https://", "http://")) and not set(url) & set(" \n\"'<>") else "",
            accessed=self.words(source.accessed),
            verified=self._verified(source),
        )

    def _verified(self, source: model.Source) -> str:
        _ = self.reader._
        match source.verified:
            case "read":
                return _("read")
            case "title_only":
                return _("only the title seen (title_only)")
            case "unverified":
                return _("not verified (unverified)")
            case None:
                return ""
