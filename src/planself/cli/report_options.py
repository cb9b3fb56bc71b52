"""What commands that write a report share: their options, and the way of the text into its file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from planself.cli import console
from planself.cli.command import option
from planself.errors import UsageError
from planself.files.disk import write_atomic
from planself.files.overwriting import refuse_to_overwrite
from planself.i18n import _
from planself.report_formats import SUFFIXES, Audience, Format, any_suffix

Output = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar=_("FILE"), help=_("Where to write it; the suffix chooses the format, - is stdout.")
    ),
]
FormatOption = Annotated[Format | None, option("--format", help=_("The format, where the suffix does not say it."))]
AudienceOption = Annotated[
    Audience, typer.Option("--audience", help=_("council: one sheet for the council; full: everything in order."))
]
Force = Annotated[bool, typer.Option("--force", help=_("Overwrite the file even if it was edited since."))]


def chosen_format(output: Path, requested: Format | None) -> Format:
    """Return the format requested, or that of the name's suffix."""
    chosen = requested or SUFFIXES.get(output.suffix.lower())
    if chosen is None:
        raise UsageError(
            _("The name {file} does not say which format the report is to have.").format(file=output),
            _("Let it end in {suffixes}, or use --format.").format(suffixes=any_suffix()),
        )
    return chosen


def write_report(text: str, output: Path, inputs: Iterable[Path], *, force: bool) -> None:
    """Write a report to its file or to stdout; raises UsageError where what stands there is not to be lost."""
    if output == Path("-"):
        console.write(text)
        return
    refuse_to_overwrite(output, inputs, force=force)
    write_atomic(output, text.encode())
    console.talk(_("Written: {file}").format(file=output))
