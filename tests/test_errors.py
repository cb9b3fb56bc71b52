"""Every error is a value: another process gets the same one, and a pool does not hang on it."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

import planself
from planself.batch.run import StoppedError
from planself.errors import InputError, Location, PlanselfError, Problem, UsageError
from planself.questionnaire.types.values import BadValueError

PROBLEM = Problem(Location("a.yaml", 3, 5), "E220", "No such level.", "Write 0 to 4.")
MADE: tuple[PlanselfError, ...] = (
    PlanselfError("no", "do this"),
    UsageError("no", "do this"),
    InputError([PROBLEM]),
    StoppedError([PROBLEM, PROBLEM]),
    BadValueError("E220", "no", "do this", ("a", 1)),
)


def classes() -> list[type[BaseException]]:
    """Return every class of exceptions in the package."""
    found = set[type[BaseException]]()
    for module in pkgutil.walk_packages(planself.__path__, "planself."):
        if not module.name.endswith("__main__"):
            members = vars(importlib.import_module(module.name)).values()
            found |= {each for each in members if isinstance(each, type) and issubclass(each, BaseException)}
    return sorted((each for each in found if each.__module__.startswith("planself.")), key=lambda each: each.__name__)


def raise_(error: BaseException) -> None:
    raise error


def test_every_class_of_the_package_comes_back_as_it_was() -> None:
    found = classes()
    assert {type(error) for error in MADE} <= set(found)
    for kind in found:
        error = next((each for each in MADE if type(each) is kind), None) or kind("what", "why")
        back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert (type(back), back.args, vars(back), str(back)) == (kind, error.args, vars(error), str(error)), kind


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_a_pool_hands_it_on(error: PlanselfError) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(type(error)) as caught:
        pool.submit(raise_, error).result(timeout=60)
    assert vars(caught.value) == vars(error)
