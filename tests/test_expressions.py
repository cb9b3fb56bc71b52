"""No regular expression of the package grows with the square of a text that somebody sent; counted in steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.backtracking import TOO_MANY, Expression, samples
from tests.expressions import ANCHORED, Use, kept, uses

SMALL, LARGE = 24, 320
WORST = 5
"""So many of the small texts that cost most are tried in large."""
MOST = 8
"""A text four times as long may cost so many times as much; with the square it is 16 times."""
OUR_OWN = {"cli.command:text": "the help of planself's own commands"}
"""Expressions over nothing that anybody sends."""
USES = uses()


def test_every_expression_that_a_module_holds_is_found() -> None:
    found = {use.pattern for use in USES}
    assert [held for held in kept() if held[1] not in found] == []
    assert len(USES) > 140, "the search has lost its way"


@cache
def read(pattern: str, flags: int) -> Expression:
    """Return an expression that has been parsed once, and knows the signs that it has met."""
    return Expression(pattern, flags)


def rested(use: Use) -> Expression:
    """Return the expression with no step taken yet."""
    expression = read(use.pattern, use.flags)
    expression.steps = 0
    return expression


def cost(use: Use, text: str) -> int:
    """Return how many steps it takes to go through a text as the package does."""
    expression = rested(use)
    if use.how in ANCHORED:
        expression.match(text, whole=use.how == "fullmatch")
    else:
        spans = expression.spans(text)
        for _span in [next(spans, None)] if use.how == "search" else spans:
            pass
    return expression.steps


def kinds(use: Use) -> Iterator[tuple[str, str, str]]:
    """Yield texts as beginning, what is repeated, and end, out of what the expression takes."""
    begun = samples(use.pattern, use.flags)[:40]
    signs = list(dict.fromkeys([*"".join(begun), *"a1 ."]))[:9]
    pairs = [first + second for first in signs for second in signs]
    for unit in dict.fromkeys([*signs, *pairs, *filter(None, begun)]):
        for first in {"", begun[len(begun) // 2], begun[-1]}:
            yield first, unit, "\x00"
            yield first, unit, ""


def hostile(kind: tuple[str, str, str], size: int) -> str:
    first, unit, last = kind
    return first + unit * (size // min(len(unit), 8)) + last


@cache
def worst(use: Use) -> list[tuple[str, str, str]]:
    return sorted(kinds(use), key=lambda kind: -cost(use, hostile(kind, SMALL)))[:WORST]


def _grows_no_faster_than_its_text(use: Use) -> None:
    for kind in worst(use):
        few, many = (cost(use, hostile(kind, size)) for size in (LARGE // 4, LARGE))
        grows = many > MOST * few or many > TOO_MANY
        assert not grows or use.label in OUR_OWN, (use.pattern, kind, few, many)


def _is_read_as_re_reads_it(use: Use) -> None:
    compiled = re.compile(use.pattern, use.flags)
    for kind in worst(use):
        text = hostile(kind, SMALL)
        assert list(rested(use).spans(text)) == [one.span() for one in compiled.finditer(text)]
        found = compiled.fullmatch(text)
        assert rested(use).match(text, whole=True) == (found.end() if found else None)


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.label}.{use.how}")
def test_no_expression_grows_with_the_square_by_a_reading_that_is_that_of_re(use: Use) -> None:
    """Both in one test, since the texts that cost most are looked for in each process, and that takes the most."""
    _is_read_as_re_reads_it(use)
    _grows_no_faster_than_its_text(use)


@pytest.mark.parametrize(("pattern", "text"), [(r"(a+)+b", "a"), (r"\s+x", " "), (r"a.*b.*c", "ab")])
def test_an_expression_that_does_grow_is_found(pattern: str, text: str) -> None:
    use = Use("planself.x", "_X", pattern, 0, "search")
    assert any(text[0] in kind[1] for kind in worst(use))
    with pytest.raises(AssertionError):
        _grows_no_faster_than_its_text(use)
