"""How the pages are called that `planself workshop new` makes for printing."""

from __future__ import annotations

from typing import NamedTuple

from planself.i18n import Reader

CODES = "codes.html"


class SheetNames(NamedTuple):
    """The pages that are for everybody: no code in them is anybody's but as an example."""

    facilitator: str
    participants: str
    posters: str


def sheet_names(reader: Reader) -> SheetNames:
    """Return the names for a reader."""
    _ = reader._
    return SheetNames(_("facilitator.html"), _("participants.html"), _("posters.html"))
