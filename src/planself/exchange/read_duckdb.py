"""A table of a DuckDB file, read where it lies; no extension is ever loaded, and no other file opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from planself.errors import InputError, Location, PlanselfError, UsageError, did_you_mean
from planself.exchange.raw_table import RawTable, existing, faults, refuse_swollen
from planself.exchange.typed_columns import headings, plain, schema
from planself.files.refusals import brief, damaged, refusal
from planself.i18n import _
from planself.shell import installing

if TYPE_CHECKING:
    import duckdb
    import polars as pl

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
    "temp_directory": "",
    "threads": 2,
    "lock_configuration": "true",
}
_ROWS = 50_000
_SCHEMA = "main"


def read(spec: str) -> RawTable:
    """Return the table that `duckdb:FILE#TABLE` names."""
    path, table = _split(spec)
    name = f"{path}#{table}"
    existing(path, str(path))
    _require()
    with _connected(path, name) as connection:
        whole = _sound(connection, path, table)
        found = _columns(connection, whole)
    return RawTable(name, _scan(path, whole, name, schema(found)), 1, headings(found))


def _split(spec: str) -> tuple[Path, str]:
    file, mark, table = spec.removeprefix("duckdb:").rpartition("#")
    if not mark or not file or not table:
        message = _("{spec} names no table.").format(spec=spec)
        raise UsageError(message, _("Write duckdb:FILE#TABLE, for example duckdb:panel.duckdb#antworten."))
    return Path(file), table


def _require() -> None:
    """Raise what to install where the library is not there."""
    try:
        import duckdb  # noqa: F401 - whether it is there
        import pyarrow  # noqa: F401 - the same
    except ImportError as error:
        message = _("Reading DuckDB files needs the library “{library}”.").format(library=error.name or "duckdb")
        raise PlanselfError(message, _("Install it: {command}").format(command=installing("duckdb"))) from error


@contextmanager
def _connected(path: Path, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    try:
        with closing(duckdb.connect(str(path), read_only=True, config=_CONFIG)) as connection:
            yield connection
    except duckdb.Error as error:
        raise damaged(name, _why(error)) from error


def _why(error: duckdb.Error) -> str:
    """Return in our words why DuckDB gave up."""
    import duckdb

    if isinstance(error, duckdb.OutOfMemoryException):
        return _("what it computes for this table needs more than {limit} of memory").format(limit="512 MB")
    if isinstance(error, duckdb.IOException):
        return _("it is no whole DuckDB file, or another program has it open, or a newer DuckDB wrote it")
    return _("its content is damaged, or of a kind that planself does not know")


def _sound(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> str:
    """Return the full name of a table that holds what it shows, or raise why there is none.

    Whoever made the file may have put macros and views into it that are called like those of the system, so each name
    here says that the system's is meant, and nothing is filtered there.
    """
    name = f"{path}#{table}"
    tables = connection.sql(
        "SELECT database_name, schema_name, table_name, estimated_size FROM system.main.duckdb_tables()"
    )
    rows = {found: (base, size) for base, schema, found, size in tables.fetchall() if schema == _SCHEMA}
    if table not in rows:
        views = connection.sql("SELECT view_name, internal FROM system.main.duckdb_views()").fetchall()
        if (table, False) in views:
            raise _program(
                name, table, _("{table} is a view: a program of whoever made the file, which may find no end.")
            )
        raise _unknown(path, table, sorted(rows))
    columns = connection.sql(
        "SELECT schema_name, table_name, is_generated, column_name FROM system.main.duckdb_columns()"
    ).fetchall()
    computed = [column for schema, found, is_, column in columns if (schema, found, is_) == (_SCHEMA, table, True)]
    if computed:
        message = _(
            "The column {column} of {table} is computed: a program of whoever made the file, which may find no end."
        )
        raise _program(name, table, message.replace("{column}", brief(computed[0])))
    base, size = rows[table]
    refuse_swollen(size, path.stat().st_size, name)
    return f"{_quoted(base)}.{_SCHEMA}.{_quoted(table)}"


def _unknown(path: Path, table: str, names: list[str]) -> UsageError:
    message = _("{file} has no table {table}.").format(file=path, table=brief(table))
    near = did_you_mean(table, names)
    hint = _("Did you mean {word}?").format(word=brief(near)) if near else _("It has {tables}.")
    return UsageError(message, hint.format(tables=", ".join(brief(name) for name in names[:10])))


def _program(name: str, table: str, message: str) -> InputError:
    hint = _("If you trust it, make a table of it in DuckDB: CREATE TABLE answers AS FROM {table};").format(table=table)
    return refusal(Location(name), "E250", message.replace("{table}", brief(table)), hint)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _all_of(table: str) -> str:
    return f"SELECT * FROM {table}"  # noqa: S608 - each part of the name is quoted


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> pl.Schema:
    """Return the columns as Polars will see them."""
    return next(_frames(connection, f"{_all_of(table)} LIMIT 0")).schema


def _frames(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[pl.DataFrame]:
    """Yield the rows of a query in order, in frames of a bounded size; the first may be empty."""
    import polars as pl

    relation = connection.sql(query)
    # Until 1.3 the reader has an older name, which later versions warn of.
    open_reader = getattr(relation, "to_arrow_reader", None) or relation.fetch_record_batch
    with closing(open_reader(_ROWS)) as reader:
        yield cast("pl.DataFrame", pl.from_arrow(reader.schema.empty_table()))
        for batch in reader:
            yield cast("pl.DataFrame", pl.from_arrow(batch))


def _scan(path: Path, table: str, name: str, columns: pl.Schema) -> pl.LazyFrame:
    from polars.io.plugins import register_io_source

    def rows(
        wanted: list[str] | None, predicate: pl.Expr | None, limit: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        left = limit
        with _connected(path, name) as connection, faults(name):
            for frame in _frames(connection, _all_of(table)):
                found = plain(frame.lazy()).collect()
                found = found if left is None else found.head(left)
                left = None if left is None else left - found.height
                found = found if predicate is None else found.filter(predicate)
                yield found if wanted is None else found.select(wanted)
                if left == 0:
                    return

    return register_io_source(rows, schema=columns)
