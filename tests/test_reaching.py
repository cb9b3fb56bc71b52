"""What `tests/reaching.py` counts, and that every drawn law that branches stands under it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reaching import reached, reaching

TESTS = Path(__file__).parent


def laws() -> list[tuple[str, ast.FunctionDef]]:
    """Return every test drawn at random."""
    return [
        (f"{path.relative_to(TESTS)}::{node.name}", node)
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and any(mark.startswith("given(") for mark in marks(node))
    ]


def marks(node: ast.FunctionDef) -> list[str]:
    return [ast.unparse(mark) for mark in node.decorator_list]


def branches(law: ast.FunctionDef) -> bool:
    """Whether what a law asserts depends on what was drawn: an `if`, a `match`, or examples that are thrown away."""
    return any(
        isinstance(node, ast.If | ast.Match) or (isinstance(node, ast.Call) and ast.unparse(node.func) == "assume")
        for node in ast.walk(law)
    )


def test_every_law_that_branches_counts_that_its_branches_are_reached() -> None:
    uncounted = [
        name for name, law in laws() if branches(law) and not any(m.startswith("reaching(") for m in marks(law))
    ]
    assert uncounted == [
        "analysis/test_benchmark.py::every"  # within a test that counts by itself
    ]


def test_a_branch_that_no_example_comes_to_fails_the_law() -> None:
    @reaching("even", "negative")
    @given(st.integers(0, 9))
    def law(number: int) -> None:
        if reached("even", number % 2 == 0):
            reached("negative", number < 0)

    with pytest.raises(AssertionError, match="never reached"):
        law()


def test_a_law_that_comes_to_all_its_branches_passes_and_the_next_begins_at_nought() -> None:
    @reaching("even")
    @given(st.integers(0, 9))
    def law(number: int) -> None:
        reached("even", number % 2 == 0)

    @reaching("even")
    @given(st.sampled_from([1, 3]))
    def other(number: int) -> None:
        reached("even", number % 2 == 0)

    law()
    with pytest.raises(AssertionError, match="never reached"):
        other()
