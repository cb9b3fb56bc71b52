"""The sheet in work: an answer file of its own beside the others, hidden from them until the sheet is finished.

A sheet of which only some pages are typed must not count as somebody's answers, however the typing ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from planself.answers.model import Answer, AnswerSet
from planself.answers.store import Store, is_begun
from planself.errors import InputError
from planself.files import source
from planself.questionnaire.load import Loaded
from planself.sheet_entry.printed_sheet import PrintedSheet

_FIRST, _AGAIN = ".sheet", ".again"
"""How a draft's name ends: as that of no answer file, so that no command takes it for one."""


class Draft:
    """What is typed of one sheet, kept page by page; use it by `with`, so that nobody else types the same sheet."""

    def __init__(self, file: Path, loaded: Loaded, *, again: bool) -> None:
        """Open the draft of the answer file of a code; `again` is the second entry of a sheet."""
        self._path = draft_file(file, again=again)
        self.typed: frozenset[str] = frozenset()
        """The questions on finished pages, whatever the paper says there: pages may be printed otherwise tomorrow."""
        self.answers: Mapping[str, Answer] = {}
        self._store = self._opened(loaded)

    def _opened(self, loaded: Loaded) -> Store:
        """Take up what is kept; what cannot be read, or is of other contents of the questionnaire, is typed anew."""
        if self._path.is_symlink():
            self._path.unlink()  # planself never makes one
        with suppress(InputError):
            store = Store.open(self._path, loaded)
            if not is_begun(self._path) or self._take_up(store.answer_set, loaded):
                return store
            store.close()
        self._path.unlink(missing_ok=True)
        return Store.open(self._path, loaded)

    def _take_up(self, kept: AnswerSet, loaded: Loaded) -> bool:
        data = source.load(self._path).data
        if not isinstance(data, dict) or data["questionnaire"].get("digest") != loaded.digest:
            return False
        provenance = data.get("provenance")
        typed = provenance.get("typed") if isinstance(provenance, dict) else None
        if not isinstance(typed, list):
            return False
        self.typed, self.answers = frozenset(map(str, typed)), kept.answers
        return True

    def keep(self, typed: Iterable[str], answers: Mapping[str, Answer]) -> None:
        """Save what is typed up to the end of a page; which questions these are comes last."""
        gone = dict.fromkeys(self.answers.keys() - answers.keys())
        changed = {id_: answer for id_, answer in answers.items() if self.answers.get(id_) != answer}
        self._store.put_all({**gone, **changed})
        self.typed, self.answers = frozenset(typed), answers
        self._store.explain({"typed": sorted(self.typed)})
        self._store.save()

    def pages(self, printed: PrintedSheet) -> int:
        """Return how many pages of a sheet are finished."""
        left = (place for place, page in enumerate(printed.pages) if not self.typed.issuperset(page))
        return next(left, len(printed.pages)) if self.typed else 0

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
