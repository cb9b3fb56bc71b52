"""Parquet, JSON Lines and DuckDB: typed and nested cells become flat columns; what is damaged is named."""

from __future__ import annotations

import re
import shlex
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from planself import i18n
from planself.errors import PlanselfError, UsageError
from planself.exchange import read_jsonl
from planself.exchange.read_duckdb import _why
from planself.exchange.source_table import SUFFIXES, is_table, open_table
from tests.exchange.samples_in import refused, rows, written

TYPED = {
    "scale": [3, None],
    "offers": [["kita", "schule"], []],
    "kind": pl.Series(["x", "y"], dtype=pl.Categorical),
    "share": [Decimal("1.50"), None],
    "date": [date(2026, 11, 22), None],
    "subject": [{"name": "Köln", "ags": "05315"}, None],
    "answers": [{"budget": 0.5}, {"budget": float("nan")}],
    "old": [b"alt", None],
    "text": ["", "ja"],
}
HEADINGS = ("scale", "offers", "kind", "share", "date", "subject.name", "subject.ags", "budget", "old", "text")


def test_parquet_columns_become_flat_ones_of_plain_types(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame(TYPED).write_parquet(path)
    table = open_table(str(path))
    assert table.headings == HEADINGS
    assert rows(table) == [
        (1, 3, "kita;schule", "x", "1.50", date(2026, 11, 22), "Köln", "05315", 0.5, "alt", None),
        (2, None, "[]", "y", None, None, None, None, None, None, "ja"),
    ]


def test_parts_of_a_folder_or_pattern_are_one_table_in_order(tmp_path: Path) -> None:
    for number in (2, 1, 3):
        pl.DataFrame({"q": [number, number * 10]}).write_parquet(tmp_path / f"part-{number}.parquet")
    (tmp_path / "_SUCCESS").touch()
    whole = [(1, 1), (2, 10), (3, 2), (4, 20), (5, 3), (6, 30)]
    assert rows(open_table(str(tmp_path))) == whole
    assert rows(open_table(str(tmp_path / "part-[12].parquet"))) == whole[:4]
    pl.DataFrame({"z": [1]}).write_parquet(tmp_path / "part-0.parquet")
    assert len(refused(str(tmp_path))) == 3
    with pytest.raises(UsageError):
        open_table(str(tmp_path / "teil-*.parquet"))


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    pl.DataFrame({"q": [1]}).write_parquet(tmp_path / "a[1].parquet")
    assert rows(open_table(str(tmp_path / "a[1].parquet"))) == [(1, 1)]


@pytest.mark.parametrize("part", [slice(-20), slice(0, 100), slice(0, 0)])
def test_a_damaged_parquet_file_is_named(tmp_path: Path, part: slice) -> None:
    pl.DataFrame(TYPED).write_parquet(tmp_path / "a.parquet")
    spec = written(tmp_path, "b.parquet", (tmp_path / "a.parquet").read_bytes()[part])
    assert [(problem.code, problem.where.file) for problem in refused(spec)] == [("E250", spec)]


def test_json_lines_may_nest_differ_and_mix_types(tmp_path: Path) -> None:
    text = (
        '\ufeff{"subject": {"name": "Köln"}, "answers": {"a": 3, "b": ["x", "y"], "c": {"value": 2, "comment": "z"}}}\n'
        "\n"
        '{"a": "unknown", "b": [], "c": true, "respondent": {"id": 7}, "x": 1.5}\n'
        '{"answers.a": "", "b": "not_applicable", "d": {"text": "Wort"}}'
    )
    table = open_table(written(tmp_path, "a.jsonl", text))
    assert table.headings == ("subject.name", "a", "b", "c", "respondent.id", "x", "answers.a", "d.text")
    assert rows(table) == [
        (1, "Köln", "3", "x;y", "2", None, None, None, None),
        (3, None, "unknown", "[]", "true", "7", "1.5", None, None),
        (4, None, None, "not_applicable", None, None, None, None, "Wort"),
    ]
    assert table.frame.select("c", "a").head(2).collect().rows() == [("2", "3"), ("true", "unknown")]
    assert table.frame.filter(pl.col("a") == "3").select("b").collect().rows() == [("x;y",)]


def test_all_lines_that_are_no_rows_are_named_together(tmp_path: Path) -> None:
    problems = refused(written(tmp_path, "a.jsonl", b'{"a": 1}\n{"a": 1\n[1]\n{"a": "\xff"}\n{"a": 2}\n'))
    assert [(problem.code, problem.where.line) for problem in problems] == [("E259", 2), ("E259", 3), ("E259", 4)]


@pytest.mark.parametrize(
    ("answer", "refused_for"),
    [
        ('{"value": 1, "quelle": "x"}', None),
        ('{"value": null, "quelle": "x"}', None),
        ('{"text": "a", "quelle": "x"}', None),
        ('{"comment": "c"}', None),
        ('{"kita": true, "comment": "c"}', "kita"),
        ('{"quelle": "x"}', "quelle"),
    ],
)
def test_an_answer_without_a_value_and_with_a_key_that_may_be_one_is_refused(
    tmp_path: Path, answer: str, refused_for: str | None
) -> None:
    file = written(tmp_path, "a.jsonl", f'{{"answers": {{"offers": 1}}}}\n{{"answers": {{"offers": {answer}}}}}\n')
    if refused_for is None:
        assert len(rows(open_table(file))) == 2
    else:
        (problem,) = refused(file)
        assert (problem.code, problem.where.line) == ("E232", 2)
        assert refused_for in problem.message
        assert "offers" in problem.message
        assert '"offers": {"value": …' in problem.hint


def test_a_wide_encoding_and_a_line_that_is_too_long_are_named_with_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ('{"a": 1}\n{"a": 2}\n', '{"a": 1}'):
        (wide,) = refused(written(tmp_path, "w.jsonl", text.encode("utf-16")))
        assert (wide.code, wide.where.line) == ("E251", 1)
    for data in ('{"a": 1}'.encode("utf-16-le"), b"\xff\xfe" + "{漢}".encode("utf-16-le")[2:4], b"\xfe\xff\x6f\x22"):
        (wide,) = refused(written(tmp_path, "w.jsonl", data))
        assert wide.code == "E251", "by its mark alone, or by what no UTF-8 holds alone"
    monkeypatch.setattr(read_jsonl, "RECORD_LIMIT", 40)
    (long,) = refused(written(tmp_path, "l.jsonl", '{"a": 1}\n{"a": 2}\n{"a": "' + "x" * 60 + '"}\n'))
    assert long.where.line == 3


@pytest.mark.parametrize(
    ("line", "doubled"),
    [
        ('{"a": 0, "a": 4}', "a"),
        ('{"a":0,"b":"10:30","a":4}', "a"),
        ('{"a": 0, "\\u0061": 4}', "a"),
        ('{"a": 0, "answers": {"a": 4}}', "a"),
        ('{"answers": {"a": 0, "a": 4}}', "a"),
        ('{"answers": {"a": 0}, "answers": {"b": 4}}', "answers"),
        ('{"answers": {"a": {"value": 1, "value": 2}}}', "value"),
        ('{"subject.name": "A", "subject": {"name": "B"}}', "subject.name"),
    ],
)
def test_a_key_that_stands_twice_in_a_line_is_refused(tmp_path: Path, line: str, doubled: str) -> None:
    problems = refused(written(tmp_path, "a.jsonl", '{"a": 1, "b": "08:15"}\n' + line + "\n"))
    assert [(problem.code, problem.where.line) for problem in problems] == [("E020", 2)]
    assert doubled in problems[0].message


def test_long_lines_and_blocks_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_jsonl, "_ROWS", 2)
    text = "".join(f'{{"a": {number}}}\n' for number in range(5))
    assert rows(open_table(written(tmp_path, "a.jsonl", text))) == [(n + 1, str(n)) for n in range(5)]
    monkeypatch.setattr(read_jsonl, "RECORD_LIMIT", 100)
    assert [p.code for p in refused(written(tmp_path, "b.jsonl", text + '{"a": "' + "x" * 200))] == ["E254"]
    assert [p.code for p in refused(written(tmp_path, "c.jsonl", "\n\n"))] == ["E003"]
    assert [p.code for p in refused(written(tmp_path, "d.jsonl", text.encode("utf-16")))] == ["E251"]


@pytest.fixture
def panel(tmp_path: Path) -> str:
    """Return the path of a DuckDB file with a table, a view and a view that reaches out."""
    path = str(tmp_path / "panel.duckdb")
    with duckdb.connect(path) as connection:
        connection.execute(
            "CREATE TABLE antworten AS SELECT i::INT AS a, 'x' || i AS \"b c\", ['k', 's'] AS l,"
            " {'name': 'Köln'} AS subject, 1.50::DECIMAL(9, 2) AS d FROM range(120000) AS t(i)"
        )
        connection.execute("CREATE VIEW sicht AS SELECT a FROM antworten WHERE a < 2")
        connection.execute(f"CREATE VIEW fremd AS SELECT * FROM read_text('{__file__}')")  # noqa: S608 - ours
    return path


def test_a_duckdb_table_streams_in_order(panel: str) -> None:
    table = open_table(f"duckdb:{panel}#antworten")
    assert (table.name, table.headings) == (f"{panel}#antworten", ("a", "b c", "l", "subject.name", "d"))
    assert table.numbered("row").head(2).collect().rows() == [
        (1, 0, "x0", "k;s", "Köln", "1.50"),
        (2, 1, "x1", "k;s", "Köln", "1.50"),
    ]
    assert table.frame.select("a").collect()["a"].to_list() == list(range(120000))


def test_views_of_a_duckdb_file_are_programs_and_not_run(panel: str) -> None:
    for view in ("fremd", "sicht"):
        (problem,) = refused(f"duckdb:{panel}#{view}")
        assert (problem.code, problem.where.file) == ("E250", f"{panel}#{view}")
        assert f"CREATE TABLE antworten AS FROM {view};" in problem.hint


def test_what_is_missing_in_a_duckdb_name_is_said(panel: str, tmp_path: Path) -> None:
    for spec, word in ((f"{panel}#antwort", "antworten"), (panel, "#"), (f"{tmp_path}/panel.duck#a", "panel.duckdb")):
        with pytest.raises(UsageError) as caught:
            open_table(f"duckdb:{spec}")
        assert word in caught.value.hint
    assert [p.code for p in refused("duckdb:" + written(tmp_path, "a.db", "no database") + "#t")] == ["E250"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (duckdb.IOException("x"), "it is no whole DuckDB file"),
        (duckdb.OutOfMemoryException("x"), "needs more than 512 MB of memory"),
        (duckdb.BinderException("x"), "its content is damaged"),
    ],
)
def test_why_duckdb_gave_up_is_said_in_our_words(error: duckdb.Error, said: str) -> None:
    i18n.use("en")
    assert said in _why(error)


def test_without_the_library_the_extra_is_named(panel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(PlanselfError) as caught:
        open_table(f"duckdb:{panel}#antworten")
    words = shlex.split(caught.value.hint.partition(": ")[2])
    assert (Path(words[0]).absolute(), words[1:4]) == (Path(sys.executable), ["-m", "pip", "install"])
    assert [re.split("[<>=]", word)[0] for word in words[4:]] == ["duckdb", "pyarrow"]


def test_a_table_is_known_by_its_name() -> None:
    assert all(is_table(f"a{suffix.upper()}") for suffix in SUFFIXES)
    assert is_table("duckdb:a.db#t")
    assert not is_table("antworten.yaml")
