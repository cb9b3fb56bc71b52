"""Answer sets of the same respondent, counted as they pass by, whatever files and tables they come from."""

from __future__ import annotations

import polars as pl

from planself.batch.job import Part

_CODE = "respondent.id"
_OF = (_CODE, "subject.name", "subject.ags")
"""A code tells people apart within their municipality; many begin with W01."""


class Several:
    """Looks at every scored answer set, and keeps eight bytes of those that have a code."""

    def __init__(self) -> None:
        self._seen: list[pl.Series] = []

    def look(self, part: Part) -> None:
        """Take the codes of some scored rows."""
        if _CODE in part.frame.columns:
            coded = part.frame.filter(pl.col(_CODE).fill_null("") != "")
            self._seen.append(coded.select(name for name in _OF if name in coded.columns).hash_rows())

    def more(self) -> int:
        """Return how many answer sets are of a respondent of whom there is one already."""
        seen = pl.concat(self._seen) if self._seen else pl.Series(dtype=pl.UInt64)
        return seen.len() - seen.n_unique()
