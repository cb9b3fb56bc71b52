"""Whatever stands at any place of a questionnaire, checking it ends in problems with places, never in a crash."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.codes import CODES
from planself.files import source
from planself.questionnaire.check import check
from planself.questionnaire.lint import advise
from tests.questionnaire.samples import BASE
from tests.reaching import reached, reaching

Path = tuple[str | int, ...]
_SCALARS = [None, True, False, 0, -1, 10**30, Decimal("0.5"), Decimal("1e3"), "", " ", "yes", "group", "ä"]
_LISTS = [[], [None], [{"id": "x"}]]
_MAPPINGS = [{}, {"id": 1}, {"de": 2}, {"question": "group", "is": 1}, {"all": [{"not": {}}]}, {"silos": "x"}, {"": 1}]
ODD: st.SearchStrategy[Any] = st.sampled_from([*_SCALARS, *_LISTS, *_MAPPINGS])


def _paths(data: Any, path: Path = ()) -> list[Path]:
    steps: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(deeper for step, value in steps for deeper in _paths(value, (*path, step)))]


DATA: Any = source.parse(BASE, "sample.yaml").data
PATHS = [path for path in _paths(DATA) if path]


def _replaced(changes: list[tuple[Path, Any, str]]) -> Any:
    data = copy.deepcopy(DATA)
    for path, value, how in changes:
        around = data
        try:
            for step in path[:-1]:
                around = around[step]
            if how == "delete":
                del around[path[-1]]
            elif how == "rename" and isinstance(around, dict):
                around[f"{path[-1]}s"] = around.pop(path[-1])
            else:
                around[path[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
    return data


def _mild(path: Path) -> list[tuple[Path, Any, str]]:
    """Return changes of a kind with what is there: some leave the questionnaire sound."""
    value = DATA
    for step in path:
        value = value[step]
    match value:
        case str():
            other: Any = "Wort"
        case bool():
            other = not value
        case int():
            other = value + 1
        case list():
            other = value[:1]
        case _:
            other = value
    return [(path, None, "delete"), (path, other, "set")]


ODDLY = st.tuples(st.sampled_from(PATHS), ODD, st.sampled_from(["set", "delete", "rename"]))
MILDLY = st.sampled_from([change for path in PATHS for change in _mild(path)])


@reaching("problems", "sound")
@given(st.lists(ODDLY, min_size=1, max_size=4) | st.lists(MILDLY, min_size=1, max_size=3))
def test_any_change_ends_in_problems_with_places_or_in_a_sound_questionnaire(
    changes: list[tuple[Path, Any, str]],
) -> None:
    found = source.Source("sample.yaml", BASE, _replaced(changes))
    questionnaire, problems = check(found)
    assert all(problem.code in CODES and problem.message and problem.where.line for problem in problems)
    if not reached("problems", bool(problems)) and reached("sound"):
        assert questionnaire is not None
        advise(questionnaire, found)


KEYS = [
    path for path in PATHS if isinstance(path[-1], str) and path[-2:-1] not in (("hurdles",), ("scales",), ("aims_at",))
]


@pytest.mark.parametrize("path", KEYS, ids=lambda path: ".".join(map(str, path)))
def test_one_mistyped_key_is_one_fault_at_its_place(path: Path) -> None:
    word = str(path[-1])
    typed = word[0] + word[2] + word[1] + word[3:] if len(word) > 3 else word + "s"
    data = copy.deepcopy(DATA)
    around = data
    for step in path[:-1]:
        around = around[step]
    items = list(around.items())
    around.clear()
    around.update({typed if key == word else key: value for key, value in items})
    problems = check(source.Source("sample.yaml", BASE, data))[1]
    assert [problem.code for problem in problems] in (["E102"], ["E125"])
