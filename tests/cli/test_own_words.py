"""No library's English reaches a German reader, whatever is wrong with a file: each kind of file, damaged in turn."""

from __future__ import annotations

import errno
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from planself.cli.boundary import run
from planself.files.os_errors import reason
from planself.i18n import use
from tests.cli.conftest import Cli
from tests.exchange.hostile import compound, ods, xls, xlsx

ENGLISH = re.compile(
    r"\b(the|is|not|of|and|with|but|from|for|are|has|been|could|cannot|can't|failed|found|error|invalid|unexpected|"
    r"expected|number|while|such|character|value|seems?|read|spec|unknown|corrupt\w*|exception|traceback|"
    r"magic|header|token|parsing|decode\w*|unicode\w*|no)\b",
    re.IGNORECASE,
)
ROWS = pl.DataFrame({"silo_overview": [3, 1, 2] * 2000, "text": [f"Straße {n}" for n in range(6000)]})
LINE = '{"silo_overview": 3}\n'


def _parquet(path: Path) -> bytes:
    ROWS.write_parquet(path)
    return path.read_bytes()


def _duckdb(path: Path) -> bytes:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT range % 4 AS silo_overview FROM range(100000)")
    return path.read_bytes()


def _packed(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.yaml", "format: planself/answers/1\n" * 500)
    return path.read_bytes()


def _xlsx(path: Path) -> bytes:
    return xlsx(path, '<row r="1"><c r="A1" t="inlineStr"><is><t>silo_overview</t></is></c></row>').read_bytes()


def _ods(path: Path) -> bytes:
    return ods(path, "<table:table-row><table:table-cell/></table:table-row>").read_bytes()


WHOLE: dict[str, Callable[[Path], bytes]] = {
    "a.parquet": _parquet,
    "a.duckdb": _duckdb,
    "a.zip": _packed,
    "a.xlsx": _xlsx,
    "a.ods": _ods,
    "a.xls": lambda path: xls(path, (0, 0, 1.0)).read_bytes(),
}
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut at the end": lambda data: data[:-7],
    "head only": lambda data: data[:40],
    "middle wiped": lambda data: data[: len(data) // 3] + bytes(len(data) // 3) + data[2 * len(data) // 3 :],
    "middle mixed up": lambda data: data[: len(data) // 4] + data[len(data) // 4 : -200][::-1] + data[-200:],
    "end mixed up": lambda data: data[:-150] + data[-150:-8][::-1] + data[-8:],
    "garbage": lambda data: data[:4] + bytes(range(256)) * 40 + data[-4:],
}
BROKEN: dict[str, str | bytes] = {
    **{
        f"{n}.jsonl": LINE + broken + "\n"
        for n, broken in enumerate(
            (
                *(
                    '{"silo_overview": 3',
                    '{"silo_overview": }',
                    "{silo_overview: 3}",
                    '{"a": 3,}',
                    "[1, 2]",
                    '"x"',
                    "3",
                ),
                *(
                    '{"a": NaN}',
                    '{"a": 1e999999}',
                    '{"a": "\\ud800"}',
                    '{"a": "\\q"}',
                    "{'a': 1}",
                    '{"a" 1}',
                    '{"a": tru}',
                ),
                *('{"a": 01}', '{"a": "x\ty"}', "{}{}", '{"a": 1, "a": 2}', "{" * 2000, '{"a": "' + "x" * 70_000),
            )
        )
    },
    "utf8.jsonl": b'{"silo_overview": "\xff\xfe"}\n',
    "open.csv": 'silo_overview;text\n3;"abc\n4;x\n',
    "behind.csv": 'silo_overview;text\n3;"abc"d\n4;x\n',
    "nul.csv": b"silo_overview;text\n3;\0\n",
    "bytes.csv": b"silo_overview;text\n3;\x81\x8d\n",
    "wide.csv": "silo_overview;text\n3;1;2;3\n",
    "utf16.csv": b"\xff\xfea\x00b",
    "open.yaml": 'format: planself/answers/1\nquestionnaire: {id: "x\n',
    "tab.yaml": "format: planself/answers/1\n\tanswers: 3\n",
    "bracket.yaml": "format: planself/answers/1\nanswers: [1, 2\n",
    "tag.yaml": "format: !!python/object:os.system x\n",
    "alias.yaml": "format: *nothing\n",
    "colon.yaml": "format: planself/answers/1\nanswers: a: b\n",
    "latin.yaml": b"format: planself/answers/1\nsubject: {name: M\xfcnster}\n",
    "comma.json": '{"format": "planself/answers/1",}',
    "cut.json": '{"format": "planself/ans',
    "deep.json": "[" * 5000,
    "number.json": '{"format": ' + "9" * 5000 + "}",
}


def english(said: str) -> list[str]:
    """Return the English words of a message, what is quoted from the file and our own names left out."""
    text = re.sub(r"“[^”]*”|„[^“]*“|`[^`]*`|\S*[./\\]\S*|\S*_\S*", " ", said)
    return ENGLISH.findall(text)


def refused(cli: Cli, *arguments: str) -> None:
    ran = cli(*arguments, "--lang", "de")
    assert ran.code in (1, 2), ran.err
    assert "→" in ran.out + ran.err
    assert english(ran.out + ran.err) == [], ran.out + ran.err


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_told_in_our_words(cli: Cli, tmp_path: Path, name: str, damage: str) -> None:
    path = tmp_path / name
    path.write_bytes(DAMAGE[damage](WHOLE[name](path)))
    spec = f"duckdb:{name}#t" if name.endswith(".duckdb") else name
    ran = cli("batch", "-q", "integrierte-planung", spec, "-o", "out.csv", "--lang", "de")
    assert ran.code in (0, 1, 2), ran.err
    assert ran.code or name in ("a.duckdb", "a.xls"), "what is not seen of a damage was not damaged"
    assert english(ran.out + ran.err) == [], ran.out + ran.err


@pytest.mark.parametrize("name", BROKEN)
def test_broken_text_is_told_in_our_words(cli: Cli, tmp_path: Path, name: str) -> None:
    content = BROKEN[name]
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    if name.endswith((".jsonl", ".csv")):
        refused(cli, "batch", "-q", "integrierte-planung", name, "-o", "out.csv")
        return
    for command in (("score", name), ("check", name), ("score", name, "-q", name), ("plan", "status", name)):
        refused(cli, *command)


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_refusal_of_a_system_has_words_of_ours(number: int) -> None:
    use("de")
    assert os.strerror(number) not in reason(OSError(number, os.strerror(number)))
    assert english(reason(OSError(number, os.strerror(number)))) == []


def test_debug_shows_what_the_library_said(cli: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 nothing PAR1")
    command = ["batch", "-q", "integrierte-planung", "a.parquet", "-o", "out.csv"]
    assert "polars" not in cli(*command).err
    assert run([*command, "--debug"]) == 1
    assert "polars" in capsys.readouterr().err


def test_a_container_of_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(compound("Workbook", bytes(4096)))
    refused(cli, "batch", "-q", "integrierte-planung", "a.xls", "-o", "out.csv")
