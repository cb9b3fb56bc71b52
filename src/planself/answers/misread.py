"""What was probably meant by a value that a question does not take: a state in other words, a label turned date."""

from __future__ import annotations

import re
from datetime import date

from planself.i18n import _
from planself.questionnaire.model import AnyQuestion

UNKNOWN = frozenset(
    {"weiß nicht", "weiss nicht", "weiß ich nicht", "weiss ich nicht", "unbekannt", "nicht bekannt", "k a", "ka",
     "keine angabe", "keine angaben", "kann ich nicht beurteilen", "kann ich nicht sagen", "w n",
     "don t know", "dont know", "unknown", "not known", "not sure", "prefer not to say", "no opinion"}
)  # fmt: skip
NOTHING = frozenset({"keine antwort", "no answer", "nicht beantwortet", "not answered", "missing"})
NOT_APPLICABLE = frozenset(
    {"trifft nicht zu", "nicht zutreffend", "entfällt", "not applicable", "does not apply", "not_applicable"}
)
EITHER = frozenset({"n a", "na", "", "nan", "null", "none", "n v"})
_DATE = re.compile(
    r"[0-9]{1,2}\. ?[a-zäA-ZÄ]{3,9}\.?(?: [0-9]{2,4})?|[a-zA-Z]{3}[ -][0-9]{2}|[0-9]{1,2}-[a-zA-Z]{3}"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}(?: 00:00.*)?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T]00:00.*)?"
).fullmatch
"""What Excel makes of 1-2: 01. Feb, 01.02.2026, Feb 01, and its CSV of them."""
_TAG = re.compile(r"<[^<>]*>")


def folded(text: str) -> str:
    """Return a text without capitals, markup, punctuation and spacing."""
    return " ".join(re.findall(r"\w+", _TAG.sub(" ", text).casefold()))


def remedy(question: AnyQuestion, raw: object) -> str:
    """Return what to do about a value that its question does not take, "" where nothing more is known of it."""
    if question.choices and not question.worded and _is_date(raw):
        return _(
            "Excel turns a label such as 1-2 into a date: format the column as text before typing, "
            "or say under values in a mapping file what the date stands for."
        )
    word = folded(raw) if isinstance(raw, str) else ""
    if question.allows_not_applicable and word and word in NOT_APPLICABLE | EITHER:
        return _("If the question does not apply, write not_applicable; if nothing was answered, leave it empty.")
    if question.allows_unknown and word in UNKNOWN:
        return _("If nobody knows, write unknown.")
    return ""


def _is_date(raw: object) -> bool:
    return isinstance(raw, date) or (isinstance(raw, str) and _DATE(raw.strip()) is not None)
