"""What is measured, beside what, and how far it may be from it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.generate import answer_files, questionnaire
from bench.measure import Task, call, process
from planself import __version__
from planself.answers.load import check_answers, load_answers
from planself.batch.layout import Layout
from planself.batch.rows import FastLane
from planself.files import source
from planself.files.source import parse_bytes
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
    guarded: bool = False
    """Whether `--smoke` fails where the limit is far exceeded."""


def rows() -> Iterator[Row]:
    """Yield every row; the costly preparations of one row are done when its turn has come."""
    yield from _starts()
    yield from _parsing()
    yield from _lanes()
    yield from _report()


def _starts() -> Iterator[Row]:
    planself = str(SCRIPTS / "planself")
    nothing, empty = process([sys.executable, "-c", "pass"]), process([sys.executable, "-c", _EMPTY_COMMAND, "x"])
    yield Row("planself --version", "python -c pass", process([planself, "--version"]), nothing, 1.5, guarded=True)
    peer = process([str(SCRIPTS / "sqlite-utils"), "--help"])
    yield Row("planself --help", "sqlite-utils --help", process([planself, "--help"]), peer, 1.0, guarded=True)
    score = process([planself, "score", str(ANSWERS)])
    nothing_by_typer = "a typer command that does nothing"
    yield Row("planself score FILE", nothing_by_typer, score, empty, 2.0, guarded=True)
    yield Row(nothing_by_typer, "python -c pass", empty, nothing, None)  # typer parses through pydantic


def _parsing() -> Iterator[Row]:
    text = ANSWERS.read_text("utf-8")
    ours = call(lambda: source.parse(text, "answers.yaml"), 20)
    theirs = call(lambda: yaml.load(text, yaml.CSafeLoader), 20)
    yield Row(f"parse an answer file ({len(text.encode()) / 1024:.1f} KB)", "yaml.CSafeLoader", ours, theirs, 0.6)


def _lanes() -> Iterator[Row]:
    """Yield what the fast lanes of a batch save; one that saved less than a third would not be worth its lines."""
    loaded = questionnaire()
    layout = Layout(loaded.questionnaire)
    lane = FastLane(loaded, layout)

    def slow(data: bytes, name: str) -> object:
        answers, _problems = check_answers(parse_bytes(data, name), loaded)
        return answers and layout.row(answers)

    quick = {
        "yaml": lambda data: lane.of_yaml(parse_bytes(data, "a.yaml").data, Counter()),
        "json": lambda data: lane.of_json(data, Counter()),
    }
    for kind, row in quick.items():
        with TemporaryDirectory() as folder:
            files = [path.read_bytes() for path in answer_files(Path(folder), 30, "yaml" if kind == "yaml" else "json")]
        ours = call(partial(_each, row, files), 3)
        theirs = call(partial(_each, partial(slow, name=f"a.{kind}"), files), 3)
        yield Row(f"read {len(files)} {kind.upper()} answer files", "without the fast lane", ours, theirs, 0.66)


def _each(function: Callable[[bytes], object], files: Iterable[bytes]) -> None:
    for data in files:
        assert function(data)  # noqa: S101 -- it is no measurement where nothing came of it


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
