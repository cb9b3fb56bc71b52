"""The page for programmers: its examples run, and its list of personal columns is the program's."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import planself
from planself.tables.personal_words import PERSONAL
from tests.docs.pages import ROOT, blocks
from tests.scoring.engines import spark_engine

PAGE = ROOT / "docs/python.md"
EXAMPLES = {block.mark.removeprefix("run: "): block.text for block in blocks(PAGE) if block.language == "python"}


def run(name: str, names: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", planself.TableWarning)
        exec(EXAMPLES[name], names)  # noqa: S102 -- our own page


def test_the_examples_run_one_after_another_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for name in [name for name in EXAMPLES if name != "spark"]:
        run(name, names)
        said = capfd.readouterr().out
        if name == "polars":
            assert "Musterland" in said
            assert "silo_joint_plan" in said
        elif name != "lazy":
            assert "insufficient" in said
    assert len(EXAMPLES) == 5
    assert pl.read_parquet("results.parquet")["overall.status"].to_list() == ["insufficient"] * 2


def test_the_example_for_spark_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    run("polars", names)
    here = EXAMPLES["spark"]
    for name in ("answers.csv", "results"):  # a JVM that another test has started stays in that test's folder
        assert f'"{name}"' in here
        here = here.replace(f'"{name}"', f'"{tmp_path / name}"')
    monkeypatch.setitem(EXAMPLES, "spark", here)
    with spark_engine() as engine:
        engine(pa.table({"any": [1]}))  # the session, which the page's own `getOrCreate` then finds
        run("spark", names)
    assert pl.read_parquet("results/*.parquet")["overall.status"].to_list() == ["insufficient"] * 2


def test_the_page_lists_the_personal_columns_of_the_program() -> None:
    text = PAGE.read_text("utf-8")
    for what, headings in PERSONAL.items():
        assert f"- {what}: {', '.join(headings)}" in text
