"""The kinds of forms that a workshop can have: light, so that a command's help needs no form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planself.errors import UsageError
from planself.i18n import Reader, _

if TYPE_CHECKING:
    from planself.form.content import FormOptions
    from planself.questionnaire.load import Loaded


@dataclass(frozen=True, slots=True)
class FormKind:
    """A kind of form: how a member's file is called after the code, how it is made, and what it is, in words."""

    ending: Callable[[Reader], str]
    make: Callable[[Loaded, FormOptions, Reader], bytes]
    label: Callable[[Reader], str]


def _html(loaded: Loaded, options: FormOptions, _reader: Reader) -> bytes:
    from planself.form.page import form_page

    return form_page(loaded, options).encode()


def _paper(loaded: Loaded, options: FormOptions, reader: Reader) -> bytes:
    from planself.form.paper import paper_form
    from planself.form.paper_pages import PaperOptions

    return paper_form(loaded, PaperOptions(reader, options.part, options.sections, options.code)).encode()


KINDS: Mapping[str, FormKind] = {
    "html": FormKind(lambda _reader: ".html", _html, lambda reader: reader._("HTML: to answer in a browser")),
    "paper": FormKind(
        lambda reader: "-" + reader._("paper") + ".html", _paper, lambda reader: reader._("Paper: to print and tick")
    ),
}
"""By the word that stands for them in options, the usual one first."""


def parse_kinds(written: Sequence[str]) -> tuple[str, ...]:
    """Return the words of kinds of forms, each once; raises UsageError for one that is none."""
    for word in written:
        if word not in KINDS:
            known = _("“{text}” is none of: {words}.").format(text=word[:60], words=", ".join(KINDS))
            raise UsageError(f"--form: {known}")
    return tuple(kind for kind in KINDS if kind in written)
