"""The seal at the end of a report: whether planself wrote it and nobody has changed it since."""

from __future__ import annotations

import hashlib
import re

_MARK = "planself:seal:sha256:"
_SEAL = re.compile(rf'{_MARK}([0-9a-f]{{64}})(?: -->|"\n\}})\s*\Z')


def seal(text: str) -> str:
    """Return a text of a markup format with a seal over all of it in a comment at the end."""
    return _sealed(text.rstrip("\n") + f"\n\n<!-- {_MARK}", " -->\n")


def seal_json(text: str) -> str:
    """Return an indented JSON object with the seal as its last key."""
    body = text.rstrip().removesuffix("}").rstrip()
    return _sealed(f'{body},\n "seal": "{_MARK}', '"\n}\n')


def is_unchanged(text: str) -> bool:
    """Return whether a text ends with a seal that still fits it."""
    found = _SEAL.search(text)
    return found is not None and found[1] == _digest(text[: found.start(1)])


def _sealed(start: str, end: str) -> str:
    return start + _digest(start) + end


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
