"""How much there is: lines and files per room, functions and their lengths, comments, tests beside the source."""

from __future__ import annotations

import ast
import io
import re
import statistics
import tokenize
from collections import defaultdict
from collections.abc import Iterable

from scripts.measures.source import Source

_FOR_TOOLS = re.compile(r"#\s*(noqa|type:|ruff:|pragma:|mypy:|fmt:)(?!.*--? )")


def rooms(files: Iterable[Source]) -> dict[str, tuple[int, int]]:
    """Return lines and files of every room."""
    sizes: dict[str, list[int]] = defaultdict(list)
    for file in files:
        sizes[file.room].append(file.lines)
    return {room: (sum(lines), len(lines)) for room, lines in sorted(sizes.items())}


def functions(files: Iterable[Source]) -> list[int]:
    """Return the lengths of all functions, shortest first; decorators do not count, signatures do."""
    return sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def spread(sizes: list[int]) -> dict[str, int]:
    """Return how many there are, their median, the size that nine of ten do not exceed, and the greatest."""
    if not sizes:
        return {"count": 0, "median": 0, "p90": 0, "max": 0}
    ordered = sorted(sizes)
    tenth = -(-9 * len(ordered) // 10) - 1
    return {
        "count": len(ordered),
        "median": statistics.median_low(ordered),
        "p90": ordered[tenth],
        "max": ordered[-1],
    }


def comments(files: Iterable[Source]) -> int:
    """Return how many comments people wrote for people: not those that only speak to a tool."""
    return sum(
        token.type == tokenize.COMMENT and not _FOR_TOOLS.match(token.string)
        for file in files
        for token in tokenize.generate_tokens(io.StringIO(file.text).readline)
    )
