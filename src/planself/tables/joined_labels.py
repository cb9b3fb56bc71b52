"""Labels that stand joined in one cell, by semicolons or commas, each replaced by the option that it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import narwhals as nw

from planself.tables.cell_words import SPACES

_GAP = f"[{SPACES}]*"


def in_small(exact: Mapping[str, str]) -> dict[str, str]:
    """Return the cells in small letters, without those that would then mean two things."""
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for cell, text in exact.items():
        meanings[cell.lower()].add(text)
    return {cell: found.pop() for cell, found in meanings.items() if len(found) == 1}


def listed(parts: Mapping[str, str], separators: str = ";,") -> dict[str, str]:
    """Return the parts that these separators may join, long ones first; none where one reads as several others."""
    known = {part.lower() for part in parts}
    for part in known:
        pieces = [piece.strip() for piece in re.split(f"[{separators}]", part)]
        if len(pieces) > 1 and all(piece in known for piece in pieces):
            return {}
    return {part: parts[part] for part in sorted(parts, key=len, reverse=True)}


def by_semicolons(text: nw.Expr, parts: Mapping[str, str]) -> nw.Expr:
    """Return cells with every known part between `;` replaced, and what stands between others as it is."""
    found = _replaced(text, parts, ";")
    return nw.when(found.str.contains("\x02")).then(_clean(found)).otherwise(text)


def by_labels(text: nw.Expr, parts: Mapping[str, str]) -> nw.Expr:
    """Return cells that known parts make up wholly with each replaced, null where they do not.

    Semicolons and commas join, and may stand within a part as well.
    """
    found = _replaced(text, parts, ";,")
    return nw.when(found.str.contains("^;*(?:\x02[^\x02\x03]*\x03;*)+$")).then(_clean(found)).otherwise(None)


def _replaced(text: nw.Expr, parts: Mapping[str, str], separators: str) -> nw.Expr:
    """Return cells with known parts replaced by their meanings between marks, which keep one from the next.

    Every separator is doubled, also those within a part, so that each part finds one of its own at either end.
    """
    for separator in separators:
        text = text.str.replace_all(f"{_GAP}{separator}{_GAP}", separator * 2)
    found = nw.concat_str([nw.lit(";"), text, nw.lit(";")])
    for case, known in (("", parts), ("(?i)", in_small(parts))):
        for part, meaning in known.items():
            pieces = [_escaped(piece.strip()) for piece in re.split(f"([{separators}])", part)]
            pattern = "".join(piece * 2 if number % 2 else piece for number, piece in enumerate(pieces))
            meant = meaning.replace(";", "\x04")
            found = found.str.replace_all(
                f"{case}[{separators}]{_GAP}{pattern}{_GAP}[{separators}]", f"\x02{meant}\x03"
            )
    return found


def _clean(found: nw.Expr) -> nw.Expr:
    return found.str.replace_all("[;\x02\x03]+", ";").str.strip_chars(";").str.replace_all("\x04", ";")


def _escaped(part: str) -> str:
    """Return a text as a pattern that every engine's regular expressions read alike."""
    return re.sub(r"([\\.^$|?*+()\[\]{}])", r"\\\1", part)
