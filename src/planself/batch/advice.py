"""What to do about a table whose headings mean nothing: a command to type as it stands, or the file to look into."""

from __future__ import annotations

import re

from planself.batch.parts import Job
from planself.i18n import _

_PLAIN = re.compile(r"[\w./\\:@%+=,-]+").fullmatch


def advice(spec: str, job: Job) -> str:
    """Return how to go on: with a draft of a mapping file, or with the one that there is."""
    if job.mapping is not None:
        file = job.mapping.source.name
        return _("Say in {file} under columns which heading is which question.").format(file=file)
    words = ["planself", "batch", spec, *(["--sheet", job.sheet] if job.sheet else [])]
    words += ["-q", str(job.loaded.path)] if job.asked else []
    command = " ".join(map(typed, [*words, "--suggest-mapping", "-o", "mapping.yaml"]))
    return _("A mapping file says which heading is which question; this drafts one: {command}").format(command=command)


def typed(word: str) -> str:
    """Return a word as it is typed in a shell, be it of Windows or not."""
    return word if _PLAIN(word) else f'"{word}"'
