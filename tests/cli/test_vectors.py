"""The vectors through the commands: `score --json` one by one, `batch` as a table, digit for digit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.vector_suite import FOLDER

Data = dict[str, Any]
VECTORS: list[Data] = json.loads((FOLDER / "questionnaires.json").read_text("utf-8"))
STATES = ("answered", "unknown", "not_applicable", "missing", "pending")


def written(vector: Data, folder: Path) -> tuple[Path, list[Path]]:
    """Write a vector's questionnaire and its answer files."""
    questionnaire = folder / "questionnaire.yaml"
    questionnaire.write_text(json.dumps(vector["questionnaire"]), "utf-8")
    named = {"id": vector["questionnaire"]["id"], "version": vector["questionnaire"]["version"]}
    (folder / "answers").mkdir()
    files = [folder / "answers" / f"{number}.json" for number in range(len(vector["cases"]))]
    for file, case in zip(files, vector["cases"], strict=True):
        data = {"format": "planself/answers/1", "questionnaire": named, "answers": case["answers"]}
        file.write_text(json.dumps(data), "utf-8")
    return questionnaire, files


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["questionnaire"]["id"])
def test_score_prints_the_expected_results(cli: Cli, tmp_path: Path, vector: Data) -> None:
    questionnaire, files = written(vector, tmp_path)
    ran = cli("score", *files, "-q", questionnaire, "--json")
    found = [json.loads(line) for line in ran.out.splitlines()]
    expected = [case["expected"] for case in vector["cases"]]
    assert [{key: result[key] for key in right} for result, right in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["questionnaire"]["id"])
def test_batch_writes_the_expected_rows(cli: Cli, tmp_path: Path, vector: Data) -> None:
    assert rows(cli, tmp_path, vector) == [flat(case["expected"]) for case in vector["cases"]]


@pytest.mark.parametrize("vector", VECTORS[::10], ids=lambda vector: vector["questionnaire"]["id"])
def test_batch_writes_the_same_rows_with_duckdb(cli: Cli, tmp_path: Path, vector: Data) -> None:
    table = tmp_path / "table.jsonl"
    cells = [{id_: cell(answer) for id_, answer in case["answers"].items()} for case in vector["cases"]]
    table.write_text("".join(json.dumps(row) + "\n" for row in cells), "utf-8")
    found = rows(cli, tmp_path, vector, table, "--engine", "duckdb")
    assert found == [flat(case["expected"]) for case in vector["cases"]]


def cell(answer: Any) -> Any:
    """Return an answer as a table has it."""
    return answer.get("value", answer.get("text")) if isinstance(answer, dict) else answer


def rows(cli: Cli, folder: Path, vector: Data, *source: Path | str) -> list[Data]:
    """Run a batch over the vector's answer files, or over a table of them, and return the columns of the result."""
    questionnaire, files = written(vector, folder)
    cli("batch", *(source or (files[0].parent,)), "-q", questionnaire, "-o", folder / "results.jsonl")
    found = [json.loads(line) for line in (folder / "results.jsonl").read_text("utf-8").splitlines()]
    names = flat(vector["cases"][0]["expected"])
    return [{name: row.get(name) for name in names} for row in found]


def flat(expected: Data) -> Data:
    """Return a result as the columns of the table."""
    overall = {key: expected["overall"][key] for key in ("status", "score", "lower", "upper", "coverage", "stage")}
    row = {f"overall.{key}": value for key, value in overall.items()}
    for hurdle in expected["hurdles"]:
        for key, value in hurdle.items():
            if key != "id":
                row[f"{hurdle['id']}.{key}"] = (" ".join(value) or None) if isinstance(value, list) else value
    states = [question["state"] for question in expected["questions"]]
    return row | {state: states.count(state) for state in STATES} | {"ignored": len(expected["ignored"])}
