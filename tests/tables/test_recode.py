"""A mapping does to every cell what its rules say, on every engine, and nothing wrong becomes a level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself import i18n
from planself.errors import InputError
from planself.tables.recode import apply, kept, renamed
from planself.tables.score import TableWarning, score_frame
from tests.reaching import reached, reaching
from tests.tables.mappings import ENGINES, cells, frame, mapping, sample


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def recoded(engine: str, body: str, column: str, found: list[Any], decimal: Any = None) -> list[object]:
    """Return one column after a mapping."""
    table = apply(frame(engine, {column: found}), mapping(body), decimal=decimal)
    return cells(table, column)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("body", "column", "before", "after"),
    [
        ("values: {group: {Oft: 1, '7': 2}}", "group", ["Oft", " oft\u00a0", "7", "7.0", "2", None, "selten"],
         ["1", "1", "2", "2", "2", None, "selten"]),
        ("values: {group: {x: 1, X: 2}}", "group", ["x", "X"], ["1", "2"]),
        ("offset: {group: -1}", "group", [1, 3, 0, 4], ["0", "2", "0 (offset -1)", "4 (offset -1)"]),
        ("offset: {group: -1}", "group", [1.0, 3.0, 0.0, None], ["0", "2", "0.0 (offset -1)", None]),
        ("offset: {group: 1}", "group", ["-1", "1", "2"], ["0", "2", "2 (offset +1)"]),
        ("reverse: [group]", "group",
         ["0", "1", "2.0", "3", "unknown", ""], ["2", "1", "0", "3 (reverse)", "unknown", ""]),
        ("offset: {group: -1}\nreverse: [group]", "group", ["1", "3", "0"], ["2", "0", "0 (offset -1, reverse)"]),
        ("values: {group: {viel: 3, k. A.: unknown}}\noffset: {group: -1}\nreverse: [group]", "group",
         ["viel", "K. A.", "3", "mehr"], ["0", "unknown", "0", "mehr (offset -1, reverse)"]),
        ("reverse: [own_office]", "own_office",
         ["ja", "NEIN", "1", "0", "x"], ["no", "yes", "no", "yes", "x (reverse)"]),
        ("reverse: [own_office]", "own_office", [True, False], ["no", "yes"]),
        ("values: {budget: {'1': none, '2': some}}", "budget", [1.0, 2.0, 3.0, None], ["none", "some", "3.0", None]),
        ("values: {offers: {Kita: kita, 'Schule (alle)': school, keine: []}}", "offers",
         ["Kita; schule (ALLE);", "Kita;Kita", "Kita", "keine", "school", None, "Kita;Hort"],
         ["kita;school", "kita;kita", "kita", "[]", "school", None, "kita;Hort"]),
        ("values: {offers: {school: kita, kita: school}}", "offers", ["kita;school"], ["school;kita"]),
        ("values: {offers: {'a;b': kita, a: school}}", "offers", ["a;b", "b;a"], ["kita", "b;school"]),
        ("values: {offers: {Kita: kita, 'Schule, alle': school}}", "offers",
         ["Kita, Schule, alle", "schule, ALLE,Kita", "Kita, Hort", "Kita,", "Schule, alle", "Kita, Schule"],
         ["kita;school", "school;kita", "Kita, Hort", "Kita,", "school", "Kita, Schule"]),
        ("values: {offers: {Kita: kita, 'Schule; alle, auch Hort': school}}", "offers",
         ["Kita, schule; alle, auch Hort", "Schule; alle, auch Hort;Kita", "Schule; alle"],
         ["kita;school", "school;kita", "Schule; alle"]),
        ("values: {offers: {'a;b': kita, a: school, b: nobody}}", "offers", ["a;b", "b; a"], ["kita", "b; a"]),
        ("values: {offers: {a: kita, b: school, 'a, b': nobody}}", "offers", ["a, b", "b, a"], ["nobody", "b, a"]),
        ("values: {offers: {gewählt: yes, weg: no, Kita: kita}}", "offers.kita", ["gewählt", "weg", "Kita", None],
         ["yes", "no", "Kita", None]),
        ("values: {offers.kita: {Kita: yes}}", "offers[kita]", ["Kita", ""], ["yes", ""]),
        ("values: {share: {viel: 12.5, '999': unknown}}", "share",
         [12.25, 999.0, 1.125], ["12.25", "unknown", "1.1250"]),
        ("values: {share: {'999': unknown}}\ndecimal: ','", "share", [1.125, 999.0, 1.5], ["1,1250", "unknown", "1,5"]),
        ("values: {share: {viel: 12.5}}\ndecimal: ','", "share", ["viel", "1.000"], ["12,5", "1.000"]),
        ("values: {remark: {'-': ''}}", "remark", ["-", " Text "], ["", " Text "]),
        ("values: {respondent.role: {Planung: plan}}", "respondent.role", ["planung", "Rat"], ["plan", "Rat"]),
        ("values: {old_group: {viel: 2}}", "OLD_GROUP", ["viel"], ["2"]),
    ],
)  # fmt: skip
def test_cells_become_what_the_contract_reads(
    engine: str, body: str, column: str, before: list[Any], after: list[Any]
) -> None:
    if engine == "duckdb" and column == "OLD_GROUP":
        pytest.skip("DuckDB's relations find columns whatever the case")
    assert recoded(engine, body, column, before) == after


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_are_renamed_dropped_and_made(engine: str) -> None:
    body = """\
columns: {"Q1. Gruppe? [lang]": group, "Art": kind}
constants: {date: 2026-11-22, own_office: yes}
drop: [Bemerkung]
keep: [Token]
"""
    table = frame(
        engine, {"\ufeffQ1.\n Gruppe?\u00a0[lang] ": ["1"], "Bemerkung": ["x"], " Token": ["t"], "Art": ["town"]}
    )
    found = mapping(body)
    after = apply(table, found)
    names = after.collect_schema().names() if isinstance(after, pl.LazyFrame) else list(after.columns)
    assert names == ["group", " Token", "kind", "date", "own_office"]
    assert [cells(after, name)[0] for name in names] == ["1", "t", "town", "2026-11-22", "yes"]
    assert kept([" Token", "Mail"], found) == (" Token",)


def test_untouched_columns_keep_their_type() -> None:
    table = pl.DataFrame({"share": [1.5], "kreis": [7], "group": [1]})
    after = apply(table, mapping("reverse: [group]"))
    assert after.schema == {"share": pl.Float64, "kreis": pl.Int64, "group": pl.String}


def test_nothing_is_read_before_the_end() -> None:
    assert isinstance(apply(pl.LazyFrame({"group": ["1"]}), mapping("reverse: [group]")), pl.LazyFrame)


@pytest.mark.parametrize(
    ("body", "columns", "code", "line", "said"),
    [
        ("columns: {Frage eins: group}", ["Frage einz"], "E269", 3, "Frage einz"),
        ("columns: {Frage eins: group}\ndrop: [Tokn]", ["Frage eins", "Token"], "E269", 4, "Token"),
        ("keep: [Tokn]", ["Token"], "E269", 3, "Token"),
        ("columns: {A: group}", ["A", "A "], "E265", 3, "more than once"),
        ("columns: {A: group}", ["A", "group"], "E265", 3, "group"),
        ("columns: {A: offers.kita}", ["A", "offers[kita]"], "E265", 3, "offers[kita]"),
        ("constants: {date: 2026-11-22}", ["date"], "E265", 3, "constant"),
    ],
)
def test_headings_that_do_not_fit_are_refused_at_the_mapping(
    body: str, columns: list[str], code: str, line: int, said: str
) -> None:
    with pytest.raises(InputError) as refused:
        renamed(columns, mapping(body))
    (problem,) = refused.value.problems
    assert (problem.code, problem.where.line) == (code, line)
    assert said in problem.message + problem.hint


def test_a_column_that_is_dropped_makes_room() -> None:
    assert renamed(["A", "group"], mapping("columns: {A: group}\ndrop: [group]")) == {"A": "group"}


@pytest.mark.parametrize("body", ["offset: {group: -1}", "reverse: [group]", "offset: {group: -1}\nreverse: [group]"])
def test_what_was_no_level_is_refused_when_it_is_read(body: str) -> None:
    cells = ["0", "0.0", "00", "3", "3.00", "4", "-1", "1.5", "2,0", "x"]
    levels = {"offset": ["3"], "revers": ["0", "0.0"]}[body[:6]]
    table = apply(pl.DataFrame({"group": cells}), mapping(body))
    with pytest.warns(TableWarning):
        invalid = score_frame(table, sample())["invalid"].to_list()
    assert [cell for cell, found in zip(cells, invalid, strict=True) if not found] == levels


def test_the_example_of_the_documentation_runs() -> None:
    page = (Path(__file__).parent.parent.parent / "docs/mapping.md").read_text("utf-8")
    exec(page.split("```python\n")[1].split("```")[0], {})  # noqa: S102 -- our own page


# --- the same as a plain reading, cell by cell ---

LEVELS = ["0", "1", "2", "3", "-1", "1.0", "3.0", "01", "1,0", "+1", "unknown", "not_applicable", "", "Oft", "oft",
          "NIE", "nie", " 1", "1\u00a0", "k. A.", "1 (reverse)", "10", "¹"]  # fmt: skip


def plainly(cell: str | None, values: dict[str, str], offset: int, reverse: bool) -> str | None:
    """Say the rules for one cell of `group`, levels 0 to 2, once more and in another way."""
    if cell is None:
        return None
    text = cell.strip()
    near = {meaning for key, meaning in values.items() if key.lower() == text.lower()}
    if text in values:
        text = values[text]
    elif len(near) == 1:
        text = near.pop()
    elif not offset and not reverse:
        return cell
    if text.lower() in ("", "unknown", "not_applicable") or (not offset and not reverse):
        return text.lower()
    digits = text.removesuffix(".0")
    level = int(digits) + offset if digits in {str(n) for n in range(-9, 99)} else None
    if level is None or not 0 <= level <= 2:
        steps = [f"offset {offset:+d}"] * bool(offset) + ["reverse"] * reverse
        return f"{text} ({', '.join(steps)})"
    return str(2 - level if reverse else level)


@reaching("shifted", "reversed", "refused", "looked up", "left")
@settings(max_examples=150)
@given(st.data())
def test_every_cell_is_recoded_as_the_rules_say(data: st.DataObject) -> None:
    offset, reverse = data.draw(st.sampled_from([0, -1, 1])), data.draw(st.booleans())
    meanings = [*(str(level - offset) for level in range(3)), "unknown", ""]
    keys = st.sampled_from(["Oft", "oft", "NIE", "k. A.", "10", "2"])
    values = data.draw(st.dictionaries(keys, st.sampled_from(meanings), max_size=4))
    body = "values: {group: {" + ", ".join(f"'{key}': '{meaning}'" for key, meaning in values.items()) + "}}\n"
    body += f"offset: {{group: {offset}}}\n" + ("reverse: [group]\n" if reverse else "")
    found = data.draw(st.lists(st.one_of(st.none(), st.sampled_from(LEVELS), st.text("0123.-+ ()aä", max_size=4))))
    if not found:
        return
    expected = [plainly(cell, values, offset, reverse) for cell in found]
    table = pl.DataFrame({"group": pl.Series(found, dtype=pl.String)})
    assert apply(table, mapping(body))["group"].to_list() == expected
    reached("shifted", bool(offset))
    reached("reversed", reverse)
    reached("refused", any(cell is not None and cell.endswith(")") for cell in expected))
    reached("looked up", bool({cell.strip() for cell in found if cell} & set(values)))
    reached("left", expected == found)
