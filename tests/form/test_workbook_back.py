"""What people fill into an Excel form is what planself reads, whichever program saved it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from planself.answers.load import check_answers
from planself.answers.model import AnswerSet
from planself.files import source
from planself.questionnaire.load import Loaded
from tests.form.filled_books import EmptyForm, RandomFiller
from tests.form.samples import sample, shipped
from tests.office import SECONDS, saved_by_libreoffice

SETS = 300
FEW = 24
"""So many go through LibreOffice where it is not CI that asks: each takes it a third of a second and more."""


def read(path: Path, loaded: Loaded) -> AnswerSet:
    answers, problems = check_answers(source.load(path), loaded)
    assert answers is not None, [f"{problem.where} {problem.message}" for problem in problems]
    return replace(answers, subject=AnswerSet().subject, date=None)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Loaded, AnswerSet]]:
    """Fill in the small form, and some of the long one, in both languages."""
    folder, random = tmp_path_factory.mktemp("filled"), Random(11)  # noqa: S311 -- nothing is kept secret by it
    forms = [EmptyForm(loaded, lang) for loaded in (sample(), shipped()) for lang in ("de", "en")]
    made = []
    for number in range(SETS):
        form = forms[number % 2 if number % 50 else 2 + number // 50 % 2]
        data, meant = RandomFiller(form, random).fill()
        path = folder / f"form-{number}.xlsx"
        path.write_bytes(data)
        made.append((path, form.loaded, meant))
    return made


def test_forms_are_read_as_they_were_meant(filled: list[tuple[Path, Loaded, AnswerSet]]) -> None:
    for path, loaded, meant in filled:
        assert read(path, loaded) == meant, path


@pytest.mark.timeout(SECONDS + 60)
@pytest.mark.parametrize(("suffix", "first"), [("ods", 0), ("xlsx", 1)])
def test_forms_that_libreoffice_saved_are_read_as_they_were_meant(
    suffix: str, first: int, filled: list[tuple[Path, Loaded, AnswerSet]], tmp_path: Path
) -> None:
    some = filled[first : None if os.environ.get("CI") == "true" else FEW : 2]
    saved = saved_by_libreoffice([path for path, _loaded, _meant in some], suffix, tmp_path)
    for path, (_path, loaded, meant) in zip(saved, some, strict=True):
        assert read(path, loaded) == meant, path
