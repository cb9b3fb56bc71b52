"""Texts by language: a reader gets their own, else a variety of it, else the questionnaire's first."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself import i18n
from planself.cli.boundary import run
from planself.questionnaire.load import load_questionnaire
from planself.report.texts import Texts
from planself.text import Text, nearest, plain_words, resolve
from tests.questionnaire.samples import BASE


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Amt", "de", ("Amt", None)),
        ({"de": "Amt", "en": "office"}, "en", ("office", "en")),
        ({"fr": "office", "en": "office"}, "de", ("office", "fr")),
        ({"en": "office", "de-leicht": "Büro"}, "de", ("Büro", "de-leicht")),
        ({"de-leicht": "Büro", "de": "Amt"}, "de", ("Amt", "de")),
        ({"en-GB": "office", "de": "Amt"}, "en", ("office", "en-GB")),
        ({"den": "x", "en": "office"}, "de", ("x", "den")),
    ],
)
def test_a_text_is_shown_in_the_nearest_language(text: Text, lang: str, found: tuple[str, str | None]) -> None:
    assert resolve(text, lang) == found


def test_a_language_that_only_begins_alike_is_another() -> None:
    assert nearest(["den", "deu"], "de") is None


EASY = (
    BASE.replace("languages: [de, en]", "languages: [en, de-leicht]")
    .replace("{de: Muster, en: Sample}", "{en: Sample, de-leicht: Beispiel}")
    .replace("text: Gruppe?", "text: {en: Group?, de-leicht: Gibt es eine Gruppe?}")
)


def test_readers_of_german_get_easy_german_marked_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "easy.yaml"
    path.write_text(EASY, "utf-8")
    texts = Texts(load_questionnaire(path).questionnaire, i18n.Reader("de"))
    assert texts.foreign is None
    title = texts.words(texts.questionnaire.title)
    assert (str(title), title.lang) == ("Beispiel", "de-leicht")
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "format: planself/answers/1\nquestionnaire: {id: sample, version: 1.0.0}\nanswers: {}\n", "utf-8"
    )
    assert run(["--lang", "de", "report", str(answers), "-q", str(path), "-o", str(tmp_path / "r.html")]) == 0
    assert "N415" not in capsys.readouterr().err
    assert '<span lang="de-leicht">Beispiel</span>' in (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Größe der Kommune", "groesse_der_kommune"),
        ("Gro\u0308ße", "groesse"),
        ("ÄRZTE", "aerzte"),
        ("Prénom – Nom", "prenom_nom"),
        ("Łódź", "lodz"),
        ("Имя", ""),
        ("  (a)  ", "a"),
    ],
)
def test_umlauts_and_accents_become_plain_letters(written: str, plain: str) -> None:
    assert plain_words(written) == plain
    assert plain_words(written, "-") == plain.replace("_", "-")
