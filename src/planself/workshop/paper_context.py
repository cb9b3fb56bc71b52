"""A workshop and its questionnaire as every page on paper is made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from planself.i18n import Reader
from planself.questionnaire.catalogue import minutes, seconds_asked
from planself.questionnaire.load import Loaded
from planself.report.blocks import Page, Section
from planself.report.inline_text import Sentence, Words, clean, words
from planself.report.texts import Texts
from planself.report.view_parts import Fact
from planself.workshop.form_kinds import KINDS
from planself.workshop.member_forms import form_name
from planself.workshop.municipality_facts import left_out, read
from planself.workshop.timetable import Collect, Timetable, rating, timetable, typing
from planself.workshop_files.workshop import Person, Workshop


@dataclass(frozen=True)
class PaperContext:
    """A workshop and its questionnaire, for one reader."""

    workshop: Workshop
    loaded: Loaded
    reader: Reader
    forms: tuple[str, ...] = ()
    """The kinds of forms that are made for everybody."""

    @cached_property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The parts of the questionnaire that people have, each once and in the order of their codes."""
        return tuple(dict.fromkeys(tuple(person.part) for person in self.workshop.people))

    @cached_property
    def asked(self) -> Mapping[tuple[str, ...], Mapping[int, int]]:
        """How many questions of how many seconds each part has."""
        return {part: seconds_asked(self.loaded.questionnaire, part, self.workshop.facts) for part in self.parts}

    @cached_property
    def each(self) -> tuple[int, ...]:
        """How many minutes each person needs for the questions that are put to them."""
        needed = {part: minutes(self.loaded.questionnaire, part, self.workshop.facts) for part in self.parts}
        return tuple(needed[tuple(person.part)] for person in self.workshop.people)

    @cached_property
    def questions(self) -> tuple[int, ...]:
        """How many questions each person is asked."""
        return tuple(sum(self.asked[tuple(person.part)].values()) for person in self.workshop.people)

    @property
    def rating(self) -> int:
        """How many minutes the silent rating takes in the workshop."""
        return rating(self.each, self.collect, self.workshop.laptops)

    @property
    def typing(self) -> int:
        """How many minutes it takes to type in the sheets of paper."""
        return typing(self.questions, self.collect, self.workshop.laptops)

    @property
    def timetable(self) -> Timetable:
        """What happens when."""
        return timetable(self.rating, typing=self.typing)

    def files(self, person: Person) -> tuple[str, ...]:
        """Return how the forms are called that somebody opens; at a laptop that goes round, the one for a browser."""
        opened = ("html",) if self.collect is Collect.LAPTOP else ("html", "xlsx")
        return tuple(form_name(person, KINDS[kind], self.reader) for kind in opened if kind in self.forms)

    @property
    def collect(self) -> Collect:
        """How the answers are collected."""
        return Collect(self.workshop.collect)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The questions that this kind of municipality is not asked."""
        return left_out(read(self.workshop.facts, self.loaded), self.loaded)

    @property
    def texts(self) -> Texts:
        """The questionnaire's texts."""
        return Texts(self.loaded.questionnaire, self.reader)

    def page(self, kind: str, notices: tuple[Sentence, ...], sections: tuple[Section, ...]) -> Page:
        """Return a page about the workshop."""
        title = clean(self.workshop.title)
        return Page(
            lang=self.reader.lang,
            kind=Words(kind),
            title=title,
            page_title=f"{kind}: {title}",
            footer=title,
            meta=tuple(self._meta()),
            notices=notices,
            sections=sections,
            bands=len(self.loaded.questionnaire.bands),
            result={},
        )

    def _meta(self) -> Iterator[Fact]:
        _, workshop = self.reader._, self.workshop
        if workshop.subject.name:
            yield Fact(_("Municipality"), clean(workshop.subject.name))
        yield Fact(_("Date"), self.reader.date(workshop.date))
        yield Fact(_("People"), self.reader.integer(len(workshop.people)))

    def groups(self) -> Iterator[tuple[Words, tuple[Person, ...]]]:
        """Yield every role group with its people, last those without one; the name is empty where there are none."""
        for role in self.workshop.roles:
            if people := self.workshop.people_of(role.id):
                yield words(role.label, self.reader), people
        if people := self.workshop.people_of(None):
            yield Words(self.reader._("No role group") if self.workshop.roles else ""), people
