"""The view's sentences are true for any data, and every number in it can be recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.explanation import explain
from planself.answers.model import Answer
from planself.i18n import Reader
from planself.questionnaire.model import Questionnaire, ScoringTerms
from planself.report.render import render
from planself.report.view import ReportView, build_view
from planself.report.view_parts import HurdleView
from planself.scoring.assessment import assess
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from planself.scoring.points import best_points
from planself.scoring.result import Status
from tests.reaching import reached, reaching
from tests.report.material import LANGUAGES, ORIGIN, answered, assessed, shipped, small, small_case, view


def all_of(**changed: Given) -> dict[str, Given]:
    """Return answers of the small questionnaire with everything at its worst or best, then changed."""
    best: dict[str, Given] = {
        "floors": "many",
        "hours": 2,
        "keys": True,
        "leaflets": ("rules", "signs"),
        "share": 10**8,
    }
    return {**best, "lift": "full", **changed}


# --- sentences ---


def lead(given: dict[str, Given], lang: str = "en") -> str:
    return str(view(assessed(small().questionnaire, given), lang).lead)


def test_nothing_answered_says_so_and_claims_nothing() -> None:
    found = view(assessed(small().questionnaire, {}))
    assert str(found.lead) == "No scored question has been answered yet. Nothing can be said about the hurdles so far."
    assert found.score == ""
    assert not found.profile.rows
    assert not found.council.blockers
    assert not found.steps


def test_answers_too_few_for_any_score() -> None:
    assert lead({"floors": "many", "keys": True}) == "The answers are not yet enough to give any hurdle a score."


def gated(cap: str | None = None, *, met: bool = False) -> Questionnaire:
    """Return two hurdles of four questions each; the second has a gate, and the last stage may ask for it."""
    levels = [{"label": str(n)} for n in range(5)]
    questions = [
        {"id": f"{h}{n}", "type": "scale", "text": f"Text {h}{n}", "levels": levels, "hurdles": {h: 1}}
        for h in ("one", "two")
        for n in range(4)
    ]
    gate = {"question": "two0", "at_least": 0.5} | ({"cap": cap} if cap else {})
    return Questionnaire.model_validate(
        {
            "format": "planself/questionnaire/1",
            "id": "gated",
            "version": "1.0.0",
            "languages": ["en"],
            "title": "Gated",
            "bands": [{"id": id_, "from": low, "label": id_} for id_, low in (("low", 0), ("mid", 30), ("top", 60))],
            "stages": [
                {"id": "begin", "min": 0, "label": "Begin"},
                {"id": "end", "min": 50, "label": "End"} | ({"gates": "met"} if met else {}),
            ],
            "hurdles": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two", "gates": [gate]}],
            "sections": [{"id": "a", "title": "A", "questions": questions}],
        }
    )


def of_gated(questionnaire: Questionnaire, **changed: Given) -> ReportView:
    """Return the view where one has 75 everywhere, two 100 but for the gate, which has 25."""
    given = {f"one{n}": 3 for n in range(4)} | {"two0": 1, "two1": 4, "two2": 4, "two3": 4}
    return view(assessed(questionnaire, given | changed))


def told(found: ReportView) -> str:
    return "\n".join(f"{finding.title} {finding.text}" for finding in found.findings)


def test_no_hurdle_with_a_failed_gate_is_called_furthest_overcome() -> None:
    lead_ = str(of_gated(gated()).lead)  # two has 81.3, one 75.0 and the best band
    assert lead_ == "In the way: “Two” (81.3 points, mid, minimum condition not met)."
    assert "Furthest along: “Two”" in str(of_gated(gated(), two0=2).lead)


def test_the_highest_stage_is_not_praised_while_a_gate_is_not_met() -> None:
    said = told(of_gated(gated()))
    assert "That is the highest stage" not in said
    assert "No stage asks for higher scores, but minimum conditions are not met at “Two”." in said
    assert "That is the highest stage." in told(of_gated(gated(), two0=2))


def test_a_stage_that_asks_for_met_gates_names_the_hurdle_that_misses_one() -> None:
    found = of_gated(gated(met=True))
    assert (
        "Stage reached: Begin. The next stage, “End”, needs at least 50 of 100 points and all minimum conditions met"
        in told(found)
    )
    assert "Not all minimum conditions met: “Two”." in told(found)
    assert "Below that" not in told(found)
    assert [stage.gates for stage in found.stages] == [False, True]


@pytest.mark.parametrize(("cap", "band"), [(None, "mid"), ("low", "low"), ("mid", "mid")])
def test_a_failed_gate_names_the_best_band_that_it_leaves(cap: str | None, band: str) -> None:
    found = of_gated(gated(cap))
    row = next(row for row in found.profile.rows if row.id == "two")
    assert row.band is not None
    assert row.band.label == band
    assert f"“{band}” is the best band for “Two”, whatever the score." in told(found)
    two = next(hurdle for hurdle in found.hurdles if hurdle.row.id == "two")
    assert str(two.gates[0].text).endswith(f"Until then the band is “{band}” at best.")


def test_a_provisional_band_says_why() -> None:
    rows = {row.id: row for row in of_gated(gated(), two0=State.UNKNOWN).profile.rows}
    assert str(rows["two"].reason) == "still lacking: “Text two0”"
    assert rows["one"].reason is None
    apart = {f"one{n}": State.NOT_APPLICABLE for n in range(1, 4)}
    found = of_gated(gated(), **apart)
    row = next(row for row in found.profile.rows if row.id == "one")
    assert str(row.reason) == "1 of 4 questions applies; the score rests on this one"
    assert "Less than half of what was asked applies at “One”" in told(found)
    one = next(hurdle for hurdle in found.hurdles if hurdle.row.id == "one")
    assert "Applies: 1 ÷ 4 = 25.0%." in [str(sentence) for sentence in one.arithmetic]


def test_levers_are_answers_and_gaps_are_open_questions() -> None:
    found = of_gated(gated(), one0=State.UNKNOWN, one1=0)
    assert [str(lever.question) for lever in found.levers][:2] == ["Text one1", "Text two0"]
    assert [(str(gap.question), gap.width) for gap in found.gaps] == [("Text one0", "+12.5")]
    assert (found.levers[0].missing, found.levers[0].gain) == ("+12.5", "+3.2")


def test_all_overcome() -> None:
    assert lead(all_of()) == "By these answers, all 3 hurdles with a score reach 100 points."
    assert lead(all_of(), "de") == "Nach diesen Antworten erreichen alle 3 bewerteten Hürden 100 Punkte."
    assert not view(assessed(small().questionnaire, all_of())).council.blockers


def test_one_hurdle_with_a_score_is_not_called_the_worst() -> None:
    found = lead({"floors": "many", "hours": 1, "keys": False})
    assert found.startswith("The one hurdle with a score is “Closed doors”: 33.3 of 100 points (high hurdle")


def test_one_hurdle_with_all_points_is_named_and_not_called_every_hurdle() -> None:
    found = lead({"floors": "many", "lift": "full"})
    assert found.startswith("The one hurdle with a score is “Missing ramps”: 100.0 of 100 points (overcome).")


def test_ties_are_named_together() -> None:
    found = lead(all_of(hours=0, keys=False, leaflets=(), share=0))
    assert found.startswith("In the way and tied: “Closed doors” and “Difficult words” (0.0 points each).")
    assert "Furthest along: “Missing ramps” (100.0 points, overcome)." in found


def test_level_scores_are_called_tied() -> None:
    given = all_of(hours=0, keys=False, leaflets=(), share=0, lift="not_at_all")
    assert lead(given) == "All 3 hurdles with a score are tied at 0.0 of 100 points."


def test_a_hurdle_that_does_not_apply_stands_apart() -> None:
    found = view(assessed(small().questionnaire, {**all_of(), "floors": "one"}))
    (row,) = found.profile.unrated
    assert row.id == "ramps"
    assert str(row.lacks) == "No question of this hurdle applies."
    assert found.score == "100.0"
    assert found.notices
    assert "1 answer does not count: “Is there a lift?”" in str(found.notices[0])


def test_a_questionnaire_that_does_not_apply_at_all_has_no_numbers() -> None:
    given: dict[str, Given] = dict.fromkeys(("hours", "keys", "leaflets", "share"), State.NOT_APPLICABLE)
    found = view(assessed(small().questionnaire, {"floors": "one", **given}))
    assert str(found.lead) == "None of the hurdles applies here, so there are no scores."
    assert found.certainty == ()
    assert not re.search(r"\d", found.score_note)


def test_an_open_gate_makes_the_band_provisional() -> None:
    found = view(assessed(small().questionnaire, {"keys": True, "share": 10**8, "hours": State.UNKNOWN}))
    doors = next(hurdle for hurdle in found.hurdles if hurdle.row.id == "doors")
    assert [str(gate.text) for gate in doors.gates] == [
        "Minimum condition open: “On how many days is it open?” has no points yet and needs 50 (“On some days.” or "
        "better)."
    ]


def test_german_counts_one_as_one() -> None:
    found = view(small_case("mixed"), "de")
    titles = [str(finding.title) for finding in (*found.findings, *found.certainty)]
    assert "2 Mindestbedingungen sind nicht erfüllt." in titles
    assert "Beantwortet: 4 von 5 bewerteten Fragen, die zutreffen." in titles
    assert "1 bewertete Frage ist mit „weiß nicht“ beantwortet." in str(found.certainty[0].text)


def test_a_missing_translation_is_marked_with_its_language() -> None:
    found = view(small_case("mixed"), "de")
    names = {row.row.id: row.row.name for row in found.hurdles}
    assert names["ramps"].lang == "en"
    assert names["doors"].lang is None


def test_a_questionnaire_in_another_language_is_marked_throughout() -> None:
    german = next(a for a in shipped().values() if a.loaded.questionnaire.languages == ["de"])
    found = view(german, "en")
    assert {hurdle.row.name.lang for hurdle in found.hurdles} == {"de"}
    assert {step.title.lang for step in found.steps} == {"de"}
    assert "they stand in German" in str(found.notices[0])
    assert not view(german, "de").notices


@given(answered(), st.sampled_from(LANGUAGES), st.sampled_from(["full", "council"]))
def test_a_view_can_be_made_of_anything(case: tuple[Questionnaire, dict[str, Given]], lang: str, audience: str) -> None:
    assessment = assessed(*case)
    found = view(assessment, lang, audience)  # type: ignore[arg-type]
    sentences = [found.lead, *found.notices, *found.method, *(f.text for f in (*found.findings, *found.certainty))]
    for sentence in map(str, sentences):
        assert sentence.strip()
        assert not re.search(r"[{}]|\bNone\b(?! of)|  ", sentence), sentence
    assert bool(found.score) == (assessment.result.overall.status is Status.RATED)
    assert len(found.hurdles) == len(assessment.result.hurdles)


# --- numbers ---


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").removesuffix("%"))


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def recompute(hurdle: HurdleView) -> None:
    """Check a hurdle's printed numbers with its printed numbers alone."""
    counted = [answer for answer in hurdle.answers if answer.counts]
    applicable = [answer for answer in hurdle.answers if answer.weight]
    for answer in counted:
        assert number(answer.points) * number(answer.weight) == number(answer.product)
    weight = sum((number(answer.weight) for answer in counted), Decimal(0))
    earned = sum((number(answer.product) for answer in counted), Decimal(0))
    assert number(hurdle.sum_weight) == weight
    assert number(hurdle.sum_product) == earned
    if reached("nothing applies", not applicable):
        assert hurdle.row.range == ""
        return
    whole = sum((number(answer.weight) for answer in applicable), Decimal(0))
    lower, upper = rounded(earned / whole), rounded((earned + 100 * (whole - weight)) / whole)
    reached("range", lower != upper)
    assert hurdle.row.range == (f"{lower}" if lower == upper else f"{lower}–{upper}")
    assert number(hurdle.row.coverage) == rounded(100 * weight / whole)
    reached("no score", not hurdle.row.score)
    if reached("score", bool(hurdle.row.score)):
        assert number(hurdle.row.score) == rounded(earned / weight)


@reaching("nothing applies", "range", "score", "no score", "whole")
@given(answered())
def test_every_score_can_be_recomputed_from_what_is_printed(case: tuple[Questionnaire, dict[str, Given]]) -> None:
    found = view(assessed(*case))
    for hurdle in found.hurdles:
        recompute(hurdle)
    recompute_whole(found)


@reaching("lever", "gap", "rounded twice")
@given(answered())
def test_every_rise_can_be_recomputed_from_what_is_printed(case: tuple[Questionnaire, dict[str, Given]]) -> None:
    asked = assessed(*case)
    found = view(asked)
    best = {
        question.id: Decimal(best_points(question.rule)) / 10
        for question in compile_plan(case[0]).questions
        if question.scored
    }
    texts = {Reader("en").text(q.text): best[q.id] for q in case[0].questions if q.scored}
    for lever in found.levers:
        rounded_only, exact = risen(found, str(lever.question), texts[str(lever.question)])
        assert number(lever.missing) == rounded_only
        reached("lever", bool(rounded_only))
        reached("rounded twice", rounded_only != exact)
    for gap in found.gaps:
        assert number(gap.width) == risen(found, str(gap.question), texts[str(gap.question)])[0]
        reached("gap", True)


def risen(found: ReportView, question: str, best: Decimal) -> tuple[Decimal, Decimal]:
    """Return how far the overall lower end rises if an answer stood at its best: by rounded numbers, and exactly."""
    ends = [secured(hurdle, question, best) for hurdle in found.hurdles if hurdle.row.range]
    weights = [number(hurdle.weight) for hurdle in found.hurdles if hurdle.row.range]

    def whole(lower: Iterable[Decimal]) -> Decimal:
        return sum(map(mul, weights, lower), Decimal(0)) / sum(weights)

    now, then = zip(*ends, strict=True)
    by_rounded = rounded(whole(map(rounded, then))) - rounded(whole(map(rounded, now)))
    return by_rounded, rounded(whole(then) - whole(now))


def secured(hurdle: HurdleView, question: str, best: Decimal) -> tuple[Decimal, Decimal]:
    """Return a hurdle's lower end as it is and with one answer at its best."""
    whole = sum((number(answer.weight) for answer in hurdle.answers if answer.weight), Decimal(0))
    more = sum(
        number(answer.weight) * (best - number(answer.points or "0"))
        for answer in hurdle.answers
        if answer.weight and str(answer.question) == question
    )
    return number(hurdle.sum_product) / whole, (number(hurdle.sum_product) + more) / whole


def recompute_whole(found: ReportView) -> None:
    if reached("whole", bool(found.score)):
        pairs = [(number(h.weight), number(h.row.score)) for h in found.hurdles if h.row.score]
        weight = sum((w for w, _score in pairs), Decimal(0))
        assert number(found.score) == rounded(sum((w * s for w, s in pairs), Decimal(0)) / weight)


@reaching("order", "unrated")
@given(answered())
def test_the_profile_is_in_order_and_complete(case: tuple[Questionnaire, dict[str, Given]]) -> None:
    found = view(assessed(*case))
    scores = [number(row.score) for row in found.profile.rows]
    reached("order", len(set(scores)) > 1)
    reached("unrated", bool(found.profile.unrated))
    assert scores == sorted(scores)
    assert len(found.profile.rows) + len(found.profile.unrated) == len(found.hurdles)
    for row in found.profile.rows:
        assert row.mark is not None
        assert row.mark.x == f"{row.score.removesuffix('.0')}%"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_share_without_evidence_is_recomputable(lang: str) -> None:
    """By hand: doors 1.5 of 1.5 bare, words 0 of 1, ramps 1 of 1; (1.5·100 + 1·0 + 1·100) ÷ 3.5 = 71.4."""
    text = str(view(small_case("mixed"), lang).certainty[1].text)
    assert ("71.4" if lang == "en" else "71,4") in text


def test_many_hurdles_that_lack_answers_are_counted_and_not_all_listed() -> None:
    questionnaire = next(found for name, found in shipped().items() if "landkreis" in name).loaded.questionnaire
    whole = view(assessed(questionnaire, {})).findings[0]
    assert len(questionnaire.hurdles) > 5
    assert str(whole.text).endswith(f" and {len(questionnaire.hurdles) - 3} more.")


def test_evidence_is_praised_only_where_an_answer_needs_some() -> None:
    low = view(assessed(small().questionnaire, all_of(hours=0, keys=False, leaflets=(), share=0, lift="not_at_all")))
    said = "There is no answer of 75 points or more, from which evidence is expected."
    assert str(low.certainty[1].title) == said
    high = view(assessed(small().questionnaire, all_of(), evidence="file"))
    assert str(high.certainty[1].title) == "All 5 answers of 75 points or more name evidence."


@pytest.mark.parametrize(
    ("enough", "said"), [(1, "of 100 points"), (0.6, "of 60 points or more"), (0.01, "of 1 point or more")]
)
def test_evidence_is_expected_from_points_on_that_answers_of_every_kind_can_have(enough: float, said: str) -> None:
    terms = ScoringTerms.model_validate({"evidence_from": enough})
    found = view(assessed(small().questionnaire.model_copy(update={"scoring": terms}), all_of()))
    assert str(found.certainty[1].title) == f"None of the 5 answers {said} names evidence."
    assert str(next(group for group in found.groups if group.id == "unproven").text) == (
        f"Answers {said} that name no evidence."
    )


@pytest.mark.parametrize("name", list(shipped()))
def test_the_share_without_evidence_is_recomputable_from_what_is_printed(name: str) -> None:
    """With a pocket calculator: each hurdle's share from its line, the whole as their mean by weight."""
    found = view(shipped()[name], "en")
    shares = []
    for hurdle in found.hurdles:
        line = next((str(part) for part in hurdle.arithmetic if "Without evidence" in str(part)), None)
        if line is not None:
            bare, answered, share = map(Decimal, re.findall(r"\d+(?:\.\d+)?", line))
            assert share == (100 * bare / answered).quantize(Decimal("0.1"), ROUND_HALF_UP)
            shares.append((Decimal(hurdle.weight), share))
    whole = sum((w * share for w, share in shares), Decimal(0)) / sum((w for w, _share in shares), Decimal(0))
    assert f"{whole.quantize(Decimal('0.1'), ROUND_HALF_UP)}%" in str(found.certainty[1].text)


def test_an_option_that_does_not_count_stands_in_the_list_of_what_does_not_apply() -> None:
    found = view(assessed(small().questionnaire, all_of(lift="planned")))
    group = next(group for group in found.groups if group.id == "not_applicable")
    assert [str(item.text) for item in group.entries] == ["“not decided”"]


@pytest.mark.parametrize(
    ("lang", "start"),
    [("de", "Die Antworten wurden zu einer anderen Fassung"), ("en", "The answers were given to another version")],
)
def test_what_was_found_in_the_file_is_said_in_the_report_s_language(lang: str, start: str) -> None:
    origin = replace(ORIGIN, notes=("N410", "N403", "N410", "A sentence as it stands."))
    said = [str(notice) for notice in build_view(small_case("open"), Reader(lang), origin).notices]
    assert said[-2].startswith(start)
    assert said[-1] == "A sentence as it stands."
    assert not any("N4" in notice for notice in said)


def test_many_answers_that_do_not_count_are_counted_and_not_all_told() -> None:
    kommune = next(found for name, found in shipped().items() if "beispielstadt-2026" in name)
    elsewhere = replace(
        kommune.answer_set, answers={**kommune.answer_set.answers, "kind": Answer(value="kreisangehoerig_ohne")}
    )
    found = view(assess(kommune.loaded, elsewhere), "de")
    ignored = str(found.notices[0])
    assert ignored.count("Grund:") + ignored.count("Hängt ab von:") == 3
    assert re.search(r" \d+ weitere stehen weiter unten\.$", ignored)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", list(shipped()))
def test_the_report_and_the_explanation_write_the_same_numbers(name: str, lang: str) -> None:
    """Both count in points of 100 and in weights as the author wrote them."""
    mine, reader = shipped()[name], Reader(lang)
    seen = 0
    for hurdle in view(mine, lang).hurdles:
        explained = "\n".join(str(line) for line in explain(mine, reader, hurdle.row.id))
        for answer in hurdle.answers:
            if answer.counts:
                assert f"{answer.weight} × {answer.points} = {answer.product}" in explained
                seen += 1
        assert re.search(rf"= {re.escape(hurdle.sum_product)}$", explained, re.M) or not hurdle.row.score
    assert seen > 5


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_profile_says_where_minimum_conditions_are_not_met(form: str) -> None:
    given = {f"one{n}": 3 for n in range(4)} | {"two0": 1, "two1": 4, "two2": 4, "two3": 4}
    text = render(view(assessed(gated(), given)), form)  # type: ignore[arg-type]
    profile = text[text.index("Hurdle profile</h2>" if form == "html" else "## Hurdle profile") :]
    line = next(line for line in profile.splitlines() if "81.3" in line)
    assert "(minimum condition not met)" in line
    assert text.count("(minimum condition not met)") == 2  # and where the hurdle is told in full


def test_scores_on_a_single_answer_are_told() -> None:
    told = [
        str(view(assessed(small().questionnaire, all_of(**more))).certainty[-1].text)
        for more in ({}, {"share": State.UNKNOWN, "keys": State.UNKNOWN})
    ]
    assert "1 hurdle rests on a single answer; even larger" in told[0]  # the ramps
    assert "2 hurdles rest on a single answer each" in told[1]  # and the words, while the doors have too few
