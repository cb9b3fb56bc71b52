"""A text being typed, broken at words as it is shown; what is typed stays one line."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from planself.terminal.screen import cells

_WORD = re.compile(r"\s*\S+|\s+")


class WordWrap(Processor):
    """Pads a line with spaces where a word would be torn, so that the word begins on the next line of the window."""

    def __init__(self, lead: int) -> None:
        self._lead = lead
        """Columns that the prompt takes on every line."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the line as it is shown, and where each sign of it stands."""
        fragments = explode_text_fragments(transformation_input.fragments)
        room = transformation_input.width - self._lead
        pads = padding(fragment_list_to_text(fragments), room)
        shown: list[tuple[str, str]] = []
        places: list[int] = []
        for place, fragment in enumerate(fragments):
            shown += [("", " ")] * pads.get(place, 0)
            places.append(len(shown))
            shown.append((fragment[0], fragment[1]))
        places.append(len(shown))
        return Transformation(
            [*shown],
            source_to_display=lambda place: places[min(place, len(places) - 1)],
            display_to_source=lambda place: max(bisect_right(places, place) - 1, 0),
        )


def padding(text: str, room: int) -> dict[int, int]:
    """Return how many spaces go before which sign of a text, so that no word is torn that fits a line."""
    pads: dict[int, int] = {}
    if room < 1:
        return pads
    used = 0
    ends = [0, *(found.end() for found in _WORD.finditer(text))]
    for begin, end in pairwise(ends):
        word = text[begin:end].lstrip()
        first = end - len(word)
        used = _after(text[begin:first], used, room)
        size = cells(word)
        if used and used + size > room >= size:
            pads[first] = room - used
            used = 0
        used = _after(word, used, room)
    return pads


def _after(text: str, used: int, room: int) -> int:
    """Return how much of its line is used after a text that the window breaks anywhere."""
    for sign in text:
        size = cells(sign)
        used = used + size if used + size <= room else size
    return used
