"""One language for each who asks: threads do not mix theirs, and the environment counts until somebody chose."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import polars as pl
import pytest

import planself
from planself import i18n
from planself.errors import UsageError
from planself.i18n import _, speaking, use

TABLE = pl.DataFrame({"subject.name": ["A"]})
SAID = {"de": "Die Datei ist leer.", "en": "The file is empty."}


def test_two_threads_in_two_languages_each_hear_their_own() -> None:
    together = Barrier(2)

    def listen(lang: str) -> set[str]:
        use(lang)
        together.wait(timeout=60)
        return {_("The file is empty.") for _time in range(2000)}

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(listen, ("de", "en"))) == [{SAID["de"]}, {SAID["en"]}]


def test_the_environment_counts_until_somebody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    for lang in ("de", "en", "de"):
        monkeypatch.setenv("PLANSELF_LANG", lang)
        assert _("The file is empty.") == SAID[lang]
    use("en")
    assert _("The file is empty.") == SAID["en"]
    i18n.reset()
    assert _("The file is empty.") == SAID["de"]


def test_a_thread_that_nobody_told_speaks_as_the_main_one_and_a_block_ends() -> None:
    use("de")
    heard = list[str]()
    thread = Thread(target=lambda: heard.append(_("The file is empty.")))
    thread.start()
    thread.join()
    with speaking("en"):
        heard.append(_("The file is empty."))
        inherited = copy_context()
        other = Thread(target=lambda: inherited.run(lambda: heard.append(_("The file is empty."))))
        other.start()
        other.join()
    heard.append(_("The file is empty."))
    assert heard == [SAID["de"], SAID["en"], SAID["en"], SAID["de"]]


@pytest.mark.parametrize(("lang", "said"), [("de", "keine Rolle"), ("en", "no role")])
def test_the_public_function_speaks_as_it_is_asked_to(lang: str, said: str) -> None:
    use("en" if lang == "de" else "de")
    with pytest.raises(UsageError, match=said):
        planself.score_frame(TABLE, Path(__file__).parent / "report/data/small.yaml", part=("nobody",), lang=lang)
    with pytest.raises(UsageError, match="lang"):
        planself.score_frame(TABLE, "integrierte-planung", lang="fr")


@pytest.mark.parametrize(
    ("lang", "number", "unit", "said"),
    [
        ("de", "40", "%", "40 %"),
        ("en", "40", "%", "40%"),
        ("en", "1", "%", "1%"),
        ("de", "3", "Termine", "3 Termine"),
        ("de", "0", "Termine", "0 Termine"),
        ("de", "1", "Termine", "Termine: 1"),
        ("en", "1", "full-time posts", "full-time posts: 1"),
        ("en", "2.5", "full-time posts", "2.5 full-time posts"),
        ("de", "7", "", "7"),
    ],
)
def test_a_number_with_its_unit_is_written_as_its_language_does_and_right_for_one(
    lang: str, number: str, unit: str, said: str
) -> None:
    assert i18n.Reader(lang).quantity(number, unit) == said


@pytest.mark.parametrize(
    ("lang", "number", "said"), [("de", "1", "1 Termin"), ("de", "0", "0 Termine"), ("de", "1,5", "1,5 Termine")]
)
def test_one_has_the_unit_of_one_where_there_is_one(lang: str, number: str, said: str) -> None:
    assert i18n.Reader(lang).quantity(number, "Termine", "Termin") == said


def test_short_dates_are_the_readers() -> None:
    day = date(2026, 9, 3)
    assert [i18n.Reader(lang).short_date(day) for lang in ("de", "en")] == ["03.09.2026", "3 Sep 2026"]
