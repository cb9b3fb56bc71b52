"""Files of other programs are told for what they are, whoever meets them, with the way to answers out of them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from planself.batch.rejects import SHOWN
from planself.files import foreign
from planself.i18n import LANGUAGES
from tests.cli.conftest import Cli
from tests.cli.readers import to_ods, to_xlsx

WORKBOOKS = {".xlsx": to_xlsx, ".ods": to_ods}
SUFFIXES = sorted(foreign._BY_SUFFIX)


def told(cli: Cli, *arguments: str) -> dict[str, tuple[str, str]]:
    """Return what is said of each file, and the hint below it."""
    ran = cli(*arguments)
    assert ran.code == 1
    lines = ran.err.splitlines()
    return {line.split()[0]: (line, hint) for line, hint in pairwise(lines) if " E004 " in line}


def test_a_file_of_another_program_is_told_as_one(cli: Cli, tmp_path: Path) -> None:
    """A batch tells of so many files at a time as it shows; `score` takes one."""
    files = [f"a{suffix}" for suffix in SUFFIXES]
    for file in files:
        (tmp_path / file).write_bytes(b"x\x01\x02 some bytes")
    found = dict[str, dict[str, tuple[str, str]]]()
    for lang in LANGUAGES:
        found[lang] = dict[str, tuple[str, str]]()
        for start in range(0, len(files), SHOWN):
            some = files[start : start + SHOWN]
            found[lang] |= told(cli, "batch", *some, "-o", "r.csv", "--force", "--lang", lang)
        assert set(found[lang]) == set(files)
        for file in files:
            first, hint = found[lang][file]
            assert first.startswith(f"{file} E004 ")
            assert len(hint) > 10, hint
            assert told(cli, "score", file, "--lang", lang) == {file: (first, hint)}
    assert all(found["de"][file][0] != found["en"][file][0] for file in files)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl", ".ods"])
def test_a_table_given_as_answers_is_told_as_one_with_its_command(cli: Cli, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a b{suffix}"
    file.write_bytes(b"q\n1\n")
    if suffix in WORKBOOKS:
        WORKBOOKS[suffix](file, ["q"], [[1]])
    for command in (("score",), ("check",), ("report", "-o", "r.html"), ("explain",)):
        ran = cli(*command, f"a b{suffix}")
        assert ran.code == 1
        said = f"E004 This is a table.\n  → The answers of a table are scored by: planself batch 'a b{suffix}'"
        assert said in ran.err + ran.out
