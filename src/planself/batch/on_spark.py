"""Spark as the engine of a batch: a local session that speaks to nobody, or whatever session is configured."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from warnings import filterwarnings

from planself.batch.native import NUMBER, needs, suffix_of
from planself.errors import PlanselfError, UsageError
from planself.exchange.raw_table import damaged
from planself.exchange.source_table import PARQUET
from planself.files import writing
from planself.i18n import _
from planself.tables.cells import INVALID

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.codegen.wholeStage": "false",  # compiling our long plan costs more than it saves
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.sources.commitProtocolClass": (
        "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol"
    ),
}


class OnSpark:
    """One table in Spark; the results are a folder of parts, renamed when all of them are there."""

    def __init__(self, spec: str, output: Path, jobs: int) -> None:
        try:
            import pyspark  # noqa: F401 - to say early what is missing
        except ImportError as error:
            raise needs("pyspark", "spark") from error
        self._spec = spec
        self._output = output
        self._temporary = output.with_name(f".planself-{os.urandom(8).hex()}.tmp")
        self._jobs = jobs
        self.first_row = 1 if suffix_of(spec) in PARQUET else 2
        self._session: Any = None

    def __enter__(self) -> OnSpark:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self._error = PySparkException
        filterwarnings("ignore", category=FutureWarning, module="pyspark")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else it looks for the machine's address, and warns
        builder = SparkSession.builder.appName("planself").master(f"local[{self._jobs}]")
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        try:
            self._session = builder.getOrCreate()
            self._session.sparkContext.setLogLevel("ERROR")
        except (PySparkException, OSError) as error:
            raise PlanselfError(_("Spark does not start: it needs Java 17 or newer."), str(error)[:300]) from error
        return self

    def __exit__(self, *_error: object) -> None:
        if self._session is not None:
            self._session.stop()
        shutil.rmtree(self._temporary, ignore_errors=True)

    def table(self) -> Any:
        """Return the table with its rows numbered: ascending in the order of the file, with gaps between parts."""
        from pyspark.sql import functions

        return self._read().select((functions.monotonically_increasing_id() + 1).alias(NUMBER), "*")

    def count(self) -> int:
        """Return how many rows there are."""
        try:
            return int(self._read().count())
        except self._error as error:
            raise damaged(self._spec, str(error)) from error

    def with_copies(self, frame: Any, names: Iterable[str], prefix: str) -> Any:
        """Return a frame with columns a second time."""
        from pyspark.sql import functions

        return frame.select("*", *(functions.col(_name(name)).alias(prefix + name) for name in names))

    def write(self, frame: Any, columns: Mapping[str, str | None], source: str, sound: bool) -> int:
        """Write the results as a folder of parts and return how many rows these are."""
        good = frame.filter(f"{_name(INVALID)} = ''") if sound else frame
        made = good.select(*(self._cell(name, made_of, source).alias(name) for name, made_of in columns.items()))
        is_parquet = suffix_of(str(self._output)) in PARQUET
        try:
            if is_parquet:
                made.write.parquet(str(self._temporary))
                return int(self._session.read.parquet(str(self._temporary)).count())
            made.write.option("header", True).csv(str(self._temporary))
            return int(self._session.read.option("header", True).csv(str(self._temporary)).count())
        except self._error as error:
            raise self._failure(error) from error

    def bad(self, frame: Any, columns: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """Yield rows with invalid cells."""
        names = list(columns)
        found = frame.filter(f"{_name(INVALID)} <> ''").select(*map(_name, names))
        for row in found.toLocalIterator():
            yield dict(zip(names, row, strict=True))

    def place(self) -> None:
        """Give the folder its name."""
        with writing(self._output):
            with suppress(FileNotFoundError):
                self._output.unlink()
            self._temporary.rename(self._output)

    def _read(self) -> Any:
        if suffix_of(self._spec) in PARQUET:
            return self._session.read.parquet(self._spec)
        separator = "\t" if suffix_of(self._spec) == ".tsv" else ","
        read = self._session.read.option("header", True).option("sep", separator).option("multiLine", True)
        return read.option("escape", '"').option("mode", "FAILFAST").csv(self._spec)

    def _cell(self, name: str, made_of: str | None, source: str) -> Any:
        from pyspark.sql import functions

        if name == "row":
            return functions.col(_name(NUMBER))
        if name == "source":
            number = functions.col(_name(NUMBER)) + self.first_row - 1
            return functions.concat(functions.lit(f"{source}:"), number.cast("string"))
        return functions.lit(None).cast("string") if made_of is None else functions.col(_name(made_of))

    def _failure(self, error: Exception) -> Exception:
        return damaged(self._spec, str(error))


def check(spec: str, output: Path) -> None:
    """Raise UsageError where Spark reads or writes no such file."""
    if suffix_of(spec) not in {*PARQUET, ".csv", ".tsv"}:
        raise UsageError(
            _("--engine spark reads Parquet and UTF-8 CSV, and not {path}.").format(path=spec),
            _("Leave out --engine: the usual one reads all formats."),
        )
    if suffix_of(str(output)) not in {*PARQUET, ".csv"}:
        raise UsageError(
            _("--engine spark writes folders named .parquet and .csv, and not {path}.").format(path=output)
        )


def _name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
