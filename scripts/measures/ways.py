"""The way of a command through the house: the files of planself whose functions ran, in order of their first call.

`python -m scripts.measures.ways report ANSWERS -o out.html` prints them; what only an import runs is not counted, nor
what another process does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import FrameType
from typing import Any

_EXAMPLES = "questionnaires/beispiele"
_TABLE = "subject.name;subject.kind;silo_overview;org_responsibility\nMusterstadt;town;2;3\nNeustadt;town;1;4\n"


def ways(root: Path) -> dict[str, list[str]]:
    """Return the ways of one answer file, of a table and of a workshop's folder to what is made of them."""
    examples = root / _EXAMPLES
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "table.csv")
        table.write_text(_TABLE, "utf-8")
        typed = {
            "report": ["report", str(examples / "beispielstadt-2026.yaml"), "-o", f"{folder}/report.html"],
            "batch": ["batch", str(table), "-q", "integrierte-planung", "-o", f"{folder}/results.csv"],
            "workshop report": [
                "workshop",
                "report",
                str(examples / "workshop-musterstadt"),
                "-o",
                f"{folder}/all.html",
            ],
        }
        return {name: _way(root, words) for name, words in typed.items()}


def _way(root: Path, words: list[str]) -> list[str]:
    here = Path(__file__).parent.parent.parent
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(here)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "scripts.measures.ways", *words]
    ran = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - planself itself
    if not ran.stdout.strip():
        raise SystemExit(f"planself {' '.join(words)}: {ran.stderr}")
    visited: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return visited


class Trace:
    """Notes the files of a folder in whose functions a call arrives, once each, in order."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.visited: dict[str, None] = {}

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        """Look at a call, as `sys.setprofile` hands it over."""
        name = frame.f_code.co_filename
        if (
            event == "call"
            and name.startswith(self._folder)
            and name not in self.visited
            and not self._importing(frame)
        ):
            self.visited[name] = None

    def _importing(self, frame: FrameType | None) -> bool:
        """Whether a module or a class is just being made: its body is no call of anybody's."""
        while frame is not None:
            inside = frame.f_code.co_filename.startswith(self._folder)
            if inside and not frame.f_code.co_flags & CO_OPTIMIZED:
                return True
            frame = frame.f_back
        return False


def main(words: list[str]) -> None:
    """Run a command and print the files that it visited, as JSON in one line."""
    import planself
    from planself.cli.boundary import run

    folder = str(Path(planself.__file__).parent)
    trace = Trace(folder + os.sep)
    out = sys.stdout
    sys.stdout = sys.stderr
    threading.setprofile(trace)
    sys.setprofile(trace)
    run(words)
    sys.setprofile(None)
    out.write(json.dumps([str(Path(name).relative_to(folder)) for name in trace.visited]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
