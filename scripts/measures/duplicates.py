"""Blocks that stand twice: eight lines of code in a row that differ at most in names of their own and in constants.

Lines are compared token by token; imports, comments, docstrings, fields that are only declared and blank lines do not
count. What a block calls its variables does not matter, what it calls and which attributes it reads does.
"""

from __future__ import annotations

import ast
import io
import keyword
import tokenize
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.measures.source import Source

WINDOW = 8
_SILENT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that stand elsewhere, too."""

    name: str
    first: int
    last: int
    lines: int


def duplicates(files: Iterable[Source], window: int = WINDOW) -> list[Block]:
    """Return every run of lines of which each window of lines stands in a second place."""
    shapes = {file.name: _shapes(file) for file in files}
    seen: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for name, lines in shapes.items():
        for start in range(len(lines) - window + 1):
            seen[tuple(shape for _, shape in lines[start : start + window])].append((name, start))
    starts: dict[str, set[int]] = defaultdict(set)
    for places in seen.values():
        if len(_apart(places, window)) > 1:
            for name, start in places:
                starts[name].add(start)
    return [block for name in sorted(starts) for block in _runs(name, sorted(starts[name]), shapes[name], window)]


def _apart(places: list[tuple[str, int]], window: int) -> list[tuple[str, int]]:
    """Leave out places that overlap the one before: five like lines in a row are no copy of each other."""
    kept: list[tuple[str, int]] = []
    for name, start in places:
        if not kept or kept[-1][0] != name or start >= kept[-1][1] + window:
            kept.append((name, start))
    return kept


def _runs(name: str, starts: list[int], lines: list[tuple[int, str]], window: int) -> list[Block]:
    blocks: list[Block] = []
    first = before = starts[0]
    for start in [*starts[1:], len(lines) + window]:
        if start > before + window:
            last = before + window - 1
            blocks.append(Block(name, lines[first][0], lines[last][0], last - first + 1))
            first = start
        before = start
    return blocks


def _shapes(file: Source) -> list[tuple[int, str]]:
    """Return the numbers of the lines of code and what they come to without their own names and constants."""
    silent = _silent(file.tree)
    shapes: dict[int, list[str]] = defaultdict(list)
    before = ""
    for token in tokenize.generate_tokens(io.StringIO(file.text).readline):
        if token.type not in _SILENT and token.start[0] not in silent:
            shapes[token.start[0]].append(_shape(token, before))
            before = token.string
    return [(line, " ".join(shape)) for line, shape in sorted(shapes.items())]


def _shape(token: tokenize.TokenInfo, before: str) -> str:
    if token.type in (tokenize.STRING, tokenize.NUMBER):
        return "0"
    if token.type != tokenize.NAME or keyword.iskeyword(token.string) or before == ".":
        return token.string
    called = token.line[token.end[1] : token.end[1] + 1] == "("
    return token.string if called else "x"


def _silent(tree: ast.Module) -> set[int]:
    """Return the lines of imports, docstrings and fields that are only declared."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        field = isinstance(node, ast.AnnAssign) and node.value is None
        if isinstance(node, ast.stmt) and (text or field or isinstance(node, ast.Import | ast.ImportFrom)):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines
