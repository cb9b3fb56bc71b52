"""Both lanes agree: whenever the fast one gives a row, the slow one gives the same row, the same notes and no error."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself.answers.load import check_answers
from planself.batch.inputs import AnswerFile
from planself.batch.layout import Layout, Row
from planself.batch.reading import AnswerReader
from planself.batch.rows import FastLane
from planself.errors import InputError
from planself.files.source import parse_bytes
from planself.i18n import use
from planself.questionnaire.load import Loaded
from planself.scoring import coded
from tests.answers import samples
from tests.reaching import reached, reaching


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    use("en")
    return samples.loaded(tmp_path_factory.mktemp("form"))


def fast(loaded: Loaded, text: str, name: str) -> tuple[Row | None, Counter[str]]:
    """Return what the fast lane says."""
    notes: Counter[str] = Counter()
    lane = FastLane(loaded, Layout(loaded.questionnaire))
    if name.endswith(".json"):
        return lane.of_json(text.encode(), notes), notes
    try:
        return lane.of_yaml(parse_bytes(text.encode(), name).data, notes), notes
    except InputError:
        return None, notes


def slow(loaded: Loaded, text: str, name: str) -> tuple[Row | None, Counter[str]]:
    """Return what the slow lane says; None where the file has errors."""
    try:
        answers, problems = check_answers(parse_bytes(text.encode(), name), loaded)
    except InputError:
        return None, Counter()
    row = None if answers is None else Layout(loaded.questionnaire).row(answers)
    return row, Counter(problem.code for problem in problems)


def agree(loaded: Loaded, text: str, name: str) -> Row | None:
    """Check that the lanes agree, and return the fast one's row."""
    row, notes = fast(loaded, text, name)
    if row is not None:
        assert (row, notes) == slow(loaded, text, name), text
    else:
        assert not notes
    reached("the slow lane" if row is None else "the fast lane")
    return row


def document(answers: object, **top: object) -> dict[str, Any]:
    """Return an answer file's data."""
    named = {"id": "sample", "version": "1.2.0"}
    return {"format": "planself/answers/1", "questionnaire": named, **top, "answers": answers}


def cells(loaded: Loaded, row: Row) -> dict[str, int]:
    """Return a row by the names of its columns."""
    layout = Layout(loaded.questionnaire)
    codes = dict(zip(layout.code_columns, row.codes, strict=True))
    return codes | dict(zip(layout.value_columns, row.values, strict=True))


def test_a_plain_file_takes_the_fast_lane(sample: Loaded) -> None:
    answers = {
        "kind": "1",
        "own_office": "yes",
        "people": 12000,
        "vision": 2,
        "group": {"value": "unknown", "comment": "später"},
        "offers": ["kita", "school"],
        "remarks": {"text": "unknown"},
        "said": "not_applicable",
    }
    top = {"subject": {"name": "Ä", "ags": "5315000"}, "date": "22.11.2026", "part": ["planning"]}
    expected = {
        "q:kind": 1, "q:own_office": 1, "q:people": 0, "q:people:value": 12_000_000_000, "q:vision": 2,
        "q:group": coded.UNKNOWN, "q:offers": 0, "q:offers:kita": 1, "q:offers:school": 1, "q:offers:none": 0,
        "q:remarks": 0, "q:said": coded.NOT_APPLICABLE,
        "q:change": coded.MISSING, "q:delta": coded.MISSING, "q:free": coded.MISSING,
        "q:change:value": 0, "q:delta:value": 0, "q:free:value": 0,
    }  # fmt: skip
    for name in ("a.json", "a.yaml"):
        text = json.dumps(document(answers, **top), ensure_ascii=False)
        row = agree(sample, text, name)
        assert row is not None
        assert cells(sample, row) == expected
        assert row.head == ("Ä", "05315000", None, None, None, "2026-11-22", "planning", "individual")
        assert fast(sample, text, name)[1] == {"N403": 1, "N414": 1}


def test_the_columns_stand_in_the_order_of_the_coded_frame(sample: Loaded) -> None:
    layout = Layout(sample.questionnaire)
    assert layout.columns[:4] == ["q:kind", "q:own_office", "q:people", "q:people:value"]
    assert layout.columns[-6:] == [
        "q:offers",
        "q:offers:kita",
        "q:offers:school",
        "q:offers:none",
        "q:remarks",
        "q:said",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"vision": 1, "vision": 2}',
        '{"vision": "1", "vision": 2}',
        '{"vision": {"value": 1, "value": 2}}',
        '{"vision": {"value": 1, "comment": "a", "comment": 2}}',
        '{"vision": 1, "v\\u0069sion": 2}',
        '{"free": 1.1234567, "people": 1}',
        '{"free": 0.1000000000000000055511151231257827}',
        '{"free": 1e3}',
        '{"free": 8999999999.123456}',
        '{"free": NaN}',
        '{"remarks": "a\x7fb"}',
        '{"remarks": "a\u0085b\u0080"}',
        '{"remarks": "\ufeff"}',
        '{"vision": true}',
        '{"own_office": 1}',
        '{"vision": []}',
        '{"offers": ["none", "kita"]}',
        '{"offers": ["kita", "kita"]}',
        '{"offers": ["kita", ["kita"]]}',
        '{"offers": {"kita": 1}}',
        '{"own_office": "unknown", "kind": "unknown"}',
        '{"old": 1}',
        '{"nobody": 1}',
        '{"vision": {"text": "x"}}',
        '{"remarks": {"text": "x", "value": "y"}}',
        '{"people": 1000001}',
        '{"vision": {"value": 1, "unsure": "maybe"}}',
    ],
)
def test_what_is_doubtful_goes_to_the_slow_lane(sample: Loaded, text: str) -> None:
    whole = json.dumps(document("HERE")).replace('"HERE"', text)
    assert agree(sample, whole, "a.json") is None


@pytest.mark.parametrize(
    ("number", "value"),
    [("1.5", 1_500_000), ("-0.000001", -1), ("123456789.123456", 123456789123456), ("0.1", 100_000)],
)
def test_decimals_of_json_are_exact(sample: Loaded, number: str, value: int) -> None:
    row = agree(sample, json.dumps(document("HERE")).replace('"HERE"', f'{{"free": {number}}}'), "a.json")
    assert row is not None
    assert cells(sample, row)["q:free:value"] == value


@pytest.mark.parametrize(
    "top",
    [
        {"format": "planself/answers/2"},
        {"questionnaire": {"id": "sample", "version": "1.1.0"}},
        {"questionnaire": {"id": "sample", "version": "1.2.0", "digest": "sha256:0"}},
        {"questionnaire": {"id": "other", "version": "1.2.0"}},
        {"extra": 1},
        {"subject": {"nme": "x"}},
        {"subject": {"ags": "123456"}},
        {"subject": "x"},
        {"respondent": {"role": "nobody"}},
        {"date": "31.02.2026"},
        {"part": ["nobody"]},
        {"part": [["planning"]]},
        {"round": "third"},
    ],
)
def test_an_unusual_head_goes_to_the_slow_lane(sample: Loaded, top: Mapping[str, object]) -> None:
    text = json.dumps(document({"vision": 1}) | dict(top))
    assert agree(sample, text, "a.json") is None
    assert agree(sample, text, "a.yaml") is None


# Random files near the grammar

IDS = ("kind", "own_office", "people", "change", "delta", "free", "vision", "group", "offers", "remarks", "said", "old")
WORDS = (
    "town",
    "1",
    "yes",
    "no",
    "true",
    "unknown",
    "not_applicable",
    "kita",
    "none",
    " 2",
    "2.0",
    "1.000",
    "",
    " ",
    "ä",
)
scalars = st.one_of(
    st.integers(-12, 12),
    st.sampled_from(WORDS),
    st.booleans(),
    st.none(),
    st.integers(-(10**10), 10**10),
    st.decimals(-100, 100, places=3).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
)
values = st.one_of(scalars, st.lists(st.sampled_from(["kita", "school", "none", 1, "x"]), max_size=3))
remarks = st.sampled_from(["", " ", "weil", None, 5, 'a"b', "\x7f"])
entries = st.one_of(
    values,
    values,
    st.fixed_dictionaries(
        {},
        optional={
            "value": values,
            "text": st.sampled_from(["unknown", "", "x", 3]),
            "comment": remarks,
            "evidence": remarks,
            "unsure": st.sampled_from([True, False, None, "yes", 1]),
        },
    ),
    st.dictionaries(st.sampled_from(["value", "comments"]), values),
)
heads = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.fixed_dictionaries(
            {}, optional={"name": remarks, "ags": st.sampled_from(["05315000", 5315000, "1234567", "x", "", None])}
        ),
        "respondent": st.fixed_dictionaries(
            {}, optional={"id": remarks, "role": st.sampled_from(["planning", "nobody", "", None])}
        ),
        "date": st.sampled_from(["2026-11-22", "22.11.2026", "2026-02-30", "", None, 2026]),
        "part": st.sampled_from([[], ["planning"], ["planning", "leadership"], ["nobody"], None, "planning"]),
        "round": st.sampled_from(["individual", "consensus", None, "x"]),
        "started_with": st.sampled_from([None, {"id": "x"}, {"id": [1]}, "x"]),
    },
)


@reaching("the fast lane", "the slow lane")
@settings(max_examples=1500)
@given(
    answers=st.dictionaries(st.sampled_from(IDS), entries, max_size=5),
    head=heads,
    name=st.sampled_from(["a.json", "a.yaml"]),
)
def test_the_lanes_agree(sample: Loaded, answers: dict[str, object], head: dict[str, object], name: str) -> None:
    agree(sample, json.dumps(document(answers, **head), ensure_ascii=False), name)


@reaching("a row", "a rejected file", "a file left out")
@settings(max_examples=400)
@given(
    answers=st.dictionaries(st.sampled_from(IDS), entries, max_size=3),
    head=heads,
    named=st.sampled_from(["sample", "sample", "sampel", "integrierte-planung", 5]),
    kind=st.sampled_from(["answers", "answers", "answers", "plan"]),
    cut=st.sampled_from([None, None, None, 1, 9]),
    name=st.sampled_from(["a.json", "a.yaml"]),
    asked=st.booleans(),
)
def test_a_batch_says_the_same_words_without_the_fast_lane(
    sample: Loaded,
    tmp_path_factory: pytest.TempPathFactory,
    answers: dict[str, object],
    head: dict[str, object],
    named: object,
    kind: str,
    cut: int | None,
    name: str,
    asked: bool,
) -> None:
    data = document(answers, **head) | {"format": f"planself/{kind}/1"}
    data["questionnaire"] = {"id": named, "version": "1.2.0"}
    file = tmp_path_factory.getbasetemp() / name
    file.write_text(json.dumps(data, ensure_ascii=False)[: None if cut is None else -cut], "utf-8")
    reader, inputs = AnswerReader(sample, asked), [AnswerFile(str(file), found=True)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FastLane, "of_json", lambda *_: None)
        patched.setattr(FastLane, "of_yaml", lambda *_: None)
        slowly = reader(inputs)
    assert reader(inputs) == slowly
    reached(("a row", "a rejected file", "a file left out")[slowly.fates[0]])


@settings(max_examples=300)
@given(answers=st.dictionaries(st.sampled_from(IDS), entries, min_size=1, max_size=4), data=st.data())
def test_no_repeated_key_slips_through(sample: Loaded, answers: dict[str, object], data: st.DataObject) -> None:
    """Write one pair of some mapping twice: the fast lane must never answer."""
    text = json.dumps(document(answers), ensure_ascii=False)
    key = data.draw(st.sampled_from(sorted(answers)))
    pair = f"{json.dumps(key)}: {json.dumps(data.draw(values), ensure_ascii=False)}, "
    doubled = text.replace('"answers": {', '"answers": {' + pair, 1)
    assert fast(sample, doubled, "a.json")[0] is None


def test_most_generated_files_take_the_fast_lane(tmp_path: Path) -> None:
    from bench.generate import answer_files, questionnaire

    for kind in ("yaml", "json"):
        for path in answer_files(tmp_path, 60, kind, seed=3):
            assert agree(questionnaire(), path.read_text("utf-8"), path.name) is not None
