"""What was asked of a batch, and where it follows from that what is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planself.errors import UsageError
from planself.exchange.metadata import metadata_file
from planself.exchange.table_out import Kind, Style, kind_of
from planself.files.disk import is_stream
from planself.i18n import Reader, _
from planself.report.formats import Format


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for."""

    paths: tuple[str, ...]
    output: str | None
    style: Style
    long: bool
    questionnaire: str | None
    mapping: Path | None
    sheet: str | None
    decimal: str | None
    keep: tuple[str, ...]
    rejected: Path | None
    strict: bool
    lenient: bool
    reports: Path | None
    report_format: Format
    summary: Path | None
    by: str | None
    jobs: int
    engine: str
    force: bool
    reader: Reader

    @property
    def to_stdout(self) -> bool:
        """Whether the results go to stdout."""
        return self.output == "-"

    @property
    def kind(self) -> Kind:
        """The format of the results; raises UsageError where the name does not say it."""
        if self.to_stdout:
            return Kind.CSV
        if self.output is None:
            raise UsageError(_("Where do the results go?"), _("Name a file with -o, as in -o results.csv"))
        kind = kind_of(Path(self.output))
        if kind is None:
            known = ", ".join(f".{one}" for one in Kind)
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
