"""Rows and files that are no respondents are skipped where that is sure, and remarked on where they may be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planself.batch.copies import original_of
from tests.cli.conftest import Cli
from tests.cli.tables import put, rows

CASES = Path(__file__).parent.parent / "cases"
QUESTIONNAIRE = str(CASES / "q.yaml")


def test_a_row_that_sums_up_the_others_is_left_out_and_said(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", "-q", QUESTIONNAIRE, str(CASES / "C4_summe_row.csv"), "-o", "o.csv")
    assert ran.code == 0
    assert "C4_summe_row.csv:4 N457" in ran.err
    assert [row["subject.name"] for row in rows(tmp_path / "o.csv")] == ["A", "B"]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_a_total_in_the_middle_shifts_no_number_of_a_row(cli: Cli, tmp_path: Path, name: str) -> None:
    cells = {
        "subject.name": ["A", " Total: ", "B", "Totalberg"],
        "q1": ["0", "4", "9", "1"],
        "q2": ["0", "1", "1", "1"],
    }
    put(tmp_path / name, cells)
    ran = cli("batch", "-q", QUESTIONNAIRE, name, "-o", "o.csv")
    first = 2 if name == "a.csv" else 1
    assert f"{name}:{first + 2} E220" in ran.err
    assert [row["source"] for row in rows(tmp_path / "o.csv")] == [f"{name}:{first}", f"{name}:{first + 3}"]


def test_several_rows_of_one_respondent_are_said(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", "-q", QUESTIONNAIRE, str(CASES / "C2_same_respondent_thrice.csv"), "-o", "o.csv")
    assert ran.code == 0
    assert "N458" in ran.err
    assert "2, 3, 4" in ran.err
    assert len(rows(tmp_path / "o.csv")) == 3


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("a - Kopie.yaml", "a.yaml"),
        ("a - Kopie (2).yaml", "a.yaml"),
        ("a - Copy.yaml", "a.yaml"),
        ("a copy.yaml", "a.yaml"),
        ("a (1).yaml", "a.yaml"),
        ("Copy of a.yaml", "a.yaml"),
        ("Kopie von a.yaml", "a.yaml"),
        ("b (1).yaml", None),
        ("a.yaml", None),
        ("Kopie.yaml", None),
    ],
)
def test_a_copy_is_known_by_its_name_beside_its_original(name: str, original: str | None) -> None:
    assert original_of(name, {"a.yaml", name}) == original


def test_copies_in_a_folder_count_once_and_others_are_told(cli: Cli, examples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "antworten"
    folder.mkdir()
    answers = sorted(path for path in examples.glob("*.yaml"))[0]
    for name in ("a.yaml", "a - Kopie.yaml", "a (1).yaml"):
        shutil.copy(answers, folder / name)
    (folder / "Copy of a.yaml").write_text(answers.read_text("utf-8") + "# later\n", "utf-8")
    (folder / "~$a.yaml").write_bytes(b"\x05Person")
    ran = cli("batch", "antworten", "-o", "o.csv")
    assert ran.code == 0
    assert (ran.err.count("N494"), ran.err.count("N495")) == (2, 1)
    assert len(rows(tmp_path / "o.csv")) == 2
