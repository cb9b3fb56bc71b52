"""Benchmarks: quartiles by the rule, never of fewer than ten, and nothing that a damaged file could pass off."""

from __future__ import annotations

import json
from collections import Counter
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planself.analysis import benchmark_file
from planself.analysis.benchmark import OVERALL, Builder, PeerSpread, checksum
from planself.analysis.suppression import LEAST_SETS
from planself.answers.model import Answer, AnswerSet, Subject
from planself.errors import InputError
from planself.files.source import parse_json
from planself.i18n import Reader
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.report.benchmark import benchmark_annex
from planself.scoring.assessment import Assessment, assess
from planself.scoring.plan import rdiv

TEXT = """
format: planself/questionnaire/1
id: peers
version: 1.2.0
languages: [en]
title: Peers
bands: [{id: low, from: 0, label: Low}, {id: high, from: 50, label: High}]
stages: [{id: one, min: 0, label: One}]
hurdles: [{id: silos, name: Silos}, {id: goals, name: Goals}]
sections:
  - id: all
    title: All
    questions:
      - {id: kind, type: single, text: What kind?, options: [{id: town, label: Town}, {id: county, label: County}]}
      - {id: joint, type: scale, text: Joint?, hurdles: {silos: 1}, levels: [&l {label: a}, {label: b}, {label: c}]}
      - {id: vision, type: number, text: Vision?, min: 0, max: 10, hurdles: {goals: 1},
         steps: [{from: 0, points: 0}, {from: 3, points: 0.333}, {from: 7, points: 0.777}, {from: 9, points: 1}]}
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    path = tmp_path_factory.mktemp("q") / "peers.yaml"
    path.write_text(TEXT.replace("&l ", ""), "utf-8")
    return load_questionnaire(path)


def assessed(loaded: Loaded, joint: int | None, vision: int, kind: str = "town", name: str = "X") -> Assessment:
    answers = {"kind": Answer(kind), "vision": Answer(vision * 1_000_000)}
    answers["joint"] = Answer(None, "unknown") if joint is None else Answer(joint)
    return assess(loaded, AnswerSet(subject=Subject(name), answers=answers))


SETS = st.lists(
    st.tuples(st.none() | st.integers(0, 2), st.integers(0, 10), st.sampled_from(["town", "county"])),
    min_size=LEAST_SETS,
    max_size=60,
)


def test_quartiles_are_the_rule_and_small_groups_are_silent(loaded: Loaded) -> None:
    seen = Counter[str]()

    @given(SETS)
    @settings(max_examples=300)
    def every(sets: list[tuple[int | None, int, str]]) -> None:
        builder = Builder(["kind"])
        for joint, vision, kind in sets:
            builder.add(assessed(loaded, joint, vision, kind))
        benchmark = builder.result("peers", "1.2.0", None)
        groups = {group.answer: group for group in benchmark.groups}
        sizes = {kind: sum(s[2] == kind for s in sets) for kind in ("town", "county")}
        told = {
            kind for kind, n in sizes.items() if n >= LEAST_SETS and (len(sets) == n or len(sets) - n >= LEAST_SETS)
        }
        assert groups.keys() == told | {""}
        assert {answer for _q, answer, _n in builder.small} == {kind for kind, n in sizes.items() if n} - told
        seen[f"groups {len(told)}"] += 1
        rated = {kind: [s for s in sets if s[2] == kind and s[0] is not None] for kind in sizes}
        rated[""] = rated["town"] + rated["county"]
        for answer, group in groups.items():
            assert group.n == (sizes[answer] if answer else len(sets)) >= LEAST_SETS
            scores = sorted(rdiv(1000 * joint, 2) for joint, _v, _k in rated[answer] if joint is not None)
            n, others = len(scores), len(rated[""]) - len(scores)
            if n < LEAST_SETS or 0 < others < LEAST_SETS:
                seen["silent"] += 1
                assert "silos" not in group.spreads
                assert OVERALL not in group.spreads
                continue
            expected = tuple(rdiv(scores[ceil(k * n / 4) - 1], 10) for k in (1, 2, 3))
            seen["told"] += 1
            seen["quartiles differ"] += len(set(expected)) > 1
            assert group.spreads["silos"] == PeerSpread(n, expected)  # type: ignore[arg-type]

    every()
    assert {"groups 0", "groups 1", "groups 2", "silent", "told"} <= seen.keys()
    assert seen["quartiles differ"]


@pytest.mark.parametrize(
    ("towns", "counties", "told"),
    [
        (10, 1, []),
        (10, 9, []),
        (10, 10, ["county", "town"]),
        (12, 0, ["town"]),
        (9, 30, []),
        (11, 25, ["county", "town"]),
    ],
)
def test_one_town_beside_ten_counties_cannot_be_subtracted(
    loaded: Loaded, towns: int, counties: int, told: list[str]
) -> None:
    """The faults' case: all together and the group, both published, gave the one outside."""
    builder = Builder(["kind"])
    for number, kind in enumerate(["town"] * towns + ["county"] * counties):
        builder.add(assessed(loaded, number % 3, number % 11, kind))
    assert [group.answer for group in builder.result("peers", "1.2.0", None).groups] == ["", *told]


@given(st.integers(0, 1000), st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted))
def test_a_place_is_said_by_the_points_that_are_shown(score: int, quartiles: list[int]) -> None:
    spread = PeerSpread(10, (quartiles[0], quartiles[1], quartiles[2]))
    shown = rdiv(score, 10)
    expected = "lower" if shown < quartiles[0] else "upper" if shown > quartiles[2] else "middle"
    assert spread.position(score) == expected


def test_the_order_of_the_scores_does_not_tell_what_the_first_one_lacks(loaded: Loaded) -> None:
    orders = []
    for first in (None, 1):
        builder = Builder()
        for joint in (first, *[1] * 11):
            builder.add(assessed(loaded, joint, 5))
        orders.append([list(group.spreads) for group in builder.result("peers", "1.2.0", None).groups])
    assert orders[0] == orders[1] == [["silos", "goals", OVERALL]]


def written(loaded: Loaded) -> dict[str, object]:
    builder = Builder(["kind"])
    for number in range(24):
        builder.add(assessed(loaded, number % 3, number % 11, "town" if number < 14 else "county", f"Town {number}"))
    return builder.result("peers", "1.2.0", None).to_json()


def test_the_file_says_no_name_and_is_read_back(loaded: Loaded) -> None:
    data = written(loaded)
    assert "Town" not in json.dumps(data)
    Draft202012Validator(benchmark_file.schema()).validate(data)
    read = benchmark_file.read_benchmark(parse_json(json.dumps(data), "peers.json"))
    assert read.to_json() == data


@given(st.data())
def test_whatever_was_changed_in_the_file_it_is_refused(loaded: Loaded, data: st.DataObject) -> None:
    text = json.dumps(written(loaded))
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    place = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[place]]))
    changed = text[:place] + digit + text[place + 1 :]
    with pytest.raises(InputError) as refused:
        benchmark_file.read_benchmark(parse_json(changed, "peers.json"))
    assert refused.value.problems[0].code in ("E235", "E236")


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"groups": []}, "groups"), ({"names": ["X"]}, "names"), ({"date": "soon"}, "date")],
)
def test_what_does_not_belong_there_is_refused_even_with_a_fitting_checksum(
    loaded: Loaded, changes: dict[str, object], place: str
) -> None:
    data = written(loaded) | changes
    data["checksum"] = checksum(data)
    source = parse_json(json.dumps(data, indent=1), "peers.json")
    with pytest.raises(InputError) as refused:
        benchmark_file.read_benchmark(source)
    [problem] = refused.value.problems
    assert problem.code == "E237"
    assert problem.where == source.locate((place,))


def test_groups_below_ten_are_refused_in_the_file_too(loaded: Loaded) -> None:
    data = json.loads(json.dumps(written(loaded)))
    data["groups"][0]["n"] = 9
    data["checksum"] = checksum(data)
    with pytest.raises(InputError, match="E237"):
        benchmark_file.read_benchmark(parse_json(json.dumps(data), "peers.json"))


@pytest.mark.parametrize("named", [{"id": "others", "version": "1.2.0"}, {"id": "peers", "version": "2.0.0"}])
def test_another_questionnaire_is_refused(loaded: Loaded, named: dict[str, str]) -> None:
    data = written(loaded) | {"questionnaire": named}
    data["checksum"] = checksum(data)
    source = parse_json(json.dumps(data), "peers.json")
    benchmark = benchmark_file.read_benchmark(source)
    with pytest.raises(InputError, match="E238"):
        benchmark_file.refuse_other(source, benchmark, loaded.questionnaire)


def test_the_annex_shows_the_groups_one_belongs_to_and_no_rank(loaded: Loaded) -> None:
    benchmark = benchmark_file.read_benchmark(parse_json(json.dumps(written(loaded)), "peers.json"))
    annex = benchmark_annex(assessed(loaded, 2, 0), benchmark, Reader("en"))
    assert [(group.get("answer"), group["n"]) for group in annex.data["groups"]] == [(None, 24), ("town", 14)]
    silos = next(entry for entry in annex.data["groups"][0]["scores"] if entry["id"] == "silos")
    assert silos == {"id": "silos", "score": 100.0, "n": 24, "quartiles": [0, 50, 100], "position": "middle"}


def test_the_shipped_example_is_a_benchmark_that_fits_the_built_in_questionnaire() -> None:
    root = Path(__file__).parents[2] / "questionnaires"
    path = root / "beispiele/vergleich-40-gemeinden.json"
    source = parse_json(path.read_text("utf-8"), str(path))
    benchmark = benchmark_file.read_benchmark(source)
    benchmark_file.refuse_other(source, benchmark, load_questionnaire(root / "integrierte-planung.yaml").questionnaire)
    assert [group.n for group in benchmark.groups if not group.question] == [40]
