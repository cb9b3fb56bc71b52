"""What an attacker can make of everything printed of a workshop, in all formats: nothing that the rules hide."""

from __future__ import annotations

import html as html_module
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planself.analysis.anonymity import SPAN
from planself.analysis.group import group
from planself.answers.model import AnswerSet
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.report.render import render
from planself.report.workshop.room import Room
from planself.report.workshop.sections import workshop_annex, workshop_page
from planself.workshop.reporting import Told, told
from tests.analysis.test_anonymity import Weights, recovered, workshops
from tests.analysis.test_group import levels, member, questionnaire
from tests.report.material import LANGUAGES, ORIGIN, view
from tests.report.workshop_room import copied, discussed, opened

FORMS = ("html", "md", "json")
ROLES = ("lead", "plan", "council", "care")
HEAT, PROFILE = "Means by role group and hurdle", "Hurdle profile of the group"
Row = Mapping[str, str]


@dataclass
class Printed:
    """What a format says of hurdles (rows of the tables by name) and of questions (counts by place)."""

    heat: dict[str, Row]
    profile: dict[str, Row]
    counts: list[list[int]]

    def cell(self, hurdle: str, role: str) -> tuple[int, int] | None:
        """Return a role's mean in tenths and its size, None where it is hidden."""
        text = self.heat.get(hurdle, {}).get(role, "hidden").replace("\u00a0", " ")
        if text == "hidden":
            return None
        score, n = re.fullmatch(r"(\d+\.\d) \((\d+)\)", text).groups()  # type: ignore[union-attr]
        return tenths(score), int(n)


def tenths(text: str) -> int:
    return round(float(text) * 10)


def printed(text: str, form: str) -> Printed:
    """Read a report back, as somebody with nothing but this file would."""
    match form:
        case "json":
            return _of_json(json.loads(text)["group"])
        case "html":
            return _of_tables(_html_tables(text))
        case _:
            return _of_tables(_md_tables(text))


def _of_json(data: Any) -> Printed:
    heat: dict[str, Row] = {}
    profile: dict[str, Row] = {}
    for hurdle in data["hurdles"]:
        cells = {c["role"]: "hidden" if "hidden" in c else f"{c['score']:.1f} ({c['n']})" for c in hurdle["roles"]}
        heat[hurdle["id"]] = cells
        ends = [hurdle["lowest"], hurdle["highest"]]
        score = "–" if hurdle["score"] is None else f"{hurdle['score']:.1f}"
        spread = "–" if None in ends else f"{ends[0]:.1f}–{ends[1]:.1f}"
        profile[hurdle["id"]] = {"Mean by person": score, "Lowest to highest": spread, "People": str(hurdle["n"])}
    return Printed(heat, profile, [q["counts"] for q in data["questions"] if q["counts"]])


def _of_tables(tables: Mapping[str, dict[str, Row]]) -> Printed:
    rows = [row for table in tables.values() for row in table.values()]
    told_counts = [row["People per level (0 first)"] for row in rows if "People per level (0 first)" in row]
    counts = [[int(n) for n in re.split(r"\s*·\s*", found)] for found in told_counts if "·" in found]
    return Printed(tables.get(HEAT, {}), tables.get(PROFILE, {}), counts)


def _html_tables(text: str) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for caption, body in re.findall(r"<caption>(.*?)</caption>.*?<tbody>(.*?)</tbody>", text, re.S):
        rows: dict[str, Row] = {}
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.S):
            name = re.search(r'<th scope="row">(.*?)</th>', row, re.S)
            assert name
            cells = re.findall(r'<td[^>]*data-label="(.*?)">(.*?)</td>', row, re.S)
            rows[html_module.unescape(name[1])] = {label: html_module.unescape(cell) for label, cell in cells}
        found.setdefault(caption, rows)
    return found


def _md_tables(text: str) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for caption, table in re.findall(r"^\*\*(.*?)\*\*\n\n((?:\|.*\n)+)", text, re.M):
        lines = [[cell.strip(" ") for cell in line.strip("|").split("|")] for line in table.splitlines()]
        head, rows = lines[0], lines[2:]
        found.setdefault(caption, {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows})
    return found


def formats(loaded: Loaded, members: Sequence[AnswerSet], min_group: int) -> dict[str, str]:
    found = group(loaded, members, min_group=min_group, roles=ROLES)
    ran = Room(loaded, "Room", ORIGIN.created.date(), roles={role: role for role in ROLES})
    page = workshop_page(found, ran, Reader("en"), ORIGIN)
    return {form: render(page, form) for form in FORMS}  # type: ignore[arg-type]


# --- one hurdle of one question: its counts give the sum exactly ---

ONE = questionnaire({"id": "q"})
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(levels, levels, levels, st.sampled_from([3, 5]))
def test_nobody_with_all_files_and_all_sizes_finds_a_hidden_role(
    lead: list[int], plan: list[int], council: list[int], min_group: int
) -> None:
    people = {"lead": lead, "plan": plan, "council": council}
    members = [member(role, q=level) for role, found in people.items() for level in found]
    texts = formats(ONE, members, min_group)
    seen = {form: printed(text, form) for form, text in texts.items()}
    shown = {role: seen["json"].cell("one", role) for role in people}
    for form in FORMS:
        assert {role: seen[form].cell("one", role) for role in people} == shown, form
    hidden = {role for role, cell in shown.items() if cell is None}
    if len(hidden) in (0, 3):
        return
    assert attacked(seen.values(), people, hidden, min_group)


def attacked(seen: Any, people: Mapping[str, list[int]], hidden: set[str], min_group: int) -> bool:
    """Work out bounds for every hidden mean from all that the files say together; True where they stay wide."""
    low, high, total, slack = 0, 1000, Fraction(0), Fraction(10**9)
    shown: dict[str, tuple[int, int]] = {}
    for found in seen:
        row = found.profile["one"]
        n = int(row["People"])
        spread = row["Lowest to highest"].replace("\u2060", "").split("–")
        if spread[0]:
            low, high = tenths(spread[0]), tenths(spread[-1])
        if Fraction(n, 2) < slack:
            total, slack = Fraction(tenths(row["Mean by person"]) * n), Fraction(n, 2)
        for counts in found.counts:
            total, slack = Fraction(sum(250 * level * count for level, count in enumerate(counts))), Fraction(0)
        shown |= {role: cell for role in people if (cell := found.cell("one", role)) is not None}
    rest = total - sum(score * n for score, n in shown.values())
    slack += Fraction(sum(n for _score, n in shown.values()), 2)
    sizes = {role: len(people[role]) for role in hidden}
    for n in sizes.values():
        others = sum(sizes.values()) - n
        least = max(Fraction(n * low), rest - slack - others * high)
        most = min(Fraction(n * high), rest + slack - others * low)
        if most - least < (SPAN * n if n < min_group else 1):
            return False
    return True


def test_the_attacker_is_worth_his_money() -> None:
    """Where only one small role were hidden, he would have it."""
    people = {"lead": [0, 4, 1], "plan": [1, 2, 3, 2, 2], "council": [0, 3, 3, 4, 1]}
    everybody = [level for found in people.values() for level in found]
    counts = [everybody.count(level) for level in range(5)]
    careless = {role: f"{sum(found) * 25 / len(found):.1f} ({len(found)})" for role, found in people.items()}
    mean = f"{sum(everybody) * 25 / len(everybody):.1f}"
    row = {"Mean by person": mean, "Lowest to highest": "0.0–100.0", "People": "13"}
    seen = [Printed({"one": {**careless, "lead": "hidden"}}, {"one": row}, [counts])]
    assert not attacked(seen, people, {"lead"}, 5)


# --- several hurdles that share questions ---


@slow
@given(workshops(), st.sampled_from([3, 5]))
def test_no_hidden_cell_follows_from_the_shown_ones_of_any_format(
    drawn: tuple[Weights, list[list[list[int]]]], min_group: int
) -> None:
    weights, roles = drawn
    loaded = _loaded(weights)
    members = [
        member(ROLES[place], (), **{f"q{q}": points // 500 for q, points in enumerate(person)})
        for place, role in enumerate(roles)
        for person in role
    ]
    for form, text in formats(loaded, members, min_group).items():
        seen = printed(text, form)
        found = [[seen.cell(f"h{h}", ROLES[r]) is not None for r in range(len(roles))] for h in range(len(weights))]
        assert recovered(weights, len(roles), found) == [], form


def _loaded(weights: Weights) -> Loaded:
    three = [{"label": str(level)} for level in range(3)]
    questions = [
        {
            "id": f"q{q}",
            "type": "scale",
            "levels": three,
            "hurdles": {f"h{h}": row[q] // 100 for h, row in enumerate(weights) if row[q]},
        }
        for q in range(len(weights[0]))
    ]
    return questionnaire(*questions, hurdles=[f"h{h}" for h in range(len(weights))])


# --- the shipped workshop ---


def every_output(found: Told) -> dict[str, str]:
    """Return every form of every report of a workshop, in both languages."""
    texts: dict[str, str] = {}
    for lang in LANGUAGES:
        page = workshop_page(found.result, found.room, Reader(lang), ORIGIN)
        texts |= {f"page.{lang}.{form}": render(page, form) for form in FORMS}  # type: ignore[arg-type]
        consensus = found.room.scored_consensus
        if consensus is not None:
            whole = view(consensus, lang, "council", [workshop_annex(found.result, found.room, Reader(lang))])
            texts |= {f"consensus.{lang}.{form}": render(whole, form) for form in FORMS}  # type: ignore[arg-type]
    return texts


@pytest.mark.parametrize("people", [14, 9, 5])
def test_no_code_and_no_remark_of_a_member_is_in_any_output(tmp_path: Path, people: int) -> None:
    folder, loaded, members = opened(discussed(copied(tmp_path / "shop", people)))
    found = told(folder, loaded, members)
    given_answers = [answer for each in members.answers.values() for answer in each.answers.values()]
    remarks = {text for answer in given_answers for text in (answer.comment, answer.evidence) if text}
    assert remarks
    for name, text in every_output(found).items():
        assert not re.search(r"\bW\d{2,5}\b", text), name
        assert not [remark for remark in remarks if remark in text], name
        assert "respondent" not in text, name


def test_a_role_never_stands_beside_an_answer(tmp_path: Path) -> None:
    """A role has a mean and a size, or is hidden; in print it stands in the role table and among the facts only."""
    texts = every_output(told(*opened(copied(tmp_path / "shop"))))
    entries = list(_with_role(json.loads(texts["page.en.json"])))
    assert entries
    assert all(set(entry) in ({"role", "hidden"}, {"role", "n", "score"}) for entry in entries)
    label = "youth and social planning"
    places = (
        "Role groups",
        "| Hurdle |",
        'scope="col"',
        f'data-label="{label}"',
        f"administrative leadership, {label}",
    )
    for name in ("page.en.md", "page.en.html"):
        lines = [line for line in texts[name].splitlines() if label in line]
        assert lines
        assert all(any(place in line for place in places) for line in lines)


def test_every_format_says_the_same_of_roles_that_are_shown() -> None:
    people = {"lead": [0, 1, 2, 3, 4, 4], "plan": [1, 1, 1, 2, 0], "council": [3, 4, 3, 4, 3, 2, 1], "care": [2, 3]}
    members = [member(role, q=level) for role, found in people.items() for level in found]
    expected = {"lead": (583, 6), "plan": None, "council": (714, 7), "care": None}
    for form, text in formats(ONE, members, 5).items():
        seen = printed(text, form)
        assert {role: seen.cell("one", role) for role in people} == expected, form
        assert seen.counts == [[2, 5, 4, 5, 4]], form


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
