"""How much room blocks need on a slide at most, in hundredths of the type's size; `deck.css` sets the same sizes.

The smallest slide is that of a projector of 4:3, 42.6 times as wide and 30 times as high as its type.
"""

from __future__ import annotations

from collections.abc import Sequence

from planself.report.blocks import Bullets, Facts, Heading, Paragraph, Table
from planself.report.deck.lines import Said, lines, width
from planself.report.deck.slides import Grid, Shown

WIDTH = 3_800
LINE = 130
"""A line of plain type."""
ROW = 48
"""What a row of a table has above and below its lines."""
SIGN = 120
"""What stands before an item of a list."""
LABEL = 28
"""The percentage of the width that the labels of facts have."""
_HEIGHT = 3_000
_AROUND = 390
"""The edge above, the bar of buttons below, and what browsers round up."""
_GAP = 60
_BESIDE = 70
"""What parts a column from the next."""
_LEAD, _TITLE, _HEADING, _BOLD = 170, 160, 120, 108
"""The size of a type, or how much wider bold type is, in hundredths of plain type."""
_LEAD_LINE, _TITLE_LINE, _HEADING_LINE, _ABOVE_HEADING = 221, 190, 160, 40
_FOR_CHART, _FOR_NUMBERS, _FOR_WORDS = 18, 30, 30
"""Percentages of a table's width: of a drawing at least, of a column of numbers at most, of all words at least."""
_LONGEST = 30
"""The percentage up to which a column is wide enough for its longest word."""


def room(title: str) -> int:
    """Return how high the blocks below a title may be together."""
    return _HEIGHT - _AROUND - lines(title, WIDTH * 10_000 // (_TITLE * _BOLD)) * _TITLE_LINE - _GAP


def height(block: Shown) -> int:
    """Return the height of a block with what parts it from the next."""
    match block:
        case Paragraph():
            return lines(block.text, measure(block)) * line(block) + _GAP
        case Heading():
            return lines(block.text, WIDTH * 10_000 // (_HEADING * _BOLD)) * _HEADING_LINE + _ABOVE_HEADING
        case Bullets():
            return sum(lines(item, WIDTH - SIGN) * LINE + _GAP // 2 for item in block.items) + _GAP // 2
        case Facts():
            rows = [(fact.label, fact.value) for fact in block.facts]
            return sum(_row(row, (LABEL, 100 - LABEL)) for row in rows) + _GAP
        case Grid():
            return head(block) + sum(row_heights(block)) + _GAP


def measure(block: Paragraph) -> int:
    """Return how wide the lines of a paragraph are, in hundredths of its own type's size."""
    return WIDTH * 100 // _LEAD if block.tone == "lead" else WIDTH * 100 // _BOLD if block.tone == "flag" else WIDTH


def line(block: Paragraph) -> int:
    """Return the height of a line of a paragraph."""
    return _LEAD_LINE if block.tone == "lead" else LINE


# --- tables ---


def head(grid: Grid) -> int:
    """Return the height of a table's headings."""
    columns = zip(grid.table.columns, grid.shares, strict=True)
    return max(lines("" if c.chart else c.label, cell_room(share)) for c, share in columns) * LINE + ROW + 10


def row_heights(grid: Grid) -> list[int]:
    """Return the heights of a table's rows."""
    return [_row([cell.text for cell in row], grid.shares) for row in grid.table.rows]


def _row(texts: Sequence[Said], shares: Sequence[int]) -> int:
    return max(lines(text, cell_room(share)) for text, share in zip(texts, shares, strict=True)) * LINE + ROW


def cell_room(share: int) -> int:
    """Return how wide the lines of a cell are in a column of that percentage."""
    return WIDTH * share // 100 - _BESIDE


def grid(table: Table) -> Grid:
    """Return a table with the widths of its columns: numbers what they need, words what makes the rows lowest."""
    places = range(len(table.columns))
    charts = [place for place in places if table.columns[place].chart]
    numbers = {place: _numbers(table, place) for place in places if table.columns[place].numeric}
    most = 100 - _FOR_WORDS - _FOR_CHART * len(charts)
    if sum(numbers.values()) > most:
        numbers = dict.fromkeys(numbers, most // len(numbers))
    columns = [place for place in places if place not in numbers and place not in charts]
    room_for_words = 100 - sum(numbers.values()) - _FOR_CHART * len(charts)
    words = dict(zip(columns, _shared(table, columns, room_for_words), strict=True))
    others = charts or list(numbers) or columns
    shares = dict.fromkeys(charts, 0) | numbers | words
    more = (100 - sum(shares.values())) // len(others)
    shares |= {place: shares[place] + more for place in others}
    return Grid(table, tuple(shares[place] for place in places))


def _shared(table: Table, columns: Sequence[int], left: int) -> list[int]:
    """Return the percentages of columns of words: what they want, or what makes the rows lowest."""
    texts = [[table.columns[place].label, *(row[place].text for row in table.rows)] for place in columns]
    wanted = [_percentage(max(width(str(text)) for text in column)) for column in texts]
    if sum(wanted) <= left:
        return wanted
    shares = [_longest_word(column) for column in texts]
    if sum(shares) > left:
        return [left // len(columns)] * len(columns)
    while sum(shares) < left:
        grown = [[share + (n == place) for n, share in enumerate(shares)] for place in range(len(shares))]
        shares = min(grown, key=lambda each: _rows_height(texts, each))
    return shares


def _rows_height(texts: Sequence[Sequence[Said]], shares: Sequence[int]) -> tuple[int, int]:
    """Return how high rows of these columns are together, and how many lines their cells have."""
    counted = [[lines(text, cell_room(share)) for text in column] for column, share in zip(texts, shares, strict=True)]
    return sum(map(max, zip(*counted, strict=True))), sum(map(sum, counted))


def _longest_word(texts: Sequence[Said]) -> int:
    return min(_percentage(max(width(word) for text in texts for word in (*str(text).split(), "m"))), _LONGEST)


def _numbers(table: Table, place: int) -> int:
    """Return the percentage that a column's numbers, and the longest word above them, need."""
    texts = [*str(table.columns[place].label).split(), *(str(row[place].text) for row in table.rows)]
    return min(_percentage(max(map(width, texts))), _FOR_NUMBERS)


def _percentage(hundredths: int) -> int:
    return -(-(hundredths + _BESIDE) * 100 // WIDTH)
