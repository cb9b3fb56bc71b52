"""A short form asks what the long form asks, or check says where it differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself import resources
from planself.errors import Severity
from planself.files import source
from planself.questionnaire.check import check
from planself.questionnaire.forms import compare_forms
from planself.questionnaire.load import examine, load_questionnaire
from planself.questionnaire.model import Questionnaire
from tests.questionnaire.samples import BASE, broken

SHORT = BASE.replace("id: sample", "id: sample-short\nshort_of: sample")


def _loaded(text: str) -> tuple[Questionnaire, source.Source]:
    found = source.parse(text, "q.yaml")
    questionnaire, problems = check(found)
    assert problems == ()
    assert questionnaire is not None
    return questionnaire, found


def test_the_shipped_short_form_fits_its_long_form() -> None:
    folder = resources.questionnaires()
    short, long = (load_questionnaire(folder / f"integrierte-planung{end}.yaml") for end in ("-kurz", ""))
    assert compare_forms(short.questionnaire, long.questionnaire) == ()


def test_a_short_form_may_have_other_texts_and_weights() -> None:
    short, _ = _loaded(
        SHORT.replace("text: Gruppe?", "text: Anders?").replace("hurdles: {silos: 1}", "hurdles: {silos: 2}")
    )
    assert compare_forms(short, _loaded(BASE)[0]) == ()


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("E160", "        hurdles: {silos: 0.5}", "        ¦hurdles: {data: 0.5}"),
        ("E160", "{id: school, label: Schule}", "{id: club, label: Verein}"),
        ("E160", "{id: some, label: etwas, points: 1}", "{id: some, label: etwas, points: 0.9}"),
        ("E160", "[{label: nie}, {label: oft}, {label: immer}]", "[{label: nie}, {label: immer}]"),
        ("E161", "- id: share", "- id: ¦part"),
    ],
)
def test_what_keeps_answers_from_carrying_over_is_named(code: str, old: str, new: str) -> None:
    text = SHORT.replace(old, new.replace("¦", "")).replace(
        "[keine, eine, mehrere]", "[keine, eine]" if "nie" in old else "[keine, eine, mehrere]"
    )
    text = text.replace("aims_at: {group: 2,", "aims_at: {group: 1,")
    short, file = _loaded(text)
    found = compare_forms(short, _loaded(BASE)[0], file)
    assert [problem.code for problem in found] == [code]
    assert found[0].where.line is not None
    if "¦" in new and code == "E161":
        case = broken(old, new, SHORT)
        assert (found[0].where.line, found[0].where.column) == (case.line, case.column)


def test_check_compares_with_the_long_form_beside(tmp_path: Path) -> None:
    short, long = tmp_path / "short.yaml", tmp_path / "long.yaml"
    short.write_text(SHORT.replace("- id: share", "- id: part"))
    loaded, found = examine(short)
    assert loaded is not None
    assert [p.code for p in found if p.code.startswith(("E", "W316"))] == ["W316"]
    long.write_text(BASE)
    loaded, found = examine(short)
    assert loaded is None
    assert [p.code for p in found if p.severity is Severity.ERROR] == ["E161"]
