"""What every reader has to say of a cell; differences that are meant stand beside it with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

TYPED_BY_PEOPLE = (
    "a cell may have spaces around it, and yes and no in the words that spreadsheets and survey tools have"
)
SPREADSHEET = "spreadsheets and columns with gaps write 3 as 3.0; an answer file holds ids as they are written"
JOINED = "a cell holds several ids as one text, an answer file holds them as a list"
EMPTY = "a cell without content is empty; an answer file says nothing with null or without the line"
AS_IT_STANDS = (
    "in a cell of a text question these words are text; in an answer file they are states unless given as text"
)
ANY_TYPE = "whatever stands in a column of texts is text"
NOT_A_NUMBER = "frames and typed tables say “empty” with NaN; in a text it is a word"
EXACT = "JSON's and a typed column's numbers have a point beyond doubt; as text, 1.234 could be two numbers"
NEAREST = "a typed number stands for the nearest one of six decimals; digits that are written stand as written"
IN_FULL = "a zero with a sign is a zero as a number, and no level as a text"
IN_ITS_WORDS = "answer files name the type that is wrong, tables the option"
SERIAL = "in a typed column a whole number under `date` counts days as spreadsheets do; as text it is no date"


@dataclass(frozen=True)
class Case:
    """A cell of a column, what tables say of it, and what other readers say for a reason."""

    column: str
    cell: Any
    right: str
    files: str = ""
    why: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Readers of one kind that say something else."""

    def by(self, reader: str) -> str:
        """Return what a reader has to say."""
        default = self.files or self.right if reader in ("json", "yaml") else self.right
        return dict(self.others).get(reader, default)


def each(column: str, cells: Sequence[Any], right: str, files: str = "", why: str = "", **others: str) -> list[Case]:
    """Return cells that share a verdict."""
    return [Case(column, cell, right, files, why, tuple(others.items())) for cell in cells]


def same(column: str, **right: Sequence[Any]) -> list[Case]:
    """Return cells on which every reader agrees, by verdict."""
    return [case for verdict, cells in right.items() for case in each(column, cells, verdict.strip("_"))]


CASES = [
    *same(
        "level",
        _75=["3", "3.0", " 3 ", "\u00a03\u00a0", 3, 3.0],
        E220=["3,0", "3.00", "012", "03", "5", "-1", "3.5", "1e0", "+3", "٣", "³", "true", "yes", "town", "Unknown",
              "N/A", "NaN", "null", "none", "inf", "3;3", "9" * 400, "k.A.", "-0", -1, 5, 2**63 - 1, True, False, 3.5,
              1e300, [3], ["3"], [], date(2026, 1, 2)],
        unknown=["unknown"],
        not_applicable=["not_applicable"],
        missing=[None],
    ),
    *each("level", ["", "   ", "\u00a0"], "missing", "E220", EMPTY),
    *each("level", ["\u200b3"], "75", "E220", TYPED_BY_PEOPLE),
    *each("level", [" unknown "], "unknown", "E220", TYPED_BY_PEOPLE),
    *each("level", [-0.0], "0", "E220", IN_FULL, csv="E220", jsonl="E220"),
    *same("kind", _0=["town"], _50=["7", 7], _100=["07"],
          E221=["Town", "8", "true", "town;7", "7,0", 8, 7.5, True, ["town"], []]),
    *each("kind", [" town ", "\u00a0town"], "0", "E221", TYPED_BY_PEOPLE),
    *each("kind", ["7.0", 7.0], "50", "E221", SPREADSHEET),
    *same(
        "office",
        _100=["yes", "Yes", "ja", "JA", "true", "TRUE", "Ja ", "\u00a0ja", True],
        _0=["no", "NO", "nein", "false", False],
        E222=["x", "on", "2", "2.0", "01", "-", "n/a", 2, 0.5, ["yes"]],
    ),
    *each("office", ["wahr", "1", "1.0", "y", "J", "t", 1, 1.0], "100", "E222", TYPED_BY_PEOPLE),
    *each("office", ["Falsch", "0", "0.0", "n", "f", 0, 0.0], "0", "E222", TYPED_BY_PEOPLE),
    *each("offers", [["care"]], "12.5"),
    *each("offers", [["care", "school"]], "37.5"),
    *same("offers", _50=[["3"]], _0=[["none"], []], E227=[["care", "care"]],
          E228=[["none", "care"]], E221=[["care", ""], ["care", None], ["Care"], ["nope"]]),
    *each("offers", ["care", ";care;"], "12.5", "E226", JOINED),
    *each("offers", ["care;school", "care school", "care; school", "care;;school"], "37.5", "E226", JOINED),
    *each("offers", ["3", "3.0", 3, 3.0], "50", "E226", JOINED),
    *each("offers", ["none", "[]"], "0", "E226", JOINED),
    *each("offers", ["care,school", "[ ]", "Care", "unknown;care", "true", 4, True], "E221", "E226", IN_ITS_WORDS),
    *each("offers", ["care;care"], "E227", "E226", IN_ITS_WORDS),
    *each("offers", ["none;care"], "E228", "E226", IN_ITS_WORDS),
    *each("offers", [["unknown"]], "unknown", "E221", JOINED, polars="E221"),
    *each("offers", [[" care "]], "12.5", "E221", JOINED, polars="E221"),
    *same(
        "people",
        _20=["1", "+1", "1.0", 1],
        _30=["1.2", "1,2", 1.2],
        _40=["1.2340", "1,2340"],
        _60=["012"],
        _70=["1 234", "1\u00a0234", "1'234"],
        _80=["1.234,5", "1,234.5"],
        _10=["0,5", ".5"],
        E223=["1.234", "1,234", "12.345", "5.", "1e3", "inf", "NaN", "N/A", "yes", "12a", "€ 12", "1/2", "3%", "0x10",
              "1_000", "٣", "Infinity", True, [1]],
        E224=["-1", "−1", "100001", "99999999999", -1, 100_001, 2**53 + 1],
        E225=["0,1234567", 0.1234567],
        unknown=["unknown"],
    ),
    *each("people", [""], "missing", "E223", EMPTY),
    *each("people", [1.234], "40", "40", EXACT, jsonl="E223", yaml="E223"),
    *each("people", [0.1 + 0.2], "0", "E225", NEAREST, csv="E225", jsonl="E225"),
    *same("remark", answered=["text", "null", "yes", "0", 0, 1.5, True], missing=["", "  ", "\u00a0", "\u200b"],
          E229=["x" * 20_001]),
    *each("remark", ["unknown", "not_applicable"], "answered", "E230", AS_IT_STANDS),
    *each("remark", [["a"], []], "answered", "E229", ANY_TYPE),
    *same("reason", answered=["text", "Unknown"], unknown=["unknown"]),
    *each("reason", [" unknown "], "unknown", "answered", TYPED_BY_PEOPLE),
    *same("subject.name", A=["A"], missing=["", None], _5=["5", 5], true=[True]),
    *each("subject.name", [" A "], "A", " A ", TYPED_BY_PEOPLE),
    *same(
        "subject.ags",
        _05315000=["05315000", "5315000", "05 3 15000", 5315000, 5315000.0],
        _05=["05", "5"],
        E208=["123456", "053150000000", "x", "0", 5315000.5, True, -5, ["05"]],
        missing=[""],
    ),
    *each("subject.ags", ["5315000.0"], "05315000", "E208", SPREADSHEET),
    *same(
        "date",
        **{"2026-11-22": ["2026-11-22", "22.11.2026", "2026-11-22T10:00:00", " 2026-11-22 ", date(2026, 11, 22)]},
        E207=["11/22/2026", "22.11.26", "2026-02-30", "99.99.2026", "1899-01-01", "46000", "20261122", "morgen",
              20261122, True, 2026, 46000.5, ["2026-11-22"]],
        missing=["", None],
    ),
    *each("date", [46000], "2025-12-09", "E207", SERIAL, csv="E207", jsonl="E207"),
    *each("level", [float("nan")], "missing", "", NOT_A_NUMBER, csv="E220", json="E027", yaml="E220"),
    *each("people", [float("nan")], "missing", "", NOT_A_NUMBER, csv="E223", json="E027", yaml="E223"),
    *each("people", [float("inf")], "E224", "", IN_ITS_WORDS, csv="E223", json="E027", yaml="E223"),
]  # fmt: skip
