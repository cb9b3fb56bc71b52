"""DuckDB as the engine of a batch: it computes in memory, block by block, and opens no file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

import polars as pl

from planself.batch.engine import NUMBER, Score, answers, beside, failure, in_blocks, needs
from planself.files.temporary import scratch

if TYPE_CHECKING:
    import duckdb

_BLOCK = 250_000
"""Rows; the query is planned anew for each block, and DuckDB holds no more than one."""
_ROWS = "planself_rows"


class OnDuckdb:
    """DuckDB; what does not fit into its memory lies for so long in a folder beside the results."""

    def __init__(self, beside: Path) -> None:
        try:
            import duckdb  # noqa: F401 - to say early what is missing
            import pyarrow  # noqa: F401 - the same
        except ImportError as error:
            raise needs(error.name or "duckdb", "duckdb") from error
        self._beside = beside

    def scored(self, batches: Iterable[pl.DataFrame], asked: Collection[str], score: Score) -> Iterator[pl.DataFrame]:
        """Yield the rows of all batches in their order, with results in place of the columns that hold answers."""
        import duckdb

        with scratch(self._beside) as folder, closing(_connected(folder)) as connection:
            query: str | None = None
            for block in in_blocks(batches, _BLOCK):
                try:
                    connection.register(_ROWS, answers(block, asked).to_arrow(compat_level=pl.CompatLevel.oldest()))
                    query = query or str(score(connection.table(_ROWS)).sql_query())
                    found = cast(pl.DataFrame, pl.from_arrow(connection.sql(query).to_arrow_table()))
                except duckdb.Error as error:
                    raise failure("duckdb") from error
                yield from beside([block.drop(asked)], [found.sort(NUMBER)])


def _connected(folder: Path) -> duckdb.DuckDBPyConnection:
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "enable_external_access": "false",
        "temp_directory": str(folder),
    }
    return duckdb.connect(":memory:", config=settings)
