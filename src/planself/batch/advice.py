"""What to do about a table whose headings mean nothing: a command to type as it stands, or the file to look into."""

from __future__ import annotations

from planself.batch.job import Job
from planself.i18n import _
from planself.questionnaire.catalogue import DEFAULT, naming
from planself.questionnaire.load import Loaded
from planself.shell import file_word, own_command, unused


def advice(spec: str, job: Job) -> str:
    """Return how to go on: with a draft of a mapping file, or with the one that there is."""
    if job.mapping is not None:
        file = job.mapping.source.name
        return _("Say in {file} under columns which heading is which question.").format(file=file)
    words = [
        "batch",
        file_word(spec),
        *(["--sheet", sheet] if (sheet := job.request.sheet) else []),
        *_asked(job.loaded),
    ]
    command = own_command(*words, "--suggest-mapping", "-o", unused("mapping.yaml"))
    return _("A mapping file says which heading is which question; this drafts one: {command}").format(command=command)


def _asked(loaded: Loaded) -> list[str]:
    """Return the option without which a table would be read as one of another questionnaire."""
    id_ = loaded.questionnaire.id
    return naming(loaded) or ([] if id_ == DEFAULT else ["-q", id_])
