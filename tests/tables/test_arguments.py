"""What a program may give to score_frame: a wrong thing ends in an error of planself's own, which says what to give."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import planself
from planself.errors import InputError, PlanselfError, UsageError
from planself.scoring import frame, record
from planself.scoring.plan import Hurdle, Plan, Question, Stage, State, Threshold, YesNo
from planself.tables.headings import read_headings
from tests.scoring.engines import duckdb_relation, pandas_arrow, pandas_numpy, polars_eager, polars_lazy
from tests.tables.material import QUESTIONNAIRE

TABLE = pl.DataFrame({"vision": ["0", "4"], "people": ["1,5", "2"], "email": ["a@example.org", "b@example.org"]})


def score(table: Any = TABLE, questionnaire: Any = QUESTIONNAIRE, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", planself.TableWarning)
        return planself.score_frame(table, questionnaire, **options)


NO_TABLES: dict[str, Any] = {
    "nothing": None,
    "a mapping": {"vision": [1]},
    "rows": [{"vision": 1}],
    "a path": Path("answers.csv"),
    "a name": "answers.csv",
    "a number": 3,
    "a Polars column": TABLE["vision"],
    "a pandas column": TABLE["vision"].to_pandas(),
    "an array": TABLE.to_numpy(),
    "groups": TABLE.group_by("vision"),
    "a connection": duckdb.connect(),
    "a batch": TABLE.to_arrow().to_batches()[0],
    "a wrapped frame": nw.from_native(TABLE),
}


@pytest.mark.parametrize("given", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_is_refused_with_what_to_give(given: Any) -> None:
    with pytest.raises(UsageError, match="no table") as caught:
        score(given, lang="en")
    assert "polars" in caught.value.hint


def test_a_table_of_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nw.DataFrame, "implementation", nw.Implementation.IBIS)
    with pytest.raises(UsageError, match="no table") as caught:
        score(lang="en")
    assert "to_polars" in caught.value.hint


@pytest.mark.parametrize("table", [pl.DataFrame(), pl.LazyFrame(), pd.DataFrame(), pl.DataFrame().to_arrow()])
def test_a_table_without_columns_holds_no_question(table: Any) -> None:
    with pytest.raises(InputError, match="E240"):
        score(table)


@pytest.mark.parametrize("table", [TABLE.head(0), TABLE.head(0).lazy(), TABLE.head(0).to_pandas()])
def test_a_table_without_rows_has_results_without_rows(table: Any) -> None:
    found = nw.from_native(score(table)).lazy().collect()
    assert len(found) == 0
    assert "overall.score" in found.columns


@pytest.mark.parametrize("names", [["vision", "vision", "a", "a"], [" vision", "Vision", "a", "b"]])
def test_a_question_with_two_columns_is_refused_as_in_a_file(names: list[str]) -> None:
    table = pd.DataFrame([["0", "1", "2", "3"]], columns=names)
    with pytest.raises(InputError) as caught:
        score(table)
    assert [problem.code for problem in caught.value.problems] == ["E241"] * (2 if names[3] == "a" else 1)


@pytest.mark.parametrize("heading", [0, None, ("vision", "a"), 1.5])
def test_a_heading_that_is_no_text_is_refused(heading: Any) -> None:
    table = pd.DataFrame([["0", "1"]])
    table.columns = pd.Index(["vision", heading], dtype="object", tupleize_cols=False)
    with pytest.raises(UsageError, match="headings") as caught:
        score(table, lang="en")
    assert caught.value.hint


def _each(name: str, *given: Any) -> list[tuple[str, Any]]:
    return [(name, one) for one in given]


WRONG: list[tuple[str, Any]] = [
    *_each("questionnaire", None, 3, {"id": "x"}, [], b"x", TABLE),
    *_each("decimal", ";", "", 3, "comma", ["."], [","]),
    *_each("offset", "-1", -1.0, True, [-1], "vision", 101, {"vision": "-1"}, {"vision": None}),
    *_each("keep", None, 3, [3], [None], b"email"),
    *_each("part", None, 3, [3], b"planning"),
    *_each("lang", 3, "DE", "de_DE", ["de"], ""),
    *_each("lenient", "no", 0, None),
]


@pytest.mark.parametrize(("name", "given"), WRONG)
def test_a_wrong_argument_is_refused_by_its_name_with_what_to_give(name: str, given: Any) -> None:
    with pytest.raises(UsageError) as caught:
        score(**({"lang": "en"} | {name: given}))
    assert caught.value.message.startswith(f"{name} ")
    assert caught.value.hint


def test_words_that_the_questionnaire_lacks_are_refused_with_the_nearest() -> None:
    wrong: tuple[dict[str, Any], ...] = ({"part": "plannning"}, {"offset": {"visoin": -1}})
    for options in wrong:
        with pytest.raises(UsageError) as caught:
            score(lang="en", **options)
        assert caught.value.hint.startswith("Did you mean")


# --- one word where a list is expected ---


@pytest.mark.parametrize("keep", ["email", ["email"], ("email",), {"email"}, iter(["email"])])
def test_one_word_is_a_list_of_one_in_keep(keep: Any) -> None:
    assert score(keep=keep)["email"].to_list() == TABLE["email"].to_list()
    assert "email" not in score().columns


def with_roles() -> Plan:
    """Return a plan in which each role has a question of its own, the names being such that letters could be taken."""
    roles = ("p", "lead")
    questions = tuple(Question(f"q_{role}", YesNo(), (("h", 100),), roles=(role,)) for role in roles)
    return Plan(questions, (Hurdle("h", 100),), (Threshold("b", 0),), (Stage("s", 0),), 0)


def test_one_word_is_a_list_of_one_in_part() -> None:
    states = [question.state for question in record.score(with_roles(), {"q_lead": True}, "lead").questions]
    assert states == [State.NOT_ASKED, State.ANSWERED]
    coded = pl.DataFrame({"q:q_p": [1], "q:q_lead": [0]})
    assert frame.score(coded, with_roles(), part="lead").row(0) == frame.score(coded, with_roles(), part=["lead"]).row(
        0
    )
    asked = [score(TABLE, part=part)["answered"].to_list() for part in ("planning", ["planning"], iter(["planning"]))]
    assert asked[0] == asked[1] == asked[2]


def test_one_word_is_a_list_of_one_among_headings() -> None:
    found = read_headings(["vision", "email"], QUESTIONNAIRE, keep="email")
    assert [column.name for column in found.carried] == ["email"]


# --- columns of every type ---

TYPED: dict[str, pl.Series] = {
    "category": pl.Series(["0", "4"], dtype=pl.Categorical),
    "enumeration": pl.Series(["0", "4"], dtype=pl.Enum(["0", "4"])),
    "moment": pl.Series([dt.datetime(2026, 1, 1)] * 2),
    "moment in a zone": pl.Series([dt.datetime(2026, 1, 1, tzinfo=dt.UTC)] * 2),
    "day": pl.Series([dt.date(2026, 1, 1)] * 2),
    "time": pl.Series([dt.time(1)] * 2),
    "duration": pl.Series([dt.timedelta(1)] * 2),
    "decimal": pl.Series([Decimal("0"), Decimal("3")]),
    "bytes": pl.Series([b"0", b"3"]),
    "texts": pl.Series([["care"], []]),
    "numbers": pl.Series([[1], [0]]),
    "lists": pl.Series([[[1]], [[2]]]),
    "array": pl.Series([[1], [0]], dtype=pl.Array(pl.Int64, 1)),
    "record": pl.Series([{"value": 1}, {"value": 0}]),
    "nothing": pl.Series([None, None]),
    "truth": pl.Series([True, False]),
    "large": pl.Series([0, 2**63], dtype=pl.UInt64),
    "small float": pl.Series([0.0, 3.0], dtype=pl.Float32),
    "infinite": pl.Series([float("inf"), float("nan")]),
}
COLUMNS = ("vision", "kind", "office", "offers", "people", "remark", "subject.name", "date", "other")
ENGINES: list[Callable[[Any], Any]] = [polars_eager, polars_lazy, pandas_numpy, pandas_arrow, duckdb_relation]


def with_signed_indices(table: pa.Table) -> pa.Table:
    """Return a table whose categories every PyArrow can hand on to pandas; older ones cannot by unsigned numbers."""
    for at, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            signed = table.column(at).cast(pa.dictionary(pa.int32(), field.type.value_type))
            table = table.set_column(at, field.name, signed)
    return table


@pytest.mark.parametrize("column", TYPED.values(), ids=TYPED)
def test_no_type_of_a_column_ends_in_an_error_that_is_not_planselfs(column: pl.Series) -> None:
    table = with_signed_indices(pl.DataFrame(dict.fromkeys(COLUMNS, column)).to_arrow())
    for engine in ENGINES:
        given = engine(table)
        try:
            found = score(given)
        except PlanselfError as error:
            pytest.fail(f"{engine.__name__}: {error}")
        assert nw.from_native(found).lazy().collect().shape[0] == 2
