"""How far another group could differ is one number, told alike in reports, documents and questionnaires."""

from __future__ import annotations

import re
from pathlib import Path

from planself.report.certainty import OVERALL, PER_HURDLE

ROOT = Path(__file__).parents[2]
GROUP = re.compile(r"[^.]*\b(?:andere Runde käme|another group could)\b[^.]*\.", re.I)
READ = re.compile(
    r"\b(\d+) (?:Punkten?|Punkte|points?) (?:dazwischen|lie between|apart|auseinander|zwischen (?:zwei )?H|between h)"
)


def texts() -> dict[str, str]:
    found = [ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("questionnaires/*.yaml")]
    return {path.name: " ".join(path.read_text("utf-8").split()) for path in found}


def test_the_margin_is_the_same_wherever_it_is_told() -> None:
    told = {name: sentence for name, text in texts().items() for sentence in GROUP.findall(text)}
    assert {"integrierte-planung.yaml", "handbuch.md", "scoring.md"} <= set(told)
    for name, sentence in told.items():
        before = sentence if re.search(r"\d", sentence) else ""
        assert set(map(int, re.findall(r"\b\d+\b", before))) <= {PER_HURDLE, OVERALL}, (name, sentence)


def test_no_text_names_another_margin() -> None:
    assert {n for text in texts().values() for n in READ.findall(text)} == {str(PER_HURDLE)}
