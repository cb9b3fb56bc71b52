"""batch: tables of other systems as they come, read right or refused with advice that leads on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import rows

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(autouse=True)
def _cases(tmp_path: Path) -> None:
    for case in CASES.iterdir():
        shutil.copy(case, tmp_path)


def scores(path: Path) -> list[str]:
    return [row["overall.score"] for row in rows(path)]


@pytest.mark.parametrize("engine", [(), ("--engine", "duckdb")])
def test_labels_that_hold_the_separator_are_known_longest_first(
    cli: Cli, tmp_path: Path, engine: tuple[str, ...]
) -> None:
    table = "H1_label_with_semicolon.csv"
    ran = cli("batch", "-q", "q.yaml", table, "--mapping", "H1_mapping.yaml", "-o", "t.csv", *engine)
    assert ran.code == 0
    assert scores(tmp_path / "t.csv") == ["61.2", "66.7"]


HEADLESS = "q1;{heading};;;;num\n3;{cells};5000\n0;;;;;5000\n"


@pytest.mark.parametrize("heading", ["multi", "Angebote"])
def test_columns_without_a_heading_are_drafted_by_their_labels(cli: Cli, tmp_path: Path, heading: str) -> None:
    cells = '"Kita, Hort";Schule;"Verein; Club";nichts davon'
    (tmp_path / "a.csv").write_text(HEADLESS.format(heading=heading, cells=cells), "utf-8")
    cli("batch", "-q", "q.yaml", "a.csv", "--suggest-mapping", "-o", "m.yaml")
    draft = (tmp_path / "m.yaml").read_text("utf-8").splitlines()
    assert f'  "{heading}": multi.kita' in draft
    assert '  "column 4": multi.verein' in draft


@pytest.mark.parametrize("ticks", ["1;1;0;0", "x;x;x;"])
def test_what_nothing_explains_is_unsure_and_nothing_is_published_of_it(cli: Cli, tmp_path: Path, ticks: str) -> None:
    (tmp_path / "a.csv").write_text(HEADLESS.format(heading="multi", cells=ticks), "utf-8")
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv")
    assert ran.code == 1
    assert "E247" in ran.err
    assert not (tmp_path / "t.csv").exists()
    cli("batch", "-q", "q.yaml", "a.csv", "--suggest-mapping", "-o", "m.yaml")
    draft = (tmp_path / "m.yaml").read_text("utf-8")
    assert '# "multi": multi.kita  # unsure: columns without a heading follow' in draft
    assert '# "column 3": multi.schule  # unsure' in draft
    uncommented = (
        draft.replace('# "multi":', '"multi":').replace('# "column', '"column').replace("# columns:", "columns:")
    )
    (tmp_path / "m.yaml").write_text(uncommented, "utf-8")
    assert cli("batch", "-q", "q.yaml", "a.csv", "--mapping", "m.yaml", "-o", "t.csv").code == 0
    assert rows(tmp_path / "t.csv")[0]["answered"] == "3"


def test_options_that_nobody_ticked_leave_it_open_which_the_others_are(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADLESS.format(heading="multi", cells="x;;x;x"), "utf-8")
    draft = cli("batch", "-q", "q.yaml", "a.csv", "--suggest-mapping").out
    assert '# "column 4": ?  # unsure' in draft
