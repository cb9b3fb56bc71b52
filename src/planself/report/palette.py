"""The report's colours, in one place: brown to teal for any number of bands, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one scheme: names of the style sheet, and the ramps that the bands are taken from."""

    names: Mapping[str, str]
    marks: tuple[str, ...]
    grounds: tuple[str, ...]


PALETTES: Mapping[Scheme, Palette] = {
    "light": Palette(
        names={
            "bg": "#ffffff",
            "ink": "#16202a",
            "ink2": "#4a5662",
            "rule": "#d4dade",
            "rule2": "#7d8891",
            "tint": "#f4f6f7",
            "accent": "#0a5a73",
            "notice": "#f8f1e6",
        },
        marks=("#9a4a07", "#66707a", "#04695f"),
        grounds=("#f6ebdf", "#eef0f2", "#dff0ec"),
    ),
    "dark": Palette(
        names={
            "bg": "#12181d",
            "ink": "#e8edf0",
            "ink2": "#aab6bf",
            "rule": "#313b43",
            "rule2": "#87939c",
            "tint": "#1a2228",
            "accent": "#7cc7de",
            "notice": "#2a2318",
        },
        marks=("#e9a25c", "#a9b4bc", "#5fc7b8"),
        grounds=("#2b2218", "#20272d", "#152b29"),
    ),
}
# The middle of a ramp is grey: what is neither a strength nor a weakness should not shout.


def ramp(stops: Sequence[str], count: int) -> tuple[str, ...]:
    """Return `count` colours along the stops, the first and the last included; a single one is the last."""
    if count == 1:
        return (stops[-1],)
    return tuple(_at(stops, place * (len(stops) - 1), count - 1) for place in range(count))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@cache
def declarations(scheme: Scheme, bands: int) -> str:
    """Return the custom properties of a scheme for a questionnaire with that many bands."""
    return "".join(f"--{name}:{colour};" for name, colour in colours(scheme, bands))


def colours(scheme: Scheme, bands: int) -> Iterator[tuple[str, str]]:
    """Yield every name and colour of a scheme; band n has the mark `mn` and the ground `gn`."""
    palette = PALETTES[scheme]
    yield from palette.names.items()
    for prefix, stops in (("m", palette.marks), ("g", palette.grounds)):
        for place, colour in enumerate(ramp(stops, bands)):
            yield f"{prefix}{place}", colour


def _at(stops: Sequence[str], numerator: int, denominator: int) -> str:
    whole, rest = divmod(numerator, denominator)
    if not rest:
        return stops[whole]
    pairs = zip(_channels(stops[whole]), _channels(stops[whole + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * rest / denominator):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
