"""A questionnaire as one reader will read it: its texts, bands and sources, and numbers as that reader writes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from planself.i18n import Reader
from planself.questionnaire import model
from planself.report.inline_text import Link, Piece, Sentence, Words, clean, compose, enumerated, words
from planself.report.spoken import language_of
from planself.report.view_parts import BandView, SourceView
from planself.text import Text, nearest


class Texts:
    """A questionnaire for one reader."""

    brief = False
    """Whether it is for a page that stands alone: whole numbers, and names that lead nowhere."""

    def __init__(self, questionnaire: model.Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader
        self.hurdles = {hurdle.id: hurdle for hurdle in questionnaire.hurdles}

    # --- phrases, texts, numbers ---

    @cached_property
    def foreign(self) -> str | None:
        """The language of all the questionnaire's texts where the reader's is none of its languages."""
        languages = self.questionnaire.languages
        return None if nearest(languages, self.reader.lang) else languages[0]

    def words(self, text: Text | None) -> Words:
        """Return a questionnaire's text for the reader, marked where it is in another language."""
        found = words(text, self.reader)
        return Words(found, self.foreign) if self.foreign and found.lang is None else found

    def typed(self, text: str) -> Words:
        """Return what a person typed, inert, and marked with its language where that is not the reader's.

        What does not tell its language has that of all that was typed into the same file.
        """
        said = clean(text)
        lang = language_of(said) or self._spoken
        return Words(said, None if lang == self.reader.lang else lang)

    def all_typed(self) -> Iterable[str]:
        """Yield all that was typed into the file."""
        return ()

    @cached_property
    def _spoken(self) -> str | None:
        return language_of("\n".join(self.all_typed()))

    def choice(self, choice: model.Choice) -> Words:
        """Return what can be chosen for the reader; yes and no are the tool's own words."""
        return Words(choice.said(self.reader)) if choice.word is not None else self.words(choice.label)

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

    def quantity_text(self, quantity: model.Quantity, value: int) -> Words:
        """Write a number in millionths with its unit."""
        unit, number = self.words(quantity.unit), self.exact(value, 6)
        return Words(self.reader.quantity(number, unit, self.words(quantity.unit_one)), unit.lang)

    def score_text(self, tenths: int) -> str:
        """Write a score in tenths: with its decimal, or on a page for councils rounded half up to a whole number."""
        return self.reader.integer((tenths + 5) // 10) if self.brief else self.reader.tenths(tenths)

    def percent(self, tenths: int) -> str:
        """Write tenths as a percentage."""
        return self.reader._("{number}%").format(number=self.reader.tenths(tenths))

    def ends(self, lower: int, upper: int) -> tuple[str, str]:
        """Write the ends of an interval; whole ones never lie inside the true ones."""
        if self.brief:
            return self.reader.integer(lower // 10), self.reader.integer(-(-upper // 10))
        return self.reader.tenths(lower), self.reader.tenths(upper)

    def range(self, lower: int, upper: int) -> str:
        """Write an interval, or the one number that both its ends are."""
        return self.score_text(lower) if lower == upper else "–".join(self.ends(lower, upper))

    def hurdle_topic(self, id_: str) -> Sentence:
        """Return a hurdle's topic in quotation marks, leading to its place in the report where it has one."""
        return self._leading_to(id_, self.topic(id_))

    def hurdle_heading(self, id_: str) -> Sentence:
        """Return a hurdle's topic with its name in the same way, for the place that introduces both."""
        return self._leading_to(id_, Words(str(self.headed(id_)), self.topic(id_).lang))

    def _leading_to(self, id_: str, name: Words) -> Sentence:
        return self.quoted(name if self.brief else Link(name, f"h-{id_}"))

    def topic(self, id_: str) -> Words:
        """Return what stands beside a hurdle's score: its neutral topic, or its name where it has none."""
        return self.words(self.hurdles[id_].topic_or_name)

    def headed(self, id_: str) -> Sentence:
        """Return a hurdle's topic with its name, as a heading."""
        topic, name = self.topic(id_), self.words(self.hurdles[id_].name)
        return Sentence((name,)) if topic == name else compose("{topic} – {name}", topic=topic, name=name)

    def question(self, id_: str) -> model.AnyQuestion:
        """Return a question of the questionnaire."""
        return self.questionnaire.by_id[id_]

    def question_text(self, id_: str) -> Sentence:
        """Return a question's text in quotation marks."""
        return self.quoted(self.words(self.question(id_).text))

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
                return _("only the title seen")
            case "unverified":
                return _("not verified")
            case None:
                return ""
