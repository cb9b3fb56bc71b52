"""How many answers a page or a sheet has, in words: to check against the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planself.answers.model import Answer
from planself.i18n import Reader
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions there are, and what stands at them."""

    questions: int
    answered: int
    unknown: int
    not_applicable: int
    comments: int

    @property
    def nothing(self) -> int:
        """How many questions have no cross at all."""
        return self.questions - self.answered - self.unknown - self.not_applicable


def count(ids: Iterable[str], answers: Mapping[str, Answer], printed: PrintedSheet) -> Count:
    """Count what stands on the paper at questions."""
    typed = [answers.get(id_, Answer()) for id_ in ids]
    return Count(
        questions=len(typed),
        answered=sum(answer.value is not None for answer in typed),
        unknown=sum(answer.said == "unknown" for answer in typed),
        not_applicable=sum(answer.said == "not_applicable" for answer in typed),
        comments=sum(bool(printed.written(answer) or answer.evidence) for answer in typed),
    )


def count_words(found: Count, reader: Reader) -> str:
    """Return a count in words; what there is none of is not named, but for the answers."""
    parts = [
        reader.n_("{n} question", "{n} questions", found.questions),
        reader._("{n} answered").format(n=found.answered),
    ]
    others = {
        reader._("{n} “don't know”"): found.unknown,
        reader._("{n} “not applicable”"): found.not_applicable,
        reader._("{n} without a cross"): found.nothing,
    }
    parts += [said.format(n=n) for said, n in others.items() if n]
    if found.comments:
        parts.append(reader.n_("{n} comment", "{n} comments", found.comments))
    return ", ".join(parts)


def count_of_page(sheet: Sheet) -> str:
    """Return the count of a page, to check against the paper."""
    printed = sheet.printed
    found = count(printed.pages[sheet.page], sheet.answers, printed)
    said = printed.reader._("Page {number}: {count}")
    return said.format(number=sheet.page + 1, count=count_words(found, printed.reader))


def count_of_sheet(printed: PrintedSheet, answers: Mapping[str, Answer]) -> str:
    """Return the count of a whole sheet."""
    return count_words(count(printed.rows, answers, printed), printed.reader)
