"""Which kind of workbook a file is by its content, and the look into it before the library opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planself.errors import InputError, Location
from planself.exchange import inside_xls
from planself.files.foreign import ARCHIVE, OLD_OFFICE, refuse_foreign
from planself.files.refusals import refusal
from planself.files.workbook import inside_ods, inside_xlsx, workbook_zip
from planself.files.workbook.inside import Look
from planself.i18n import _

_ODS, _XLS = ".ods", ".xls"


@contextmanager
def looked_into(path: Path, name: str) -> Iterator[Look]:
    """Return what tells of each sheet of a workbook; raises InputError where it is none, damaged, or made to swell."""
    with path.open("rb") as file:
        head = file.read(4096)
    suffix = path.suffix.lower()
    if head.startswith(OLD_OFFICE):
        if suffix != _XLS:
            raise _encrypted_or_old(path, name)
        yield inside_xls.look(path, name)
        return
    if not head.startswith(ARCHIVE):
        refuse_foreign(head, name)
        raise _misnamed(name, _("It begins like text: rename it to .csv, or export the table again."))
    with workbook_zip.opened(path, name) as parts:
        is_ods = "content.xml" in parts
        if is_ods and suffix == _ODS:
            yield inside_ods.look(parts, name)
        elif "xl/workbook.bin" in parts or not (is_ods or inside_xlsx.is_one(parts)):
            refuse_foreign(parts.names().encode(), name)
            raise _misnamed(name, _("Open it in Excel or LibreOffice and save it as .xlsx."))
        elif is_ods or suffix in (_ODS, _XLS):
            raise _misnamed(name, _("Rename it so that its suffix says what it is, such as .xlsx or .ods."))
        else:
            yield inside_xlsx.look(parts, name)


def _misnamed(name: str, hint: str) -> InputError:
    message = _("The file is no workbook of the kind that its name says.")
    return refusal(Location(name), "E250", message, hint)


def _encrypted_or_old(path: Path, name: str) -> InputError:
    if workbook_zip.is_protected(path.read_bytes()):
        return workbook_zip.protected(name)
    return _misnamed(name, _("It is an old Excel workbook: rename it to .xls, or save it as .xlsx."))
