"""Print how long every hostile table takes and how much memory: `python bench/hostile.py [WORD …]`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.exchange.hostile import TEXTS, WORKBOOKS
from tests.exchange.test_hostile import QUESTIONNAIRE, ended


def main() -> None:
    """Write one line for each table whose name holds one of the words, or for all."""
    print("   s    MiB  exit  table: what is said")  # noqa: T201 -- the product
    for name, (make, _code) in (WORKBOOKS | TEXTS).items():
        if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
            continue
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            (folder / "q.yaml").write_text(QUESTIONNAIRE, "utf-8")
            path = make(folder)
            found = ended("batch", "-q", "q.yaml", path.name, "-o", "out.csv", cwd=folder)
        said = next(iter(found.said.splitlines()), "")[:90]
        print(f"{found.seconds:5.1f} {found.mebibytes:5.0f} {found.code:5}  {name}: {said}", flush=True)  # noqa: T201 -- as above


if __name__ == "__main__":
    main()
