"""What is measured, beside what, and how far it may be from it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from bench.measure import Task, call, process
from planself import __version__
from planself.answers.load import load_answers
from planself.files import source
from planself.i18n import Reader
from planself.questionnaire.catalogue import find
from planself.questionnaire.load import load_questionnaire
from planself.report.method import Provenance
from planself.report.render import render
from planself.report.view import ReportView, build_view
from planself.scoring.assessment import assess

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "questionnaires/beispiele/beispielstadt-2026.yaml"
SCRIPTS = Path(sys.executable).parent


_EMPTY_COMMAND = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def nothing(name: str) -> None: ...
app()
"""


@dataclass(frozen=True)
class Row:
    """One line of the table; `limit` is how many times the peer's seconds are allowed, None where it only informs."""

    name: str
    beside: str
    subject: Task
    peer: Task | None
    limit: float | None
    ceiling: float | None = None
    """Milliseconds allowed, where the promise is a time and not a ratio."""


def rows() -> Iterator[Row]:
    """Yield every row; the costly preparations of one row are done when its turn has come."""
    yield from _starts()
    yield from _parsing()
    yield from _report()


def _starts() -> Iterator[Row]:
    planself = str(SCRIPTS / "planself")
    nothing = process([sys.executable, "-c", "pass"])
    yield Row("planself --version", "python -c pass", process([planself, "--version"]), nothing, 1.5)
    bare = process([sys.executable, "-c", "from planself.__main__ import main; main()", "--version"])
    yield Row("the same without pip's launcher", "python -c pass", bare, nothing, None)  # older pip's imports `re`
    peer = process([str(SCRIPTS / "sqlite-utils"), "--help"])
    yield Row("planself --help", "sqlite-utils --help", process([planself, "--help"]), peer, 1.0)
    score = process([planself, "score", str(ANSWERS)])
    modules = "import typer, pydantic, rich, yaml"
    floor = process([sys.executable, "-c", modules])
    yield Row("planself score FILE", modules, score, floor, 1.3)
    empty = process([sys.executable, "-c", _EMPTY_COMMAND, "x"])
    yield Row("a typer command that does nothing", modules, empty, floor, None)  # typer parses through pydantic
    used = "import typer, yaml; from pydantic import BaseModel; from rich.console import Console"
    yield Row(
        "planself score FILE", "the same with what score uses", score, process([sys.executable, "-c", used]), None
    )


def _parsing() -> Iterator[Row]:
    text = ANSWERS.read_text("utf-8")
    ours = call(lambda: source.parse(text, "answers.yaml"), 20)
    theirs = call(lambda: yaml.load(text, yaml.CSafeLoader), 20)
    yield Row(f"parse an answer file ({len(text.encode()) / 1024:.1f} KB)", "yaml.CSafeLoader", ours, theirs, 0.6)


def _report() -> Iterator[Row]:
    build = _builder()
    view = build()
    size = len(render(view, "html").encode()) / 1024
    rendering = call(lambda: render(view, "html"), 3)
    yield Row(f"render a full report ({size:.0f} KB of HTML)", "10 ms", rendering, None, None, ceiling=10)
    yield Row("build the view that it renders", "", call(build, 3), None, None)


def _builder() -> Callable[[], ReportView]:
    answers = load_answers(ANSWERS, lambda reference: load_questionnaire(find(reference.id or "", ROOT, {})))
    assessment = assess(answers.loaded, answers.answer_set)
    origin = Provenance(planself_version=__version__, created=datetime(2026, 11, 22, tzinfo=UTC), answer_file="a.yaml")
    return lambda: build_view(assessment, Reader("de"), origin, "full")
