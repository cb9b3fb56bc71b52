"""planself knows a report that it wrote and that nobody has changed since."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.report.render import render
from planself.report_formats import FORMATS, Format
from planself.seal import is_unchanged, seal, seal_json
from tests.report.material import small_case, view


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_unchanged_until_somebody_edits_it(form: Format) -> None:
    text = render(view(small_case("mixed")), form)
    assert is_unchanged(text)
    assert not is_unchanged(text.replace("Bibliothek", "Bücherei", 1))
    assert not is_unchanged(text + "more")
    assert not is_unchanged(text[: len(text) // 2])


@given(st.text())
def test_a_text_of_somebody_else_is_not_ours(text: str) -> None:
    assert not is_unchanged(text)
    assert is_unchanged(seal(text))


@given(st.text())
def test_a_forged_seal_does_not_fit(text: str) -> None:
    assert not is_unchanged(f"{text}\n<!-- planself:seal:sha256:{'0' * 64} -->\n")


def test_a_sealed_json_object_stays_the_same_object() -> None:
    data = {"a": [1, {"b": "}"}], "c": "x"}
    text = seal_json(json.dumps(data, indent=1))
    assert is_unchanged(text)
    read = json.loads(text)
    assert read.pop("seal").startswith("planself:seal:sha256:")
    assert read == data
