"""Labels that stand joined in one cell, by semicolons or commas, each replaced by the option that it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import narwhals as nw

from planself.tables.words import SPACES

_GAP = f"[{SPACES}]*"


def in_small(exact: Mapping[str, str]) -> dict[str, str]:
    """Return the cells in small letters, without those that would then mean two things."""
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for cell, text in exact.items():
        meanings[cell.lower()].add(text)
    return {cell: found.pop() for cell, found in meanings.items() if len(found) == 1}


def listed(parts: Mapping[str, str]) -> dict[str, str]:
    """Return the parts that a comma may join, long ones first; none where one of them reads as several others."""
    pieces = {part: [piece.strip() for piece in part.split(",")] for part in parts}
    if any(len(found) > 1 and all(piece in parts for piece in found) for found in pieces.values()):
        return {}
    return {part: parts[part] for part in sorted(parts, key=len, reverse=True)}


def by_semicolons(text: nw.Expr, parts: Mapping[str, str]) -> nw.Expr:
    """Return cells with every known part between `;` replaced; the marks keep one replacement from the next."""
    found = nw.concat_str([nw.lit(";"), text.str.replace_all(f"{_GAP};{_GAP}", ";;"), nw.lit(";")])
    for case, known in (("", parts), ("(?i)", in_small(parts))):
        for part, meaning in known.items():
            found = found.str.replace_all(f"{case};{_GAP}{_escaped(part)}{_GAP};", f"\x02{meaning}\x03")
    changed = found.str.contains("\x02")
    clean = found.str.replace_all("[;\x02\x03]+", ";").str.strip_chars(";")
    return nw.when(changed).then(clean).otherwise(text)


def by_commas(text: nw.Expr, parts: Mapping[str, str]) -> nw.Expr:
    """Return cells that known parts joined by commas make up wholly with each replaced, and all others as they are.

    Every comma is doubled, also those within a part, so that each part finds a comma of its own at either end.
    """
    found = nw.concat_str([nw.lit(","), text.str.replace_all(f"{_GAP},{_GAP}", ",,"), nw.lit(",")])
    for case, known in (("", parts), ("(?i)", in_small(parts))):
        for part, meaning in known.items():
            pattern = f"{_GAP},,{_GAP}".join(_escaped(piece.strip()) for piece in part.split(","))
            found = found.str.replace_all(f"{case},{_GAP}{pattern}{_GAP},", f"\x02{meaning}\x03")
    whole_cell = found.str.contains("^(?:\x02[^\x02\x03,]*\x03)+$")
    clean = found.str.replace_all("[\x02\x03]+", ";").str.strip_chars(";")
    return nw.when(whole_cell).then(clean).otherwise(text)


def _escaped(part: str) -> str:
    """Return a text as a pattern that every engine's regular expressions read alike."""
    return re.sub(r"([\\.^$|?*+()\[\]{}])", r"\\\1", part)
