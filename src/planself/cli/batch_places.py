"""Where a batch writes: nothing onto what it reads, nothing over what is there, unless that is said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from planself.batch.inputs import AnswerFile, Input, Member, Refused, TableInput
from planself.errors import UsageError
from planself.exchange.metadata import unchanged
from planself.exchange.source_table import DUCKDB
from planself.i18n import _


def read_paths(inputs: Iterable[Input], more: Iterable[Path | None]) -> Iterator[str]:
    """Yield every file that a run reads; as text, since there may be a hundred thousand."""
    yield from map(_path, inputs)
    yield from (str(path) for path in more if path is not None)


def refuse(outputs: Iterable[Path], read: Iterable[str | Path], *, force: bool) -> None:
    """Raise UsageError where an output is an input, stands for two at once, or is there and is not planself's own."""
    wanted = list(outputs)
    for place, output in enumerate(wanted):
        if output.is_dir():
            raise UsageError(_("{path} is a folder, and a file is to be written.").format(path=output))
        if any(_same(output, other) for other in wanted[:place]):
            raise UsageError(_("{file} would be written twice.").format(file=output), _("Choose different names."))
    there = {_identity(output): output for output in wanted if output.exists()}
    if there:
        for path in read:
            if (found := _identity(path)) in there:
                raise UsageError(_("The output {file} is also among the inputs.").format(file=there[found]))
    folders = {output.parent for output in wanted}
    for output in there.values():
        if output.is_file() and not force and not unchanged(output, folders):
            raise UsageError(
                _("{file} exists and was not written by planself, or was edited since.").format(file=output),
                _("Choose another name, or overwrite it with --force."),
            )


def refuse_answer_files(engine: str, inputs: Iterable[Input]) -> None:
    """Raise UsageError where an engine other than the usual one would have nothing to do with an input."""
    other = next((given.source for given in inputs if not isinstance(given, TableInput)), None)
    if engine != "polars" and other is not None:
        raise UsageError(
            _("--engine {engine} scores tables, and {path} is none.").format(engine=engine, path=other),
            _("Leave out --engine: the usual one reads all formats."),
        )


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Return what two paths to the same file share, whether by links or spelling; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- a Path for each of a hundred thousand files costs more
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _path(given: Input) -> str:
    match given:
        case AnswerFile():
            return given.path
        case Member():
            return given.archive
        case TableInput():
            spec = given.spec
            if spec.startswith(DUCKDB):
                return spec.removeprefix(DUCKDB).rpartition("#")[0]
            return spec if os.path.lexists(spec) else spec.rpartition("#")[0]
        case Refused():
            return given.source
