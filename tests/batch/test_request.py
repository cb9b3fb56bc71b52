"""What follows from the options of a batch: the format, where rejected rows and metadata go, and what is written."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import __version__, i18n
from planself.batch.layout import Layout
from planself.batch.legend import legend
from planself.batch.lookups import Lookups, UnusualError
from planself.batch.provenance import about, facts, text_facts
from planself.batch.request import BatchRequest
from planself.batch.shape import FIRST, results
from planself.errors import UsageError
from planself.exchange.table_out import Style, TableFormat
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from tests.answers import samples
from tests.devices import device


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return samples.loaded(tmp_path_factory.mktemp("form"))


@pytest.mark.parametrize("kind", TableFormat)
def test_the_name_says_the_format_whatever_its_case(kind: TableFormat) -> None:
    assert BatchRequest(output=f"out/r.{kind}").kind() is kind
    assert BatchRequest(output=f"r.{kind.upper()}").kind() is kind


@pytest.mark.parametrize(
    ("output", "said"),
    [(None, "Where do the results go"), ("r", "must end in one of .csv, "), ("r.doc", "-o r.doc"), ("csv", "-o csv")],
)
def test_a_name_that_says_no_format_is_refused(output: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        BatchRequest(output=output).kind()


def test_stdout_gets_csv_and_nothing_beside_it() -> None:
    request = BatchRequest(output="-")
    assert request.to_stdout
    assert request.kind() is TableFormat.CSV
    assert (request.rejected_file, request.metadata, request.outputs) == (None, None, [])


@pytest.mark.parametrize(
    ("output", "rejected", "files"),
    [
        ("r.csv", None, ["r.csv", "r.rejected.csv", "r.csv.meta.json"]),
        ("d/r.parquet", None, ["d/r.parquet", "d/r.rejected.csv", "d/r.parquet.meta.json"]),
        ("r.csv", "x.csv", ["r.csv", "x.csv", "r.csv.meta.json"]),
        ("-", "x.csv", ["x.csv", "x.csv.meta.json"]),
        (None, "x.csv", ["x.csv", "x.csv.meta.json"]),
        (None, None, []),
    ],
)
def test_what_is_written_follows_from_the_two_names(output: str | None, rejected: str | None, files: list[str]) -> None:
    request = BatchRequest(output=output, rejected=Path(rejected) if rejected else None)
    assert [path.as_posix() for path in request.outputs] == files


def test_a_pipe_has_no_metadata_beside_it_and_the_rejected_rows_have(tmp_path: Path) -> None:
    null = device(tmp_path, "null")
    os.symlink(null, tmp_path / "r.csv")  # noqa: PTH211 -- a link to a device that may be one itself
    request = BatchRequest(output=str(tmp_path / "r.csv"))
    assert request.metadata == tmp_path / "r.rejected.csv.meta.json"
    assert replace(request, rejected=null).metadata is None


@given(st.sampled_from([None, "-", "a.csv", "b/c.xlsx"]), st.sampled_from([None, "x.csv", "y/z.csv"]))
def test_nothing_is_written_twice_under_one_name(output: str | None, rejected: str | None) -> None:
    request = BatchRequest(output=output, rejected=Path(rejected) if rejected else None)
    assert len(set(request.outputs)) == len(request.outputs)
    assert Path("-") not in request.outputs
    assert (request.metadata is None) == (not request.outputs)


# --- where the numbers come from ---


def test_a_table_says_of_which_questionnaire_its_numbers_are(sample: Loaded) -> None:
    named = about(sample)
    assert named["planself.questionnaire.id"] == "sample"
    assert named["planself.questionnaire.version"] == "1.2.0"
    assert named["planself.questionnaire.digest"] == sample.digest
    assert named["planself.version"] == __version__
    told = facts(sample, "abc", {"rows": 3}, {"separator": ";"})
    assert told == {
        "sha256": "abc",
        "questionnaire": {key.rpartition(".")[2]: word for key, word in named.items() if "questionnaire" in key},
        "planself": __version__,
        "rows": 3,
        "separator": ";",
    }


@pytest.mark.parametrize(
    ("kind", "style", "separator", "decimal"),
    [
        (TableFormat.CSV, Style.GERMAN, ";", ","),
        (TableFormat.CSV, Style.INTERNATIONAL, ",", "."),
        (TableFormat.TSV, Style.GERMAN, "\t", ","),
        (TableFormat.TSV, Style.INTERNATIONAL, "\t", "."),
    ],
)
def test_a_table_of_text_says_how_it_is_read(kind: TableFormat, style: Style, separator: str, decimal: str) -> None:
    assert text_facts(kind, style) == {"encoding": "utf-8", "separator": separator, "decimal": decimal}


@pytest.mark.parametrize("kind", [kind for kind in TableFormat if kind not in (TableFormat.CSV, TableFormat.TSV)])
def test_other_tables_say_nothing_of_text(kind: TableFormat) -> None:
    assert text_facts(kind, Style.GERMAN) == {}


# --- the legend ---


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_column_and_every_id_in_a_table_is_in_its_legend(sample: Loaded, lang: str) -> None:
    sheet = legend(sample, Reader(lang), "9.9")
    lines = [[str(word) for word in line] for line in sheet.rows]
    named = {word.strip() for line in lines for word in line[1].split(",")}
    questionnaire = sample.questionnaire
    hurdles = {hurdle.id for hurdle in questionnaire.hurdles}
    for column in [*FIRST, *results(compile_plan(questionnaire))]:
        hurdle, _dot, name = column.partition(".")
        assert (f"….{name}" if hurdle in hurdles else column) in named, column
    assert {*hurdles, *(band.id for band in questionnaire.bands)} <= named
    assert {stage.id for stage in questionnaire.stages} <= named
    assert {"rated", "insufficient", "not_applicable"} <= named
    assert "9.9" in {line[2] for line in lines}
    assert all(len(line) == len(sheet.widths) and all(line) for line in lines)


# --- what the fast lane looks up ---


@pytest.fixture
def lookups(sample: Loaded) -> Lookups:
    return Lookups(sample, Layout(sample.questionnaire))


@pytest.mark.parametrize(
    ("written", "day"), [("2026-03-01", "2026-03-01"), ("1.3.2026", "2026-03-01"), ("01.03.2026", "2026-03-01")]
)
def test_a_day_is_looked_up_in_any_of_its_spellings(lookups: Lookups, written: str, day: str) -> None:
    assert lookups.date(written) == lookups.date(written) == day


@pytest.mark.parametrize("written", ["", "2026-02-30", "soon", "3/1/26x"])
def test_what_is_no_day_is_left_to_the_slow_lane(lookups: Lookups, written: str) -> None:
    with pytest.raises(UnusualError):
        lookups.date(written)


def test_parts_and_roles_are_the_questionnaires(lookups: Lookups) -> None:
    assert lookups.part(["planning", "leadership"]) == "planning leadership"
    assert lookups.part([]) == ""
    assert (lookups.role("planning"), lookups.role("")) == ("planning", "")
    for odd in (["planning", "council"], [1], [None]):
        with pytest.raises(UnusualError):
            lookups.part(odd)
    with pytest.raises(UnusualError):
        lookups.role("council")


@pytest.mark.parametrize(
    ("change", "passes"),
    [
        ({}, True),
        ({"digest": ""}, True),
        ({"digest": "sha256:0"}, False),
        ({"version": "1.2.1"}, False),
        ({"id": "other"}, False),
        ({"id": None}, False),
    ],
)
def test_only_files_of_this_very_questionnaire_pass(lookups: Lookups, change: dict[str, object], passes: bool) -> None:
    named = {"id": "sample", "version": "1.2.0", **change}
    if passes:
        lookups.check_reference(named)
    else:
        with pytest.raises(UnusualError):
            lookups.check_reference(named)


@pytest.mark.parametrize("bare", [True, False])
def test_a_digest_is_known_with_its_kind_and_without(lookups: Lookups, sample: Loaded, bare: bool) -> None:
    digest = sample.digest.removeprefix("sha256:") if bare else sample.digest
    lookups.check_reference({"id": "sample", "version": "1.2.0", "digest": digest})
