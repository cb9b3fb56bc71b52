"""What the report's tests are about: a small frozen questionnaire, the shipped examples, hostile texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from planself import resources
from planself.answers.load import load_answers
from planself.answers.model import Answer, AnswerSet
from planself.i18n import Reader
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import Questionnaire
from planself.report.blocks import Annex
from planself.report.view import Provenance, ReportView, build_view
from planself.report_formats import Audience
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from tests import strategies

DATA = Path(__file__).parent / "data"
SMALL = ("mixed", "open")
LANGUAGES = ("de", "en")
ORIGIN = Provenance("9.9.9", datetime(2026, 11, 22, 9, 5), "answers.yaml")  # a reader's clock, no zone

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}</style>",
    "{{ 7*7 }} {% raw %} ${x}",
    "# Heading",
    "- item\n- item\n\n1. one\n2) two",
    "**bold** _under_ `code` ~~gone~~ ***",
    "[text](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "https://evil.example www.evil.example someone@evil.example @all #1 !2",
    "a | b || c",
    "> quote\n>> more",
    "line\n=====\n---\n```\ncode\n```",
    "&lt;b&gt; &amp; &#60;b&#62; \\*",
    "\u202eevil\u202c \u2066x\u2069 \x1b[31mred\x07 \x00",
    "    indented\n\tcode",
    "<!-- planself:seal:sha256:" + "0" * 64 + " -->",
    "javascript:alert(1)",
    "end with backslash \\",
    "| --- | --- |",
    "$x$ :smile: [^1] [x]: https://evil.example",
)


@cache
def small() -> Loaded:
    """Return the frozen questionnaire."""
    return load_questionnaire(DATA / "small.yaml")


@cache
def small_case(name: str) -> Assessment:
    """Return one of the frozen answer sets, scored."""
    return assess(small(), load_answers(DATA / f"{name}.yaml", lambda _reference: small()).answer_set)


@cache
def shipped() -> Mapping[str, Assessment]:
    """Return every example that is shipped with a questionnaire, scored."""
    folder = resources.questionnaires()
    found: dict[str, Assessment] = {}
    for path in sorted(folder.glob("*.yaml")):
        loaded = load_questionnaire(path)
        for example in loaded.questionnaire.examples:
            answers = load_answers(folder / example, lambda _reference, chosen=loaded: chosen)  # type: ignore[misc]
            found[f"{path.stem}/{Path(example).stem}"] = assess(loaded, answers.answer_set)
    return found


def view(
    assessment: Assessment, lang: str = "en", audience: Audience = "full", annexes: Sequence[Annex] = ()
) -> ReportView:
    """Return an assessment's view with a fixed origin."""
    return build_view(assessment, Reader(lang), ORIGIN, audience, annexes)


def assessed(questionnaire: Questionnaire, given: Mapping[str, Given], **every: str) -> Assessment:
    """Return plain answers under a questionnaire, scored; `every` goes into each answer (comment, evidence)."""
    answers = {id_: _answer(value, every) for id_, value in given.items()}
    return assess(Loaded(questionnaire, "sha256:0", Path("drawn.yaml")), AnswerSet(answers=answers))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Given]]:
    """Draw a questionnaire with answers to it."""
    questionnaire = draw(strategies.questionnaires())
    return questionnaire, dict(draw(strategies.answers(compile_plan(questionnaire))))


def _answer(value: Given, every: Mapping[str, str]) -> Answer:
    match value:
        case State.UNKNOWN:
            return Answer(said="unknown", **every)  # type: ignore[arg-type]
        case State.NOT_APPLICABLE:
            return Answer(said="not_applicable", **every)  # type: ignore[arg-type]
        case _:
            return Answer(value=value, **every)  # type: ignore[arg-type]
