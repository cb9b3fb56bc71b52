"""A table that another program hands over: laid down in a file, since a table is looked at more than once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from planself.errors import UsageError
from planself.files.disk import STDIN
from planself.files.temporary import scratch
from planself.i18n import _

_HEAD = 4096
_SUFFIXES = {b"{": ".jsonl", b"[": ".jsonl", b"PAR1": ".parquet"}
"""What a table begins with that is none of text, and how its file is to be named."""
_ANSWERS = b"planself/answers/"


@contextmanager
def standard_input(paths: Sequence[str]) -> Iterator[Path | None]:
    """Give a file that holds what comes from stdin, None where no path is `-`."""
    if str(STDIN) not in paths:
        yield None
        return
    with scratch(Path(gettempdir())) as folder:
        whole = folder / "stdin"
        with whole.open("xb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield whole.rename(whole.with_suffix(_suffix(whole)))


def _suffix(whole: Path) -> str:
    """Return the suffix of what a file holds; raises UsageError where that are the answers of one file."""
    with whole.open("rb") as file:
        head = file.read(_HEAD)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = next((suffix for sign, suffix in _SUFFIXES.items() if start.startswith(sign)), ".csv")
    one_line = suffix == ".jsonl" and start.partition(b"\n")[0].rstrip().endswith((b"}", b"]"))
    if _ANSWERS in head and not one_line:
        raise UsageError(
            _("What comes from stdin is an answer file, and batch reads a table there."),
            _("Score it with: {command}").format(command="planself score -"),
        )
    return suffix
