"""Spark as the engine of a batch: a local session that speaks to nobody, or whatever session is configured."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from warnings import filterwarnings

import polars as pl

from planself.batch.engine import Score, answers, beside, failure, needs
from planself.errors import PlanselfError
from planself.exchange.sink import Sink
from planself.files.disk import writing
from planself.files.temporary import scratch
from planself.i18n import _

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
_BATCH = 50_000


class OnSpark:
    """Spark; the answers on their way to it and the results on their way back lie in a folder beside the output."""

    def __init__(self, beside: Path, jobs: int) -> None:
        try:
            import pyspark  # noqa: F401 - to say early what is missing
        except ImportError as error:
            raise needs("pyspark", "spark") from error
        self._beside = beside.resolve()  # Java has a working folder of its own
        self._jobs = jobs

    def scored(self, batches: Iterable[pl.DataFrame], asked: Collection[str], score: Score) -> Iterator[pl.DataFrame]:
        """Yield the rows of all batches in their order, with results in place of the columns that hold answers."""
        from py4j.protocol import Py4JError  # type: ignore[import-untyped]  # it has no types
        from pyspark.errors import PySparkException

        with scratch(self._beside) as folder:
            given, others, results = folder / "given.parquet", folder / "others.parquet", folder / "results"
            if not _laid_down(batches, asked, given, others):
                return
            with _session(folder, self._jobs) as session:
                try:
                    score(session.read.parquet(str(given))).write.parquet(str(results))
                except (PySparkException, Py4JError) as error:
                    raise failure("spark") from error
            yield from beside(_batches([others]), _batches(sorted(results.glob("part-*.parquet"))))


def _laid_down(batches: Iterable[pl.DataFrame], asked: Collection[str], given: Path, others: Path) -> bool:
    """Write the columns of answers into one file and the others into a second one; return whether there are rows."""
    sinks: list[Sink] = []
    try:
        for batch in batches:
            parts = answers(batch, asked), batch.drop(asked)
            if not sinks:
                sinks += (_sink(path, part) for path, part in zip((given, others), parts, strict=True))
            with writing(given.parent):
                for sink, part in zip(sinks, parts, strict=True):
                    sink.write(part)
        with writing(given.parent):
            for sink in sinks:
                sink.close()
    except BaseException:
        for sink in sinks:
            sink.abandon()
        raise
    return bool(sinks)


def _sink(path: Path, first: pl.DataFrame) -> Sink:
    return Sink(path, first.schema, lambda frame: frame.sink_parquet(path))


def _batches(parts: list[Path]) -> Iterator[pl.DataFrame]:
    if parts:
        yield from pl.scan_parquet(parts, glob=False).collect_batches(chunk_size=_BATCH, maintain_order=True)


@contextmanager
def _session(folder: Path, jobs: int) -> Iterator[Any]:
    """Give a session that is stopped afterwards; what it keeps on the disk goes with the folder."""
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    filterwarnings("ignore", category=FutureWarning, module="pyspark")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else it looks for the machine's address, and warns
    places = {"spark.local.dir": str(folder / "spark"), "spark.sql.warehouse.dir": str(folder / "warehouse")}
    builder = SparkSession.builder.appName("planself").master(f"local[{jobs}]")
    for name, value in {**_SETTINGS, **places}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
    except (PySparkException, OSError) as error:
        raise PlanselfError(
            _("Spark does not start: it needs Java 17 or newer."),
            _("Install Java, or leave out --engine. With --debug, Spark's own words are shown."),
        ) from error
    try:
        yield session
    finally:
        session.stop()
