"""Files of other programs: what they are, by their first bytes or their names, and how answers come out of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from planself.errors import InputError, Location, Problem
from planself.i18n import _
from planself.shell import file_word, own_command, same_questionnaire, unused

ARCHIVE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file; the texts are made when they are needed, in the reader's language."""

    suffixes: tuple[str, ...]
    kind: Callable[[], str]
    remedy: Callable[[], str]
    magic: tuple[bytes, ...] = ()
    """With which such files begin, in lower case, since web pages write as they like."""
    inside: bytes = b""
    """What stands, in lower case, among the names in such an archive."""


def _table() -> str:
    return _("If it holds a table of answers: open it there and save it as .xlsx or CSV.")


def _page() -> str:
    form = _("Is it a form? Its answers are in the .json file that the button “Save the answer file” makes.")
    return f"{form} {_table()}"


def _text() -> str:
    return _("planself reads answer files (YAML, JSON) and tables; save or type the content as one of these.")


def _unpack() -> str:
    return _("Unpack it first, and name what is in it.")


_KINDS = (
    Foreign(
        (".sav", ".zsav", ".por"),
        lambda: _("a data file of SPSS"),
        lambda: _("In SPSS: File > Save As, and choose Excel or CSV."),
        (b"$fl2", b"$fl3"),
    ),
    Foreign(
        (".dta",),
        lambda: _("a data file of Stata"),
        lambda: _('In Stata: export delimited using "answers.csv", or File > Export.'),
        (b"<stata_dta>",),
    ),
    Foreign(
        (".rds", ".rda", ".rdata"),
        lambda: _("a data file of R"),
        lambda: _('In R: write.csv(data, "answers.csv", row.names = FALSE).'),
        (b"rdx2", b"rdx3", b"rda2", b"rda3"),
    ),
    Foreign(
        (".sas7bdat", ".xpt"),
        lambda: _("a data file of SAS"),
        lambda: _("In SAS: PROC EXPORT with DBMS=CSV or DBMS=XLSX."),
    ),
    Foreign(
        (".vv", ".lss", ".lsa", ".lsr", ".lsq", ".lsg"),
        lambda: _("a file with which LimeSurvey moves surveys"),
        lambda: _("In LimeSurvey: Responses > Export > Export responses, as CSV or Excel."),
    ),
    Foreign(
        (".qsf",), lambda: _("a survey of Qualtrics"), lambda: _("In Qualtrics: Data & Analysis > Export, as CSV.")
    ),
    Foreign(
        (".numbers",),
        lambda: _("a table of Apple Numbers"),
        lambda: _("In Numbers: File > Export To > Excel."),
        inside=b"index/document.iwa",
    ),
    Foreign(
        (".gsheet", ".gform", ".gdoc"),
        lambda: _("a link to Google Drive, without any content"),
        lambda: _("Open it in the browser: File > Download > Microsoft Excel."),
    ),
    Foreign(
        (".xlsb",),
        lambda: _("a binary Excel workbook"),
        lambda: _("In Excel: File > Save As > Excel Workbook (.xlsx)."),
        inside=b"xl/workbook.bin",
    ),
    Foreign(
        (".fods", ".et", ".wks", ".dbf"),
        lambda: _("a table of another program"),
        lambda: _("Open it in LibreOffice and save it as .xlsx or .ods."),
    ),
    Foreign((".docx", ".docm"), lambda: _("a Word document"), _text, inside=b"word/"),
    Foreign((".pptx", ".odp", ".ppt"), lambda: _("a presentation"), _text, inside=b"ppt/"),
    Foreign((".odt",), lambda: _("a text document"), _text, inside=b"opendocument.text"),
    Foreign((".rtf",), lambda: _("a text document"), _text, (b"{\\rtf",)),
    Foreign((".pdf",), lambda: _("a PDF"), _text, (b"%pdf-",)),
    Foreign((".html", ".htm", ".mht"), lambda: _("a web page"), _page, (b"<!doctype html", b"<html", b"<table")),
    Foreign(
        (".accdb", ".mdb"),
        lambda: _("an Access database"),
        lambda: _("In Access: External Data > Export > Excel."),
        (b"\x00\x01\x00\x00standard",),
    ),
    Foreign(
        (".sqlite", ".sqlite3", ".db3"),
        lambda: _("an SQLite database"),
        lambda: _("Export the table as CSV: sqlite3 -header -csv FILE 'SELECT * FROM …' > answers.csv"),
        (b"sqlite format 3\0",),
    ),
    Foreign(
        (".feather", ".arrow"),
        lambda: _("a table of Apache Arrow"),
        lambda: _("Write it as Parquet, which planself reads."),
        (b"arrow1\0\0",),
    ),
    Foreign((".eml", ".msg"), lambda: _("an e-mail"), lambda: _("Save its attachment, and name that file.")),
    Foreign((".url", ".webloc", ".lnk"), lambda: _("a shortcut"), lambda: _("Name the file that it leads to.")),
    Foreign((".png",), lambda: _("a picture (PNG)"), _text, (b"\x89png",)),
    Foreign((".jpg", ".jpeg"), lambda: _("a picture (JPEG)"), _text, (b"\xff\xd8\xff",)),
    Foreign(
        (".heic", ".tif", ".tiff", ".gif"), lambda: _("a picture"), _text, (b"gif87a", b"gif89a", b"ii*\0", b"mm\0*")
    ),
    Foreign((".7z", ".rar"), lambda: _("an archive"), _unpack, (b"7z\xbc\xaf", b"rar!")),
    Foreign((".gz", ".tgz", ".bz2", ".xz", ".zst"), lambda: _("a packed file"), _unpack, (b"\x1f\x8b", b"bzh91ay")),
    Foreign((".xlsx", ".xlsm"), lambda: _("an Excel workbook"), _table, inside=b"xl/"),
    Foreign((".ods",), lambda: _("a LibreOffice document"), _table, inside=b"application/vnd.oasis.opendocument"),
    Foreign((".xls", ".doc"), lambda: _("an old Word or Excel file"), _table, (OLD_OFFICE,)),
    Foreign((".zip",), lambda: _("a ZIP archive"), _unpack, (b"pk\x03\x04",)),
)
_READ = {".xlsx", ".xlsm", ".ods", ".xls", ".zip"}
"""Suffixes of files that planself reads in other places: these are known by their content alone."""
_TABLES = {".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet", ".pq", ".xlsx", ".xlsm", ".xls", ".ods"}
_WORKBOOKS = {".xlsx", ".xlsm", ".ods"}
_BY_SUFFIX = {suffix: kind for kind in _KINDS for suffix in kind.suffixes if suffix not in _READ}
_ARCHIVE = ARCHIVE.lower()
_MAGIC = tuple(magic for kind in _KINDS for magic in kind.magic)


def refuse_foreign(head: bytes, name: str) -> None:
    """Raise InputError where a file is of another program, going by its first bytes, or else by its suffix."""
    found = by_content(head) or by_suffix(name)
    if found is not None:
        raise refusal(found, name)


def refuse_table(path: Path) -> None:
    """Raise InputError for a table where a file of one answer set, or of planself's other formats, is needed."""
    if path.suffix.lower() in _TABLES and path.is_file():
        _refuse_misnamed(path)
        command = own_command("batch", file_word(path), *same_questionnaire(), "-o", unused("results.csv"))
        hint = _("The answers of a table are scored by: {command}").format(command=command)
        raise InputError([Problem(Location(str(path)), "E004", _("This is a table."), hint)])


def _refuse_misnamed(path: Path) -> None:
    """Raise InputError for what is called a workbook and is none, as after a broken download."""
    with path.open("rb") as file:
        head = file.read(len(OLD_OFFICE))
    if path.suffix.lower() in _WORKBOOKS and not head.startswith((ARCHIVE, OLD_OFFICE)):
        message = _("The file is no workbook of the kind that its name says.")
        hint = _("It may have been damaged on its way: have it sent again.")
        raise InputError([Problem(Location(str(path)), "E250", message, hint)])


def by_content(head: bytes) -> Foreign | None:
    """Return the kind of a file that begins so."""
    start = head[:64].lstrip().lower()
    if not start.startswith(_MAGIC):  # nearly every file, of which there may be a hundred thousand
        return None
    found = next((kind for kind in _KINDS if kind.magic and start.startswith(kind.magic)), None)
    if not start.startswith(_ARCHIVE):
        return found
    listed = head.lower()
    return next((kind for kind in _KINDS if kind.inside and kind.inside in listed), found)


def by_suffix(name: str) -> Foreign | None:
    """Return the kind of a file of another program with that name."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def refusal(kind: Foreign, name: str) -> InputError:
    """Return the error that says what a file is and how answers come out of it."""
    message = _("This is {kind}, and planself does not read it.").format(kind=kind.kind())
    return InputError([Problem(Location(name), "E004", message, kind.remedy())])
