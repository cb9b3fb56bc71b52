"""Batches at size, each beside its floor in the same run: `python -m bench --scale [--smoke] [--huge]`.

CPU seconds, wall seconds and peak memory are those of whole processes, workers included, start-up and all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from bench import panel
from bench.measure import environment

Figure = Literal["cpu", "wall", "memory"]


@dataclass(frozen=True)
class Used:
    """What a process used: seconds, and MiB at its peak."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Contest:
    """Work and what it is held against; `factor` makes up for a peer that does less, such as a tenth of the rows."""

    name: str
    ours: Sequence[str]
    beside: str
    theirs: Sequence[str]
    figure: Figure
    limit: float | None
    factor: float = 1.0
    rounds: int = 3
    fewer: tuple[Sequence[str], Sequence[str]] | None = None
    """Both sides' work on fewer files, to be taken off: what is left is what each further file costs."""


def used(command: Sequence[str], folder: Path) -> Used:
    """Run a command to its end and return what it used; raises RuntimeError where it fails."""
    start = time.perf_counter()
    started = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, env=environment())  # fmt: skip
    told = started.stderr.read() if started.stderr else b""
    _, status, usage = os.wait4(started.pid, 0)
    wall = time.perf_counter() - start
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"exit code {started.returncode}: {' '.join(command)}\n{told.decode()}")
    return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def contests(folder: Path, *, rows: int, files: int, huge: bool) -> Iterator[Contest]:
    """Yield every contest; its data are made when its turn has come."""
    (folder / "panel.yaml").write_text(panel.questionnaire(), "utf-8")
    yield from _files(folder, files)
    yield from _tables(folder, rows)
    if huge:
        yield from _huge(folder, rows, files)


def _files(folder: Path, files: int) -> Iterator[Contest]:
    for kind, floor, limit, further in (("yaml", "CSafeLoader", 0.6, None), ("json", "orjson", None, 2.5)):
        _made("generate", kind, files, folder, kind)
        one = batch(kind, "-o", f"{kind}.csv", "--jobs", "1")
        name, few = f"{files:,} {kind.upper()} files", _made("generate", f"few-{kind}", files // 5, folder, kind)
        yield Contest(name, one, f"read + {floor}", _floor(kind, kind), "cpu", limit)
        fewer = batch(few, "-o", f"{kind}.csv", "--jobs", "1"), _floor(kind, few)
        yield Contest("each further one", one, "the same", _floor(kind, kind), "cpu", further, fewer=fewer)
        if kind == "yaml":
            two = batch(kind, "-o", f"{kind}.csv", "--jobs", "2")
            yield Contest(f"{name}, 2 processes", two, "1 process", one, "wall", 1 / 1.6)


def _tables(folder: Path, rows: int) -> Iterator[Contest]:
    table = _made("panel", "panel.parquet", rows, folder)
    typed = _made("panel", "typed.parquet", rows, folder, "typed")
    csv = _made("panel", "panel.csv", rows, folder)
    floor = _floor("scan", table, "floor.parquet")
    ours = scored(table, "ours.parquet")
    yield Contest(f"{rows:,} rows Parquet to Parquet", ours, "scan, cast, write", floor, "cpu", 1.5)
    typed_floor = _floor("scan", typed, "floor.parquet")
    yield Contest("the same from whole numbers", scored(typed, "ours.parquet"), "the same", typed_floor, "cpu", None)
    yield Contest(f"{rows:,} rows CSV to CSV", scored(csv, "ours.csv"), "scan and write text",
                  _floor("text", csv, "floor.csv"), "cpu", 2.0)  # fmt: skip
    few = rows // 100
    part = _made("panel", "few.parquet", few, folder)
    by_row = _floor("pandas_rows", part, "few.out.parquet")
    yield Contest(f"{rows:,} rows", ours, f"pandas by row (x 100 of {few:,})", by_row, "cpu", 1 / 100, 100, 1)
    by_column = _floor("pandas_columns", table, "columns.parquet")
    yield Contest(f"{rows:,} rows", ours, "pandas by column", by_column, "cpu", 1 / 2)
    lines = min(rows, 10_000)
    book = _made("panel", "book.xlsx", lines, folder)
    read, by_openpyxl = _floor("ours_workbook", book), _floor("workbook", book)
    yield Contest(f"{lines:,} rows of a workbook, 5 times", read, "openpyxl read-only", by_openpyxl, "cpu", 1 / 5)


def _huge(folder: Path, rows: int, files: int) -> Iterator[Contest]:
    table = _made("panel", "huge.parquet", 10 * rows, folder)
    ours = scored(table, "ours.parquet")
    floor = _floor("scan", table, "floor.parquet")
    name = f"{10 * rows:,} rows Parquet to Parquet"
    yield Contest(name, ours, "scan, cast, write", floor, "cpu", 1.3, rounds=1)
    small = scored("panel.parquet", "ours.parquet")
    yield Contest(f"{name}: memory", ours, f"that of {rows:,}", small, "memory", 1.5, rounds=1)
    _made("generate", "many", 10 * files, folder, "json")
    many = batch("many", "-o", "many.csv", "--jobs", "1")
    few = batch("json", "-o", "json.csv", "--jobs", "1")
    yield Contest(f"{10 * files:,} JSON files", many, f"10 x {files:,}", few, "cpu", 1.1, 10, 1)
    yield Contest(f"{10 * files:,} JSON files: memory", many, f"that of {files:,}", few, "memory", 1.5, rounds=1)


def _made(generator: str, target: str, n: int, folder: Path, *more: str) -> str:
    """Have data made by a process of its own: what this one held would count as memory of all that it starts."""
    command = [sys.executable, "-m", f"bench.{generator}", target, str(n), *more]
    subprocess.run(command, cwd=folder, env=environment(), check=True)
    return target


def batch(*words: str) -> list[str]:
    """Return the command line of a batch."""
    return [sys.executable, "-m", "planself", "batch", *words, "--force", "--quiet"]


def scored(table: str, target: str) -> list[str]:
    """Return the command line that scores a table of the panel."""
    return batch(table, "-q", "panel.yaml", "-o", target, "--style", "int")


def _floor(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "bench.floors", name, *arguments]


def main(*, smoke: bool, huge: bool) -> None:
    """Print the table, a contest at a time."""
    rows, files = (2_000, 40) if smoke else (1_000_000, 10_000)
    sys.stdout.write("\nCPU s · wall s · peak MiB, least of the rounds; ratio of the figure that the goal is about\n\n")
    _line("what", "ours", "beside", "theirs", "ratio", "goal", "")
    with TemporaryDirectory(prefix="planself-bench-") as made:
        for contest in contests(Path(made), rows=rows, files=files, huge=huge or smoke):
            _judge(contest, Path(made), smoke=smoke)


def _judge(contest: Contest, folder: Path, *, smoke: bool) -> None:
    commands = [contest.ours, contest.theirs, *(contest.fewer or ())]
    sides: list[list[Used]] = [[] for _ in commands]
    for number in range(1 if smoke else contest.rounds):
        order = list(zip(commands, sides, strict=True))
        for command, figures in order if number % 2 == 0 else reversed(order):
            figures.append(used(command, folder))
    ours, theirs = sides[:2]
    least = [min(getattr(one, contest.figure) for one in side) for side in sides]
    if contest.fewer:
        least = [least[0] - least[2], least[1] - least[3]]
    ratio = least[0] / (least[1] * contest.factor or float("nan"))
    judged = contest.limit is not None and not smoke
    verdict = (
        ""
        if not judged
        else "kept"
        if ratio <= (contest.limit or 0)
        else f"MISSED by {ratio / (contest.limit or 1) - 1:.0%}"
    )
    goal = "" if contest.limit is None else f"<= {contest.limit:.3g}"
    _line(
        contest.name, _figures(ours), contest.beside, _figures(theirs), f"{ratio:.3g} {contest.figure}", goal, verdict
    )


def _figures(side: Sequence[Used]) -> str:
    cpu, wall, memory = (min(getattr(one, name) for one in side) for name in ("cpu", "wall", "memory"))
    return f"{cpu:.2f} · {wall:.2f} · {memory:.0f}"


def _line(*cells: str) -> None:
    widths = (40, 22, 34, 22, 14, 8, 0)
    sys.stdout.write(" ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip() + "\n")
    sys.stdout.flush()
