"""DuckDB as the engine of a batch: it reads, computes and writes, and opens nothing but the file that was named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planself.batch.native import NUMBER, needs, suffix_of
from planself.errors import UsageError
from planself.exchange.raw_table import damaged
from planself.exchange.source_table import DUCKDB, PARQUET
from planself.files import writing
from planself.i18n import _
from planself.scoring.plan import Plan
from planself.tables.cells import INVALID

if TYPE_CHECKING:
    import duckdb


class OnDuckdb:
    """One table in DuckDB; `temporary` is the file that the results are written into."""

    def __init__(self, spec: str, output: Path, temporary: Path) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise needs("duckdb", "duckdb") from error
        self._spec = spec
        self._output = output
        self._temporary = temporary
        self._error = duckdb.Error
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        self._con = duckdb.connect(":memory:", config=settings)
        self.first_row = 2 if self._is_text else 1

    @property
    def _is_text(self) -> bool:
        return not self._spec.startswith(DUCKDB) and suffix_of(self._spec) not in PARQUET

    def table(self) -> duckdb.DuckDBPyRelation:
        """Return the table with its rows numbered."""
        try:
            return self._con.sql(f"SELECT row_number() OVER () AS {_name(NUMBER)}, * FROM {self._source()}")  # noqa: S608 -- quoted
        except self._error as error:
            raise damaged(self._spec, str(error)) from error

    def count(self) -> int:
        """Return how many rows there are."""
        try:
            found = self._con.execute(f"SELECT count(*) FROM {self._source()}").fetchone()  # noqa: S608 -- quoted
        except self._error as error:
            raise damaged(self._spec, str(error)) from error
        assert found is not None  # noqa: S101 -- a count has a row
        return int(found[0])

    def with_copies(self, frame: Any, names: Iterable[str], prefix: str) -> Any:
        """Return a frame with columns a second time."""
        copies = ", ".join(f"{_name(name)} AS {_name(prefix + name)}" for name in names)
        return frame.project(f"*, {copies}") if copies else frame

    def write(self, frame: Any, columns: Mapping[str, str | None], source: str, sound: bool) -> int:
        """Write the results and return how many rows these are."""
        made = ", ".join(f"{self._cell(name, made_of, source)} AS {_name(name)}" for name, made_of in columns.items())
        good = frame.filter(f"{_name(INVALID)} = ''") if sound else frame
        form = "FORMAT parquet" if suffix_of(str(self._output)) in PARQUET else "FORMAT csv, HEADER"
        query = f"COPY ({good.project(made).sql_query()}) TO {_text(str(self._temporary))} ({form})"
        try:
            found = self._con.execute(query).fetchone()
        except self._error as error:
            raise self._failure(error) from error
        assert found is not None  # noqa: S101 -- COPY says how many rows it wrote
        return int(found[0])

    def bad(self, frame: Any, columns: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """Yield rows with invalid cells."""
        names = list(columns)
        bad = frame.filter(f"{_name(INVALID)} <> ''").project(", ".join(map(_name, names))).order(_name(NUMBER))
        result = self._con.execute(bad.sql_query())
        while rows := result.fetchmany(1000):
            yield from (dict(zip(names, row, strict=True)) for row in rows)

    def place(self) -> None:
        """Do nothing: the file takes its place by itself."""

    def _cell(self, name: str, made_of: str | None, source: str) -> str:
        if name == "row":
            return _name(NUMBER)
        if name == "source":
            return f"{_text(source + ':')} || ({_name(NUMBER)} + {self.first_row - 1})"
        return "CAST(NULL AS VARCHAR)" if made_of is None else _name(made_of)

    def _source(self) -> str:
        if self._spec.startswith(DUCKDB):
            path, _sign, table = self._spec.removeprefix(DUCKDB).rpartition("#")
            self._con.execute(f"ATTACH IF NOT EXISTS {_text(path)} AS planself_source (READ_ONLY)")
            return f"planself_source.{_name(table)}"
        if self._is_text:
            return f"read_csv({_text(self._spec)}, header = true, all_varchar = true, nullstr = '')"
        return f"read_parquet({_text(self._spec)})"

    def _failure(self, error: Exception) -> Exception:
        """Return what stood in the way: the disk, or the source, whose rows are read only now."""
        try:
            with writing(self._output), self._temporary.open("ab") as file:
                file.write(bytes(1 << 20))
        except Exception as full:  # noqa: BLE001 -- it is raised by the caller
            return full
        return damaged(self._spec, str(error))


def check(spec: str, output: Path, _plan: Plan | None = None) -> None:
    """Raise UsageError where DuckDB reads or writes no such file."""
    if not spec.startswith(DUCKDB) and suffix_of(spec) not in {*PARQUET, ".csv", ".tsv"}:
        raise UsageError(
            _("--engine duckdb reads Parquet, UTF-8 CSV and tables of DuckDB files, and not {path}.").format(path=spec),
            _("Leave out --engine: the usual one reads all formats."),
        )
    if suffix_of(str(output)) not in {*PARQUET, ".csv"}:
        raise UsageError(_("--engine duckdb writes .parquet and .csv, and not {path}.").format(path=output))


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
