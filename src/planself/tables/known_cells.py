"""One cell of a known column: the key of a municipality, a day, or a text."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

from planself.files.ags import parse_ags
from planself.files.dates import parse_date
from planself.files.fields import as_written
from planself.i18n import _
from planself.questionnaire.types.values import BadValueError
from planself.tables.cell_words import SPACES

AGS, DATE = "subject.ags", "date"
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 109_574
"""1950-01-01 and 2199-12-31 as spreadsheets count days; a year, or a day written 20261122, lies outside."""
_SERIAL_ZERO = date(1899, 12, 30)


def read_known(name: str, raw: object) -> str | None:
    """Return what a cell of a known column says, None where it is empty; raises BadValueError."""
    if isinstance(raw, str):
        raw = raw.strip(SPACES) or None
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if name == AGS:
        return read_ags(raw)[0]
    return _day(raw) if name == DATE else str(as_written(raw))


def read_ags(raw: object) -> tuple[str, bool]:
    """Return the key of a cell that is not empty, and whether its zero was put back; raises BadValueError."""
    if isinstance(raw, str):
        raw = raw.strip(SPACES).removesuffix(".0")  # a column with gaps, saved as text by a spreadsheet
    if isinstance(raw, float):
        raw = Decimal(repr(raw))
    try:
        return parse_ags(raw)
    except ValueError as error:
        raise BadValueError("E208", str(error), _("Write 2, 3, 5 or 8 digits, or leave the cell empty.")) from None


def _day(raw: object) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool) and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return (_SERIAL_ZERO + timedelta(days=raw)).isoformat()
    try:
        return parse_date(raw).isoformat()
    except ValueError as error:
        raise BadValueError("E207", str(error), _("Correct it, or leave the cell empty.")) from None
