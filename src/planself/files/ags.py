"""The Amtlicher Gemeindeschlüssel (AGS), the official key of a German municipality."""

from __future__ import annotations

from decimal import Decimal

from planself.i18n import _

_LENGTHS = (2, 3, 5, 8)
"""Land, Regierungsbezirk, Kreis, Gemeinde."""


def parse_ags(raw: object) -> tuple[str, bool]:
    """Return the key, and whether a leading zero was put back; raises ValueError with the reason."""
    key = _digits(raw)
    if len(key) == 12:
        raise ValueError(
            _("{key} has 12 digits: this is the Regionalschlüssel, not the Gemeindeschlüssel (AGS).").format(key=key)
        )
    if len(key) in _LENGTHS:
        return key, False
    if len(key) + 1 in _LENGTHS and key[0] != "0":
        return f"0{key}", True
    raise ValueError(_("{key} has {n} digits; an AGS has 2, 3, 5 or 8.").format(key=key[:40], n=len(key)))


def _digits(raw: object) -> str:
    if isinstance(raw, Decimal) and raw == raw.to_integral_value():
        raw = int(raw)  # 5315000.0, as spreadsheets give it
    key = "".join(str(raw).split())
    if isinstance(raw, bool) or not isinstance(raw, str | int) or not (key.isascii() and key.isdigit()):
        raise ValueError(_("An AGS consists of digits only."))
    return key
