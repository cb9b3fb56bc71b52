"""The summary's page: looked at as a whole, hiding in every format what it hides in one, inert, recomputable."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planself.analysis.summary.builder import SummaryBuilder
from planself.analysis.summary.result import Summary, schema
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.summary.groups import MOST
from planself.report_formats import FORMATS, Format
from planself.scoring.compile import compile_plan
from planself.seal import is_unchanged
from tests.lots import results, small, table
from tests.report.lots import SIZES, lot, page
from tests.report.material import HOSTILE, LANGUAGES
from tests.report.test_inert import ALLOWED, Elements, everywhere

GOLDEN = Path(__file__).parent.parent / "golden/summary"
SECRET = ("Kreis Klein", "Kreis Einzel")


def of(n: int, by: str | None = None, loaded: Loaded | None = None, **columns: list[str]) -> Summary:
    chosen = loaded or small()
    builder = SummaryBuilder(compile_plan(chosen.questionnaire), chosen, by=by)
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


@pytest.mark.parametrize(
    ("sizes", "named"),
    [
        ({"one": 10, "two": 10}, ["one", "two"]),
        ({"one": 10, "two": 12, "three": 1}, []),
        ({"one": 10, "two": 12, "three": 11, "four": 1}, ["three", "two"]),
        ({"one": 10, "two": 12, "three": 5, "four": 5}, ["one", "two"]),
        ({"one": 30, "two": 9}, []),
        ({"one": 30}, []),
    ],
)
def test_nobody_can_be_subtracted_from_all_together(sizes: dict[str, int], named: list[str]) -> None:
    names = [name for name, n in sizes.items() for _place in range(n)]
    summary = of(len(names), by="kreis", kreis=names)
    read = data(summary)["groups"]
    assert [group["name"] for group in read["named"]] == named
    assert read["unnamed"] == len(sizes) - len(named)
    assert ("No group is shown." in page(summary, "en", "md")) is not bool(named)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_itself_says_that_a_second_column_can_be_compared(lang: str, form: Format) -> None:
    said = "second summary of the same rows by another column" if lang == "en" else "zweite Zusammenfassung"
    assert said in " ".join(page(lot(), lang, form).split())
    assert said not in " ".join(page(lot(by=None), lang, form).split())


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_of_people_is_sent_to_the_workshop(form: Format) -> None:
    columns = {"respondent.role": ["head", "staff"] * 10}
    assert "20 self-assessments name a respondent or a role" in page(of(20, None, None, **columns), "en", form)
    assert "planself workshop new" not in page(of(20), "en", form)


@pytest.mark.parametrize("form", FORMATS)
def test_of_fewer_than_ten_nothing_but_their_number_is_told(form: Format) -> None:
    text = page(of(9, by="kreis", kreis=["one"] * 9), "en", form)
    assert "fewer than 10 self-assessments. Nothing but their number is shown" in text
    if form == "json":
        read = json.loads(text)
        told = {key: read[key] for key in ("overall", "coverage", "with_lowest", "hurdles", "questions", "gates")}
        assert set(numbers(told)) <= {question["at_least"] for question in read["gates"]} | {
            hurdle["alpha"]["questions"] for hurdle in read["hurdles"]
        }
        assert read["groups"]["named"] == []
    else:
        assert "Hurdle profile" not in text
        assert "Knowledge gaps" not in text


def numbers(value: Any) -> Iterator[float]:
    match value:
        case int() | float():
            yield value
        case dict():
            for part in value.values():
                yield from numbers(part)
        case list():
            for part in value:
                yield from numbers(part)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_mean_no_sum_and_no_end_stands_anywhere(lang: str) -> None:
    def keys(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from keys(part)

    assert not {"mean", "sum", "lowest", "highest", "median"} & set(keys(data(lot())))
    headings = re.findall(r"<th[^>]*>(.*?)</th>", page(lot(), lang), re.DOTALL)
    assert not [name for name in headings if re.search(r"[Mm]ean|Mittel|Sum|to highest|bis höchst", name)]


def test_bands_too_narrow_to_be_counted_are_explained() -> None:
    wide = small().questionnaire
    bands = [*wide.bands[:-1], wide.bands[-1].model_copy(update={"from_": 950})]
    stages = [*wide.stages[:-1], wide.stages[-1].model_copy(update={"min": 1000})]
    narrow = wide.model_copy(update={"bands": bands, "stages": stages})
    text = page(of(40, loaded=replace(small(), questionnaire=narrow)), "en", "md")
    assert text.count("one of them is narrower than ten points") == 2
    assert "How many self-assessments are in each band" not in text
    assert "narrower than ten points" not in page(lot(), "en", "md")


# --- numbers that can be recomputed ---


def test_counts_add_up() -> None:
    read = data(lot())
    for found in (read["overall"], read["coverage"], *read["hurdles"]):
        assert sum(found["fifths"]) == found["n"]
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
    broken["groups"]["named"][0]["hurdles"][0]["mean"] = 0
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
    names = [f"K {number}" for number in range(MOST + 20) for _member in range(10)]
    names += ["K 519"] * 6
    builder = SummaryBuilder(compile_plan(small().questionnaire), small(), by="kreis")
    builder.add(table(compile_plan(small().questionnaire), (results(40) * 140)[: len(names)], kreis=names))
    summary = builder.result()
    text = page(summary, "en", "md")
    assert text.count("\n| K ") == MOST
    assert "Of 520 groups the 500 largest are listed" in text
    assert "| K 519 | 16 |" in text
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
