"""The formats of a report are listed in one place, from which the help, the advice and the commands take them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself import i18n
from planself import report_formats as formats
from planself.cli.summaries import summaries
from planself.report.render import TEMPLATE_DIALECTS
from tests.cli.conftest import Cli, city, cli, examples

__all__ = ["city", "cli", "examples"]


def test_the_help_lists_them_all() -> None:
    with i18n.speaking("en"):
        assert summaries()["report"] == "Write the report as HTML, Markdown or JSON."
        assert formats.any_suffix() == ".html, .md or .json"
        assert formats.any_name(("html", "md")) == "HTML or Markdown"
        assert formats.any_name(("md",)) == "Markdown"
    assert set(formats.NAMES) == set(formats.FORMATS)
    assert set(formats.FROM_TEMPLATES) == set(TEMPLATE_DIALECTS)


def test_a_name_that_says_none_is_told_all(cli: Cli, city: Path) -> None:
    ran = cli("report", city, "-o", "report.docx")
    assert ran.code == 2
    assert "Let it end in .html, .md or .json" in ran.err


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_templates_are_refused_where_none_is_used(cli: Cli, city: Path, tmp_path: Path, folder: str) -> None:
    ran = cli("report", city, "-o", "report.json", "--template", folder)
    assert ran.code == 2
    assert "A report in JSON is made without templates" in ran.err
    assert "as HTML or Markdown" in ran.err
    assert not list(tmp_path.iterdir())
    assert "is no folder" in cli("report", city, "-o", "report.html", "--template", "nowhere").err
