"""Lists tell what is level: no first where all are, and no silent end where what follows counts as much."""

from __future__ import annotations

import re

import pytest

from planself.analysis.ties import hurdles_title, level_with_last
from planself.i18n import Reader
from planself.report.render import render
from planself.report.view_parts import LeverView
from planself.report_formats import Format
from planself.scoring.plan import Given, State
from tests.report.material import LANGUAGES, assessed, shipped, view
from tests.report.test_council import ten

EN = Reader("en")
RANKED = {"en": "The list begins with the lowest score.", "de": "Oben steht der niedrigste Wert."}


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([75] * 10, "For 5 more questions it is +7.5 as well."),
        ([90, 75, 75, 75, 75, 75], "For 1 more question it is +7.5 as well."),
        ([75, 75, 75, 75, 75, 50], ""),
        ([75] * 5, ""),
        ([75, 75], ""),
        ([], ""),
    ],
)
def test_what_counts_as_much_as_the_last_one_shown_is_counted(points: list[int], said: str) -> None:
    assert level_with_last(points, 5, EN) == said


@pytest.mark.parametrize(("scores", "ranked"), [((10, 20), True), ((10, 10, None), False), ((10,), False), ((), False)])
def test_hurdles_are_ranked_where_their_scores_differ(scores: tuple[int | None, ...], ranked: bool) -> None:
    assert ("first" in hurdles_title(scores, EN)) is ranked


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_report_counts_the_answers_and_the_gaps_that_are_level(form: Format) -> None:
    level: dict[str, Given] = {f"q{n}": 1 for n in range(10)}
    text = render(view(assessed(ten(), level)), form)
    assert text.count("For 5 more questions it is +7.5 as well.") == 1
    unknown: dict[str, Given] = {f"q{n}": State.UNKNOWN if n else 4 for n in range(10)}
    assert text_of_gaps(render(view(assessed(ten(), unknown)), form)) == ["For 4 more questions it is +10.0 as well."]


def text_of_gaps(text: str) -> list[str]:
    return re.findall(r"For \d+ more questions? it is [^<\n]* as well\.", text.partition("Where most is open")[2])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_profile_ranks_only_what_differs(lang: str) -> None:
    given: dict[str, Given] = {f"q{n}": 2 for n in range(10)}
    for levels, ranked in ((given, False), (given | {"q3": 1}, True), ({"q1": 3}, False)):
        assert (RANKED[lang] in view(assessed(ten(), levels), lang).profile.order) is ranked


@pytest.mark.parametrize("name", list(shipped()))
def test_the_levers_of_every_example_end_with_what_is_level_told(name: str) -> None:
    found, all_ = view(shipped()[name], "en"), shipped()[name].leverage
    shown: tuple[LeverView, ...] = found.levers
    behind = sum(EN.change(lever.missing) == shown[-1].missing for lever in all_[len(shown) :])
    assert found.levers_level == (
        f"For {behind} more question{'s' * (behind > 1)} it is {shown[-1].missing} as well." if behind else ""
    )
