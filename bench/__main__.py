"""Print the table; `--smoke` runs every row once, so that a broken one is noticed.

It judges only how quickly commands start, in a few rounds and with room for a busy machine.
`--scale` measures batches instead, `--huge` with it also ten million rows and a hundred thousand files.
"""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from bench import scale
from bench.measure import Times, least_and_median, take_turns
from bench.rows import Row, rows

ROUNDS = 15
SMOKE_ROUNDS = 5
ROOM = 1.25
"""How far beyond its limit `--smoke` lets a row lie."""
LIBRARIES = ("typer", "pydantic", "rich", "pyyaml", "jinja2", "sqlite-utils", "polars", "narwhals", "orjson", "pandas")


def main(arguments: list[str]) -> int:
    """Measure every row and print it at once."""
    if set(arguments) - {"--smoke", "--scale", "--huge"}:
        sys.stderr.write("usage: python -m bench [--smoke] [--scale [--huge]]\n")
        return 2
    smoke = "--smoke" in arguments
    if "--scale" in arguments:
        sys.stdout.write(machine() + "\n")
        scale.main(smoke=smoke, huge="--huge" in arguments)
        return 0
    sys.stdout.write(f"{machine()}\n\nmilliseconds of CPU as least/median, ratio of the least (of the wall times)\n\n")
    sys.stdout.write(line("what", "ours", "beside", "theirs", "ratio", "(wall)", "limit", ""))
    missed = False
    for row in rows():
        rounds = (SMOKE_ROUNDS if row.guarded else 1) if smoke else ROUNDS
        subject, peer = take_turns(row.subject, row.peer, rounds)
        missed = missed or (smoke and row.guarded and min(subject.cpu) > min(peer.cpu) * (row.limit or 0) * ROOM)
        sys.stdout.write(shown(row, subject, peer, judged=row.guarded or not smoke))
        sys.stdout.flush()
    return 1 if missed else 0


def machine() -> str:
    """Say what the numbers were taken on."""
    cpuinfo = Path("/proc/cpuinfo")
    models = [x.split(":")[1].strip() for x in cpuinfo.read_text().splitlines() if x.startswith("model name")]
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    return "\n".join(
        (
            f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.release()}",
            f"{(models or [platform.machine()])[0]}, {os.cpu_count()} cores, load {load}",
            ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        )
    )


def shown(row: Row, subject: Times, peer: Times, *, judged: bool) -> str:
    """Return a row of the table."""
    least, _ = least_and_median(subject.cpu)
    if row.peer is not None:
        theirs, _ = least_and_median(peer.cpu)
        wall = min(subject.wall) / min(peer.wall)
        ratio, limit = least / theirs, row.limit
        cells = (pair(peer), f"{ratio:.2f}", f"({wall:.2f})", "" if limit is None else f"≤ {limit:g}")
    else:
        limit = None if row.ceiling is None else 1.0
        ratio = least / (row.ceiling or least)
        cells = ("", f"{ratio:.2f}" if limit else "", "", "≤ 1" if limit else "")
    verdict = "" if limit is None or not judged else "kept" if ratio <= limit else f"MISSED by {ratio / limit - 1:.0%}"
    return line(row.name, pair(subject), row.beside, *cells, verdict)


def pair(times: Times) -> str:
    """Write the least and the median."""
    least, median = least_and_median(times.cpu)
    return f"{least:.1f}/{median:.1f}" if least >= 10 else f"{least:.2f}/{median:.2f}"


def line(*cells: str) -> str:
    """Set the cells in columns."""
    widths = (38, 14, 36, 14, 6, 7, 6, 0)
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
