"""`planself workshop report` and `planself report --workshop`: files, formats, refusals, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from planself.report.workshop.sections import schema
from planself.scoring.assessment import schema as result_schema
from tests.cli.conftest import Cli


@pytest.fixture
def shop(examples: Path, tmp_path: Path) -> Path:
    shutil.copytree(examples / "workshop-musterstadt", tmp_path / "shop")
    return tmp_path / "shop"


def alone(shop: Path) -> None:
    """Take away what the discussion left behind."""
    for name in ("discussion.yaml", "consensus.yaml", "votes.yaml"):
        (shop / name).unlink()


@pytest.mark.usefixtures("shop")
def test_the_consensus_leads_and_the_groups_view_follows(cli: Cli, tmp_path: Path) -> None:
    ran = cli("workshop", "report", "shop", "-o", "w.html")
    assert (ran.code, ran.out) == (0, "")
    text = (tmp_path / "w.html").read_text("utf-8")
    assert 'id="profile"' in text
    assert 'id="group-questions"' in text
    assert cli("workshop", "report", "shop", "-o", "w.md", "--lang", "de").code == 0
    assert "## Die Sicht der Rollengruppen" in (tmp_path / "w.md").read_text("utf-8")
    assert cli("workshop", "report", "shop", "-o", "c.md", "--lang", "de", "--audience", "council").code == 0
    page = (tmp_path / "c.md").read_text("utf-8")
    assert "## Die Sicht der Rollengruppen" not in page
    assert "16 Personen haben" in page


def test_without_a_consensus_the_group_has_a_page_of_its_own(cli: Cli, shop: Path) -> None:
    alone(shop)
    ran = cli("workshop", "report", "shop", "-o", "-", "--format", "md")
    assert ran.code == 0
    assert ran.out.startswith("# Gemeinsam planen in Musterstadt: what the group sees")
    assert "## Hurdle profile\n" not in ran.out
    begun = shop / "consensus.yaml"
    begun.write_text((shop / "answers/W01.yaml").read_text("utf-8").partition("answers:")[0] + "answers: {}\n", "utf-8")
    assert cli("workshop", "report", "shop", "-o", "-", "--format", "md").out.startswith("# Gemeinsam planen")


def test_the_machine_form_is_the_same_with_and_without_consensus(cli: Cli, shop: Path) -> None:
    whole = json.loads(cli("workshop", "report", "shop", "-o", "-", "--format", "json").out)
    jsonschema.validate(whole, schema())
    assert whole["consensus"]["overall"]
    assert json.loads(cli("workshop", "merge", "shop", "--json").out) == whole["group"]
    alone(shop)
    jsonschema.validate(json.loads(cli("workshop", "report", "shop", "-o", "-", "--format", "json").out), schema())


@pytest.mark.usefixtures("shop")
def test_report_takes_the_workshop_as_an_annex(cli: Cli) -> None:
    ran = cli("report", "shop/consensus.yaml", "--workshop", "shop", "-o", "-", "--format", "json")
    data = json.loads(ran.out)
    jsonschema.validate(data, result_schema())
    assert data["workshop"]["group"]["n"] == 16
    refused = cli("report", "shop/answers/W01.yaml", "--workshop", "shop", "-o", "x.html")
    assert (refused.code, refused.out) == (2, "")
    assert "no consensus" in refused.err


@pytest.mark.usefixtures("shop")
def test_what_stands_there_is_not_overwritten(cli: Cli, shop: Path, tmp_path: Path) -> None:
    assert cli("workshop", "report", "shop", "-o", "w.html").code == 0
    assert cli("workshop", "report", "shop", "-o", "w.html").code == 0  # planself's own, unchanged
    (tmp_path / "w.html").write_text("mine", "utf-8")
    assert cli("workshop", "report", "shop", "-o", "w.html").code == 2
    assert cli("workshop", "report", "shop", "-o", "w.html", "--force").code == 0
    for file in ("workshop.yaml", "votes.yaml", "answers/W03.yaml"):
        before = (shop / file).read_bytes()
        assert cli("workshop", "report", "shop", "-o", shop / file, "--format", "md", "--force").code == 2
        assert (shop / file).read_bytes() == before
    assert cli("workshop", "report", "shop", "-o", "w.txt").code == 2


@pytest.mark.parametrize(("n", "code"), [(4, 1), (5, 0), (9, 0)])
def test_too_few_have_no_report(cli: Cli, shop: Path, tmp_path: Path, n: int, code: int) -> None:
    alone(shop)
    for file in sorted((shop / "answers").glob("*.yaml"))[n:]:
        file.unlink()
    assert cli("workshop", "report", "shop", "-o", "w.html").code == code
    assert (tmp_path / "w.html").exists() == (code == 0)


def test_files_that_do_not_count_are_named(cli: Cli, shop: Path, tmp_path: Path) -> None:
    (shop / "answers/W02.yaml").write_text("{", "utf-8")
    ran = cli("workshop", "report", "shop", "-o", "w.md")
    assert ran.code == 1
    assert "W02.yaml" in ran.err
    assert "15 of 16 people" in (tmp_path / "w.md").read_text("utf-8")


def test_a_damaged_discussion_is_refused(cli: Cli, shop: Path, tmp_path: Path) -> None:
    (shop / "discussion.yaml").write_text("format: planself/discussion/1\n", "utf-8")
    ran = cli("workshop", "report", "shop", "-o", "w.html")
    assert ran.code == 1
    assert "discussion.yaml" in ran.err
    assert not (tmp_path / "w.html").exists()
    assert cli("workshop", "report", "nowhere", "-o", "w.html").code == 2
