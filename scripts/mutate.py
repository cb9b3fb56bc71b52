"""Plant faults into the sources and see which of them the tests notice.

`python -m scripts.mutate [ROOM …] [--sample 40] [--seed 1]`: every fault is planted into a copy, and the tests of its
room that call the function run against it, the quickest first. What survives is listed with its place; faults that
change nothing that anybody could see stand with the reason in `faults/equivalent.toml`.

Libraries were looked at and not taken: mutmut copies the whole tree with every fault in it as a function of its own,
which changes what typer, pydantic and pickle see, and runs the whole suite once for its statistics; cosmic-ray starts
a fresh pytest for each fault, several seconds of loading here. A fork per fault that has the libraries loaded, and
runs the tests that call the function, needs about a second.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.faults import runner
from scripts.faults.operators import Fault, faults
from scripts.faults.rooms import ROOMS, Room

ROOT = Path(__file__).parent.parent
EQUIVALENT = Path(__file__).parent / "faults/equivalent.toml"


def sample(room: Room, size: int, seed: int, root: Path = ROOT) -> list[Fault]:
    """Return so many faults of a room, the same for one seed and one state of the sources."""
    top = root / "src/planself"
    files = sorted({path for pattern in room.files for path in top.glob(pattern)})
    all_ = [each for path in files for each in faults(path.relative_to(top).as_posix(), path.read_text("utf-8"))]
    chosen = random.Random(seed).sample(all_, min(size, len(all_)))  # noqa: S311 - a sample, no secret
    return sorted(chosen, key=lambda fault: (fault.file, fault.start, fault.new))


def equivalents(path: Path = EQUIVALENT) -> dict[tuple[str, str, str], str]:
    """Return why which fault changes nothing that can be seen, by file, function and change."""
    listed: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get("fault", [])
    return {(each["file"], each["function"], each["change"]): each["why"] for each in listed}


def outcomes(
    copy: runner.Copy, room: Room, chosen: list[Fault], kept: Path | None = None
) -> Iterator[tuple[Fault, str]]:
    """Plant each fault and return what became of it."""
    reasons = equivalents()
    known = runner.explore(copy, room, kept)
    if known.failing:
        sys.stderr.write(f"left out, as they fail without a fault or take long: {', '.join(known.failing)}\n")
    for fault in chosen:
        if (fault.file, fault.function, fault.change) in reasons:
            yield fault, "equivalent"
        else:
            with copy.holding(fault):
                yield fault, _tried(copy, known, fault)


def _tried(copy: runner.Copy, known: runner.Known, fault: Fault) -> str:
    """Run the tests that call the function; where they see nothing, all of the files that come near."""
    outcome = "survived"
    for tests in (known.direct(fault), known.near(fault)):
        if outcome == "survived" and tests:
            needed = sum(known.seconds[test] for test in tests)
            outcome = runner.noticed(copy, tests, 20 + 4 * needed)
    return outcome


def main(words: list[str]) -> int:
    """Try samples of the rooms, print what survived, and fail where fewer are caught than asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=40, help="how many faults a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=int, default=90, help="percent that must be caught")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="learn there which test calls what, once")
    parser.add_argument("--json", action="store_true", help="one line a fault, for machines")
    options = parser.parse_args(words)
    enough = True
    runner.load_libraries()
    with tempfile.TemporaryDirectory() as folder:
        copy = runner.Copy(Path(folder))
        for name in options.rooms or ROOMS:
            counts: Counter[str] = Counter()
            chosen = sample(ROOMS[name], options.sample, options.seed)
            kept = options.keep / f"{name}.json" if options.keep else None
            for fault, outcome in outcomes(copy, ROOMS[name], chosen, kept):
                counts[outcome] += 1
                _say(name, fault, outcome, options.json)
            caught, tried = counts["caught"] + counts["timeout"], counts.total() - counts["equivalent"]
            enough = enough and 100 * caught >= options.least * tried
            sys.stdout.write(f"{name}: {caught} of {tried} caught, {counts['equivalent']} equivalent\n")
    return 0 if enough else 1


def _say(room: str, fault: Fault, outcome: str, machine: bool) -> None:
    if machine:
        line = {"room": room, "file": fault.file, "line": fault.line, "function": fault.function}
        sys.stdout.write(json.dumps(line | {"change": fault.change, "outcome": outcome}, ensure_ascii=False) + "\n")
    elif outcome == "survived":
        sys.stdout.write(f"  survived {fault.file}:{fault.line} {fault.function}: {fault.change}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
