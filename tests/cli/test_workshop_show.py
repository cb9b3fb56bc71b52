"""`planself workshop show`: where the slides are written, what is refused, and what the terminal says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def shop(examples: Path, tmp_path: Path) -> Path:
    shutil.copytree(examples / "workshop-musterstadt", tmp_path / "shop")
    return tmp_path / "shop"


def test_the_slides_lie_in_the_folder_and_the_terminal_says_how_to_open_them(cli: Cli, shop: Path) -> None:
    ran = cli("workshop", "show", "shop")
    assert (ran.code, ran.out) == (0, "")
    assert "Open the file in a browser." in ran.err
    assert 'lang="en"' in (shop / "presentation.html").read_text("utf-8")
    assert cli("workshop", "show", "shop", "--lang", "de").code == 0
    page = (shop / "praesentation.html").read_text("utf-8")
    assert "Folie 1 von" in page
    assert "Nächste Schritte" in page
    assert cli("workshop", "status", "shop").code == 0, "slides are no answers"


def test_only_its_own_file_is_written_over(cli: Cli, shop: Path, tmp_path: Path) -> None:
    for _time in range(2):
        assert cli("workshop", "show", "shop", "-o", "s.html").code == 0
    (tmp_path / "s.html").write_text("mine", "utf-8")
    assert cli("workshop", "show", "shop", "-o", "s.html").code == 2
    assert (tmp_path / "s.html").read_text("utf-8") == "mine"
    assert cli("workshop", "show", "shop", "-o", "s.html", "--force").code == 0
    before = (shop / "workshop.yaml").read_bytes()
    assert cli("workshop", "show", "shop", "-o", shop / "workshop.yaml", "--force").code == 2
    assert (shop / "workshop.yaml").read_bytes() == before
    assert cli("workshop", "show", "shop", "-o", "s.md").code == 2


def test_too_few_have_no_slides_and_files_that_do_not_count_are_named(cli: Cli, shop: Path) -> None:
    (shop / "answers/W02.yaml").write_text("{", "utf-8")
    ran = cli("workshop", "show", "shop")
    assert ran.code == 1
    assert "W02.yaml" in ran.err
    assert (shop / "presentation.html").exists()
    (shop / "presentation.html").unlink()
    for file in sorted((shop / "answers").glob("*.yaml"))[4:]:
        file.unlink()
    refused = cli("workshop", "show", "shop")
    assert refused.code == 1
    assert "a group's result needs 5" in refused.err
    assert not (shop / "presentation.html").exists()
