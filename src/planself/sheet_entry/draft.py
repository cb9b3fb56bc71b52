"""The sheet in work: an answer file of its own beside the others, hidden from them until the sheet is finished.

A sheet of which only some pages are typed must not count as somebody's answers, however the typing ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from planself.answers.load import check_answers
from planself.answers.model import Answer
from planself.answers.store import Store
from planself.errors import InputError
from planself.files import source
from planself.questionnaire.load import Loaded

_FIRST, _AGAIN = ".sheet", ".again"
"""How a draft's name ends: as that of no answer file, so that no command takes it for one."""


class Draft:
    """What is typed of one sheet, kept page by page; use it by `with`, so that nobody else types the same sheet."""

    def __init__(self, file: Path, loaded: Loaded, *, again: bool) -> None:
        """Open the draft of the answer file of a code; `again` is the second entry of a sheet."""
        self._path = draft_file(file, again=again)
        self.pages = 0
        """How many pages are finished."""
        self.answers: Mapping[str, Answer] = {}
        self._take_up(loaded)
        self._store = Store.open(self._path, loaded)

    def _take_up(self, loaded: Loaded) -> None:
        """Read what is kept; what cannot be read, or is of other contents of the questionnaire, is typed anew."""
        if not self._path.exists():
            return
        with suppress(InputError):
            kept = source.load(self._path)
            answers, _problems = check_answers(kept, loaded)
            data = kept.data if isinstance(kept.data, dict) else {}
            pages = _pages(data.get("provenance"))
            if answers is not None and pages and data["questionnaire"].get("digest") == loaded.digest:
                self.pages, self.answers = pages, answers.answers
                return
        self._path.unlink()

    def keep(self, pages: int, answers: Mapping[str, Answer]) -> None:
        """Save what is typed up to the end of a page; the number of pages comes last."""
        gone = dict.fromkeys(self.answers.keys() - answers.keys())
        changed = {id_: answer for id_, answer in answers.items() if self.answers.get(id_) != answer}
        self._store.put_all({**gone, **changed})
        self._store.explain({"pages": pages})
        self._store.save()
        self.pages, self.answers = pages, answers

    def remove(self) -> None:
        """Delete the draft, since its sheet is finished or thrown away."""
        self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()


def draft_file(file: Path, *, again: bool) -> Path:
    """Return where the draft of an answer file lies."""
    return file.with_name(f".{file.stem}{_AGAIN if again else _FIRST}")


def begun_sheets(folder: Path, *, again: bool) -> Iterator[str]:
    """Yield the codes whose sheets are begun and not finished, in order."""
    end = _AGAIN if again else _FIRST
    if folder.is_dir():
        names = sorted(path.name for path in folder.iterdir())
        yield from (name[1 : -len(end)] for name in names if name.startswith(".") and name.endswith(end))


def _pages(provenance: object) -> int:
    pages = provenance.get("pages") if isinstance(provenance, dict) else None
    return pages if type(pages) is int and pages > 0 else 0
