"""HTML: how the view's values are printed, and one style sheet whose hash the content policy names."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache

from markupsafe import Markup, escape

from planself.i18n import held
from planself.report.inline_text import Link, Sentence, Words
from planself.report.palette import declarations

_FOOTER = 90
"""Characters that stand beside the page number on one line of a printed page."""


def printed(value: object) -> object:
    """Return a value of the view as HTML: escaped, foreign texts marked, names as links."""
    if type(value) is str:  # most values, and the environment escapes it
        return held(value)
    match value:
        case Markup():
            return value
        case Words() if value.lang is not None:
            return Markup('<span lang="{}">{}</span>').format(value.lang, held(value))
        case str():
            return held(value)
        case Sentence():
            return Markup("").join(map(_part, value.parts))
        case _:
            return value


def _part(part: str | Link) -> Markup:
    if isinstance(part, Link):
        return Markup('<a href="#{}">{}</a>').format(part.target, printed(part.text))
    return escape(printed(part))


def paragraphs(text: str) -> Markup:
    """Return a text of several lines as paragraphs, single breaks kept."""
    if not text.count("\n") and not getattr(text, "lang", None):
        return Markup("<p>{}</p>").format(held(text))
    lang = Markup(' lang="{}"').format(text.lang) if isinstance(text, Words) and text.lang else Markup("")
    blocks = (block for block in held(text).split("\n\n") if block.strip())
    return Markup("").join(
        Markup("<p{}>{}</p>").format(lang, Markup("<br>").join(block.strip().split("\n"))) for block in blocks
    )


def unbroken(text: str | Sentence) -> object:
    """Return a cell of numbers in which a range stays on one line."""
    if not isinstance(text, str) or "–" not in text[1:-1]:
        return printed(text)
    part = Markup('<span class="nb">{}</span>')
    return Markup(" ").join(part.format(word) if "–" in word[1:-1] else escape(word) for word in held(text).split(" "))


def style(sheet: str, bands: int, footer: str) -> Markup:
    """Return the whole style sheet: the palette for that many bands, the rules, the printed page's footer."""
    short = footer if len(footer) <= _FOOTER else footer[: _FOOTER - 1] + "…"
    page = f'@page{{@bottom-left{{content:"{_css_string(short)}"}}}}'
    return Markup(_palette(bands) + sheet.replace("</", "<\\/") + page)  # noqa: S704  # CSS, its strings escaped


def policy(css: str, script: str = "") -> str:
    """Return the content security policy that lets in this style sheet, this script, and nothing else."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return f"default-src 'none'; {scripts}style-src '{_digest(css)}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _palette(bands: int) -> str:
    light, dark = declarations("light", bands), declarations("dark", bands)
    marks = "".join(
        f".m{place}{{color:var(--m{place})}}.g{place}{{fill:var(--g{place})}}.b{place}{{background:var(--g{place})}}"
        for place in range(bands)
    )
    return (
        f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{color-scheme:light;{light}}}}}{marks}"
    )


def _css_string(text: str) -> str:
    """Return a text for a CSS string; everything but letters, digits and blanks as a code point."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign == " ") else f"\\{ord(sign):x} " for sign in text)
