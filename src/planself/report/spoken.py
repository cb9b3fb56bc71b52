"""The language of what a person typed, so that a page can say it and a screen reader pronounces it."""

from __future__ import annotations

import re
from functools import cache

# Short words that a sentence hardly does without and that the other language does not have.
_TELLING = {
    "de": """aber alle als auch auf aus bei beim bis das dem den der des durch ein eine einem einen einer es fehlt für
        gibt hat ist im keine kein mit nach nicht noch nur oder ohne schon seit sich sie sind über und uns vom von vor
        wird wir wurde zu zum zur zwischen""",
    "en": """a about an and are as at been but by does every few for from has have he his how if is it its no not of on
        only or our she since so some that the their there they this to until we were what when which who will with
        without yet you""",
}
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESSES = ("://", "@", "www.")


def language_of(text: str) -> str | None:
    """Return whether a text is German or English; None where its words do not tell, as those of a name."""
    said = " ".join(word for word in text.split() if not any(sign in word for sign in _ADDRESSES))
    heard = [word.lower() for word in _WORD.findall(said)]
    german, english = (sum(word in _telling(lang) for word in heard) for lang in ("de", "en"))
    german += sum(bool(set(word) & set("äöüß")) for word in heard)
    if german == english:
        return None
    return "de" if german > english else "en"


@cache
def _telling(lang: str) -> frozenset[str]:
    return frozenset(_TELLING[lang].split())
