"""Print how long every hostile file takes and how much memory: `python -m bench.hostile [WORD …]`."""

from __future__ import annotations

import sys
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.exchange.bounded import Bounded
from tests.exchange.hostile import TEXTS, WORKBOOKS
from tests.exchange.hostile_texts import FILES, TABLES
from tests.exchange.test_hostile import QUESTIONNAIRE

NAMES = [*WORKBOOKS, *TEXTS, *TABLES, *FILES]


def make(name: str, folder: Path) -> tuple[str, ...]:
    """Make a hostile file, and return the command that is to read it."""
    (folder / "q.yaml").write_text(QUESTIONNAIRE, "utf-8")
    (folder / "t.csv").write_text("q1;q2\n0;3\n", "utf-8")
    if name in TABLES or name in FILES:
        return (TABLES | FILES)[name](folder)
    return ("batch", "-q", "q.yaml", "-o", "out.csv", (WORKBOOKS | TEXTS)[name][0](folder).name)


def main() -> None:
    """Write one line for each file whose name holds one of the words, or for all."""
    print("   s    MiB  exit  file: what is said")  # noqa: T201 -- the product
    with get_context("spawn").Pool(1) as makers:  # so that this process stays small: a child begins with its memory
        for name in NAMES:
            if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
                continue
            with TemporaryDirectory() as scratch:
                command = makers.apply(make, (name, Path(scratch)))
                process = Bounded()
                found = process.run(*command, folder=Path(scratch))
                process.end()
            said = next(iter(found.said.splitlines()), "")[:100]
            print(f"{found.seconds:5.1f} {found.mebibytes:5.0f} {found.code:5}  {name}: {said}", flush=True)  # noqa: T201 -- as above


if __name__ == "__main__":
    main()
