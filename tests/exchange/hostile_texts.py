"""More files that are made to hang, crash or fill the memory: texts, columnar tables, databases and archives."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as parquet_files

Maker = Callable[[Path], tuple[str, ...]]
"""Makes a file in a folder, and returns the command that is to read it."""

_HEAD = "format: planself/answers/1\nquestionnaire: {id: test, version: 1.0.0}\n"
_MAPPING = "format: planself/mapping/1\nquestionnaire: test\n"
_FORM = "format: planself/questionnaire/1\nid: test\nversion: 1.0.0\n"
_BIG = 1_000_000
_BATCH = ("batch", "-q", "q.yaml", "-o", "out.csv")


def table(name: str, content: str | bytes | Callable[[], str | bytes]) -> Maker:
    """Return what writes a table and reads it."""

    def make(folder: Path) -> tuple[str, ...]:
        _write(folder / name, content)
        return (*_BATCH, name)

    return make


def file(name: str, content: str | bytes | Callable[[], str | bytes], *command: str) -> Maker:
    """Return what writes a file and gives it to a command."""

    def make(folder: Path) -> tuple[str, ...]:
        _write(folder / name, content)
        return command or ("score", "-q", "q.yaml", name)

    return make


def _write(path: Path, content: str | bytes | Callable[[], str | bytes]) -> None:
    found = content() if callable(content) else content
    path.write_bytes(found.encode() if isinstance(found, str) else found)


def _laughs(levels: int = 30) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return _HEAD + "\n".join(lines) + "\nanswers: *a29\n"


def parquet(rows: int, claimed: int | None = None) -> Maker:
    """Return what writes a table of few bytes and many rows; its footer may claim more of them."""

    def make(folder: Path) -> tuple[str, ...]:
        path = folder / "a.parquet"
        frame = pl.DataFrame({"q1": pl.repeat(3, rows, dtype=pl.Int8, eager=True)})
        frame.write_parquet(path, compression="zstd", row_group_size=rows, statistics=False)
        if claimed is not None:
            path.write_bytes(_claiming(path.read_bytes(), rows, claimed))
        return (*_BATCH, path.name)

    return make


def _varint(number: int) -> bytes:
    number <<= 1  # zigzag, of a positive number
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _claiming(data: bytes, rows: int, claimed: int) -> bytes:
    """Return a file whose footer speaks of more rows than there are."""
    size = struct.unpack("<I", data[-8:-4])[0]
    footer = data[-8 - size : -8].replace(_varint(rows), _varint(claimed))
    return data[: -8 - size] + footer + struct.pack("<I", len(footer)) + b"PAR1"


def _wide_parquet(folder: Path) -> tuple[str, ...]:
    pl.DataFrame({f"c{n}": [1] for n in range(50_000)}).write_parquet(folder / "a.parquet")
    return (*_BATCH, "a.parquet")


def _deep_parquet(folder: Path) -> tuple[str, ...]:
    kind: pl.DataType = pl.Int64()
    for _level in range(60):
        kind = pl.Struct({"a": kind})
    pl.DataFrame(schema={"q1": kind}).write_parquet(folder / "a.parquet")
    return (*_BATCH, "a.parquet")


def _long_texts(folder: Path) -> tuple[str, ...]:
    """Cells of a megabyte each, there once and meant a thousand times."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 4000, pa.int32()), pa.array(["x" * _BIG]))
    table = pa.table(
        {"q1": texts}
    )  # as texts it would take four gigabytes here; without its schema it is read as texts
    # Without the schema of its maker it is read as texts.
    parquet_files.write_table(table, folder / "a.parquet", compression="zstd", store_schema=False)
    return (*_BATCH, "a.parquet")


def duckdb(*statements: str) -> Maker:
    """Return what makes a database; its table is `t`."""

    def make(folder: Path) -> tuple[str, ...]:
        import duckdb as library

        with library.connect(str(folder / "a.duckdb")) as connection:
            for statement in statements:
                connection.execute(statement)
        return (*_BATCH, "duckdb:a.duckdb#t")

    return make


def archive(content: Callable[[zipfile.ZipFile], None]) -> Maker:
    """Return what makes a ZIP archive of answers."""

    def make(folder: Path) -> tuple[str, ...]:
        with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            content(packed)
        return (*_BATCH, "a.zip")

    return make


def _bomb(packed: zipfile.ZipFile) -> None:
    packed.writestr("a.yaml", bytes(500 << 20))


def _many(packed: zipfile.ZipFile) -> None:
    for number in range(100_001):
        packed.writestr(f"{number}.yaml", "")


def _nested(packed: zipfile.ZipFile) -> None:
    packed.writestr("a.zip", b"PK\x03\x04" + bytes(1 << 20))


TABLES: dict[str, Maker] = {
    "csv, a line without end": table("a.csv", lambda: "q1;q2\n" + "1" * (60 << 20)),
    "csv, a quotation never closed": table("a.csv", lambda: 'q1;q2\n1;"' + "x\n" * (20 << 20)),
    "csv, nothing but quotation marks": table("a.csv", lambda: "q1;q2\n" + '"' * (20 << 20)),
    "csv, nothing but separators": table("a.csv", lambda: ";" * (20 << 20)),
    "csv, nothing but line ends": table("a.csv", lambda: "q1;q2\n1;2\n" + "\n" * (20 << 20)),
    "csv, nothing but carriage returns": table("a.csv", lambda: "q1;q2\r1;2\r" + "\r" * (5 << 20)),
    "csv, a million columns": table("a.csv", lambda: ";".join(f"c{n}" for n in range(_BIG)) + "\n"),
    "csv, one heading again and again": table("a.csv", lambda: ";".join(["q1"] * 4000) + "\n" + ";".join("1" * 4000)),
    "csv, long headings that resemble questions": table(
        "a.csv", lambda: ";".join(f"q{'1' * 4000}{n}" for n in range(4000)) + "\n"
    ),
    "csv, a long cell in every row": table("a.csv", lambda: "q1;q2\n" + ("x" * 200_000 + ";1\n") * 100),
    "csv, wrong cells in every row": table("a.csv", lambda: "q1;q2\n" + "".join(f"w{n};v{n}\n" for n in range(50_000))),
    "csv, digits without end": table("a.csv", lambda: "q1;q2\n" + "9" * _BIG + ";" + "0." + "0" * _BIG + "1\n"),
    "csv, dates and addresses in pieces": table("a.csv", lambda: "q1;q2\n" + ("1.2.3@" * 5000 + ";1\n") * 300),
    "csv, blanks in every cell": table("a.csv", lambda: "q1;q2\n" + (" " * 50_000 + "\u00a0x;1\n") * 100),
    "csv, a word without end in another encoding": table("a.csv", lambda: b"q1;q2\n" + b"a" * (8 << 20) + b";\xfc\n"),
    "csv, half of it in another encoding": table("a.csv", lambda: b"q1;q2\n" + b"\xfc\xe4\xf6;1\n" * 20_000),
    "jsonl, other columns in every line": table("a.jsonl", lambda: "".join(f'{{"k{n}":1}}\n' for n in range(200_000))),
    "jsonl, a million digits": table("a.jsonl", lambda: '{"q1":' + "9" * _BIG + "}\n"),
    "jsonl, one key a million times": table("a.jsonl", lambda: "{" + ",".join(['"q1":1'] * _BIG) + "}\n"),
    "jsonl, many keys and a colon": table(
        "a.jsonl", lambda: "{" + ",".join(f'"k{n}":":"' for n in range(400_000)) + "}\n"
    ),
    "jsonl, openings without end": table("a.jsonl", lambda: "[" * (10 << 20)),
    "jsonl, broken lines": table("a.jsonl", lambda: ('{"a":"' + "\\\\" * 30_000 + "\n") * 300),
    "parquet, a billion rows in few bytes": parquet(300_000_000),
    "parquet, a footer that claims a trillion rows": parquet(100_000, 10**12),
    "parquet, a footer that claims more rows than numbers": parquet(100_000, 2**62),
    "parquet, fifty thousand columns": _wide_parquet,
    "parquet, sixty levels": _deep_parquet,
    "parquet, long texts a thousandfold": _long_texts,
    "duckdb, a computed column": duckdb(
        "CREATE TABLE t (q1 INT, q2 VARCHAR GENERATED ALWAYS AS (repeat('x', 100000000 * q1)) VIRTUAL)",
    ),
    "duckdb, a computed column that needs time": duckdb(
        "CREATE TABLE t (q1 INT, q2 BIGINT GENERATED ALWAYS AS "
        "(length(regexp_replace(repeat('ab', 400000), '(a|b)*c', 'x', 'g'))) VIRTUAL)",
    ),
    "duckdb, a sum over lists in a computed column": duckdb(
        "CREATE TABLE t (q1 INT, q2 BIGINT GENERATED ALWAYS AS (list_sum(range(20000000))) VIRTUAL)",
    ),
    "duckdb, a view": duckdb("CREATE VIEW t AS SELECT range % 5 AS q1 FROM range(100000000000)"),
    "duckdb, a macro of the name of a table": duckdb(
        "CREATE MACRO t() AS TABLE SELECT 1 AS q1 FROM range(10000000000)"
    ),
    "duckdb, macros that are called like the system's": duckdb(
        "CREATE TABLE t AS SELECT 3 AS q1, 0 AS q2 FROM range(5)",
        "CREATE MACRO current_schema() AS (SELECT count(*)::VARCHAR FROM range(100000000000))",
        "CREATE MACRO duckdb_tables() AS TABLE SELECT * FROM range(100000000000)",
        "CREATE MACRO duckdb_columns() AS TABLE SELECT * FROM range(100000000000)",
        "CREATE VIEW duckdb_tables AS SELECT * FROM range(100000000000)",
    ),
    "duckdb, a billion rows in few bytes": duckdb("CREATE TABLE t AS SELECT 3 AS q1 FROM range(100000000)"),
    "zip, one entry that swells": archive(_bomb),
    "zip, entries without end": archive(_many),
    "zip, an archive in an archive": archive(_nested),
}
FILES: dict[str, Maker] = {
    "yaml, laughs by the billion": file("a.yaml", _laughs),
    "yaml, deep in brackets": file("a.yaml", lambda: _HEAD + "answers: " + "[" * 400_000),
    "yaml, deep in mappings": file("a.yaml", lambda: _HEAD + "answers: " + "{a: " * 200_000),
    "yaml, deep in lines": file("a.yaml", lambda: "\n".join(" " * n + "a:" for n in range(1400))),
    "yaml, dashes": file("a.yaml", lambda: _HEAD + "answers: " + "- " * 400_000),
    "yaml, digits without end": file("a.yaml", lambda: _HEAD + "answers: {q1: " + "9" * 900_000 + "}\n"),
    "yaml, one key again and again": file("a.yaml", lambda: _HEAD + "answers:\n" + "  q1: 1\n" * 100_000),
    "yaml, unknown keys that resemble": file(
        "a.yaml", lambda: _HEAD + "answers:\n" + "".join(f"  {'q' * 50}{n}: 1\n" for n in range(15_000))
    ),
    "yaml, a long unknown key": file(
        "a.yaml", lambda: _HEAD + "answers:\n  " + "q" * 900 + "1: 1\n" + "x" * 900_000 + ": 1\n"
    ),
    "yaml, anchors": file("a.yaml", lambda: _HEAD + "".join(f"x{n}: &x{n} 1\n" for n in range(60_000))),
    "yaml, quotation marks": file("a.yaml", lambda: _HEAD + "x: " + '"a" ' * 200_000),
    "yaml, escapes": file("a.yaml", lambda: _HEAD + 'x: "' + "\\\\" * 450_000),
    "yaml, tabs and blanks": file("a.yaml", lambda: _HEAD + "x: a" + " \t" * 450_000 + "\n"),
    "yaml, comments": file("a.yaml", lambda: _HEAD + "# x\n" * 250_000),
    "yaml, control characters": file("a.yaml", lambda: _HEAD + "x: " + "\u0085\u2028" * 150_000),
    "yaml, a long comment of answers": file(
        "a.yaml", lambda: _HEAD + "answers: {q1: {value: 3, comment: '" + "*_[`<" * 180_000 + "'}}"
    ),
    "json, deep": file("a.json", lambda: "[" * _BIG),
    "json, digits without end": file("a.json", lambda: '{"format":' + "9" * _BIG + "}"),
    "json, one key again and again": file("a.json", lambda: "{" + ",".join(['"a":1'] * 150_000) + "}"),
    "json, backslashes": file("a.json", lambda: '{"a":"' + "\\\\" * 500_000),
    "json, quotation marks": file("a.json", lambda: '"' * _BIG),
    "questionnaire, long": file(
        "b.yaml",
        lambda: (
            _FORM
            + "title: T\nlanguages: [en]\nsections:\n"
            + "".join(f"  - {{id: s{n}, title: S{n}}}\n" for n in range(60_000))
        ),
        *("check", "b.yaml"),
    ),
    "questionnaire, unknown keys": file(
        "b.yaml", lambda: _FORM + "".join(f"titel{n}: x\n" for n in range(80_000)), "check", "b.yaml"
    ),
    "questionnaire, a long condition": file(
        "b.yaml",
        lambda: (
            _FORM
            + "sections: [{id: s, title: S, questions: [{id: q, type: yes_no, text: T, ask_if: '"
            + "not (" * 50_000
            + "'}]}]\n"
        ),
        *("check", "b.yaml"),
    ),
    "mapping, unknown columns": file(
        "m.yaml",
        lambda: _MAPPING + "columns:\n" + "".join(f"  'q{n}': q{n}\n" for n in range(40_000)),
        *("batch", "-q", "q.yaml", "-o", "out.csv", "--mapping", "m.yaml", "t.csv"),
    ),
    "mapping, values": file(
        "m.yaml",
        lambda: _MAPPING + "values:\n  q1:\n" + "".join(f"    'v{n}': w{n}\n" for n in range(40_000)),
        *("batch", "-q", "q.yaml", "-o", "out.csv", "--mapping", "m.yaml", "t.csv"),
    ),
    "a draft for long headings": file(
        "a.csv",
        lambda: (
            ";".join(f"{'Wie gut gelingt das? ' * 40}{n}" for n in range(3000)) + "\n" + ";".join(["3"] * 3000) + "\n"
        ),
        *("batch", "-q", "q.yaml", "--suggest-mapping", "a.csv"),
    ),
}
