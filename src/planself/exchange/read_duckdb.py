"""A table of a DuckDB file, read where it lies; no extension is ever loaded, and no other file opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from planself.errors import InputError, Location, PlanselfError, UsageError, did_you_mean
from planself.exchange.raw_table import Table, damaged, existing, faults, refusal
from planself.exchange.typed_columns import headings, plain, schema
from planself.i18n import _
from planself.questionnaire.refusals import brief
from planself.shell import installing
from planself.text import first_few

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


def read(spec: str) -> Table:
    """Return the table that `duckdb:FILE#TABLE` names."""
    path, table = _split(spec)
    name = f"{path}#{table}"
    existing(path, str(path))
    _require()
    with _connected(path, name) as connection:
        _refuse_unknown(connection, path, table)
        found = _columns(connection, table)
    return Table(name, _scan(path, table, name, schema(found)), 1, headings(found))


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


def _refuse_unknown(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> None:
    query = (
        "SELECT table_name, table_type FROM information_schema.tables "
        "WHERE table_schema = current_schema() ORDER BY ALL"
    )
    kinds = dict(connection.sql(query).fetchall())
    if kinds.get(table) == "VIEW":
        raise _view(path, table)
    if table in kinds:
        return
    names = [name for name, kind in kinds.items() if kind != "VIEW"]
    message = _("{file} has no table {table}.").format(file=path, table=brief(table))
    near = did_you_mean(table, names)
    hint = _("Did you mean {word}?").format(word=brief(near)) if near else _("It has {tables}.")
    raise UsageError(message, hint.format(tables=first_few([brief(name) for name in names], 10)))


def _view(path: Path, table: str) -> InputError:
    message = _("{table} is a view: a program of whoever made the file, which may find no end.").format(
        table=brief(table)
    )
    hint = _("If you trust it, make a table of it in DuckDB: CREATE TABLE answers AS FROM {table};").format(table=table)
    return refusal(Location(f"{path}#{table}"), "E250", message, hint)


def _all_of(table: str) -> str:
    return "SELECT * FROM " + '"' + table.replace('"', '""') + '"'  # noqa: S608 - quoted


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
