"""A type that takes some words only: every room asks it what it takes, and how it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from planself import i18n, score_frame
from planself.batch import on_duckdb, table_parts
from planself.files.dates import parse_date
from planself.i18n import Reader
from planself.interview.card import CardOptions, card
from planself.interview.flow import InterviewSetup, start
from planself.interview.level_rule import level_rule
from planself.interview.plain import Plain
from planself.questionnaire.load import load_questionnaire
from planself.questionnaire.types.scale import ScaleQuestion
from planself.questionnaire.types.text import TextQuestion
from planself.questionnaire.types.values import BadValueError, Value
from planself.scoring.compile import compile_plan
from planself.terminal.screen import Sieve
from tests.cli.conftest import Cli, cli
from tests.scoring.engines import duckdb_relation, pandas_arrow, pandas_numpy, polars_eager, polars_lazy
from tests.types.samples import asked, loaded

__all__ = ["cli"]

SMALL = Path(__file__).parents[1] / "report/data/small.yaml"
CELLS = ["27.11.2026", "31.02.2026", "", " 2026-11-27 ", "soon", "unknown", "28.2.2026"]
SOUND = [True, False, True, True, False, False, True]


def _read_day(_question: TextQuestion, raw: object, **_exact: bool) -> Value:
    try:
        return parse_date(str(raw)).isoformat()
    except ValueError as error:
        raise BadValueError("E240", str(error)) from None


@pytest.fixture(autouse=True)
def _days(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let questions of words take days only, as a type of days would."""
    monkeypatch.setattr(TextQuestion, "any_words", False)
    monkeypatch.setattr(TextQuestion, "read", _read_day)
    with i18n.speaking("en"):
        yield


@pytest.mark.filterwarnings("ignore::planself.tables.score.TableWarning")
@pytest.mark.parametrize("frame", [polars_eager, polars_lazy, pandas_numpy, pandas_arrow, duckdb_relation])
def test_a_frame_refuses_what_the_type_refuses(frame: Callable[[Any], Any]) -> None:
    found = score_frame(frame(pa.table({"of_text": CELLS})), loaded(), header_rows=1)
    found = found.collect() if isinstance(found, pl.LazyFrame) else found
    invalid = found.pl()["invalid"] if hasattr(found, "pl") else found["invalid"]
    assert [cell == "" for cell in invalid] == SOUND


@pytest.mark.filterwarnings("ignore::planself.tables.score.TableWarning")
def test_typed_cells_are_asked_for_as_well() -> None:
    days = pl.DataFrame({"of_text": [date(2026, 11, 27), None]})
    assert score_frame(days, loaded(), header_rows=1)["invalid"].to_list() == ["", ""]
    for typed in ([20261127, None], [20261127.0, None], [True, None], [["27.11.2026"], None]):
        found = score_frame(pl.DataFrame({"of_text": typed}), loaded(), header_rows=1)
        assert found["invalid"].to_list() == ["of_text", ""]


@pytest.mark.parametrize("engine", [(), ("--engine", "duckdb")])
def test_a_batch_names_sheet_row_and_cell(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: tuple[str, ...]
) -> None:
    monkeypatch.setattr(on_duckdb, "_BLOCK", 1)
    monkeypatch.setattr(table_parts, "BATCH", 1)  # what a later block holds has to be refused as well
    pl.DataFrame({"hours": ["0"] * len(CELLS), "remarks": CELLS}).write_excel(tmp_path / "days.xlsx", worksheet="May")
    ran = cli("batch", "days.xlsx", "-q", SMALL, "-o", "out.csv", *engine)
    rejected = [line.split(",")[:4] for line in (tmp_path / "out.rejected.csv").read_text("utf-8-sig").splitlines()[1:]]
    assert ran.code == 1, ran.err
    assert [line[1:] for line in rejected] == [
        [f"days.xlsx#May:{place + 2}", "remarks", cell]
        for place, (cell, sound) in enumerate(zip(CELLS, SOUND, strict=True))
        if not sound
    ]


def test_files_refuse_it_and_advise_no_text(cli: Cli, tmp_path: Path) -> None:
    for cell in ("31.02.2026", "unknown"):
        (tmp_path / "a.yaml").write_text(
            "format: planself/answers/1\nquestionnaire: {id: library, version: 1.2.0}\n"
            f"answers: {{remarks: {cell}}}\n"
        )
        ran = cli("check", "a.yaml", "-q", SMALL)
        assert ran.code == 1
        assert "{text:" not in ran.err + ran.out


def test_no_condition_hangs_on_it(cli: Cli, tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace(
        "id: hours, type: scale", "id: note, type: text, text: What?}\n      - {id: hours, type: scale"
    )
    text = text.replace("when: {question: floors, is: many}", "when: {question: note, is: many}")
    (tmp_path / "q.yaml").write_text(text, "utf-8")
    ran = cli("check", "q.yaml")
    assert "No condition can hang on a question of the type text." in ran.err + ran.out


def test_a_line_asks_for_what_the_type_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TextQuestion, "prompt", "Answer by a day: ")
    questionnaire = load_questionnaire(SMALL).questionnaire
    plan = compile_plan(questionnaire)
    flow = start(InterviewSetup(questionnaire, plan, ("remarks",), None, (), None), {})
    prompts: list[str] = []
    lines = iter(["27.11.2026\n", "\n"])
    plain = Plain(lambda: next(lines), prompts.append, Sieve())
    plain.question(card(flow, CardOptions(Reader("en"), Sieve(), plain=True)))
    assert "Answer by a day: " in "".join(prompts)


def test_how_to_choose_a_level_is_told_where_a_level_includes_those_below(monkeypatch: pytest.MonkeyPatch) -> None:
    questionnaire, reader = loaded().questionnaire, Reader("en")
    assert "Choose the highest level" in level_rule(questionnaire, asked("scale"), reader)
    monkeypatch.setattr(ScaleQuestion, "cumulative", False)
    assert level_rule(questionnaire, asked("scale"), reader) == ""
