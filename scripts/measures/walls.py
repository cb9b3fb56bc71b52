"""What should not be: catch-all cases, commands that import commands, one name for two classes, options copied."""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.measures.source import Source

COPY = 6
"""From how many of a command's options on a class or function that declares them, too, is a copy of the command's."""


def catch_alls(files: Iterable[Source]) -> list[str]:
    """Return where a `match` ends in `case _`, but for those that end in `assert_never`."""
    return [
        f"{file.name}:{case.pattern.lineno}"
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Match)
        for case in node.cases
        if isinstance(case.pattern, ast.MatchAs) and case.pattern.name is None and case.pattern.pattern is None
        if case.guard is None and "assert_never" not in ast.unparse(case.body[0])
    ]


def commands_importing_commands(files: Iterable[Source]) -> list[str]:
    """Return which file of a command imports which other, at its top or later."""
    files = list(files)
    commands = {f"planself.{file.module}": file for file in files if file.room == "cli" and any(_commands(file))}
    return sorted(
        f"{file.name} → {commands[name].name}"
        for file in commands.values()
        for name in _imported(file)
        if name in commands and commands[name] is not file
    )


def names_of_two_classes(files: Iterable[Source], layers: list[list[str]]) -> list[str]:
    """Return the public classes that bear one name on one floor, each with its files."""
    floor = {room: number for number, rooms in enumerate(layers) for room in rooms}
    where: dict[tuple[int, str], list[str]] = defaultdict(list)
    for file in files:
        for node in file.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[floor.get(file.module.split(".")[0], -1), node.name].append(file.name)
    return sorted(f"{name}: {', '.join(names)}" for (_, name), names in where.items() if len(names) > 1)


def floors(root: Path) -> list[list[str]]:
    """Return the floors of a checkout as its import contract has them, the highest first."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("id") == "floors")
    return [[room.strip(" ()") for room in layer.replace("|", ":").split(":")] for layer in layers]


def options_copied(files: Iterable[Source], least: int = COPY) -> list[str]:
    """Return what declares a good part of a command's options a second time."""
    files = list(files)
    commands = {
        f"{file.name} {node.name}": _parameters(node)
        for file in files
        if file.room == "cli"
        for node in _commands(file)
    }
    copies = []
    for file in files:
        commanding = {node.name for node in _commands(file)} if file.room == "cli" else set()
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name not in commanding:
                shared = [(len(names & _declared(node)), command) for command, names in commands.items()]
                most, command = max(shared, default=(0, ""))
                if most >= least:
                    copies.append(f"{file.name} {node.name}: {most} of {command}")
    return copies


def _commands(file: Source) -> Iterator[ast.FunctionDef]:
    for node in file.tree.body:
        if isinstance(node, ast.FunctionDef):
            marks = [ast.unparse(mark).split("(")[0] for mark in node.decorator_list]
            if any(mark == "command" or mark.endswith(".command") for mark in marks):
                yield node


def _imported(file: Source) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _declared(node: ast.ClassDef | ast.FunctionDef) -> set[str]:
    if isinstance(node, ast.FunctionDef):
        return _parameters(node)
    return {
        field.target.id
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def _parameters(function: ast.FunctionDef) -> set[str]:
    arguments = function.args
    return {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
