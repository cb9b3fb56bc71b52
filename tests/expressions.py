"""Every regular expression of the package, found in its source and in its modules."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import BuiltinMethodType, ModuleType
from typing import Any

import planself

ROOT = Path(planself.__file__).parent
CALLS = {"compile", "match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn"}
FLAGS = {"I", "IGNORECASE", "DOTALL", "MULTILINE", "VERBOSE"}
ANCHORED = {"match", "fullmatch"}
_CALLS_RE = re.compile(rf"\bre\.(?:{'|'.join(sorted(CALLS))})\b").search
_CALLED = re.compile(rf"\.(?:{'|'.join(sorted(CALLS))})\b").search


@dataclass(frozen=True, slots=True)
class Use:
    """An expression, and how its text is gone through."""

    module: str
    name: str
    pattern: str
    flags: int
    how: str

    @property
    def label(self) -> str:
        """Return what a register calls it."""
        return f"{self.module.removeprefix('planself.')}:{self.name}"


@cache
def modules() -> dict[str, tuple[ModuleType, str]]:
    """Return every module of the package with its source."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        if parts[-1] == "__main__":
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = (importlib.import_module(name), path.read_text("utf-8"))
    return found


def uses() -> list[Use]:
    """Return every expression that the source writes down, each way of going through a text by itself."""
    found = set()
    for name, (module, source) in modules().items():
        parents = _parents(source) if _CALLS_RE(source) else {}
        for node in (node for node in parents if isinstance(node, ast.Call) and _called(node.func)):
            label, how = _labelled(node, _called(node.func), parents)
            for pattern in _patterns(node.args[0], module, label):
                text, flags = _plain(pattern, _flags(node))
                found |= {Use(name, label, text, flags, way) for way in how}
    for module_, name in ENGINES:
        looks = [look for looks in getattr(modules()[module_][0], name).values() for look in looks]
        found |= {Use(module_, name, text, 0, "search") for look in looks for text in (look.pattern, look.but) if text}
    return sorted(found, key=lambda use: (use.module, use.name, use.pattern, use.how))


def _parents(source: str) -> dict[ast.AST, ast.AST]:
    """Return every node of a source with the one that it stands in."""
    return {child: node for node in ast.walk(ast.parse(source)) for child in ast.iter_child_nodes(node)}


def kept() -> Iterator[tuple[str, str]]:
    """Yield every compiled expression that a module holds, with the module's name."""
    for name, (module, _source) in modules().items():
        for value in vars(module).values():
            yield from ((name, text) for text in _held(value, 3))


def _held(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, BuiltinMethodType) and isinstance(value.__self__, re.Pattern):
        value = value.__self__
    if isinstance(value, re.Pattern):
        yield _plain(value.pattern, 0)[0]
    elif depth and isinstance(value, dict):
        yield from (text for held in [*value, *value.values()] for text in _held(held, depth - 1))
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        yield from (text for held in value for text in _held(held, depth - 1))


def _called(node: Any) -> str:
    """Return which function of `re` is called here."""
    ours = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re"
    return node.attr if ours and node.attr in CALLS else ""


def _labelled(node: ast.AST, called: str, parents: dict[ast.AST, ast.AST]) -> tuple[str, set[str]]:
    """Return what the expression is called, and the ways in which it is used."""
    how = set() if called == "compile" else {called}
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.Attribute) and not how:
            how = {node.attr}
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            return name, how or _methods().get(name) or {"search"}
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            return node.name, how or {"search"}
    return "", how or {"search"}


@cache
def _methods() -> dict[str, set[str]]:
    """Return the methods of expressions that are called on each name, anywhere in the package."""
    found: dict[str, set[str]] = {}
    for _module, source in modules().values():
        for node in ast.walk(ast.parse(source)) if _CALLED(source) else ():
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in CALLS:
                found.setdefault(node.value.id, set()).add(node.attr)
    return found


def _patterns(node: Any, module: ModuleType, name: str) -> Sequence[str | bytes]:
    """Return what an argument says: as the module reads it, else what came of it, joined, or from a list."""
    with suppress(NameError):
        return [eval(ast.unparse(node), vars(module))]  # noqa: S307 -- the package's own source
    if held := list(_held(getattr(module, name, None), 3)):
        return held
    if isinstance(node, ast.JoinedStr):
        return ["".join(_filled(part, module) for part in node.values)]
    found = getattr(module, RULES[module.__name__, ast.unparse(node)])
    return [rule[0] for rule in (found() if callable(found) else found)]


ENGINES = {("planself.tables.personal_cells", "_LOOKS")}
"""Expressions that engines run over cells: those of pandas run Python's own."""
RULES = {
    ("planself.files.yaml_errors", "pattern"): "_RULES",
    ("planself.cli.command", "english"): "_typers_words",
}
"""Where a call names no expression of its own: the lists that its expressions come from."""


def _filled(part: Any, module: ModuleType) -> str:
    """Return a piece of a joined expression; what is known only when it runs is a letter."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    value = part.value
    return str(getattr(module, value.id, "x")) if isinstance(value, ast.Name) else "x"


def _flags(node: Any) -> int:
    words = [word.attr for part in [*node.args[1:], *node.keywords] for word in ast.walk(part) if hasattr(word, "attr")]
    return sum(int(getattr(re, word)) for word in words if word in FLAGS)


def _plain(pattern: str | bytes, flags: int) -> tuple[str, int]:
    """Return an expression over bytes as one over signs."""
    return (pattern.decode("latin-1"), flags | re.ASCII) if isinstance(pattern, bytes) else (pattern, flags)
