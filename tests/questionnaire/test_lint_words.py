"""Words by which rules of craft know a text: degrees, negations, suggestions and ranges, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.questionnaire.lint.words import Range, degree, double_negation, exclusion, leading, range_in


@pytest.mark.parametrize(
    "texts",
    [
        ["nie", "selten", "manchmal", "oft", "meistens", "immer"],
        ["trifft gar nicht zu", "trifft eher nicht zu", "teils, teils", "trifft eher zu", "trifft voll zu"],
        ["never", "rarely", "sometimes", "often", "mostly", "always"],
        ["strongly disagree", "disagree", "partly", "agree", "strongly agree"],
        ["ungenügend", "mangelhaft", "ausreichend", "befriedigend", "gut", "sehr gut"],
        ["Kein Amt nimmt teil.", "Wenige Ämter nehmen teil.", "Viele Ämter nehmen teil.", "Alle Ämter nehmen teil."],
        ["nein", "ja"],
        ["nie", "jährlich", "vierteljährlich", "monatlich", "wöchentlich", "täglich"],
        ["never", "yearly", "quarterly", "monthly", "weekly", "daily"],
    ],
)
def test_words_of_degree_rise(texts: list[str]) -> None:
    found = [degree(text) for text in texts]
    assert None not in found
    assert found == sorted(set(found), key=lambda n: n or 0)


@pytest.mark.parametrize("text", ["Ein Entwurf liegt vor.", "The council has adopted it.", "Niederschrift", "Allee"])
def test_other_words_say_no_degree(text: str) -> None:
    assert degree(text) is None


@pytest.mark.parametrize(
    ("lang", "text", "clause"),
    [
        ("de", "Gibt es keine Stelle ohne Vertretung?", "Gibt es keine Stelle ohne Vertretung"),
        ("de", "Im Alltag: Ist es nicht unüblich?", "Ist es nicht unüblich"),
        ("de", "Wird niemals nicht geplant?", "Wird niemals nicht geplant"),
        ("en", "Is there no office without a deputy?", "Is there no office without a deputy"),
        ("en", "Isn't it never discussed?", "Isn't it never discussed"),
        ("en", "Is it not uncommon to plan alone?", "Is it not uncommon to plan alone"),
    ],
)
def test_a_double_negation_is_seen(lang: str, text: str, clause: str) -> None:
    assert double_negation(text, lang) == clause


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Werden Kinder nicht nur gehört, sondern auch ohne Antrag beteiligt?"),
        ("de", "Was geschieht, wenn Familien nicht kommen, und wer fragt, ob sie nicht können?"),
        ("de", "Wie oft wird nicht unter Zeitdruck geplant?"),
        ("de", "Gibt es Stellen, die niemand vertritt?"),
        ("en", "Is it known whether or not there is no deputy?"),
        ("en", "Are children heard not only by request but without one, too?"),
        ("en", "Is it not under review?"),
        ("fr", "N'y a-t-il pas personne ?"),
    ],
)
def test_one_negation_a_clause_is_none(lang: str, text: str) -> None:
    assert double_negation(text, lang) is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Sie stimmen doch zu, dass geplant wird?"),
        ("de", "Sicher haben Sie einen Plan?"),
        ("de", "Finden Sie nicht, dass mehr geplant werden muss?"),
        ("de", "Es gibt einen Plan, nicht wahr?"),
        ("de", "Sollte nicht jede Kommune planen?"),
        ("en", "Surely you agree that planning matters?"),
        ("en", "Don't you think that planning matters?"),
        ("en", "You agree that planning matters?"),
        ("en", "There is a plan, isn't there?"),
        ("en", "Of course there is a plan?"),
    ],
)
def test_a_suggestion_is_seen(lang: str, text: str) -> None:
    assert leading(text, lang) is not None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Stimmen Sie zu, dass genug geplant wird?"),
        ("de", "Wie sicher sind die Mittel?"),
        ("de", "Haben Sie oder andere einen Plan?"),
        ("de", "Wird geplant oder nicht?"),
        ("en", "Do you agree that enough is planned?"),
        ("en", "How sure is the money?"),
        ("en", "Is the clearly named office known?"),
        ("fr", "Vous êtes d'accord, n'est-ce pas ?"),
    ],
)
def test_a_plain_question_suggests_nothing(lang: str, text: str) -> None:
    assert leading(text, lang) is None


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("de", "Einige Kennzahlen liegen vor, aber nicht regelmäßig.", "aber nicht regelmäßig"),
        ("de", "Sie hat einen Auftrag, aber noch keine Leitung.", "aber noch keine Leitung"),
        ("de-leicht", "Es gibt Treffen, jedoch ohne Protokoll.", "jedoch ohne Protokoll"),
        ("en", "Some indicators exist, but not regularly.", "but not regularly"),
        ("en", "It has a mandate but has no chair.", "but has no chair"),
        ("de", "Sie tagt selten, aber im festen Turnus.", None),
        ("de", "Fachkräfte sprechen sich informell ab, ohne Rückendeckung.", None),
        ("en", "It meets rarely, but by a rule.", None),
        ("fr", "Elle existe, mais pas régulièrement.", None),
    ],
)
def test_an_exclusion_is_what_an_anchor_takes_away_again(lang: str, text: str, words: str | None) -> None:
    assert exclusion(text, lang) == words


def _range(low: int | None, high: int | None, open_: str = "") -> Range:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Range(ends[0], ends[1], low_open="<" in open_, high_open=">" in open_)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1–5", _range(1, 5)),
        ("5 bis 10 Sitzungen", _range(5, 10)),
        ("5 to 10", _range(5, 10)),
        ("20.000 bis unter 100.000", _range(20000, 100000, ">")),
        ("20,000 to under 100,000 inhabitants", _range(20000, 100000, ">")),
        ("25 % bis 50 %", _range(25, 50)),
        ("unter 20.000 Einwohner", _range(None, 20000, ">")),
        ("bis zu 3 Monate", _range(None, 3)),
        ("up to 3 months", _range(None, 3)),
        ("mehr als 10", _range(10, None, "<")),
        ("more than 10", _range(10, None, "<")),
        ("mindestens 4", _range(4, None)),
        ("10 Sitzungen und mehr", _range(10, None)),
        ("10 or more", _range(10, None)),
        ("0,5–1,5 Stellen", Range(Decimal("0.5"), Decimal("1.5"))),
        ("3", None),
        ("keine", None),
        ("1–5 Ämter, mindestens 2 davon", None),
        ("§ 80 SGB VIII", None),
    ],
)
def test_a_range_is_read(text: str, found: Range | None) -> None:
    assert range_in(text) == found


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("1–5", "5–10", True),
        ("1–5", "6–10", False),
        ("unter 5", "5–10", False),
        ("bis 5", "5–10", True),
        ("5 bis unter 10", "10 und mehr", False),
        ("5–10", "mehr als 10", False),
        ("5–10", "mindestens 10", True),
        ("bis 10", "über 10", False),
        ("1–10", "3–4", True),
    ],
)
def test_ranges_meet_where_a_number_is_in_both(one: str, other: str, meet: bool) -> None:
    first, second = range_in(one), range_in(other)
    assert first is not None
    assert second is not None
    assert first.meets(second) is meet
    assert second.meets(first) is meet


ENDS = st.one_of(st.none(), st.integers(-5, 5).map(Decimal))
RANGES = st.builds(Range, ENDS, ENDS, st.booleans(), st.booleans()).filter(
    lambda r: r.low is None or r.high is None or r.low < r.high
)


@given(RANGES, RANGES)
def test_meeting_is_having_a_number_in_common(one: Range, other: Range) -> None:
    def holds(found: Range, number: Decimal) -> bool:
        low = found.low is None or (found.low < number if found.low_open else found.low <= number)
        return low and (found.high is None or (number < found.high if found.high_open else number <= found.high))

    between = [Decimal(n) / 4 for n in range(-28, 29)]
    assert one.meets(other) is any(holds(one, number) and holds(other, number) for number in between)
