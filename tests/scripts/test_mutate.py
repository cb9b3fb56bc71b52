"""Planted faults: what is planted where, that a sample stays the same, and that what tests miss is told."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from scripts import mutate
from scripts.faults.operators import Fault, faults
from scripts.faults.rooms import ROOMS

ROOT = Path(__file__).parent.parent.parent
SOURCES = ROOT / "src/planself"


def changes(text: str) -> list[str]:
    return [fault.change for fault in faults("a.py", dedent(text))]


@pytest.mark.parametrize(
    ("text", "planted"),
    [
        ("x = a < b", ["a < b → a <= b"]),
        ("x = 0 <= a < b", ["0 → 1", "0 <= a < b → 0 < a < b", "0 <= a < b → 0 <= a <= b"]),
        ("x = a in b", ["a in b → a not in b"]),
        ("x = a and b", ["a and b → (a or b)"]),
        ("x = not a", ["not a → a"]),
        ("x = a // b", ["a // b → (a * b)"]),
        ("x += y", ["x += y → x -= y"]),
        ("x = max(a, b)", ["max → min"]),
        ("x = sorted(a)", ["sorted → list"]),
        ("x = a.strip()", ["a.strip() → a"]),
        ("x = True", ["True → False"]),
        ("if a:\n    save()", ["a → (not a)", "save() → pass"]),
        ("x = [y for y in z if y.open]", ["y.open → True"]),
        ("for x in y:\n    continue", ["continue → break"]),
        ("raise ValueError(_('no'))", ["raise ValueError(_('no')) → pass"]),
    ],
)
def test_each_kind_of_fault_is_planted(text: str, planted: list[str]) -> None:
    assert changes(text) == planted


@pytest.mark.parametrize(
    "text",
    [
        '"""A text of 3 lines."""\n',
        "x: Literal[3]\n",
        "def f(a: Annotated[int, Field(ge=3)]) -> int | None: ...\n",
        "if TYPE_CHECKING:\n    from a import b\n",
        "x = _('1 of 3')\n",
        "@dataclass(frozen=True)\nclass A:\n    b: int\n",
        "class A:\n    def __repr__(self) -> str:\n        return 'A' * 3\n",
        "Value = int | str | Given\n",
        "x = 'a' + b\n",
    ],
)
def test_nothing_is_planted_where_no_test_could_see_it(text: str) -> None:
    assert changes(text) == []


def test_a_fault_keeps_to_its_place_behind_letters_of_more_than_one_byte() -> None:
    text = 'x = {"Straße": 1, "Größe": a < b}\ny = 2\n'
    planted = [fault.planted(text) for fault in faults("a.py", text)]
    assert planted == [
        'x = {"Straße": 2, "Größe": a < b}\ny = 2\n',
        'x = {"Straße": 1, "Größe": a <= b}\ny = 2\n',
        'x = {"Straße": 1, "Größe": a < b}\ny = 3\n',
    ]


def test_a_fault_names_its_function_and_class() -> None:
    text = "class A:\n    def b(self):\n        def c():\n            return 1\n        return c\nD = 2\n"
    assert [(fault.line, fault.function) for fault in faults("a.py", text)] == [(4, "A.b.c"), (6, "<module>")]


@pytest.mark.parametrize("name", ROOMS)
def test_every_fault_of_a_room_is_python_and_another_program(name: str) -> None:
    chosen = mutate.sample(ROOMS[name], 60, seed=7)
    assert len(chosen) == 60
    for fault in chosen:
        text = (SOURCES / fault.file).read_text("utf-8")
        assert ast.dump(ast.parse(fault.planted(text))) != ast.dump(ast.parse(text)), fault


@pytest.mark.parametrize("name", ROOMS)
def test_every_file_and_every_test_of_a_room_is_there(name: str) -> None:
    room = ROOMS[name]
    assert [pattern for pattern in room.files if not list(SOURCES.glob(pattern))] == []
    assert [test for test in room.tests if not (ROOT / test).exists()] == []


def test_a_sample_is_the_same_for_one_seed_and_another_for_another() -> None:
    room = ROOMS["anonymity"]
    assert mutate.sample(room, 20, seed=1) == mutate.sample(room, 20, seed=1)
    assert mutate.sample(room, 20, seed=1) != mutate.sample(room, 20, seed=2)


def test_what_is_called_equivalent_can_still_be_planted_and_has_a_reason() -> None:
    planted = {
        (fault.file, fault.function, fault.change)
        for room in ROOMS.values()
        for pattern in room.files
        for path in SOURCES.glob(pattern)
        for fault in faults(path.relative_to(SOURCES).as_posix(), path.read_text("utf-8"))
    }
    listed = mutate.equivalents()
    assert [place for place in listed if place not in planted] == []
    assert [place for place, why in listed.items() if len(why) < 20] == []


_TRY = """
import json, sys
from pathlib import Path
from scripts.faults import runner
from scripts.faults.operators import faults
from scripts.faults.rooms import Room
from scripts.mutate import outcomes
root = Path(sys.argv[1])
copy = runner.Copy(root / "copy", root)
chosen = faults("a.py", (root / "src/planself/a.py").read_text())
endless = [fault for fault in chosen if fault.function == "count"]
tried = [(f.change, o) for f, o in outcomes(copy, Room(("a.py",), ("tests",)), [f for f in chosen if f not in endless])]
with copy.holding(endless[-2]):
    tried.append((endless[-2].change, runner.noticed(copy, ["tests/test_a.py::test_count"], 5)))
print(json.dumps(tried))
"""


def test_what_the_tests_notice_is_caught_and_what_they_do_not_survives(tmp_path: Path) -> None:
    (tmp_path / "src/planself").mkdir(parents=True)
    (tmp_path / "src/planself/__init__.py").touch()
    source = """
        def at_least(a, b):
            return a >= b

        def unseen(a):
            return a + 1

        def count(n):
            while n != 0:
                n -= 1
            return n
        """
    (tmp_path / "src/planself/a.py").write_text(dedent(source), "utf-8")
    (tmp_path / "copy").mkdir()
    (tmp_path / "tests").mkdir()
    tests = """
        from planself.a import at_least, count

        def test_more():
            assert at_least(3, 2)
            assert not at_least(2, 3)

        def test_count():
            assert count(2) == 0

        def test_broken():
            assert not at_least(3, 2)
        """
    (tmp_path / "tests/test_a.py").write_text(dedent(tests), "utf-8")
    ran = subprocess.run([sys.executable, "-c", _TRY, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "left out, as they fail without a fault or take long: tests/test_a.py::test_broken" in ran.stderr
    assert json.loads(ran.stdout) == [
        ["a >= b → a > b", "survived"],
        ["a + 1 → (a - 1)", "survived"],
        ["1 → 2", "survived"],
        ["n -= 1 → n += 1", "timeout"],
    ]


def test_a_fault_is_gone_from_the_copy_when_it_was_tried(tmp_path: Path) -> None:
    from scripts.faults.runner import Copy

    (tmp_path / "root/src/planself").mkdir(parents=True)
    path = tmp_path / "root/src/planself/a.py"
    path.write_text("x = 1\n", "utf-8")
    (tmp_path / "copy").mkdir()
    copy = Copy(tmp_path / "copy", tmp_path / "root")
    held = copy.source / "planself/a.py"
    before = held.stat().st_mtime_ns
    with copy.holding(Fault("a.py", "<module>", 1, 4, 5, "1", "2")):
        assert held.read_text("utf-8") == "x = 2\n"
    assert held.read_text("utf-8") == path.read_text("utf-8") == "x = 1\n"
    assert held.stat().st_mtime_ns == before
