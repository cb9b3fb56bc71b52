"""The house keeps its floors, has no cycles, and no file or function outgrows its room."""

from __future__ import annotations

import ast
import os
import shutil
import statistics
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from scripts import figures
from scripts.measures import sizes, walls
from scripts.measures.source import sources

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, MEDIAN_LINES, MEDIAN_FUNCTION_LINES = 300, 50, 120, 9
CEILINGS = {
    "files that name an answer type": 13,
    "files that decide by answer type": 5,
    "decisions by type": 11,
    "case _ (without assert_never)": 38,
    "imports of a command by a command": 0,
    "copies of a command's options": 3,
}
"""What may only become less, as `python -m scripts.figures` counts it; whoever makes one smaller lowers it here."""
ROOMS = {
    ".": 1_050,
    "actions": 1_890,
    "analysis": 3_780,
    "answers": 1_545,
    "batch": 3_595,
    "cli": 7_300,
    "exchange": 3_540,
    "files": 4_965,
    "form": 3_085,
    "interview": 2_065,
    "questionnaire": 5_610,
    "report": 8_300,
    "scoring": 1_790,
    "sheet_entry": 1_430,
    "tables": 4_700,
    "terminal": 1_540,
    "workshop": 5_900,
    "workshop_files": 445,
}
"""The most lines of each room; a new room is a line here, and takes its lines from another."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of a checkout."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; exit(lint_imports(no_cache=True))"]
    environ = {**os.environ, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def test_the_import_contracts_hold() -> None:
    ended = lint_imports(ROOT)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("stray.py", "", "planself.stray"),
        ("scoring/record.py", "from planself.answers import model\n", "planself.answers"),
        ("scoring/frame.py", "from planself.questionnaire import model\n", "planself.questionnaire"),
        ("scoring/record.py", "import narwhals\n", "narwhals"),
        ("scoring/frame_points.py", "def points():\n    import polars\n", "polars"),
        ("analysis/recommendation.py", "import typer\n", "typer"),
        ("interview/flow.py", "def ask():\n    import questionary\n", "questionary"),
        ("scoring/plan.py", "import time\n", "time"),
        ("report/view.py", "from planself.exchange import table\n", "planself.exchange"),
        ("text.py", "from planself.cli import app\n", "planself.cli"),
        ("cli/commands/plan_new.py", "def new():\n    from planself.cli.commands import report\n", "commands.report"),
        ("cli/inputs.py", "from planself.cli.commands.report import report\n", "commands.report"),
    ],
)
def test_an_import_that_breaks_a_floor_is_found(tmp_path: Path, file: str, text: str, said: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "src/planself" / file).open("a", encoding="utf-8") as module:
        module.write(text)
    ended = lint_imports(tmp_path)
    assert ended.returncode == 1, ended.stdout
    assert said in ended.stdout


def test_no_module_imports_itself_by_a_detour() -> None:
    """Lazy imports count as well: a cycle that only runs later is a cycle."""
    graph = grimp.build_graph("planself", cache_dir=None)
    order = TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})
    try:
        order.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_file_outgrows_its_room() -> None:
    lines = {file.name: file.lines for file in sources(ROOT)}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
    assert statistics.median(lines.values()) <= MEDIAN_LINES


def test_no_figure_of_the_house_exceeds_its_ceiling() -> None:
    measured = figures.figures(ROOT)
    over = {name: measured[name] for name, most in CEILINGS.items() if measured[name] > most}
    assert over == {}, "`python -m scripts.figures --where` says where"


def test_no_room_outgrows_its_ceiling() -> None:
    rooms = {room: lines for room, (lines, _) in sizes.rooms(sources(ROOT)).items()}
    assert rooms.keys() == ROOMS.keys()
    assert {room: lines for room, lines in rooms.items() if lines > ROOMS[room]} == {}


def test_no_function_outgrows_a_screen() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": _length(node)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: count for name, count in lengths.items() if count > MOST_FUNCTION_LINES} == {}
    assert statistics.median(lengths.values()) <= MEDIAN_FUNCTION_LINES


def test_no_two_public_classes_of_one_floor_share_a_name() -> None:
    assert walls.names_of_two_classes(sources(ROOT), walls.floors(ROOT)) == []


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's lines; the signature of a command is typer's table of options and does not count."""
    command = any(ast.unparse(decorator).startswith(("command(", "app.")) for decorator in function.decorator_list)
    first = function.body[0].lineno if command else function.lineno
    return (function.end_lineno or first) - first + 1
