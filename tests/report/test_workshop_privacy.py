"""What an attacker can make of everything printed of a workshop, in all formats: nothing that the rules hide."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planself.i18n import Reader
from planself.report.render import render
from planself.report.workshop.sections import workshop_annex, workshop_page
from planself.workshop.published_group import counted
from planself.workshop.report_data import WorkshopReport, read_report
from tests.report.material import LANGUAGES, ORIGIN, view
from tests.report.workshop_room import copied, discussed, opened, with_members

FORMS = ("html", "md", "json")


# --- the shipped workshop ---


def every_output(found: WorkshopReport) -> dict[str, str]:
    """Return every form of every report of a workshop, in both languages."""
    texts: dict[str, str] = {}
    for lang in LANGUAGES:
        page = workshop_page(found.result, found.workshop, Reader(lang), ORIGIN)
        texts |= {f"page.{lang}.{form}": render(page, form) for form in FORMS}  # type: ignore[arg-type]
        consensus = found.workshop.scored_consensus
        if consensus is not None:
            whole = view(consensus, lang, "council", [workshop_annex(found.result, found.workshop, Reader(lang))])
            texts |= {f"consensus.{lang}.{form}": render(whole, form) for form in FORMS}  # type: ignore[arg-type]
    return texts


@pytest.mark.parametrize("people", [16, 9, 5])
def test_no_code_and_no_remark_of_a_member_is_in_any_output(tmp_path: Path, people: int) -> None:
    folder, loaded, members = with_members(discussed(copied(tmp_path / "shop", people)))
    found = read_report(folder, loaded, counted(folder, loaded, members))
    given_answers = [answer for each in members.answers.values() for answer in each.answers.values()]
    remarks = {text for answer in given_answers for text in (answer.comment, answer.evidence) if text}
    assert remarks
    for name, text in every_output(found).items():
        assert not re.search(r"\bW\d{2,5}\b", text), name
        assert not [remark for remark in remarks if remark in text], name
        assert "respondent" not in text, name


def test_a_role_never_stands_beside_an_answer(tmp_path: Path) -> None:
    """A role has a size and its fifths, or is hidden; in print it stands in the role section and the facts."""
    texts = every_output(read_report(*opened(copied(tmp_path / "shop"))))
    entries = list(_with_role(json.loads(texts["page.en.json"])))
    assert entries
    assert all(set(entry) in ({"role", "hidden"}, {"role", "members"}, {"role", "class"}) for entry in entries)
    label = "youth and social planning"
    places = (
        "Role groups",
        "| Hurdle |",
        'scope="col"',
        f'data-label="{label} (5)"',
        f"administrative leadership, {label}",
    )
    for name in ("page.en.md", "page.en.html"):
        lines = [line for line in texts[name].splitlines() if label in line]
        assert lines
        assert all(any(place in line for place in places) for line in lines)


def _with_role(node: Any) -> Any:
    match node:
        case dict():
            if "role" in node:
                yield node
            for part in node.values():
                yield from _with_role(part)
        case list():
            for part in node:
                yield from _with_role(part)
