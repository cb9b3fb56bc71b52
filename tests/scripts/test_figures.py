"""The figures of the house, on small sources of which they are known."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from scripts import figures
from scripts.measures import answer_types, duplicates, sizes, walls
from scripts.measures.source import Source
from scripts.measures.ways import Trace


def source(name: str, text: str) -> Source:
    return Source(name, dedent(text).lstrip("\n"))


def test_a_room_is_a_folder_and_what_stands_in_none_is_the_ground_floor() -> None:
    files = [source("errors.py", "x = 1\n"), source("cli/a.py", "x = 1\ny = 2\n"), source("cli/in/b.py", "x = 1\n")]
    assert sizes.rooms(files) == {".": (1, 1), "cli": (3, 2)}
    assert [file.module for file in files] == ["errors", "cli.a", "cli.in.b"]
    assert source("cli/__init__.py", "").module == "cli"


def test_functions_are_measured_without_their_decorators_and_with_those_inside() -> None:
    text = """
        @command
        def outer(
            a: int,
        ) -> int:
            def inner() -> int:
                return 1
            return inner()

        async def alone() -> None: ...
        """
    assert sizes.functions([source("a.py", text)]) == [1, 2, 6]


def test_a_spread_names_the_size_that_nine_of_ten_do_not_exceed() -> None:
    assert sizes.spread(list(range(1, 11))) == {"count": 10, "median": 5, "p90": 9, "max": 10}
    assert sizes.spread([7]) == {"count": 1, "median": 7, "p90": 7, "max": 7}
    assert sizes.spread([]) == {"count": 0, "median": 0, "p90": 0, "max": 0}


def test_what_only_a_tool_reads_is_no_comment() -> None:
    text = """
        # Why this is so.
        import os  # noqa: F401
        text = "# no comment"
        x = 1  # type: ignore[assignment]
        y = 2  # because of x
        z = 3  # noqa: S603 - it is our own program
        """
    assert sizes.comments([source("a.py", text)]) == 3


@pytest.mark.parametrize(
    ("text", "named", "decided"),
    [
        ("from planself.questionnaire.model import ScaleQuestion\n", [], []),
        ("isinstance(question, ScaleQuestion)\n", [1], [1]),
        ("isinstance(question, ScaleQuestion | SingleQuestion)\n", [1], [1]),
        ("def levels(question: model.ScaleQuestion) -> int: ...\n", [1], []),
        ("match question:\n    case ScaleQuestion():\n        x\n    case TextQuestion():\n        y\n", [2, 4], [1]),
        ("from planself.scoring.plan import Scale\nisinstance(rule, Scale)\n", [2], [2]),
        ("from planself.scoring import plan\nisinstance(rule, plan.Scale)\n", [2], [2]),
        ("from planself.questionnaire.questions import Scale\nisinstance(levels, Scale)\n", [], []),
        ('question.type == "text"\n', [1], [1]),
        ('question.rule.kind in ("number", "text")\n', [1], [1]),
        ('column.kind == "text"\n', [], []),
        ('entry.get("text")\n', [], []),
        ('value == "yes_no"\n', [1], [1]),
        ('SECONDS = {"scale": 75, "text": 60}\n', [1], [1]),
        ('FIELDS = ("text", "number")\n', [], []),
        ('ONE_OF = ("scale", "text")\n', [1], []),
        ('type: Literal["scale"]\n', [1], []),
        ('Kind = Literal["text", "day"]\n', [], []),
        ('match question.type:\n    case "number" | "text":\n        x\n', [2], [1]),
        ('"""A scale: `ScaleQuestion`, "yes_no"."""\n', [], []),
    ],
)
def test_where_a_type_is_named_and_where_it_decides(text: str, named: list[int], decided: list[int]) -> None:
    tree = ast.parse(text)
    assert answer_types.named(tree, "room.file") == named
    assert answer_types.decided(tree, "room.file") == decided


def test_the_plan_itself_names_its_rules_and_no_other_file_names_its_own_class_of_that_name() -> None:
    tree = ast.parse("class Scale: ...\nRule = Scale | int\n")
    assert answer_types.named(tree, "scoring.plan") == [1, 2]
    assert answer_types.named(tree, "report.chart") == []


LINES = "".join(f"    total_{place} = counted(given.part_{place}, {place})\n" for place in range(9))


def test_a_block_that_stands_twice_is_found_under_other_names_and_constants() -> None:
    again = LINES.replace("total_", "sum_").replace(", 3)", ", 33)").replace("given", "told")
    first, second = (
        source("a.py", f"def one(given):\n{LINES}"),
        source("b.py", f"def two(told):\n    '''Say.'''\n{again}"),
    )
    found = duplicates.duplicates([first, second])
    assert [(block.name, block.first, block.last, block.lines) for block in found] == [
        ("a.py", 2, 10, 9),
        ("b.py", 3, 11, 9),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("part_4", "other"), ("counted", "measured"), (", 4)", " + 4)")], ids=["attribute", "call", "sign"]
)
def test_a_line_that_does_something_else_parts_a_block(old: str, new: str) -> None:
    other = "\n".join(line.replace(old, new) if "part_4" in line else line for line in LINES.splitlines())
    assert duplicates.duplicates([source("a.py", f"if a:\n{LINES}"), source("b.py", f"if a:\n{other}\n")]) == []


def test_fields_imports_and_like_lines_in_a_row_are_no_copy() -> None:
    fields = "class A:\n" + "".join(f"    name_{place}: int\n" for place in range(12))
    assert duplicates.duplicates([source("a.py", fields), source("b.py", fields)]) == []
    assert duplicates.duplicates([source("a.py", "".join(f"x = {place}\n" for place in range(12)))]) == []


def test_a_case_for_all_the_rest_is_counted_unless_nothing_may_come_to_it() -> None:
    text = """
        match rule:
            case Scale():
                x
            case _:
                y
        match rule:
            case _:
                assert_never(rule)
        match rule:
            case (_, first):
                x
            case other:
                y
            case _ if other:
                z
        """
    assert walls.catch_alls([source("a.py", text)]) == ["a.py:4"]


def test_commands_that_import_commands_are_named() -> None:
    one = source("cli/one.py", '@command("one")\ndef one():\n    from planself.cli.two import help_\n')
    two = source("cli/two.py", "from planself.cli import inputs\n@group.command()\ndef two(): ...\n")
    inputs = source("cli/inputs.py", "from planself.cli import one\n")
    assert walls.commands_importing_commands([one, two, inputs]) == ["cli/one.py → cli/two.py"]


def test_a_copy_of_a_commands_options_is_named() -> None:
    command = source("cli/batch.py", '@command("batch")\ndef batch(output, style, long, sheet, keep, by): ...\n')
    fields = "".join(f"    {name}: str\n" for name in ("output", "style", "long", "sheet", "keep", "by", "reader"))
    copies = [source("batch/job.py", f"class Job:\n{fields}"), source("batch/names.py", "def f(output, style): ...\n")]
    assert walls.options_copied([command, *copies]) == ["batch/job.py Job: 6 of cli/batch.py batch"]


def test_two_public_classes_of_one_name_may_stand_on_two_floors_only() -> None:
    files = [
        source("report/a.py", "class Row: ...\nclass _Own: ...\n"),
        source("exchange/b.py", "class Row: ...\nclass _Own: ...\n"),
        source("scoring/c.py", "class Row: ...\n"),
    ]
    layers = [["report", "exchange"], ["scoring"]]
    assert walls.names_of_two_classes(files, layers) == ["Row: report/a.py, exchange/b.py"]


def test_the_floors_are_those_of_the_import_contract() -> None:
    layers = walls.floors(figures.ROOT)
    assert ["answers"] in layers
    assert next(layer for layer in layers if "report" in layer) == ["report", "exchange"]


def test_a_way_holds_the_files_of_called_functions_and_not_what_only_an_import_runs(tmp_path: Path) -> None:
    (tmp_path / "way_a.py").write_text("import way_b\nimport way_c\ndef go():\n    return way_b.go()\n", "utf-8")
    (tmp_path / "way_b.py").write_text("class B:\n    x = 1\ndef go():\n    return 2\n", "utf-8")
    (tmp_path / "way_c.py").write_text("def at_import():\n    return 1\nat_import()\n", "utf-8")
    trace = Trace(str(tmp_path))
    sys.path.insert(0, str(tmp_path))
    before = sys.getprofile()
    sys.setprofile(trace)
    try:
        import way_a  # type: ignore[import-not-found]

        way_a.go()
    finally:
        sys.setprofile(before)
        sys.path.remove(str(tmp_path))
    assert [Path(name).name for name in trace.visited] == ["way_a.py", "way_b.py"]


def test_the_table_holds_every_figure_and_every_room(tmp_path: Path) -> None:
    (tmp_path / "src/planself/cli").mkdir(parents=True)
    (tmp_path / "tests/cli").mkdir(parents=True)
    (tmp_path / "src/planself/cli/a.py").write_text('x = question.type == "scale"\n', "utf-8")
    (tmp_path / "tests/cli/test_a.py").write_text("x = 1\ny = 2\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\n[[tool.importlinter.contracts]]\nid = "floors"\nlayers = ["cli"]\n', "utf-8"
    )
    measured = figures.figures(tmp_path)
    assert measured["files that decide by answer type"] == measured["decisions by type"] == 1
    assert measured["rooms"] == {"cli": {"lines": 1, "files": 1, "tests : source": 2.0}}
    assert "| cli | 1 | 1 | 2.0 |" in figures.table(measured)
    assert "| decisions by type | 1 |" in figures.table(measured)
