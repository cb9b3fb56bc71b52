"""A draft names what it knows, marks what it does not, loads as it is, and never shows what persons wrote."""

from __future__ import annotations

import warnings
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself import i18n
from planself.files import source
from planself.questionnaire.check import check
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.multiple import MultipleQuestion
from planself.questionnaire.types.scale import ScaleQuestion
from planself.tables.guess_columns import texts
from planself.tables.mapping import TableMapping, check_mapping
from planself.tables.recode import apply
from planself.tables.score import TableWarning, score_frame
from planself.tables.suggest import suggest_for
from tests.questionnaire.samples import BASE
from tests.tables.mappings import sample

FOLDER = Path(__file__).parent.parent.parent / "questionnaires"
SHIPPED = [load_questionnaire(path) for path in sorted(FOLDER.glob("*.yaml"))]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def draft(columns: dict[str, list[Any]], questionnaire: Questionnaire | None = None, lang: str = "en") -> str:
    """Return the draft for a table."""
    return suggest_for(list(columns), pl.DataFrame(columns), questionnaire or sample(), lang)


def loads(text: str, questionnaire: Questionnaire) -> TableMapping:
    """Return the mapping that a draft is."""
    loaded = Loaded(questionnaire, "sha256:0", Path("q.yaml"))
    mapping, problems = check_mapping(source.parse(text, "draft.yaml"), lambda _reference: loaded)
    assert mapping is not None, (problems, text)
    return mapping


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


# --- our own labels come back as what they stand for ---


def label(text: Any, lang: int) -> str:
    found = list(texts(text))
    return found[lang % len(found)]


def shown(question: AnyQuestion, code: int, lang: int) -> tuple[Any, Any]:
    """Return an answer as the contract writes it, and as a survey tool shows it."""
    if code == 0 and question.allows_unknown:
        return "unknown", ("weiß nicht", "don't know")[lang]
    match question.kind:
        case AnswerKind.ONE_OF if question.worded:
            return ("yes", "Ja") if code % 2 else ("no", "Nein")
        case AnswerKind.ONE_OF:
            choice = question.choices[code % len(question.choices)]
            return choice.id, label(choice.label, lang)
        case AnswerKind.SOME_OF:
            ticked = [c for c in question.choices if not c.exclusive][: code % 3 + 1]
            return ";".join(c.id for c in ticked), "; ".join(label(c.label, lang) for c in ticked)
        case AnswerKind.NUMBER:
            low = ((question.quantity and question.quantity.minimum) or 0) // 1_000_000
            return str(low + code), str(low + code)
        case AnswerKind.TEXT:
            return "Text", "Text"


@pytest.mark.parametrize("loaded", SHIPPED, ids=lambda loaded: loaded.questionnaire.id)
@pytest.mark.parametrize("lang", [0, 1])
def test_a_table_of_our_own_labels_scores_as_the_codes(loaded: Loaded, lang: int) -> None:
    questionnaire = loaded.questionnaire
    dice = Random(lang)  # noqa: S311 -- no secret, the same every time
    codes: dict[str, list[Any]] = {}
    labels: dict[str, list[Any]] = {}
    for question in questionnaire.questions:
        pairs = [shown(question, dice.randrange(12), lang) for _ in range(40)]
        codes[question.id] = [ours for ours, _theirs in pairs]
        labels[f"Q{len(codes)}. {label(question.text, lang)}"] = [theirs for _ours, theirs in pairs]
    text = draft(labels, questionnaire, "de")
    assert "unsicher" not in "\n".join(lines(text)[2:]), text
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TableWarning)
        expected = score_frame(pl.DataFrame(codes), questionnaire)
        found = score_frame(apply(pl.DataFrame(labels), loads(text, questionnaire)), questionnaire)
    assert set(found["invalid"]) == {""}
    assert found.equals(expected)


# --- headings ---


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Q1. Gruppe?", '"Q1. Gruppe?": group'),
        ("G01Q02. Gruppe?", '"G01Q02. Gruppe?": group'),
        ("1. Gruppe", '"1. Gruppe": group'),
        ("GRUPPE ?", '"GRUPPE ?": group'),
        ("group. Wie arbeitet sie?", '"group. Wie arbeitet sie?": group'),
        ("Teil A [Gruppe?]", '"Teil A [Gruppe?]": group'),
        ("\ufeffQ1.\n Gruppe?\u00a0", '"Q1. Gruppe?": group'),
        ("Q3[a]. Wer? [Kita]", '"Q3[a]. Wer? [Kita]": offers.kita'),
        ("offers [kita]", '"offers [kita]": offers.kita'),
        ("Wer? - Kita", '"Wer? - Kita": offers.kita'),
        ("offers___kita", '"offers___kita": offers.kita'),
        ("offers(school)", '"offers(school)": offers.school'),
        ("offers___2", '# "offers___2": offers.school  # unsure: the option in this place'),
        ("offers(1)", '# "offers(1)": offers.kita  # unsure: the option in this place'),
        ("offers___99", '#   "offers___99"'),
        ("grupe", None),
        ("groupe", '# "groupe": group  # unsure: the heading is similar, not the same'),
        ("Name der Kommune", '"Name der Kommune": subject.name'),
        ("Amtlicher Gemeindeschlüssel (AGS)", '"Amtlicher Gemeindeschlüssel (AGS)": subject.ags'),
        ("Amt", '# "Amt": respondent.department  # unsure: the word can mean something else'),
        ("E-Mail", '- "E-Mail"'),
        ("Kreis", '#   "Kreis"'),
    ],
)
def test_a_heading_is_recognised(heading: str, line: str | None) -> None:
    text = draft({heading: ["1"]})
    loads(text, sample())
    assert line is None or line in lines(text), text


def test_what_planself_reads_by_itself_needs_no_line() -> None:
    text = draft({"group": ["0", "1", "2"], "offers[kita]": ["Y", "N", None]})
    assert [line for line in lines(text) if not line.startswith("#")] == [
        "format: planself/mapping/1", "questionnaire: sample"
    ]  # fmt: skip


def test_two_columns_for_one_question_are_left_to_the_reader() -> None:
    text = draft({"Q1. Gruppe?": ["1"], "Q2. Gruppe?": ["1"]})
    assert not loads(text, sample()).columns
    assert '# "Q1. Gruppe?": group  # unsure: several columns look like this question' in lines(text)


def test_a_truncated_heading_is_recognised_by_its_beginning() -> None:
    question = next(q for q in SHIPPED[-1].questionnaire.questions if len(label(q.text, 0)) > 60)
    text = draft({f"Q7. {label(question.text, 0)[:45]}...": ["1"]}, SHIPPED[-1].questionnaire)
    assert question.id in loads(text, SHIPPED[-1].questionnaire).columns.values()


# --- cells ---


@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        ("group", ["nie", "OFT", "3 - immer"], ['"nie": 0', '"OFT": 1', '"3 - immer": 2']),
        ("group", ["keine", "eine", "mehrere"], ['"keine": 0', '"eine": 1', '"mehrere": 2']),
        ("group", ["k. A.", "weiß nicht", "keine Angabe"], ['"k. A.": unknown', '"keine Angabe": unknown']),
        ("group", ["trifft nicht zu", "1"], ['"trifft nicht zu": not_applicable']),
        ("group", ["trifft nicht zu", "trifft voll zu"], ['# "trifft nicht zu": not_applicable  # unsure']),
        ("group", ["n/a"], ['# "n/a": not_applicable  # unsure']),
        ("group", ["-9", "0"], ['# "-9": unknown  # unsure: probably a code']),
        ("group", ["egal"], ['# "egal": ?  # unsure: not known']),
        ("kind", ["Stadt", "Land", "k. A."], ['"Stadt": town', '"Land": land', '"k. A.": ""']),
        ("kind", ["1", "2"], ['# "1": town  # unsure: the option in this place']),
        ("own_office", ["1", "2"], ['# "2": no  # unsure']),
        ("offers", ["Kita; Schule", "Kita"], ['"Kita": kita']),
        ("offers", ["Kita, Schule", "Kita"], ['"Kita": kita', '"Schule": school']),
        ("offers", ["Kita, Hort"], ['# "Kita, Hort": ?  # unsure: not known']),
        ("offers", ["keine"], ['"keine": nobody']),
        ("offers.kita", ["Kita", "nicht gewählt"], ['"Kita": yes', '"nicht gewählt": no']),
        ("people", ["12", "keine Angabe"], ['"keine Angabe": ""']),
        ("share", ["1.234", "12,5"], ['decimal: ","']),
        ("share", ["1.234", "12"], ['# decimal: ","  # unsure']),
    ],
)
def test_cells_are_recognised(column: str, cells: list[str], expected: list[str]) -> None:
    text = draft({column: cells})
    loads(text, sample())
    for line in expected:
        assert any(found.startswith(line) for found in lines(text)), text


@pytest.mark.parametrize("cell", ["4.2", "7:30", "1-2", "1 – 2", "-1.2"])
def test_a_decimal_a_time_and_a_range_are_no_number_with_a_label(cell: str) -> None:
    """With levels that are called 0, 1 and 2, the rest of such a cell would be one."""
    numerals = BASE.replace("{label: nie}, {label: oft}, {label: immer}", "{label: '0'}, {label: '1'}, {label: '2'}")
    questionnaire, problems = check(source.parse(numerals, "sample.yaml"))
    assert questionnaire is not None, problems
    text = draft({"group": ["0", cell]}, questionnaire)
    assert any(line.startswith(f'# "{cell}": ?') for line in lines(text)), text


@pytest.mark.parametrize(
    ("columns", "offset"),
    [
        ({"group": [1, 2, 3]}, "group: -1"),
        ({"group": [1.0, 3.0, None]}, "group: -1"),
        ({"group": ["1", "3", "99"]}, "group: -1"),
        ({"group": [0, 1, 2]}, None),
        ({"group": [1, 2]}, "# group: -1  # unsure: no cell holds 0 or 3"),
        ({"group": [0, 1, 2, 3]}, None),
        ({"group": ["nie", "oft"]}, None),
    ],
)
def test_the_first_level_is_found(columns: dict[str, list[Any]], offset: str | None) -> None:
    text = draft(columns)
    loads(text, sample())
    found = [line for line in lines(text) if "group: -1" in line]
    assert bool(found) == (offset is not None), text
    assert offset is None or found[0].startswith(offset)


def test_labels_beside_numbers_are_written_as_the_table_counts() -> None:
    found = loads(draft({"group": ["1", "2", "3", "immer"]}), sample())
    assert (found.offset, found.values["group"]) == ({"group": -1}, {"immer": "3"})


def test_scales_without_a_sign_count_as_the_others_do() -> None:
    questionnaire = next(loaded.questionnaire for loaded in SHIPPED if "kurz" not in loaded.questionnaire.id)
    first, second = [q for q in questionnaire.questions if isinstance(q, ScaleQuestion)][:2]
    top = len(first.choices)
    found = loads(draft({first.id: [1, top], second.id: [1, 2]}, questionnaire), questionnaire)
    assert found.offset == {first.id: -1, second.id: -1}


# --- what must not be shown, and what must not break it ---


def test_cells_of_persons_and_long_lists_are_not_shown() -> None:
    secrets = [f"geheim {n}" for n in range(40)]
    text = draft({"E-Mail": secrets, "Vorname": secrets, "Kreis": secrets, "remark": secrets, "group": secrets})
    assert "geheim" not in text
    assert loads(text, sample()).drop == ("E-Mail", "Vorname")
    assert "# group:  # unsure: too many different cells to list" in text.replace(": # ", ":  # ")


@given(
    st.dictionaries(
        st.one_of(st.text(max_size=30), st.sampled_from(["Gruppe?", "group", "kind", "offers", "Wer? [Kita]"])),
        st.lists(st.text(max_size=20), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    )
)
@settings(deadline=None)
def test_every_draft_loads(columns: dict[str, list[str]]) -> None:
    for lang in ("de", "en"):
        loads(draft(columns, lang=lang), sample())


def test_a_heading_longer_than_yaml_likes_is_written_all_the_same() -> None:
    heading = "Q1. Gruppe? " + "sehr lang " * 150
    text = draft({f"group. {heading}": ["1"]})
    assert list(loads(text, sample()).columns.values()) == ["group"]


def test_a_label_is_known_however_long_it_is() -> None:
    """Anchors of the shipped questionnaire are longer than what people write in a cell."""
    questionnaire = next(loaded.questionnaire for loaded in SHIPPED if loaded.questionnaire.id == "integrierte-planung")
    question = questionnaire.by_id["mand_lead"]
    assert isinstance(question, ScaleQuestion)
    anchor = max((label(anchor, 0) for anchor in question.anchors or []), key=len)
    assert len(anchor) > 120
    assert f'"{anchor}":' in draft({"mand_lead": [anchor]}, questionnaire)


def test_ticks_joined_by_commas_are_listed_label_by_label_whatever_commas_they_hold() -> None:
    """Google Forms joins so, and many people make many combinations."""
    questionnaire = next(loaded.questionnaire for loaded in SHIPPED if loaded.questionnaire.id == "integrierte-planung")
    question = questionnaire.by_id["silo_partners"]
    assert isinstance(question, MultipleQuestion)
    options = [(option.id, label(option.label, 0)) for option in question.options if not option.exclusive]
    assert any("," in written for _id, written in options)
    dice = Random(5)  # noqa: S311 -- test data
    ticks = [dice.sample(options, dice.randrange(1, 6)) for _ in range(60)]
    cells = [", ".join(written for _id, written in ticked) for ticked in ticks]
    text = draft({"silo_partners": cells}, questionnaire)
    assert "unsure" not in "\n".join(lines(text)[2:]), text
    found = apply(pl.DataFrame({"silo_partners": cells}), loads(text, questionnaire))
    assert found["silo_partners"].to_list() == [";".join(id_ for id_, _written in ticked) for ticked in ticks]
