"""The paper form: sheets of A4 as one HTML file to print, without a script; empty, or filled in for the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planself import __version__, resources
from planself.form import paper_sheet
from planself.form.paper_pages import Block, PaperOptions, begun, origin, sheets
from planself.form.paper_question import said
from planself.form.paper_sheet import LABEL, STYLES, Style
from planself.questionnaire.load import Loaded
from planself.report import html
from planself.seal import seal
from planself.text import resolve

_SIZES = (
    "WIDTH",
    "ROOM",
    "FOOTER",
    "NUMBER",
    "BOX",
    "KEY",
    "APART",
    "ROW",
    "ROW_PAD",
    "GAP",
    "ENTRY_GAP",
    "ENTRIES_PAD",
    "BLANK",
    "CELL",
)
"""The measures that the planned pages and the style sheet share."""


@dataclass(frozen=True, slots=True)
class _Sheets:
    """One person's sheets: the code, what stands on each page, and the questions that begin there."""

    code: str
    pages: tuple[tuple[Block, ...], ...]

    @property
    def begun(self) -> list[tuple[str, ...]]:
        """The questions that begin on each page."""
        return [begun(page) for page in self.pages]


def paper_form(loaded: Loaded, first: PaperOptions, *others: PaperOptions) -> str:
    """Return the sheets of one person, or of several behind each other to be printed at once, as one HTML file."""
    questionnaire, reader = loaded.questionnaire, first.reader
    css = _style()
    return seal(
        _environment()
        .get_template("paper.html.j2")
        .render(
            _=reader._,
            lang=reader.lang,
            title=resolve(questionnaire.title, reader.lang)[0],
            version=__version__,
            policy=html.policy(css),
            css=css,
            people=[_Sheets(_code(options), sheets(loaded, options)) for options in (first, *others)],
            origin=origin(loaded),
        )
    )


def _code(options: PaperOptions) -> str:
    """Return the code of whose sheets they are, which answers that they are filled with have as well."""
    return options.code or (said(options.answers.respondent.id) if options.answers else "")


@cache
def _style() -> Markup:
    """Return the style sheet; what the pages were planned with is the style, and stands in one place."""
    sizes = "".join(f"--{name.lower().replace('_', '-')}:{getattr(paper_sheet, name)}mm;" for name in _SIZES)
    styles = "".join(
        f".{name}{{font-size:calc({style.type.size}pt*var(--scale));"
        f"line-height:calc({style.type.leading}mm*var(--scale));"
        f"font-weight:{700 if style.type.bold else 400};padding-bottom:{style.below}mm}}"
        for name, style in {**STYLES, "label": Style(LABEL, 0)}.items()
    )
    own = (resources.templates() / "form" / "paper.css").read_text("utf-8")
    return Markup(f":root{{--scale:1;{sizes}}}{styles}{own}")  # noqa: S704  # our own


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resources.templates() / "form"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=html.printed,
    )
