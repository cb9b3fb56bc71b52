"""The summary's page: looked at as a whole, hiding in every format what it hides in one, inert, recomputable."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.result import Summary
from planself.analysis.summary.schema import schema
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.render import FORMATS, Format
from planself.report.summary.groups import MOST
from planself.scoring.compile import compile_plan
from planself.scoring.plan import rdiv
from planself.seal import is_unchanged
from tests.lots import results, small, table
from tests.report.lots import SIZES, lot, page
from tests.report.material import HOSTILE, LANGUAGES
from tests.report.test_inert import ALLOWED, Elements, everywhere

GOLDEN = Path(__file__).parent.parent / "golden/summary"
SECRET = ("Kreis Klein", "Kreis Einzel")


def of(
    n: int, by: str | None = None, min_group: int = 5, loaded: Loaded | None = None, **columns: list[str]
) -> Summary:
    chosen = loaded or small()
    builder = SummaryBuilder(compile_plan(chosen.questionnaire), chosen, by=by, min_group=min_group)
    builder.add(table(compile_plan(small().questionnaire), results(n), **columns))
    return builder.result()


def data(summary: Summary) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(page(summary, form="json"))
    return read


@pytest.mark.parametrize(("lang", "form"), [("de", "html"), ("en", "md"), ("de", "md")])
def test_the_summary_is_the_one_that_was_looked_at(lang: str, form: Format) -> None:
    text, path = page(lot(), lang, form), GOLDEN / f"lot.{lang}.{form}"
    if os.environ.get("PLANSELF_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


# --- who is in a group ---


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_small_groups_are_not_named_in_any_format(lang: str, form: Format) -> None:
    text = page(lot(), lang, form)
    assert "Kreis 10" in text
    assert not [name for name in SECRET if name in text]


def test_hidden_cells_are_the_same_in_every_format_and_never_a_zero() -> None:
    hidden = [
        (group["name"], cell["id"])
        for group in data(lot())["groups"]["named"]
        for cell in group["hurdles"]
        if cell.get("hidden")
    ]
    assert hidden
    assert all(
        set(c) == {"id", "hidden"} for g in data(lot())["groups"]["named"] for c in g["hurdles"] if "hidden" in c
    )
    names = {
        hurdle.id: str(hurdle.name["en"]) for hurdle in small().questionnaire.hurdles if isinstance(hurdle.name, dict)
    }
    for form in ("md", "html"):
        cells = printed(page(lot(), "en", form))
        dashes = [(group, id_) for group in cells for id_, name in names.items() if cells[group][name] == "–"]
        assert sorted(dashes) == sorted(hidden)


def printed(text: str) -> dict[str, dict[str, str]]:
    """Return the groups' cells as they stand in Markdown or HTML."""
    if text.startswith("<!doctype"):
        tables = re.findall(r"<table.*?</table>", text, re.DOTALL)
        grid = [
            [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for found in tables
            if ">kreis</th>" in found
            for row in re.findall(r"<tr>.*?</tr>", found)
        ]
    else:
        block = text[text.index("| kreis |") :].split("\n\n")[0]
        grid = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        del grid[1]
    head, *rows = grid
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows if row[0] in SIZES}


def test_exactly_one_hidden_cell_never_stands_beside_its_total() -> None:
    """Ten and four of twelve: the four are hidden, and so are the ten, which would give them away."""
    summary = of(12, by="kreis", kreis=["one"] * 8 + ["two"] * 4)
    groups = summary.groups
    assert groups is not None
    assert [group.name for group in groups.named] == ["one"]
    assert groups.named[0].means == (None,) * 3


def test_a_group_of_three_is_shown_when_asked_for_and_the_page_says_so() -> None:
    asked = page(of(40, by="kreis", min_group=3, kreis=["x", "y", "z", "w"] * 10))
    assert "Groups of 3 and more are shown" in asked
    assert "Groups of" not in page(lot())


@pytest.mark.parametrize("form", FORMATS)
def test_too_few_answer_sets_show_no_spread(form: Format) -> None:
    summary = of(9)
    assert all(hurdle.spread.quartiles is None for hurdle in summary.hurdles)
    text = page(summary, "en", form)
    if form == "json":
        read = json.loads(text)
        assert read["overall"]["stages"] is None
        assert {question["unknown"] for question in read["questions"]} == {None}
    else:
        assert "These are too few self-assessments for all numbers" in text
        assert "quartiles and counts from 10 on" in text


# --- numbers that can be recomputed ---


def test_every_mean_is_the_sum_by_the_count() -> None:
    read = data(lot())
    for found in (read["overall"], read["coverage"], *read["hurdles"]):
        assert round(found["mean"] * 10) == rdiv(round(found["sum"] * 10), found["n"])
        assert sum(found["bins"]) == found["n"]
    for hurdle in read["hurdles"]:
        assert hurdle["n"] + hurdle["insufficient"] + hurdle["not_applicable"] == read["n"]
        assert sum(band["n"] for band in hurdle["bands"]) == hurdle["n"]
    assert sum(stage["n"] for stage in read["overall"]["stages"]) == read["overall"]["n"]


def test_json_keeps_its_schema_and_its_seal() -> None:
    Draft202012Validator.check_schema(schema())
    for summary in (lot(), of(0), of(4), of(9), of(40)):
        text = page(summary, form="json")
        Draft202012Validator(schema()).validate(json.loads(text))
        assert is_unchanged(text)


def test_the_schema_knows_every_key() -> None:
    broken = data(lot())
    broken["groups"]["named"][0]["hurdles"][0]["lowest"] = 0
    assert list(Draft202012Validator(schema()).iter_errors(broken))


# --- texts ---


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_texts_are_inert(text: str) -> None:
    evil = everywhere(text).loaded
    summary = of(20, by="kreis", loaded=evil, kreis=[text] * 20)
    read = page(summary, form="html")
    found = Elements(read)
    assert set(found.tags) <= ALLOWED
    assert not [name for name, _value in found.attributes if name.startswith("on") or name in ("style", "src")]
    assert all(value.startswith("#") for name, value in found.attributes if name == "href")
    assert len(found.comments) == 1
    assert is_unchanged(read)
    assert is_unchanged(page(summary, form="md"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_asks_nothing_of_the_network(lang: str) -> None:
    text = page(lot(), lang)
    assert "default-src 'none'; style-src 'sha256-" in text.replace("&#39;", "'")
    assert not {"script", "link", "img", "iframe"} & set(Elements(text).tags)


def test_many_groups_are_bounded_and_the_largest_stay() -> None:
    names = [f"K {number}" for number in range(MOST + 20) for _member in range(6)]
    names += ["K 519"] * 6
    builder = SummaryBuilder(compile_plan(small().questionnaire), small(), by="kreis")
    builder.add(table(compile_plan(small().questionnaire), (results(40) * 80)[: len(names)], kreis=names))
    summary = builder.result()
    text = page(summary, "en", "md")
    assert text.count("\n| K ") == MOST
    assert "Of 520 groups the 500 largest are listed" in text
    assert "| K 519 | 12 |" in text
    assert len(data(summary)["groups"]["named"]) == MOST + 20


def test_the_basis_of_the_questionnaire_stands_on_the_page() -> None:
    assert "Our own catalogue for tests." in page(lot(), "en")
    assert "Eigener Katalog für Tests." in page(lot(), "de")


def test_no_text_claims_that_a_difference_is_proven() -> None:
    for lang in LANGUAGES:
        assert not re.search(r"signifi[ck]an|p\s*<\s*0", page(lot(), lang, "md"))


def strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from strings(part)
        case list():
            for part in value:
                yield from strings(part)


def test_json_names_only_ids_and_groups() -> None:
    read = data(lot())
    questionnaire: Questionnaire = small().questionnaire
    ids = {
        *questionnaire.by_id,
        *(hurdle.id for hurdle in questionnaire.hurdles),
        *(band.id for band in questionnaire.bands),
        *(stage.id for stage in questionnaire.stages),
    }
    said = set(strings({key: read[key] for key in ("overall", "hurdles", "questions", "gates", "groups")}))
    assert said <= ids | {"kreis", "Kreis 9", "Kreis 10", "Kreis Mitte"}
