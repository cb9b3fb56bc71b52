"""Nothing is written over what it was made from, nor over what planself did not write or somebody edited since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from planself.errors import UsageError
from planself.files.foreign import ARCHIVE
from planself.files.workbook_seal import is_unchanged_workbook
from planself.i18n import _
from planself.seal import is_unchanged


def is_sealed(file: Path) -> bool:
    """Return whether a file is a page or a form's workbook that planself wrote and nobody edited since."""
    data = file.read_bytes()
    if data.startswith(ARCHIVE):
        return is_unchanged_workbook(data)
    try:
        return is_unchanged(data.decode())
    except UnicodeDecodeError:
        return False


def refuse_to_overwrite(
    target: Path, inputs: Iterable[Path] = (), is_own: Callable[[Path], bool] = is_sealed, *, force: bool
) -> None:
    """Raise UsageError where an input stands, or a file that is not planself's own as it wrote it."""
    for file in inputs:
        if target.exists() and target.resolve() == file.resolve():
            raise UsageError(_("The report would overwrite its own answer file {file}.").format(file=file))
    if target.is_dir():
        raise UsageError(_("{file} is a folder.").format(file=target), _("Name a file in it."))
    if target.is_file() and not force and not is_own(target):  # a pipe, such as /dev/stdout, holds nothing to lose
        raise UsageError(
            _("{file} exists and was not written by planself, or was edited since.").format(file=target),
            _("Choose another name, or overwrite it with --force."),
        )
