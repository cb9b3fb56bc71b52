"""A panel of invented answers for measuring at size: 45 questions on nine hurdles, two of them conditional.

Every column is drawn by Polars from a seed: levels 0 to 4, one in twelve "don't know", one in forty "not applicable",
one in twenty empty. `write` gives text cells, as CSV has them, or whole numbers where there is nothing but levels and
gaps, as a typed Parquet file has them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

HURDLES = [f"hurdle_{number}" for number in range(9)]
QUESTIONS = [f"q{number:02}" for number in range(45)]
CONDITIONAL = (20, 40)
"""Places of the questions that are asked only where the one before is answered with 1 at least."""
_CHUNK = 250_000
_CELLS = ("unknown",) * 10 + ("not_applicable",) * 3 + (None,) * 6 + ("0", "1", "2", "3", "4") * 20


def questionnaire() -> str:
    """Return the panel's questionnaire."""
    hurdles = "".join(f"  - {{id: {id_}, name: {id_}}}\n" for id_ in HURDLES)
    questions = "".join(_question(place, id_) for place, id_ in enumerate(QUESTIONS))
    levels = ", ".join(f"{{label: '{level}'}}" for level in range(5))
    bands = ", ".join(f"{{id: band_{n}, from: {25 * n}, label: Band {n}}}" for n in range(4))
    stages = ", ".join(f"{{id: stage_{n}, min: {20 * n}, label: Stage {n}}}" for n in range(4))
    return (
        "format: planself/questionnaire/1\nid: panel\nversion: 1.0.0\nlanguages: [en]\ntitle: Panel\n"
        f"bands: [{bands}]\nstages: [{stages}]\nscales: {{five: {{levels: [{levels}]}}}}\n"
        f"hurdles:\n{hurdles}sections:\n  - id: all\n    title: All\n    questions:\n{questions}"
    )


def _question(place: int, id_: str) -> str:
    when = f", when: {{question: {QUESTIONS[place - 1]}, at_least: 1}}" if place in CONDITIONAL else ""
    hurdle = HURDLES[place // 5]
    return f"      - {{id: {id_}, type: scale, text: Item {place}, scale: five, hurdles: {{{hurdle}: 1}}{when}}}\n"


def write(path: Path, n: int, *, typed: bool = False, seed: int = 1) -> Path:
    """Write n rows as Parquet or CSV by the suffix; the same for the same seed, in flat memory."""
    import polars as pl
    from polars.io.plugins import register_io_source

    type_ = pl.Int8 if typed else pl.String
    schema = {"place": pl.String, **dict.fromkeys(QUESTIONS, type_)}
    cells = [cell if cell is None or cell.isdigit() else None for cell in _CELLS] if typed else list(_CELLS)
    drawn = pl.Series("", cells, pl.String).cast(type_)

    def chunks(*_asked: object) -> Iterator[pl.DataFrame]:
        for start in range(0, n, _CHUNK):
            rows = min(_CHUNK, n - start)
            places = pl.select(pl.format("Ort {}", pl.int_range(start, start + rows) % 5000)).to_series()
            columns = {
                id_: drawn.sample(rows, with_replacement=True, seed=seed + start + place)
                for place, id_ in enumerate(QUESTIONS)
            }
            yield pl.DataFrame({"place": places, **columns}, schema=schema)

    frame = register_io_source(chunks, schema=schema)
    frame.sink_parquet(path) if path.suffix == ".parquet" else frame.sink_csv(path)
    return path


def write_workbook(path: Path, n: int) -> Path:
    """Write n rows as a workbook."""
    import polars as pl

    part = write(path.with_suffix(".parquet"), n)
    pl.read_parquet(part).write_excel(path)
    return path


if __name__ == "__main__":
    target, count, *typed = sys.argv[1:]
    if target.endswith(".xlsx"):
        write_workbook(Path(target), int(count))
    else:
        write(Path(target), int(count), typed=bool(typed))
