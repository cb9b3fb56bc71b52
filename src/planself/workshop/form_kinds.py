"""The kinds of forms that a workshop can have: light, so that a command's help needs no form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planself.errors import UsageError
from planself.i18n import Reader, _

if TYPE_CHECKING:
    from planself.answers.model import AnswerSet
    from planself.form.content import FormOptions
    from planself.questionnaire.load import Loaded


@dataclass(frozen=True, slots=True)
class MemberForm:
    """For whom a form is made, and what is known beforehand."""

    options: FormOptions
    known: AnswerSet


@dataclass(frozen=True, slots=True)
class FormKind:
    """A kind of form: how a member's file is called after the code, how it is made, and what it is, in words.

    `together` makes one file of everybody's, for what is printed.
    """

    ending: Callable[[Reader], str]
    make: Callable[[Loaded, MemberForm, Reader], bytes]
    label: Callable[[Reader], str]
    together: Callable[[Loaded, Sequence[MemberForm], Reader], bytes] | None = None


def _html(loaded: Loaded, form: MemberForm, _reader: Reader) -> bytes:
    from planself.form.page import form_page

    return form_page(loaded, form.options).encode()


def _workbook(loaded: Loaded, form: MemberForm, reader: Reader) -> bytes:
    from planself.form.workbook import form_workbook

    return form_workbook(loaded, replace(form.options, languages=(reader.lang,)), form.known).data


def _paper(loaded: Loaded, form: MemberForm, reader: Reader) -> bytes:
    return _sheets(loaded, (form,), reader)


def _sheets(loaded: Loaded, forms: Sequence[MemberForm], reader: Reader) -> bytes:
    """Return empty sheets: those with what is known ticked would have other pages than whoever types expects."""
    from planself.form.paper import paper_form
    from planself.form.paper_pages import PaperOptions

    made = (form.options for form in forms)
    return paper_form(loaded, *(PaperOptions(reader, one.part, one.sections, one.code) for one in made)).encode()


def _paper_ending(reader: Reader) -> str:
    return "-" + reader._("paper") + ".html"


KINDS: Mapping[str, FormKind] = {
    "html": FormKind(lambda _reader: ".html", _html, lambda reader: reader._("HTML: to answer in a browser")),
    "xlsx": FormKind(lambda _reader: ".xlsx", _workbook, lambda reader: reader._("Excel: to answer in a workbook")),
    "paper": FormKind(_paper_ending, _paper, lambda reader: reader._("Paper: to print and tick"), _sheets),
}
"""By the word that stands for them in options, the usual one first."""


def parse_kind(written: str, option: str) -> str:
    """Return the word of a kind of form; raises UsageError where it is none."""
    word = written.strip().lower()
    if word not in KINDS:
        known = _("“{text}” is none of: {words}.").format(text=written[:60], words=", ".join(KINDS))
        raise UsageError(f"{option}: {known}")
    return word


def parse_kinds(written: Sequence[str]) -> tuple[str, ...]:
    """Return the words of kinds of forms, each once; raises UsageError for one that is none."""
    named = [parse_kind(word, "--form") for word in written]
    return tuple(kind for kind in KINDS if kind in named)
