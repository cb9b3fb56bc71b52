"""The HTML form: one file that asks, scores and saves by itself, and neither loads nor sends anything.

It is mailed, so what it holds of the questionnaire is compressed; the script is as readable as it is here.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planself import __version__, resources
from planself.form.content import FormOptions, form_content
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.report import html
from planself.seal import seal
from planself.text import resolve

SCORER = ("plan", "points", "conditions", "sums", "scorer", "leverage")
"""The modules that score, each after those that it uses."""
PAGE = (
    "element",
    "language",
    "content",
    "aims",
    "recommendation",
    "numbers",
    "answers",
    "draft",
    "state",
    "question",
    "profile",
    "result",
    "layout",
    "page",
)
"""The modules of everything around it."""


def form_page(loaded: Loaded, options: FormOptions) -> str:
    """Return the form as one HTML file."""
    questionnaire = loaded.questionnaire
    reader = Reader(options.languages[0])
    title = resolve(questionnaire.title, reader.lang)[0]
    script = f"{modules(*SCORER, *PAGE)}\nstart();\n"
    css = html.style(_read("form.css"), len(questionnaire.bands), title)
    content = json.dumps(form_content(loaded, options), ensure_ascii=False, separators=(",", ":")).encode()
    return seal(
        _environment()
        .get_template("form.html.j2")
        .render(
            _=reader._,
            lang=reader.lang,
            title=title,
            version=__version__,
            policy=html.policy(css, script),
            css=css,
            content=b64encode(gzip.compress(content, mtime=0)).decode(),
            script=Markup(script),  # noqa: S704  # our own
        )
    )


def modules(*names: str) -> str:
    """Return modules of the page as one strict script."""
    return "\n".join(['"use strict";', *(_read(f"{name}.js") for name in names)])


@cache
def _read(name: str) -> str:
    return (_folder() / name).read_text("utf-8")


def _folder() -> Path:
    return resources.templates() / "form"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_folder()), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
