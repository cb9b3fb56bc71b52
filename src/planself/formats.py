"""Every format of planself by its name: what kind of file it is, and how a file says so itself."""

from __future__ import annotations

import re

from planself.i18n import _

NAMES = (
    "answers",
    "benchmark",
    "comparison",
    "discussion",
    "group",
    "mapping",
    "plan",
    "plan-status",
    "problems",
    "questionnaire",
    "result",
    "summary",
    "tables",
    "votes",
    "workshop",
    "workshop-comparison",
    "workshop-report",
    "workshop-status",
)
"""`planself/NAME/1` each; who reads one, and how it is checked, stands in `cli/formats.py`."""
ANSWERS = "planself/answers/1"
HEAD = 16_384
_CALLED = re.compile(rb"""(?:^|[\s{,"'])format["']?\s*:\s*["']?planself/([a-z-]{1,40})/""")


def name_of(found: object) -> str | None:
    """Return the name in the value of a file's `format`, None where it is no format of planself."""
    match = re.fullmatch(r"planself/([a-z-]{1,40})/.*", found) if isinstance(found, str) else None
    return match[1] if match else None


def called(data: bytes) -> str | None:
    """Return which format a file says it has, going by its first bytes; it may be broken otherwise."""
    match = _CALLED.search(data[:HEAD])
    return match[1].decode() if match else None


def what(name: str) -> str:
    """Return in words what kind of file has a format."""
    return {
        "answers": _("an answer file"),
        "benchmark": _("a benchmark"),
        "comparison": _("a comparison"),
        "discussion": _("a file with the discussion of a workshop"),
        "group": _("a result of a group"),
        "mapping": _("a mapping file"),
        "plan": _("an action plan"),
        "plan-status": _("the state of an action plan"),
        "problems": _("a list of problems"),
        "questionnaire": _("a questionnaire"),
        "result": _("a result of planself"),
        "summary": _("the summary of a batch"),
        "tables": _("the description of a table of results"),
        "votes": _("a file with the votes of a workshop"),
        "workshop": _("a workshop file"),
        "workshop-comparison": _("a comparison of two workshops"),
        "workshop-report": _("the report of a workshop"),
        "workshop-status": _("the state of a workshop"),
    }.get(name, _("another file of planself"))


def other_kind(found: object, wanted: str) -> str:
    """Return what is said of a file of planself that is of another kind than is needed, "" where it is none."""
    name = name_of(found)
    if name is None or name == wanted or name not in NAMES:
        return ""
    return _("This is {kind}, and {wanted} is needed.").format(kind=what(name), wanted=what(wanted))
