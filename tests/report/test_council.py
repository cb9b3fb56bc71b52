"""The council's page: one sheet, whole numbers, the stage, unmet conditions, ties, steps, the law, other documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from planself.analysis.comparison import Round, compare
from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.blocks import Annex
from planself.report.comparison import comparison_annex
from planself.report.render import render
from planself.report.view import ReportView
from planself.scoring.assessment import Assessment, assess
from planself.scoring.plan import Given, State
from planself.scoring.points import points
from tests.browser import browser  # noqa: F401 -- a fixture
from tests.report.material import LANGUAGES, assessed, shipped, small, view
from tests.strategies import choices

LONG = "integrierte-planung/landkreis-musterland"
SIDES = 2
Measures = Mapping[str, list[dict[str, Any]]]


# --- a questionnaire of ten hurdles with one five-level question each ---


def ten(
    *, gates: Mapping[str, str] | None = None, measures: Measures | None = None, law: list[dict[str, Any]] | None = None
) -> Questionnaire:
    levels = [{"label": str(n)} for n in range(5)]
    names = [f"h{n}" for n in range(10)]
    questions_of_law = law or [
        {"id": "deed", "type": "single", "text": "Is there a deed?", "options": _law_options()},
        {"id": "seal", "type": "yes_no", "text": "Is there a seal?"},
        {"id": "fee", "type": "single", "text": "Is there a fee?", "options": [*_points_options()]},
        {"id": "why", "type": "text", "text": "Why?"},
    ]
    return Questionnaire.model_validate(
        {
            "format": "planself/questionnaire/1",
            "id": "ten",
            "version": "1.0.0",
            "languages": ["en"],
            "title": "Ten",
            "bands": [{"id": i, "from": n, "label": i} for i, n in (("low", 0), ("mid", 40), ("top", 80))],
            "stages": [{"id": "begin", "min": 0, "label": "Begin"}, {"id": "end", "min": 50, "label": "End"}],
            "hurdles": [
                {
                    "id": name,
                    "name": f"Name {name}",
                    "gates": [{"question": gates[name], "at_least": 0.5}] if gates and name in gates else [],
                    "measures": (measures or {}).get(name, []),
                }
                for name in names
            ],
            "sections": [
                {
                    "id": "a",
                    "title": "A",
                    "questions": [
                        {"id": f"q{n}", "type": "scale", "text": f"Text {n}", "levels": levels, "hurdles": {f"h{n}": 1}}
                        for n in range(10)
                    ],
                },
                {"id": "law", "title": "Law", "statutory": True, "questions": questions_of_law},
            ],
        }
    )


def _law_options() -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = [{"id": id_, "label": id_} for id_ in ("yes", "partly", "no")]
    return [*options, {"id": "other", "label": "other", "scored": False}]


def _points_options() -> list[dict[str, Any]]:
    return [{"id": id_, "label": id_, "points": n} for id_, n in (("none", 0), ("some", 0.4), ("all", 1))]


def of(questionnaire: Questionnaire, *levels: int, **more: Given) -> ReportView:
    return view(assessed(questionnaire, {f"q{n}": level for n, level in enumerate(levels)} | more), "en", "council")


def below(found: ReportView) -> list[str]:
    return [str(sentence) for sentence in found.council.obstacles]


# --- what is in the way ---


def test_ten_hurdles_at_nought_are_ten_and_three_are_shown() -> None:
    found = of(ten(), *[0] * 10)
    assert len(found.council.blockers) == 3
    assert below(found) == ["Tied at 0 points: “Name h0”, “Name h1”, “Name h2” and 7 more."]
    assert str(found.council.lead) == "All 10 hurdles with a score are tied at 0 of 100 points."


def test_a_tie_in_second_place_is_told_and_what_is_left_out_counted() -> None:
    found = of(ten(), 0, 1, 1, 1, 2, 2, 4, 4, 4, 4)
    assert [blocker.row.id for blocker in found.council.blockers] == ["h0", "h1", "h2"]
    assert below(found) == [
        "Tied at 25 points: “Name h1”, “Name h2” and 1 more.",
        "2 more hurdles are in the way; their scores are higher.",
    ]
    assert "Biggest obstacle: “Name h0” (0 points, low)" in str(found.council.lead)


def test_one_more_is_one() -> None:
    assert below(of(ten(), 0, 1, 2, 3, *[4] * 6)) == ["1 more hurdle is in the way; its score is higher."]


def test_what_is_overcome_is_not_in_the_way() -> None:
    found = of(ten(), 2, *[4] * 9)
    assert [blocker.row.id for blocker in found.council.blockers] == ["h0"]
    assert str(found.council.lead).startswith("In the way: “Name h0” (50 points, mid).")
    assert "most" not in str(found.council.lead).lower()
    clear = of(ten(), *[4] * 10)
    assert not clear.council.blockers
    assert below(clear) == ["Nothing: all hurdles with a score are “top”."]


def test_a_failed_condition_keeps_a_high_score_in_the_way_and_is_named_beside_the_score() -> None:
    found = of(ten(gates={"h9": "q0"}), 1, *[4] * 9)
    assert [blocker.row.id for blocker in found.council.blockers] == ["h0", "h9"]
    assert [str(gate) for gate in found.council.blockers[1].gates] == [
        "Minimum condition not met: “Text 0” Needed: “2” or better. Answer: “1”"
    ]
    note = next(note for note in found.council.notes if "condition" in str(note.title))
    assert str(note.title) == "Minimum condition not met:"
    assert [str(entry) for entry in note.entries] == ["“Text 0” Needed: “2” or better (“Name h9”)"]
    assert "Furthest" not in str(found.council.lead)  # h9 has the best score, and others as much


def test_an_open_condition_makes_bands_provisional_and_says_of_which() -> None:
    found = of(ten(gates={"h9": "q0"}), *[4] * 10, q0=State.UNKNOWN)
    note = next(note for note in found.council.notes if "condition" in str(note.title))
    assert str(note.title) == "Minimum condition still open:"
    assert [str(entry) for entry in note.entries] == ["“Text 0” Needed: “2” or better (“Name h9”)"]


def test_the_stage_stands_in_words_with_what_the_next_one_lacks() -> None:
    note = of(ten(), 1, 1, *[4] * 8).council.notes[0]
    assert str(note.title) == "Stage: “Begin” (1 of 2)."
    assert str(note.text) == "For the next one, “End”, more points are needed for “Name h0” and “Name h1”."
    assert str(of(ten(), *[4] * 10).council.notes[0].text) == "That is the highest stage."


def test_hurdles_that_rest_on_few_questions_say_on_how_many() -> None:
    given: dict[str, Given] = {"keys": State.NOT_APPLICABLE, "share": State.NOT_APPLICABLE, "hours": State.UNKNOWN}
    found = view(assessed(small().questionnaire, given | {"leaflets": ("rules",), "floors": "one"}), "en", "council")
    assert not any("little" in str(note.title) for note in found.council.notes)  # two thirds of the weight apply
    given = {"hours": State.NOT_APPLICABLE, "keys": True, "share": State.NOT_APPLICABLE, "leaflets": ()}
    found = view(assessed(small().questionnaire, given | {"floors": "one"}), "en", "council")
    note = next(note for note in found.council.notes if "little" in str(note.title))
    assert str(note.title) == "1 hurdle rests on little:"
    assert [str(entry) for entry in note.entries] == [
        "“Closed doors”: 1 of 3 questions applies; the score rests on this one"
    ]


# --- next steps ---


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("en", ["Next steps", "The next step", "The next two steps", "The next three steps"]),
        (
            "de",
            ["Nächste Schritte", "Der nächste Schritt", "Die beiden nächsten Schritte", "Die nächsten drei Schritte"],
        ),
    ],
)
def test_the_heading_follows_the_number_of_steps(lang: str, titles: list[str]) -> None:
    measures = {f"h{n}": [{"id": f"m{n}", "title": f"Do {n}", "aims_at": {f"q{n}": 3}}] for n in range(3)}
    for n, title in enumerate(titles):
        some = {id_: measures[id_] for id_ in list(measures)[:n]}
        given = {f"q{place}": 0 for place in range(10)}
        page = view(assessed(ten(measures=some), given), lang, "council").council
        assert page.steps_title == title
        assert [step.number for step in page.steps] == list(range(1, n + 1))
        assert len(page.without) == (n < 3)


def test_a_hurdle_without_a_fitting_measure_says_so() -> None:
    measures: Measures = {
        "h0": [{"id": "m0", "title": "Do", "aims_at": {"q0": 1}}],
        "h1": [{"id": "m1", "title": "Also"}],
    }
    found = of(ten(measures=measures), 1, 2, *[4] * 8)
    assert [step.id for step in found.council.steps] == ["m1"]
    assert [str(s) for s in found.council.without] == [
        "At “Name h0”, no measure of the questionnaire fits these answers."
    ]


def test_a_hurdle_whose_measure_builds_on_another_says_so() -> None:
    measures: Measures = {"h0": [{"id": "m0", "title": "Do", "after": ["m9"]}], "h9": [{"id": "m9", "title": "First"}]}
    found = of(ten(measures=measures), 0, 1, 1, *[4] * 7)
    assert not found.council.steps
    assert str(found.council.without[0]) == "At “Name h0”, what fits builds on steps at other hurdles."


# --- the law ---


def test_statutory_points_that_are_not_met_stand_on_the_page_and_in_the_full_report() -> None:
    questionnaire = ten()
    (note,) = of(questionnaire, *[4] * 10, deed="no", seal=False, fee="some", why="text").council.statutory
    assert str(note.title) == "Statutory points: 3 of 3 answered."
    assert str(note.text) == "In detail: 1 “partly”, 2 “no”. For information only; not legal advice."
    assert [str(entry) for entry in note.entries] == [
        "“Is there a deed?” – “no”",
        "“Is there a seal?” – “no”",
        "“Is there a fee?” – “some”",
    ]
    full = view(assessed(questionnaire, {"q0": 4, "deed": "no"}))
    told = full.findings[-1]
    assert str(told.title) == "Statutory points: 1 of 3 answered, 2 open."
    for form in ("md", "html"):
        assert re.search(r"(?:  - |<li>)“Is there a deed\?” – “no”\n?", render(full, form).replace("</li>", "\n"))


@pytest.mark.parametrize(
    ("law", "title", "text"),
    [
        ({"deed": "yes", "seal": True, "fee": "all"}, "3 of 3 answered", "3 “yes”"),
        (
            {"deed": "other", "seal": State.UNKNOWN},
            "0 of 2 answered, 2 open",
            "1 “don't know”, 1 no answer, 1 not applicable",
        ),
        ({}, "0 of 3 answered, 3 open", "3 no answer"),
        (dict.fromkeys(("deed", "seal", "fee"), State.NOT_APPLICABLE), "none to answer", "3 not applicable"),
    ],
)
def test_statutory_points_that_are_met_open_or_do_not_apply_are_counted(
    law: dict[str, Given], title: str, text: str
) -> None:
    (note,) = of(ten(), *[4] * 10, **law).council.statutory
    assert str(note.title) == f"Statutory points: {title}."
    assert str(note.text).startswith(f"In detail: {text}.")
    assert note.entries == ()


@pytest.mark.parametrize("n", [11, 12, 30])
def test_of_many_statutory_points_the_last_are_counted_with_their_answers(n: int) -> None:
    law = [{"id": f"p{i}", "type": "single", "text": f"P{i}?", "options": _law_options()[:3]} for i in range(n)]
    answers = {f"p{i}": "partly" if i < 12 else "no" for i in range(n)}
    entries = of(ten(law=law), *[4] * 10, **answers).council.statutory[0].entries
    more = {11: None, 12: "2 more with “partly”", 30: "8 more with “no” and 12 more with “partly”"}[n]
    assert len(entries) == (11 if more else n)
    assert str(entries[-1]) == (more or "“P10?” – “partly”")


def test_points_that_a_town_is_not_asked_are_told_with_the_reason() -> None:
    town = next(found for name, found in shipped().items() if "kleinmusterstedt" in name)
    (note,) = view(town, "de", "council").council.statutory
    assert str(note.title) == "Gesetzliche Prüfpunkte: keiner zu beantworten."
    assert str(note.text).startswith("Im Einzelnen: 17 nicht gefragt. Grund: „Um welche Art von Kommune geht es?“ – ")


def test_the_shipped_questionnaire_marks_its_statutory_points() -> None:
    sections = shipped()[LONG].loaded.questionnaire.sections
    assert [section.id for section in sections if section.statutory] == ["law"]
    assert view(shipped()[LONG], "de", "council").council.statutory


# --- other documents ---


def series(*levels: tuple[int, ...]) -> Annex:
    loaded = Loaded(ten(), "sha256:0", Path("ten.yaml"))
    rounds = []
    for year, found in enumerate(levels):
        answers = {f"q{n}": Answer(value=level) for n, level in enumerate(found)}
        rounds.append(Round(assess(loaded, AnswerSet(answers=answers, date=date(2024 + year, 3, 1))), "a.yaml"))
    return comparison_annex(compare(rounds), Reader("en"))


def test_a_comparison_is_told_in_whole_points_and_only_what_it_carries() -> None:
    (note,) = series((0, 2, *[4] * 8), (1, 1, *[4] * 8)).in_short()
    assert str(note.title) == "Since 1 March 2024: overall score 85, as before."
    assert str(note.text) == (
        "Higher by 15 points or more: “Name h0” (0 then, 25 now). "
        "Lower by 15 points or more: “Name h1” (50 then, 25 now)."
    )
    (note,) = series((3, *[4] * 9), (4, *[4] * 9)).in_short()
    assert str(note.title) == "Since 1 March 2024: overall score 98 then, 100 now."
    assert str(note.text).startswith("A difference of fewer than 5 points overall is not to be interpreted.")
    (note,) = series((4,) * 10, (4,) * 10).in_short()
    assert str(note.text) == "No hurdle differs by 15 points or more."


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_annex_is_printed_in_the_full_report_and_in_short_on_the_page(form: str) -> None:
    annex, found = series((0, 2, *[4] * 8), (1, 1, *[4] * 8)), assessed(ten(), {f"q{n}": 4 for n in range(10)})
    page, full = (
        render(view(found, "en", audience, [annex]), form)  # type: ignore[arg-type]
        for audience in ("council", "full")
    )
    assert "overall score 85, as before" in page
    assert "The overall score stands at" not in page
    assert "The overall score stands at" in full


# --- whole numbers and one sheet ---


@pytest.mark.parametrize("name", list(shipped()))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_no_decimals_ids_or_words_of_the_program(name: str, lang: str) -> None:
    text = render(view(shipped()[name], lang, "council"), "md")
    text = text[: text.index("planself:seal")]
    assert not re.findall(r"(?<![\d.])\d+[.,]\d\b(?! ?(?:EUR|Euro))", text)
    assert not re.search(r"`|planself|sha256|[a-z]_[a-z]|÷|×", text)


def sides(browser: Browser, folder: Path, found: ReportView) -> int:  # noqa: F811 -- the fixture
    path = folder / "page.html"
    path.write_text(render(found, "html"), "utf-8", newline="\n")
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    context.close()
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("name", list(shipped()))
def test_the_page_is_one_sheet(browser: Browser, tmp_path: Path, name: str) -> None:  # noqa: F811
    for lang in LANGUAGES:
        assert sides(browser, tmp_path, view(shipped()[name], lang, "council")) <= SIDES, lang


def worst(about: Assessment) -> Assessment:
    """Return everything at its worst, every statutory point not met, by somebody with a long name and a long office."""
    answers = {}
    for question in about.plan.questions:
        possible = choices(question.rule)
        value = min(possible, key=lambda v: points(question.rule, v)) if question.scored else possible[-1]
        answers[question.id] = Answer(value=value)
    long = "Verwaltungsgemeinschaft der Donaudampfschifffahrtsgemeinden " * 4
    return assess(
        about.loaded,
        AnswerSet(
            answers=answers,
            subject=Subject(name=long[:200]),
            respondent=Respondent(role="plan", department=long[:200]),
            date=date(2026, 11, 27),
        ),
        about.plan,
    )


@pytest.mark.parametrize("name", [LONG, "barrierefreie-oeffentlichkeitsarbeit/turnverein-musterhausen"])
def test_the_page_is_one_sheet_when_everything_is_at_its_worst(
    browser: Browser,  # noqa: F811
    tmp_path: Path,
    name: str,
) -> None:
    annex = series((0, 2, *[4] * 8), (1, 1, *[4] * 8))
    for lang in LANGUAGES:
        assert sides(browser, tmp_path, view(worst(shipped()[name]), lang, "council", [annex] * 3)) <= SIDES, lang
