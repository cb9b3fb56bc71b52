"""`planself report --audience council`: one sheet, which says of other documents what it has room for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_the_page_says_of_comparison_plan_and_peers_what_it_has_room_for(
    cli: Cli, examples: Path, city: Path, tmp_path: Path
) -> None:
    beside = (
        *("--compare", examples / "beispielstadt-2024.yaml", "--plan", examples / "plan-beispielstadt.yaml"),
        *("--benchmark", examples / "vergleich-40-gemeinden.json"),
    )
    for audience in ("council", "full"):
        made = cli("report", city, *beside, "--audience", audience, "--lang", "en", "-o", f"{audience}.md")
        assert made.code == 0
    page, full = ((tmp_path / f"{name}.md").read_text("utf-8") for name in ("council", "full"))
    part = page[page.index("### Changes, comparison and action plan") : page.index("### How certain this is")]
    assert "**Since 10 October 2024: overall" in part
    assert "**Compared with other municipalities:**" in part
    assert "**Action plan:** 8 actions" in part
    assert "- Overdue since 30 October 2026:" in part
    assert "|" not in page  # no table, so no annex
    assert "## The hurdles one by one" in full
    assert "## The hurdles one by one" not in page


def test_the_heading_names_what_stands_below_it_and_nothing_else(
    cli: Cli, examples: Path, city: Path, tmp_path: Path
) -> None:
    for beside, lang, heading in (
        (("--plan", examples / "plan-beispielstadt.yaml"), "de", "### Maßnahmenplan"),
        (("--benchmark", examples / "vergleich-40-gemeinden.json"), "en", "### Comparison"),
        ((), "en", None),
    ):
        assert (
            cli("report", city, *beside, "--audience", "council", "--lang", lang, "-o", "page.md", "--force").code == 0
        )
        headings = [line for line in (tmp_path / "page.md").read_text("utf-8").splitlines() if line[:4] == "### "]
        assert headings[-2] == heading if heading else "### Comparison" not in " ".join(headings)
