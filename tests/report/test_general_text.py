"""What a hurdle is like in general is no finding: it has its own heading, and stands only where the hurdle is high."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from planself.questionnaire.model import Band, Questionnaire
from planself.report.render import render
from planself.report_formats import Format
from planself.scoring.plan import Given, State
from planself.scoring.result import Status
from tests.report.material import LANGUAGES, assessed, shipped, view
from tests.report.test_council import ten

HEADING = {
    "en": "How this hurdle typically shows itself (not a finding of this self-assessment)",
    "de": "Wie sich diese Hürde allgemein zeigt (kein Ergebnis dieser Selbsteinschätzung)",
}
HIGH = {1: (True,), 2: (True, False), 3: (True, False, False), 4: (True, True, False, False)} | {
    5: (True, True, False, False, False)
}
"""By the number of bands, from the worst to the best: the lower half, of an odd number without the middle one."""


def described(bands: int) -> Questionnaire:
    """Return ten hurdles with a description and a symptom each, under that many bands of the same width."""
    plain = ten()
    hurdles = [
        hurdle.model_copy(update={"description": f"General {hurdle.id}.", "symptoms": [f"Symptom {hurdle.id}."]})
        for hurdle in plain.hurdles
    ]
    starts = [Band.model_validate({"id": f"b{n}", "from": n * 100 // bands, "label": f"B{n}"}) for n in range(bands)]
    return plain.model_copy(update={"hurdles": hurdles, "bands": starts})


def blocks(text: str, form: Format) -> dict[str, str]:
    """Return the text of each hurdle's own part, by the hurdle's name."""
    start = r'<section class="h" id="h-(\w+)"' if form == "html" else r"^### Name (h\d)$"
    places = [(found.group(1), found.start()) for found in re.finditer(start, text, re.M)]
    end = text.index('<section id="checks"' if form == "html" else "## Open and uncertain answers")
    return {name: text[begin:stop] for (name, begin), (_next, stop) in pairwise([*places, ("", end)])}


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("bands", list(HIGH))
def test_general_words_stand_under_a_heading_of_their_own_or_not_at_all(bands: int, form: Format) -> None:
    questionnaire = described(bands)
    given: dict[str, Given] = {"q8": State.NOT_APPLICABLE}  # q9 stays open
    given |= {f"q{n}": n % 5 for n in range(8)}
    found = assessed(questionnaire, given)
    text = render(view(found), form)
    parts = blocks(text, form)
    assert len(parts) == 10
    seen = set()
    for hurdle in found.result.hurdles:
        place = None if hurdle.band is None else int(hurdle.band.removeprefix("b"))
        shown = hurdle.id == "h9" if place is None else HIGH[bands][place]
        seen.add(shown)
        before, heading, after = parts[hurdle.id].partition(HEADING["en"])
        general = [f"General {hurdle.id}." in after, f"Symptom {hurdle.id}." in after]
        assert (bool(heading), general) == (shown, [shown, shown]), (hurdle.id, hurdle.band)
        assert not re.search(r"General|Symptom", before), hurdle.id
        assert text.count(f"General {hurdle.id}.") == shown
    assert seen == {True, False}
    assert HEADING["en"] in re.findall(
        r"<h4>([^<]*)</h4>" if form == "html" else r"^#### (.*)$", text.replace("\\", ""), re.M
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["md", "html"])
def test_an_example_describes_its_high_hurdles_and_no_others(lang: str, form: Format) -> None:
    numbers = []
    for name, assessment in shipped().items():
        bands = [band.id for band in assessment.loaded.questionnaire.bands]
        described_ones = {hurdle.id for hurdle in assessment.loaded.questionnaire.hurdles if hurdle.description}
        high = sum(
            hurdle.band is None or HIGH[len(bands)][bands.index(hurdle.band)]
            for hurdle in assessment.result.hurdles
            if hurdle.id in described_ones and hurdle.status is not Status.NOT_APPLICABLE
        )
        assert render(view(assessment, lang), form).count(HEADING[lang]) == high, name
        assert HEADING[lang] not in render(view(assessment, lang, "council"), form), name
        numbers.append((high, len(described_ones)))
    assert any(high for high, _all in numbers)
    assert any(high < all_ for high, all_ in numbers)
