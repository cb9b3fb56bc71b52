"""What is requested of a batch, as the command line says it, and where it follows from that what is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planself.errors import UsageError
from planself.exchange.metadata import metadata_file
from planself.exchange.table_out import Style, TableFormat, kind_of
from planself.files.disk import is_stream
from planself.i18n import Reader, _, current
from planself.report_formats import Format


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What the user asked for."""

    paths: tuple[str, ...] = ()
    output: str | None = None
    style: Style = Style.INTERNATIONAL
    long: bool = False
    questionnaire: str | None = None
    mapping: Path | None = None
    sheet: str | None = None
    decimal: Literal[",", "."] | None = None
    keep: tuple[str, ...] = ()
    rejected: Path | None = None
    strict: bool = False
    lenient: bool = False
    reports: Path | None = None
    report_format: Format = "html"
    summary: Path | None = None
    by: str | None = None
    jobs: int = 1
    engine: str = "polars"
    force: bool = False
    reader: Reader = field(default_factory=current)

    @property
    def to_stdout(self) -> bool:
        """Whether the results go to stdout."""
        return self.output == "-"

    def kind(self) -> TableFormat:
        """The format of the results; raises UsageError where the name does not say it."""
        if self.to_stdout:
            return TableFormat.CSV
        if self.output is None:
            raise UsageError(_("Where do the results go?"), _("Name a file with -o, as in -o results.csv"))
        kind = kind_of(Path(self.output))
        if kind is None:
            known = ", ".join(f".{one}" for one in TableFormat)
            raise UsageError(_("-o {file}: the name must end in one of {known}.").format(file=self.output, known=known))
        return kind

    @property
    def metadata(self) -> Path | None:
        """Where the metadata of what is written go: beside the first table that is a file."""
        files = [None if self.to_stdout or self.output is None else Path(self.output), self.rejected_file]
        return next((metadata_file(path) for path in files if path is not None and not is_stream(path)), None)

    @property
    def outputs(self) -> list[Path]:
        """Every table that may be written, and what is written beside them."""
        results = None if self.to_stdout or self.output is None else Path(self.output)
        return [path for path in (results, self.rejected_file, self.metadata) if path is not None]

    @property
    def rejected_file(self) -> Path | None:
        """Where rejected rows go: as asked, else beside the results; nowhere where those go to stdout."""
        if self.rejected is not None or self.to_stdout or self.output is None:
            return self.rejected
        return Path(self.output).with_suffix(".rejected.csv")
