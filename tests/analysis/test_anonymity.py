"""How small a group of people may be shown."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.analysis.anonymity import Protection
from planself.errors import UsageError


def test_smaller_groups_only_when_asked_for_and_never_below_three() -> None:
    assert [Protection().enough(n) for n in (4, 5)] == [False, True]
    assert [Protection(3).enough(n) for n in (2, 3)] == [False, True]
    i18n.use("en")
    with pytest.raises(UsageError, match="2 protects nobody"):
        Protection(2)


def test_an_open_workshop_hides_nothing() -> None:
    assert Protection(5, open=True).enough(1)
