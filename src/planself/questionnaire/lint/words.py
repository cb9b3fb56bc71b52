"""Words that tell something of a text: how much it says, whether it negates, leads, or names a range of numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planself.text import base

_DEGREES: Mapping[int, str] = {
    0: "gar nicht|überhaupt nicht|nicht|kein|keine|keiner|keines|keinen|nie|niemals|nein|ungenügend|"
    "not at all|strongly disagree|not|none|no|never|bad|very poor",
    1: "eher nicht|kaum|selten|wenig|wenige|mangelhaft|jährlich|"
    "rather not|hardly|rarely|seldom|disagree|little|few|poor|yearly|annually",
    2: "teils|teilweise|zum teil|manchmal|gelegentlich|einige|ausreichend|vierteljährlich|"
    "sometimes|partly|in part|occasionally|some|fair|quarterly",
    3: "eher|oft|häufig|überwiegend|befriedigend|monatlich|rather|often|frequently|agree|satisfactory|monthly",
    4: "meist|meistens|fast immer|viele|gut|wöchentlich|mostly|usually|nearly always|many|good|weekly",
    5: "immer|stets|voll|vollständig|durchgehend|ganz|alle|ja|sehr gut|täglich|"
    "always|fully|completely|entirely|all|yes|strongly agree|very good|excellent|daily",
}
_DEGREE_OF = {word: degree for degree, words in _DEGREES.items() for word in words.split("|")}
_DEGREE = re.compile(r"\b(?:" + "|".join(sorted(_DEGREE_OF, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def degree(text: str) -> int | None:
    """Return how much the first word of degree in a text says, 0 (never) to 5 (always); None without one."""
    found = _DEGREE.search(text)
    return _DEGREE_OF[found[0].lower()] if found else None


_NEGATION = {
    "de": re.compile(
        r"\b(?:nicht|kein(?:e|en|em|er|es)?|nie|niemals|niemand(?:en|em)?|nirgends|ohne)\b", re.IGNORECASE
    ),
    "en": re.compile(r"\b(?:not|no|never|nobody|nowhere|without|none|\w+n[’']t)\b", re.IGNORECASE),
}
_NO_NEGATION = {
    "de": re.compile(r"\bnicht\s+(?:nur|allein|zuletzt)\b|\b(?:ob|oder)\s+nicht\b|\bnoch nie\b", re.IGNORECASE),
    "en": re.compile(r"\bnot\s+(?:only|just|least)\b|\bor\s+not\b", re.IGNORECASE),
}
_OPPOSITE = {
    "de": re.compile(
        r"\bnicht\s+un(?!d\b|ter|ser|s\b|ge(?:fähr)|mittelbar|bedingt|abhängig|längst)\w{3,}", re.IGNORECASE
    ),
    "en": re.compile(r"\bnot\s+un(?!der|it|til|less|ique|ion)\w{3,}", re.IGNORECASE),
}
_CLAUSES = re.compile(r"[.?!;:,–—()]")


def double_negation(text: str, lang: str) -> str | None:
    """Return the clause of a text that negates twice, None where there is none or the language is another."""
    spoken = base(lang)
    for clause in _CLAUSES.split(text) if spoken in _NEGATION else ():
        plain = _NO_NEGATION[spoken].sub(" ", clause)
        if len(_NEGATION[spoken].findall(plain)) > 1 or _OPPOSITE[spoken].search(plain):
            return clause.strip()
    return None


_LEADING = {
    "de": (
        r"^(?:sicher|sicherlich|natürlich|selbstverständlich|gewiss|bestimmt)\b",
        r"\b(?:sie|ihr|wir)\b[^.?!]*\bdoch\b",
        r"\b(?:finden|meinen|glauben|denken|sind|stimmen|sehen) sie nicht\b",
        r"\bsie stimmen\b[^.?!]*\bzu\b",
        r"\b(?:nicht wahr|oder etwa nicht|oder|gell)\s*\?",
        r"\bsollten? (?:nicht|doch)\b",
    ),
    "en": (
        r"^(?:of course|certainly|naturally|obviously|clearly|you agree)\b",
        r"\bsurely\b",
        r"\b(?:do|wo|would)n[’']t you (?:also )?(?:agree|think|say)\b",
        r"\b(?:do|would) you not (?:also )?(?:agree|think|say)\b",
        r",\s*(?:right|correct)\s*\?",
        r",\s*(?:is|are|do|does|did|have|has|ca|wo|would|should)n[’']t (?:it|they|you|we|there)\s*\?",
    ),
}
_LEADING_OF = {lang: re.compile("|".join(parts), re.IGNORECASE) for lang, parts in _LEADING.items()}


def leading(text: str, lang: str) -> str | None:
    """Return the words by which a question suggests its answer."""
    pattern = _LEADING_OF.get(base(lang))
    found = pattern.search(text) if pattern else None
    return found[0].strip() if found else None


_EXCLUSION = {
    "de": re.compile(r"\b(?:aber|jedoch)\s+(?:\w+\s+){0,3}?(?:nicht|kein\w*|ohne|nie)\b", re.IGNORECASE),
    "en": re.compile(r"\bbut\s+(?:\w+\s+){0,3}?(?:not|no|none|without|never)\b", re.IGNORECASE),
}


def exclusion(text: str, lang: str) -> str | None:
    """Return the words by which a text takes something away again, such as "but not regularly"."""
    pattern = _EXCLUSION.get(base(lang))
    found = pattern.search(text) if pattern else None
    return text[found.start() :].strip().rstrip(".") if found else None


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`; None stands for no end, and an open end does not belong to the range."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def closed(self) -> bool:
        """Whether it has two ends."""
        return self.low is not None and self.high is not None

    def meets(self, other: Range) -> bool:
        """Return whether a number belongs to both."""
        return self._begins_within(other) and other._begins_within(self)

    def _begins_within(self, other: Range) -> bool:
        """Return whether this one begins before the other one ends."""
        if self.low is None or other.high is None:
            return True
        return self.low < other.high or (self.low == other.high and not self.low_open and not other.high_open)


_NUMBER = r"(\d{1,3}(?:[.,  ’']\d{3})+|\d+(?:[.,]\d+)?)"
_UNIT = r"(?:\s*(?:%|prozent|per ?cent))?"
_BETWEEN = re.compile(
    rf"(?<![\d.,-]){_NUMBER}{_UNIT}\s*(?:[-–—]|bis|to)\s*(unter\s+|under\s+|below\s+|less than\s+)?{_NUMBER}",
    re.IGNORECASE,
)
_UNDER = re.compile(
    rf"\b(unter|weniger als|under|below|less than|fewer than|bis zu|bis|höchstens|maximal|up to|at most)\s+{_NUMBER}",
    re.IGNORECASE,
)
_OVER = re.compile(rf"\b(über|mehr als|more than|over|above|ab|mindestens|from|at least)\s+{_NUMBER}", re.IGNORECASE)
_AND_MORE = re.compile(rf"{_UNIT}[^\d]{{0,20}}\s(?:und|oder|and|or)\s(?:mehr|more|above|over)\b", re.IGNORECASE)
"""What stands behind a number; an expression with the number would try each of its digits as a beginning."""
_OPEN_ENDS = ("unter", "weniger als", "under", "below", "less than", "fewer than", "über", "mehr als", "more than",
              "over", "above")  # fmt: skip


def range_in(text: str) -> Range | None:
    """Return the range that a text names; None where it names none, or more numbers than one range has."""
    numbers = list(re.finditer(_NUMBER, text))
    if (found := _BETWEEN.search(text)) and len(numbers) == 2:
        return Range(_number(found[1]), _number(found[3]), high_open=found[2] is not None)
    if len(numbers) != 1:
        return None
    if _AND_MORE.match(text, numbers[0].end()):
        return Range(_number(numbers[0][1]), None)
    if found := _UNDER.search(text):
        return Range(None, _number(found[2]), high_open=found[1].lower() in _OPEN_ENDS)
    if found := _OVER.search(text):
        return Range(_number(found[2]), None, low_open=found[1].lower() in _OPEN_ENDS)
    return None


def _number(written: str) -> Decimal:
    """Return a number; separators before exactly three digits part thousands, as labels of sizes have them."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,  ’']\d{3})+", written)
    return Decimal(re.sub(r"[^\d]", "", written) if grouped else written.replace(",", "."))
