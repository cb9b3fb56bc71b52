"""One verdict for the headings of a table and the keys of a line of JSON, whichever way they come in."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import planself
from planself.errors import InputError
from tests.cli.conftest import Cli
from tests.cli.readers import FRAMES, LOOSE, TABLES, verdict

HEADINGS: dict[str, tuple[list[tuple[str, Any]], str]] = {
    "the same twice": ([("level", 0), ("level", 4)], "E241"),
    "a known column twice": ([("level", 0), ("subject.name", "A"), ("subject.name", "B")], "E241"),
    "in capitals": ([("level", 0), ("Level", 4)], "E241"),
    "with a space": ([("level", 0), (" level", 4)], "E241"),
    "with a space that does not break": ([("level", 0), ("level\u00a0", 4)], "E241"),
    "with a sign without width": ([("level", 0), ("level\u200b", 4)], "E241"),
    "a known column in capitals": ([("level", 0), ("subject.name", "A"), ("Subject.Name", "B")], "E241"),
    "with the way to it": ([("level", 0), ("answers.level", 4)], "E241"),
    "with another way to it": ([("level", 0), ("Answers.level", 4)], "E241"),
    "with the way to its value": ([("level", 0), ("answers.level.value", 4)], "E241"),
    "as pandas doubles it": ([("level", 0), ("level.1", 4)], "E241"),
    "an option in two ways": ([("level", 0), ("offers.care", "1"), ("offers[care]", "0")], "E241"),
    "an option in capitals": ([("level", 0), ("offers.care", "1"), ("Offers.Care", "0")], "E241"),
    "mistyped": ([("levle", 0), ("office", "yes")], "E242"),
    "an option that is none": ([("level", 0), ("offers.nope", "1")], "E244"),
    "a result": ([("level", 0), ("overall.score", "1")], "E243"),
    "no question": ([("x", 1)], "E240"),
    "only the way to it": ([("answers.level", 4)], "100"),
    "the way to its value alone": ([("answers.level.value", 4), ("answers.level.comment", "c")], "100"),
    "a column that is nothing": ([("level", 4), ("note", "x")], "100"),
}


@pytest.mark.parametrize(("pairs", "right"), HEADINGS.values(), ids=HEADINGS)
def test_every_reader_says_of_headings_what_is_written_down(
    cli: Cli, parity: Path, pairs: list[tuple[str, Any]], right: str
) -> None:
    names, row = [name for name, _cell in pairs], [cell for _name, cell in pairs]
    found = {}
    for reader, write in TABLES.items():
        if len({name.lower() if reader == "duckdb" else name for name in names}) == len(names) or reader in LOOSE:
            spec = write(parity / f"t.{reader}", names, [row])
            said = cli("batch", spec, "-q", "q.yaml", "-o", f"{reader}.jsonl")
            codes = [code for code in ("E020", right) if code in said.err]
            found[reader] = (
                codes[0] if codes else verdict(json.loads((parity / f"{reader}.jsonl").read_text()), "level")
            )
    for name, make in FRAMES.items():
        if len(set(names)) == len(names) or name == "pandas":
            found[name] = of_frame(make(names, [row]), parity / "q.yaml")
    expected = dict.fromkeys(found, right)
    if len(set(names)) < len(names):
        expected["jsonl"] = "E020"  # a line that has a key twice is refused before its keys are headings
    assert found == expected
    assert len(found) >= 5


def of_frame(table: Any, questionnaire: Path) -> str:
    """Return what score_frame says of a table with one row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", planself.TableWarning)
        try:
            scored = planself.score_frame(table, questionnaire)
        except InputError as error:
            return " ".join(sorted({problem.code for problem in error.problems}))
    return verdict((scored if isinstance(scored, pl.DataFrame) else pl.from_pandas(scored)).row(0, named=True), "level")


NESTED = {
    '{"level": 0, "answers": {"level": 4}}': "E020",
    '{"level": null, "answers": {"level": 4}}': "E020",
    '{"level": 0, "subject": {"name": "A"}, "subject.name": "B"}': "E020",
    '{"level": 0, "subject": {"name": "A"}, "Subject.Name": "B"}': "E241",
    '{"level": 0, "subject": {"name": "A", "name": "B"}}': "E020",
    '{"level": 0, "Answers": {"level": 4}}': "E241",
    '{"answers": {"level": {"value": 4, "value": 0}}}': "E020",
    '{"answers": {"level": {"values": 4}}}': "E232",
    '{"answers": {"offers": {"care": true}}}': "E232",
    '{"answers": {"level": {"value": 4, "comment": "c"}}}': "100",
    '{"level": {"value": 4, "comment": "c"}}': "100",
    '{"answers": {"level": {"value": null, "text": "4"}}}': "100",
}


@pytest.mark.parametrize(("line", "right"), NESTED.items())
def test_nested_and_flat_mean_the_same(cli: Cli, parity: Path, line: str, right: str) -> None:
    (parity / "t.jsonl").write_text(line + "\n", "utf-8")
    said = cli("batch", "t.jsonl", "-q", "q.yaml", "-o", "r.jsonl")
    assert (
        right in said.err if right.startswith("E") else verdict(json.loads((parity / "r.jsonl").read_text()), "level")
    )
    assert said.code == int(right.startswith("E"))


@pytest.mark.parametrize("suffix", ["parquet", "duckdb"])
@pytest.mark.parametrize(
    ("row", "right"),
    [
        ({"level": 0, "answers": {"level": 4}}, "E241"),
        ({"level": 0, "subject": {"name": "A"}, "subject.name": "B"}, "E241"),
        ({"answers": {"level": {"value": 4, "comment": "c"}, "office": "yes"}}, "100"),
        ({"answers": {"level": {"value": None, "text": "4"}}}, "100"),
    ],
)
def test_typed_tables_take_nested_columns_as_json_does(
    cli: Cli, parity: Path, suffix: str, row: dict[str, Any], right: str
) -> None:
    spec = TABLES[suffix](parity / f"t.{suffix}", list(row), [list(row.values())])
    said = cli("batch", spec, "-q", "q.yaml", "-o", "r.jsonl")
    if right.startswith("E"):
        assert right in said.err
        return
    found = json.loads((parity / "r.jsonl").read_text())
    assert verdict(found | {"unknown": 0}, "level") == right
    assert not [name for name in found if "comment" in name]
