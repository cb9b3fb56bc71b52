"""Hostile tables are answered in time and in little memory, with a place and a remedy, in a bounded process."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planself import resources
from tests.exchange.bounded import Bounded
from tests.exchange.hostile import TEXTS, WORKBOOKS, Maker, looking_on
from tests.exchange.hostile_texts import FILES, TABLES
from tests.exchange.hostile_texts import Maker as MakerOfCommand

QUESTIONNAIRE = """format: planself/questionnaire/1
id: test
version: 1.0.0
title: Test
languages: [en]
bands: [{id: low, from: 0, label: low}, {id: top, from: 75, label: top}]
stages: [{id: s1, min: 0, label: one}, {id: s2, min: 50, label: two}]
scales: {m: {levels: [{label: a}, {label: b}, {label: c}, {label: d}, {label: e}]}}
hurdles: [{id: h, name: H}]
sections:
  - id: s
    title: S
    questions:
      - {id: q1, type: scale, scale: m, text: One, hurdles: {h: 1}}
      - {id: q2, type: scale, scale: m, text: Two, hurdles: {h: 1}}
"""


@pytest.fixture(scope="module")
def bounded() -> Iterator[Bounded]:
    pytest.importorskip("resource", reason="bounds of a process are a thing of Unix")
    process = Bounded()
    yield process
    process.end()


@pytest.mark.skipif(sys.platform == "win32", reason="bounds of a process are a thing of Unix")
def test_whoever_breaks_a_bound_is_ended_and_the_next_command_begins_anew() -> None:
    hasty = Bounded(seconds=0)
    for _again in range(2):
        assert hasty.run("questionnaires", folder=Path.cwd()).code == -signal.SIGXCPU


@pytest.mark.parametrize(("make", "code"), [pytest.param(*case, id=name) for name, case in (WORKBOOKS | TEXTS).items()])
def test_a_hostile_table_is_answered(make: Maker, code: str, tmp_path: Path, bounded: Bounded) -> None:
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE)
    path = make(tmp_path)
    found = bounded.run("batch", "-q", "q.yaml", path.name, "-o", "out.csv", folder=tmp_path)
    print(f"\n{found.seconds:.1f} s, exit {found.code}: {found.said[:300]}")  # noqa: T201 -- for whoever asks with -s
    assert "Traceback" not in found.said
    assert "panicked" not in found.said
    if code:
        assert (found.code, code in found.said, path.name in found.said) == (1, True, True)
    else:
        assert found.code in (0, 1)
        assert "E250" not in found.said


@pytest.mark.parametrize(
    ("make", "name"), [pytest.param(made, name, id=name) for name, made in (TABLES | FILES).items()]
)
def test_a_hostile_text_or_database_is_answered(
    make: MakerOfCommand, name: str, tmp_path: Path, bounded: Bounded
) -> None:
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE)
    (tmp_path / "t.csv").write_text("q1;q2\n0;3\n")
    found = bounded.run(*make(tmp_path), folder=tmp_path)
    print(f"\n{found.seconds:.1f} s, exit {found.code}: {found.said[:300]}")  # noqa: T201 -- as above
    assert found.code in (0, 1, 2)
    assert found.code == 0 or "→" in found.said or "Write" in found.said
    assert "Traceback" not in found.said
    assert "panicked" not in found.said
    assert "planself itself has a fault" not in found.said
    if name in SAID:
        assert SAID[name] in found.said


SAID = {
    "csv, a million columns": "E258",
    "csv, long headings that resemble questions": "E258",
    "csv, a line without end": "E254",
    "csv, nothing but line ends": "1 answer set",
    "jsonl, one key a million times": "E020",
    "parquet, a billion rows in few bytes": "E258",
    "parquet, a footer that claims a trillion rows": "E250",
    "parquet, long texts a thousandfold": "E258",
    "duckdb, a computed column": "is computed",
    "duckdb, macros that are called like the system's": "5 answer sets",
    "duckdb, a billion rows in few bytes": "E258",
}


def test_an_endless_view_is_answered(tmp_path: Path, bounded: Bounded) -> None:
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE)
    found = bounded.run("batch", "-q", "q.yaml", looking_on(tmp_path), "-o", "out.csv", folder=tmp_path)
    assert (found.code, "E250" in found.said, "CREATE TABLE" in found.said) == (1, True, True)


@pytest.mark.parametrize(
    "template",
    [
        "{{ 9 ** (9 ** 9) }}",
        "{{ 'a' * 10 ** 10 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{{ 'a'.center(10 ** 10) }}",
        "{{ 'a' | center(10 ** 10) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}"
        "{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ 'a' * 99 }}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'report.md.j2' %}",
    ],
)
def test_a_hostile_template_is_answered(template: str, tmp_path: Path, bounded: Bounded) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.md.j2").write_text(template)
    answers = resources.questionnaires() / "beispiele" / "beispielstadt-2024.yaml"
    found = bounded.run("report", answers, "-o", "r.md", "--template", "mine", "--lang", "en", folder=tmp_path)
    print(f"\n{found.seconds:.1f} s, exit {found.code}: {found.said[:300]}")  # noqa: T201 -- as above
    assert (found.code, "mine" in found.said, (tmp_path / "r.md").exists()) == (1, True, False)
    assert "Traceback" not in found.said


def test_a_link_out_of_a_template_folder_is_not_followed(tmp_path: Path, bounded: Bounded) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.md.j2").symlink_to(tmp_path / "secret")
    answers = resources.questionnaires() / "beispiele" / "beispielstadt-2024.yaml"
    found = bounded.run("report", answers, "-o", "r.md", "--template", "mine", "--lang", "en", folder=tmp_path)
    assert (found.code, "leads out of the folder" in found.said, (tmp_path / "r.md").exists()) == (1, True, False)


def test_links_in_a_folder_of_answers_or_reports_are_not_followed(tmp_path: Path, bounded: Bounded) -> None:
    folder, out, precious = tmp_path / "answers", tmp_path / "out", tmp_path / "precious.html"
    folder.mkdir()
    out.mkdir()
    precious.write_text("precious")
    original = resources.questionnaires() / "beispiele" / "beispielstadt-2024.yaml"
    (folder / "a.yaml").write_bytes(original.read_bytes())
    (folder / "b.yaml").symlink_to(original)
    (folder / "~$c.xlsx").write_bytes(b"x")
    first = bounded.run("batch", "answers", "-o", "o.csv", "--reports", "out", folder=tmp_path)
    assert (first.code, "N492" in first.said, "~$" in first.said) == (0, True, False)
    (report,) = out.iterdir()
    report.unlink()
    report.symlink_to(precious)
    again = bounded.run("batch", "answers", "-o", "o.csv", "--reports", "out", "--force", folder=tmp_path)
    assert (again.code, "is a link" in again.said, precious.read_text()) == (1, True, "precious")


def test_a_full_disk_is_told_in_the_readers_language(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    answers = resources.questionnaires() / "beispiele" / "beispielstadt-2024.yaml"
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "planself", "score", str(answers), "--lang", "de"]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert "der Datenträger ist voll" in done.stderr.decode()
    assert "Errno" not in done.stderr.decode()
