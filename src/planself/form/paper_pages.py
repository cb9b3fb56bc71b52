"""Which question stands on which page: planned without a browser, so that a sheet and whoever types it agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from planself.answers.model import AnswerSet
from planself.form.content import shown_sections
from planself.form.paper_opening import opening
from planself.form.paper_question import Writer
from planself.form.paper_sheet import GAP, ROOM, Fragment
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.scoring.plan import State
from planself.scoring.record import settle

_DIGEST = 12
"""Signs of a digest that tell questionnaires apart."""
_STRANDED = ROOM / 4
"""The room below which nothing begins that does not fit on a page."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """For whom sheets are made; the code changes no page, so that all sheets of a room agree."""

    reader: Reader
    part: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    code: str = ""
    answers: AnswerSet | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together: the head of the sheet, of a section, or a question, or what of it is on one page."""

    kind: str
    fragments: tuple[Fragment, ...]
    id: str = ""
    number: int = 0
    continued: bool = False

    @property
    def height(self) -> float:
        """Of everything in it, and around it."""
        return sum(fragment.height for fragment in self.fragments) + GAP


def pages(
    loaded: Loaded, reader: Reader, part: Sequence[str] = (), sections: Sequence[str] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the questions that begin on each page of an empty sheet."""
    return tuple(map(begun, sheets(loaded, PaperOptions(reader, tuple(part), tuple(sections)))))


def origin(loaded: Loaded) -> str:
    """Return what the foot of every page says of the questionnaire, so that sheets of another one are noticed."""
    questionnaire, digest = loaded.questionnaire, loaded.digest.removeprefix("sha256:")[:_DIGEST]
    return f"{questionnaire.id} {questionnaire.version} · {digest}"


def begun(page: Iterable[Block]) -> tuple[str, ...]:
    """Return the ids of the questions that begin on a page."""
    return tuple(block.id for block in page if block.number and not block.continued)


def sheets(loaded: Loaded, options: PaperOptions) -> tuple[tuple[Block, ...], ...]:
    """Return what stands on each page."""
    filling = _Filling()
    together: list[Block] = []
    for block in _blocks(loaded, options):
        together.append(block)
        if block.kind != "section":
            filling.add(together)
            together = []
    return tuple(map(tuple, filling.pages))


def asked(loaded: Loaded, part: Sequence[str], sections: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the questions that a sheet has: without those that are never asked in the part."""
    questionnaire = loaded.questionnaire
    settled = settle(compile_plan(questionnaire), {}, part)
    return tuple(
        question.id
        for section in questionnaire.sections
        if section.id in shown_sections(questionnaire, sections)
        for question in section.questions
        if settled[question.id].state is not State.NOT_ASKED
    )


def _blocks(loaded: Loaded, options: PaperOptions) -> Iterator[Block]:
    writer = Writer(loaded, options.reader, options.answers)
    wanted = dict.fromkeys(asked(loaded, options.part, options.sections))
    yield Block("opening", tuple(opening(writer, options.part, tuple(wanted))))
    for section in loaded.questionnaire.sections:
        questions = [question for question in section.questions if question.id in wanted]
        if questions:
            yield Block("section", tuple(writer.section(section)))
        for question in questions:
            yield Block("question", tuple(writer.question(question)), question.id, writer.numbers[question.id])


@dataclass(slots=True)
class _Filling:
    """Pages that fill from the first to the last."""

    pages: list[list[Block]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    def add(self, together: Sequence[Block]) -> None:
        """Put blocks on one page, or on several where one does not hold them."""
        height = sum(block.height for block in together)
        if self.used + height > ROOM and (height <= ROOM or self.used > ROOM - _STRANDED):
            self._turn()
        if self.used + height <= ROOM:
            self._put(*together)
            return
        for block in together:
            self._flow(block)

    def _put(self, *blocks: Block) -> None:
        self.pages[-1] += blocks
        self.used += sum(block.height for block in blocks)

    def _turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
            self.used = 0.0

    def _flow(self, block: Block) -> None:
        """Put a block piece by piece, on as many pages as it takes."""
        part = replace(block, fragments=())
        for piece in (piece for fragment in block.fragments for piece in fragment.split()):
            longer = replace(part, fragments=(*part.fragments, piece))
            if self.used + longer.height > ROOM:
                if part.fragments:
                    self._put(part)
                    part = replace(part, fragments=(), continued=True)
                self._turn()
                longer = replace(part, fragments=(piece,))
            part = longer
        self._put(part)
