"""Which question stands on which page: every question once, in order, none over the edge."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import resources
from planself.files import source
from planself.form.paper_measure import Type, chunks, lines
from planself.form.paper_pages import PaperOptions, begun, pages, sheets
from planself.form.paper_sheet import ROOM, Text
from planself.i18n import Reader
from planself.questionnaire.load import Loaded, digest, load_questionnaire
from planself.questionnaire.model import Questionnaire
from tests.form.samples import LANGUAGES, SAMPLE, sample, shipped

SHIPPED = ("integrierte-planung", "integrierte-planung-kurz", "barrierefreie-oeffentlichkeitsarbeit")
TEXTS = st.text(st.sampled_from("aaaeeinrstWMß –\n§漢🙂"), min_size=1, max_size=6000).filter(str.strip)


@cache
def built_in(name: str) -> Loaded:
    return load_questionnaire(resources.questionnaires() / f"{name}.yaml")


def with_texts(texts: Any) -> Loaded:
    """Return the sample with other texts, taken in turn."""

    def replaced(node: Any, key: str = "") -> Any:
        if key in {"title", "text", "label", "help", "evidence", "intro", "description", "unit"}:
            return next(texts)
        if isinstance(node, dict):
            return {name: replaced(value, name) for name, value in node.items()}
        return [replaced(entry) for entry in node] if isinstance(node, list) else node

    found = replaced(source.load(SAMPLE).data)
    return Loaded(Questionnaire.model_validate(found), digest(found), SAMPLE)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_begins_on_one_page_and_pages_are_well_filled(name: str, lang: str) -> None:
    loaded = built_in(name)
    planned = sheets(loaded, PaperOptions(Reader(lang)))
    heights = [sum(block.height for block in page) for page in planned]
    assert [id_ for page in planned for id_ in begun(page)] == [q.id for q in loaded.questionnaire.questions]
    assert not any(block.continued for page in planned for block in page)
    assert max(heights) <= ROOM
    assert min(heights[:-1]) >= 0.65 * ROOM
    assert sum(heights[:-1]) >= 0.75 * ROOM * len(heights[:-1])


def test_a_part_keeps_the_numbers_of_the_whole_and_has_only_what_it_is_asked() -> None:
    numbers = {q.id: place for place, q in enumerate(shipped().questionnaire.questions, 1)}
    planned = sheets(shipped(), PaperOptions(Reader("de"), part=("fin",)))
    blocks = [block for page in planned for block in page if block.number]
    assert 5 < len(blocks) < 75
    assert all(block.number == numbers[block.id] for block in blocks)
    roles = [shipped().questionnaire.by_id[block.id].roles for block in blocks]
    assert all("fin" in role for role in roles if role)


def test_a_section_brings_those_that_its_conditions_depend_on() -> None:
    ids = [id_ for page in pages(shipped(), Reader("de"), sections=["law"]) for id_ in page]
    assert "kind" in ids
    assert ids[-1] == shipped().questionnaire.sections[-2].questions[-1].id
    assert not any(id_.startswith("fund_") for id_ in ids)


@given(st.lists(TEXTS, min_size=1, max_size=12), st.data())
def test_no_page_overflows_whatever_the_texts(texts: list[str], data: st.DataObject) -> None:
    taken = (texts[data.draw(st.integers(0, len(texts) - 1))] for _ in iter(int, 1))
    loaded = with_texts(taken)
    planned = sheets(loaded, PaperOptions(Reader("de")))
    assert [id_ for page in planned for id_ in begun(page)] == [q.id for q in sample().questionnaire.questions]
    assert all(page for page in planned)
    assert max(sum(block.height for block in page) for page in planned) <= ROOM


@given(TEXTS, st.floats(20, 180), st.integers(1, 30))
def test_pieces_of_a_text_lose_nothing_and_keep_their_lines(text: str, width: float, most: int) -> None:
    type_ = Type(9.5, 4.4)
    pieces = list(chunks(text, type_, width, most))
    assert all(lines([(piece, type_)], width) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("id_", "lang", "said"),
    [
        ("own_youth_office", "de", "Nur wenn 1 = „Stadtbezirk“"),
        ("own_youth_office", "en", "Only if 1 = “city borough”"),
        (
            "silo_partners",
            "de",
            "Entfällt, wenn 1 = „kreisangehörige Stadt oder Gemeinde ohne eigenes Jugendamt“ oder 3 = nein",
        ),
        (
            "net_levels",
            "de",
            "Nur wenn 1 = „Landkreis oder Kreis“ oder 1 = „kreisangehörige Stadt oder Gemeinde mit eigenem Jugendamt“ "
            "oder 1 = „kreisangehörige Stadt oder Gemeinde ohne eigenes Jugendamt“",
        ),
    ],
)
def test_a_condition_names_questions_by_their_numbers(id_: str, lang: str, said: str) -> None:
    blocks = (block for page in sheets(shipped(), PaperOptions(Reader(lang))) for block in page)
    block = next(block for block in blocks if block.id == id_)
    assert [part.text for part in block.fragments if isinstance(part, Text) and part.style == "condition"][:1] == [said]


def test_the_condition_of_a_section_stands_once_below_its_title() -> None:
    blocks = [block for page in sheets(shipped(), PaperOptions(Reader("de"))) for block in page]
    said = [[part.text for part in block.fragments if isinstance(part, Text)] for block in blocks]
    law = next(texts for texts in said if texts[0] == "Gesetzliche Prüfpunkte")
    assert law[1] == (
        "Dieser Abschnitt entfällt, wenn 1 = „kreisangehörige Stadt oder Gemeinde ohne eigenes Jugendamt“ oder 3 = nein"
    )
    assert sum(text.startswith("Dieser Abschnitt") for texts in said for text in texts) == 1
