"""Files of other programs are told for what they are, whoever meets them, with the way to answers out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself.files import foreign
from planself.i18n import LANGUAGES
from tests.cli.conftest import Cli

SUFFIXES = sorted(foreign._BY_SUFFIX)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_another_program_is_told_as_one(cli: Cli, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"x\x01\x02 some bytes")
    told = []
    for lang in LANGUAGES:
        for command in (("score", f"a{suffix}"), ("batch", f"a{suffix}", "-o", "r.csv")):
            ran = cli(*command, "--lang", lang)
            assert ran.code == 1
            first, hint = ran.err.splitlines()[:2]
            assert first.startswith(f"a{suffix} E004 "), ran.err
            assert len(hint) > 10, ran.err
            told.append((first, hint))
    german, english = told[:2], told[2:]
    assert german[0] == german[1]
    assert english[0] == english[1]
    assert german[0][0] != english[0][0]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl", ".ods"])
def test_a_table_given_as_answers_is_told_as_one_with_its_command(cli: Cli, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a b{suffix}").write_bytes(b"q\n1\n")
    for command in (("score",), ("check",), ("report", "-o", "r.html"), ("explain",)):
        ran = cli(*command, f"a b{suffix}")
        assert ran.code == 1
        said = f"E004 This is a table.\n  → The answers of a table are scored by: planself batch 'a b{suffix}'"
        assert said in ran.err + ran.out
