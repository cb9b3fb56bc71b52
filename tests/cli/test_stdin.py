"""What other programs hand over: tables and answers from stdin, told by the name `-`."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Cli
from tests.cli.tables import SILO, objects, put, rows, with_bad_cells

HandOver = Callable[[bytes], None]


@pytest.fixture
def hand_over(monkeypatch: pytest.MonkeyPatch) -> HandOver:
    """Return a function that lays bytes on stdin."""

    def given(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), "utf-8"))

    return given


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_table_from_stdin_gives_what_its_file_gives(
    cli: Cli, tmp_path: Path, hand_over: HandOver, suffix: str, engine: str
) -> None:
    path = put(tmp_path / f"a.{suffix}", with_bad_cells())
    assert cli("batch", path.name, "-o", "t.jsonl").code == 1
    hand_over(path.read_bytes())
    ran = cli("batch", "-", "-o", "s.jsonl", "--engine", engine)
    assert (ran.code, "3 answer sets read = 2 scored + 1 rejected" in ran.err) == (1, True)
    expected, found = objects(tmp_path / "t.jsonl"), objects(tmp_path / "s.jsonl")
    assert [{**row, "source": str(row["source"]).replace(path.name, "-")} for row in expected] == found
    assert [reason["source"] for reason in rows(tmp_path / "s.rejected.csv")] == [
        "-:3" if suffix == "csv" else "-:2"
    ] * 2
    assert tmp_path.name not in ran.err
    assert "planself-" not in ran.err


def test_stdin_stands_beside_files_in_the_order_given(
    cli: Cli, city: Path, tmp_path: Path, hand_over: HandOver
) -> None:
    hand_over(put(tmp_path / "a.csv", SILO).read_bytes())
    assert cli("batch", "a.csv", "-", city, "-o", "t.csv").code == 0
    assert [row["source"] for row in rows(tmp_path / "t.csv")][2:5] == ["a.csv:4", "-:2", "-:3"]
    hand_over(b"")
    assert cli("batch", "a.csv", "-", "-o", "s.csv").code == 1
    assert not (tmp_path / "s.csv").exists()


def test_what_is_wrong_with_it_is_told_by_its_name(cli: Cli, hand_over: HandOver) -> None:
    for data, said in ((b"x,y\n1,2\n", "- E240"), (b'{"a": 1}\n{', "-:2:"), (b"", "- E003")):
        hand_over(data)
        ran = cli("batch", "-", "-o", "t.csv")
        assert (ran.code, said in ran.err) == (1, True), ran.err
        assert "planself-" not in ran.err
    hand_over(b"Name,silo_overwiev\nA,1\n")
    ran = cli("batch", "-", "--suggest-mapping", "-o", "m.yaml")
    assert (ran.code, "planself batch - --mapping m.yaml" in ran.err) == (0, True)


@pytest.mark.parametrize("form", ["yaml", "json", "indented"])
def test_answers_from_stdin_are_scored_as_their_file_is(cli: Cli, city: Path, hand_over: HandOver, form: str) -> None:
    expected = cli("score", city, "--json").out
    data = yaml.safe_load(city.read_text("utf-8"))
    text = (
        city.read_text("utf-8")
        if form == "yaml"
        else json.dumps(data, default=str, indent="\t" if form == "indented" else None)
    )
    hand_over(text.encode())
    assert json.loads(cli("score", "-", "--json").out) == json.loads(expected)
    hand_over(text.encode())
    assert cli("explain", "-").code == 0
    hand_over(text.encode())
    assert cli("report", "-", "-o", "r.html").code == 0
    if form != "json":
        hand_over(text.encode())
        ran = cli("batch", "-", "-o", "t.csv")
        assert (ran.code, "planself score -" in ran.err) == (2, True)


def test_faults_of_answers_from_stdin_name_it(cli: Cli, city: Path, hand_over: HandOver) -> None:
    hand_over(city.read_bytes().replace(b"answers:", b"answers:\n  no_such: 1", 1))
    assert "\n-:" in "\n" + cli("score", "-").err
    hand_over(b"")
    assert cli("score", "-").code == 1


def test_where_files_are_read_twice_stdin_is_none(cli: Cli, city: Path, hand_over: HandOver) -> None:
    hand_over(city.read_bytes())
    for command in (("compare", "-", city), ("benchmark", "build", "-", "-o", "b.json"), ("check", "-")):
        assert cli(*command).code == 2


def test_a_pipeline_runs_from_end_to_end(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    planself = f"{shlex.quote(sys.executable)} -m planself"
    piped = f"cat a.csv | {planself} batch - -o - --style int --rejected bad.csv --quiet > t.csv"
    for _run in range(2):
        ended = subprocess.run(piped, shell=True, cwd=tmp_path, capture_output=True, env=os.environ, check=False)  # noqa: S602 -- a pipe needs a shell
        assert ended.returncode == 1
    assert [row["source"] for row in rows(tmp_path / "t.csv")] == ["-:2", "-:4"]
    assert len(rows(tmp_path / "bad.csv")) == 2
    closed = f"{planself} batch - -o t2.csv <&-"
    ended = subprocess.run(closed, shell=True, cwd=tmp_path, capture_output=True, env=os.environ, check=False)  # noqa: S602 -- the same
    assert ended.returncode == 1
    assert b"Traceback" not in ended.stderr
