"""Every code of a problem is named where something is tried: by a test, or by a rule that brings its own examples."""

from __future__ import annotations

import re
from pathlib import Path

from planself.codes import CODES
from planself.questionnaire.lint import RULES

TESTS = Path(__file__).parent
SOURCES = TESTS.parent / "src/planself"
WITHOUT_FILE = "E000"
"""What machines are told of an error that is about no file, and that no code explains."""


def test_every_code_is_named_by_a_test_or_a_rule_with_examples() -> None:
    texts = (path.read_text("utf-8") for path in TESTS.rglob("*.py"))
    tried = {code for text in texts for code in re.findall(r"\b[ENW]\d{3}\b", text)} | {rule.code for rule in RULES}
    assert sorted(set(CODES) - tried) == []


def test_every_code_is_used_and_every_code_that_is_used_is_explained() -> None:
    texts = (path.read_text("utf-8") for path in SOURCES.rglob("*.py") if path.name != "codes.py")
    used = {code for text in texts for code in re.findall(r'"([ENW]\d{3})"', text)} - {WITHOUT_FILE}
    assert (sorted(set(CODES) - used), sorted(used - set(CODES))) == ([], [])
