"""batch: where it writes and where it does not, a disk that is full, and what is left when it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import SILO, objects, put, rows, with_bad_cells

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")


def left(folder: Path) -> set[str]:
    """Return what lies in a folder, temporary files too."""
    return {path.name for path in folder.iterdir()}


# --- onto the input, over what is there ---


@pytest.mark.parametrize("how", ["itself", "hard link", "symbolic link", "other spelling"])
def test_the_output_is_never_an_input(cli: Cli, tmp_path: Path, how: str) -> None:
    table = put(tmp_path / "a.csv", SILO)
    before = table.read_bytes()
    output = tmp_path / "b.csv"
    if how == "hard link":
        output.hardlink_to(table)
    elif how == "symbolic link":
        output.symlink_to(table)
    else:
        output = table if how == "itself" else tmp_path / "sub" / ".." / "a.csv"
        (tmp_path / "sub").mkdir()
    ran = cli("batch", table, "-o", output, "--force")
    assert ran.code == 2
    assert "also among the inputs" in ran.err
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "t.csv", "--rejected", "a.csv"),
        ("-o", "t.csv", "--summary", "in/b.json"),
        ("-o", "t.csv", "--rejected", "t.csv"),
        ("-o", "t.csv", "--summary", "t.rejected.csv.html", "--rejected", "t.rejected.csv.html"),
        ("-o", "in"),
    ],
)
def test_no_output_takes_an_inputs_place_or_anothers(cli: Cli, city: Path, tmp_path: Path, options: list[str]) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.json").write_bytes(city.read_bytes())
    assert cli("batch", "a.csv", "in", *options, "--force").code == 2
    assert left(tmp_path) == {"a.csv", "in"}
    assert (tmp_path / "in" / "b.json").read_bytes() == city.read_bytes()


@pytest.mark.parametrize("there", ["t.csv", "t.rejected.csv", "s.html"])
def test_what_is_there_is_replaced_only_when_asked(cli: Cli, tmp_path: Path, there: str) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    (tmp_path / there).write_text("mine", "utf-8")
    command = ("batch", "a.csv", "-o", "t.csv", "--summary", "s.html")
    ran = cli(*command)
    assert ran.code == 2
    assert "--force" in ran.err
    assert left(tmp_path) == {"a.csv", there}
    assert (tmp_path / there).read_text("utf-8") == "mine"
    assert cli(*command, "--force").code == 1
    assert left(tmp_path) == {"a.csv", "t.csv", "t.csv.meta.json", "t.rejected.csv", "s.html"}
    assert (tmp_path / there).read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "t.json"), ".jsonl"),
        ((), "-o"),
        (("-o", "t.csv", "--strict", "--lenient"), "contradict"),
        (("-o", "t.csv", "--by", "kreis"), "--summary"),
        (("-o", "t.csv", "--jobs", "0"), "--jobs"),
        (("-o", "t.csv", "--decimal", ";"), "--decimal"),
        (("-o", "t.csv", "--summary", "s.pdf"), ".html"),
        (
            (
                "-o",
                "nowhere/t.csv",
            ),
            "nowhere",
        ),
        (("-o", "t.csv", "--sheet", "x"), "--sheet"),
        (("-o", "t.csv", "-q", "no-such-thing"), "no-such-thing"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(cli: Cli, tmp_path: Path, options: list[str], said: str) -> None:
    put(tmp_path / "a.csv", SILO)
    ran = cli("batch", "a.csv", *options)
    assert ran.code == 2
    assert said in ran.err
    assert left(tmp_path) == {"a.csv"}


def test_a_path_that_is_not_there_is_named_with_its_neighbour(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "umfrage.csv", SILO)
    ran = cli("batch", "umfrag.csv", "-o", "t.csv")
    assert ran.code == 2
    assert "umfrage.csv" in ran.err


@pytest.mark.parametrize(
    ("heading", "said"), [("silo_overwiev", "silo_overview"), ("silo_overview", "two columns"), ("nothing", "E240")]
)
def test_headings_that_do_not_fit_are_refused_before_anything_is_written(
    cli: Cli, tmp_path: Path, heading: str, said: str
) -> None:
    first = "x" if heading == "nothing" else "cult_terms" if heading == "silo_overwiev" else "silo_overview"
    (tmp_path / "a.csv").write_text(f"{first},{heading}\n1,1\n", "utf-8")
    ran = cli("batch", "a.csv", "-o", "t.csv")
    assert ran.code == 1
    assert said in ran.err
    assert left(tmp_path) == {"a.csv"}


# --- reports and summary ---


def test_every_row_has_a_report_of_its_own(cli: Cli, city: Path, tmp_path: Path) -> None:
    cells = dict(SILO) | {"subject.name": ["Köln", "CON", "Köln"], "subject.ags": ["05315000", "", "5315000"]}
    put(tmp_path / "a.csv", cells)
    ran = cli("batch", "a.csv", city, "-o", "t.csv", "--reports", "r", "--format", "md", "--lang", "en")
    assert ran.code == 0
    names = left(tmp_path / "r")
    assert {"koeln-05315000.md", "con-.md", "koeln-05315000-3.md"} < names
    assert len(names) == 4
    text = (tmp_path / "r" / "con-.md").read_text("utf-8")
    scores = [row["departmental_silos.score"] for row in rows(tmp_path / "t.csv")]
    assert scores[1] in text
    assert scores[1] not in (scores[0], scores[2])


def test_a_report_of_a_file_has_its_remarks(cli: Cli, city: Path, tmp_path: Path) -> None:
    cli("batch", city, "-o", "t.csv", "--reports", "r")
    (report,) = (tmp_path / "r").iterdir()
    cli("report", city, "-o", "one.html")
    assert report.stat().st_size == pytest.approx((tmp_path / "one.html").stat().st_size, abs=200)


def test_a_foreign_report_stays_and_our_own_is_replaced(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    command = ("batch", "a.csv", "-o", "t.csv", "--force", "--reports", "r")
    assert cli(*command).code == 0
    assert cli(*command).code == 0
    (tmp_path / "r" / "bruehl.html").write_text("mine", "utf-8")
    ran = cli("batch", "a.csv", "-o", "other.csv", "--reports", "r")
    assert ran.code == 1
    assert "bruehl.html" in ran.err
    assert (tmp_path / "r" / "bruehl.html").read_text("utf-8") == "mine"
    assert not (tmp_path / "other.csv").exists()


def test_the_summary_counts_what_was_scored(cli: Cli, tmp_path: Path) -> None:
    many = {name: [*column] * 20 for name, column in SILO.items()}
    put(tmp_path / "a.csv", many)
    assert cli("batch", "a.csv", "-o", "t.csv", "--summary", "s.json", "--by", "kreis").code == 0
    text = (tmp_path / "s.json").read_text("utf-8")
    assert '"n": 60' in text
    assert cli("batch", "a.csv", "-o", "t.csv", "--force", "--summary", "s.md").code == 0
    assert "60" in (tmp_path / "s.md").read_text("utf-8")


def test_a_column_to_group_by_that_is_not_there_stops_everything(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    ran = cli("batch", "a.csv", "-o", "t.csv", "--summary", "s.html", "--by", "kries")
    assert ran.code == 2
    assert "kreis" in ran.err
    assert left(tmp_path) == {"a.csv"}


# --- disks, signals, workers ---


def planself(folder: Path, *arguments: str, **more: object) -> subprocess.Popen[bytes]:
    """Start planself as a process of its own."""
    environ = {**os.environ, "PLANSELF_LANG": "en"}
    command = [sys.executable, "-m", "planself", *arguments]
    return subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload,no-any-return]


def many_rows(path: Path, n: int) -> None:
    """Write a table of many rows."""
    numbers = pl.int_range(n, eager=True)
    pl.DataFrame(
        {"silo_overview": numbers % 5, "silo_joint_plan": numbers % 4, "note": numbers.cast(pl.String)}
    ).write_parquet(path)


@as_root
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "jsonl"])
def test_a_full_disk_leaves_the_old_results_and_says_so(tmp_path: Path, kind: str) -> None:
    many_rows(tmp_path / "a.parquet", 20_000)
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a disk")
    try:
        (disk / f"t.{kind}").write_text("old", "utf-8")
        process = planself(tmp_path, "batch", "a.parquet", "-o", f"disk/t.{kind}", "--force")
        _out, said = process.communicate(timeout=120)
        assert process.returncode == 1, said
        assert b"the disk is full" in said
        assert left(disk) == {f"t.{kind}"}
        assert (disk / f"t.{kind}").read_text("utf-8") == "old"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_interrupt_leaves_finished_reports_and_says_what_is_missing(tmp_path: Path) -> None:
    many_rows(tmp_path / "a.parquet", 3000)
    command = ("batch", "a.parquet", "-o", "t.csv", "--reports", "r", "--summary", "s.html")
    process = planself(tmp_path, *command, start_new_session=True)
    reports = tmp_path / "r"
    until(lambda: reports.is_dir() and len(list(reports.glob("*.html"))) > 3)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert left(tmp_path) == {"a.parquet", "r"}
    finished = list(reports.iterdir())
    assert all(path.suffix == ".html" and path.read_text("utf-8").rstrip().endswith("-->") for path in finished)
    assert f"{len(finished)} reports are finished and whole in r" in said.decode()
    assert "Not written: t.csv" in said.decode()
    assert said.decode().rstrip().endswith("Not written: s.html")


def test_how_an_interrupted_run_ended_is_said_last(tmp_path: Path) -> None:
    many_rows(tmp_path / "a.parquet", 3000)
    put(tmp_path / "b.csv", with_bad_cells())
    process = planself(tmp_path, "batch", "b.csv", "a.parquet", "-o", "t.csv", "--reports", "r", start_new_session=True)
    until(lambda: (tmp_path / "r").is_dir() and len(list((tmp_path / "r").glob("*.html"))) > 3)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    lines = said.decode().splitlines()
    assert lines[-2:] == ["Not written: t.csv", "Not written: t.rejected.csv"]
    rejected = [place for place, line in enumerate(lines) if line.startswith("b.csv:")]
    assert rejected
    assert max(rejected) < next(place for place, line in enumerate(lines) if line.startswith("Interrupted"))


def test_an_interrupt_amid_a_large_table_ends_soon(tmp_path: Path) -> None:
    many_rows(tmp_path / "a.parquet", 4_000_000)
    (tmp_path / "t.csv").write_text("old", "utf-8")
    process = planself(tmp_path, "batch", "a.parquet", "-o", "t.csv", "--force", start_new_session=True)
    until(lambda: any(path.stat().st_size for path in tmp_path.glob(".planself-*.tmp")))
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert b"What stands there is as it was" in said
    assert left(tmp_path) == {"a.parquet", "t.csv"}
    assert (tmp_path / "t.csv").read_text("utf-8") == "old"


@pytest.mark.skipif(not Path("/proc").exists(), reason="children are found by /proc")
def test_a_killed_worker_costs_no_row(city: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(1500):
        (tmp_path / "in" / f"{number:04}.yaml").write_bytes(city.read_bytes())
    process = planself(tmp_path, "batch", "in", "-o", "t.jsonl", "--jobs", "2")
    until(lambda: bool(_workers(process.pid)))
    os.kill(_workers(process.pid)[0], signal.SIGKILL)
    _out, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert [row["row"] for row in objects(tmp_path / "t.jsonl")] == list(range(1, 1501))


def _workers(parent: int) -> list[int]:
    """Return the processes that a process has started, but for those that only watch."""
    found = []
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        found += [int(pid) for pid in task.read_text().split()]
    return [pid for pid in found if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]
