"""Slides of a workshop: the report's words and numbers and nobody's own, parted by a rule that loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.i18n import Reader
from planself.report.blocks import Block, Bullets, Cell, Column, Facts, Heading, Paragraph, Table
from planself.report.deck.division import divided
from planself.report.deck.html import deck_page
from planself.report.deck.lines import lines, pieces
from planself.report.deck.passages import band_names
from planself.report.deck.sizes import height, room
from planself.report.deck.slides import Deck, Grid, Passage, Shown, Slide, Subject
from planself.report.deck.workshop import workshop_deck
from planself.report.inline_text import Sentence, Words
from planself.report.render import render
from planself.report.view_parts import Fact
from planself.report.workshop.context import WorkshopContext
from planself.report.workshop.sections import workshop_annex, workshop_page
from planself.seal import is_unchanged
from planself.workshop.published_group import counted
from planself.workshop.report_data import WorkshopReport, read_report
from tests.report.material import LANGUAGES, ORIGIN, view
from tests.report.workshop_room import copied, discussed, opened, with_members

OWN = {"Next steps follow from what the group agrees on, and come with its consensus."}
"""What a deck says and the report does not: why there are no steps; and what the bands of its drawings are called."""
LONG = (
    "Wie " + "ist das Zusammenwirken von Jugendhilfeplanung und Schulentwicklungsplanung geregelt " * 30 + "?",
    "W" * 700,
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung " * 12,
    "保育所と学校の計画を一緒に作ることができますか。" * 40,
    "🏫👨‍👩‍👧‍👦 " * 120,
    "مرحبا بالعالم " * 90,
    "kurz",
    "",
)


def deck_of(found: WorkshopReport, lang: str = "de") -> Deck:
    return workshop_deck(found.result, found.workshop, Reader(lang), ORIGIN)


def texts(slide: Slide) -> Iterator[str]:
    """Yield every text of a slide but its title."""
    for block in slide.blocks:
        match block:
            case Paragraph() | Heading():
                yield str(block.text)
            case Bullets():
                yield from map(str, block.items)
            case Facts():
                yield from (str(each) for fact in block.facts for each in (fact.label, fact.value))
            case Grid():
                yield from (column.label for column in block.table.columns)
                yield from (str(cell.text) for row in block.table.rows for cell in row)


def plain(html: str) -> str:
    """Return the words of a page, with single blanks between them."""
    return " ".join(unescape(re.sub(r"<(?:style.*?</style|[^>]*)>", " ", html, flags=re.S)).split())


# --- what is shown ---


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("people", "agreed"), [(16, True), (16, False), (7, True), (5, False)])
def test_every_word_and_number_is_the_reports(tmp_path: Path, lang: str, people: int, agreed: bool) -> None:
    folder = copied(tmp_path / "shop", people)
    found = read_report(*opened(discussed(folder) if agreed else folder))
    reader = Reader(lang)
    report = render(workshop_page(found.result, found.workshop, reader, ORIGIN), "html")
    if (consensus := found.workshop.scored_consensus) is not None:
        annex = workshop_annex(found.result, found.workshop, reader)
        report += render(view(consensus, lang, annexes=[annex]), "html")
    said = plain(report)
    own = {reader._(phrase) for phrase in OWN}
    own.add(str(band_names(WorkshopContext(found.result, found.workshop, reader)).text))
    strange = [
        (slide.title, fragment)
        for slide in deck_of(found, lang).slides
        for text in texts(slide)
        for fragment in re.split(r"[·:()]|^\d+\. ", text)
        if text not in own and " ".join(fragment.split()) not in said
    ]
    assert strange == []


def test_the_subjects_are_in_order_and_only_what_there_is(tmp_path: Path) -> None:
    folder = copied(tmp_path / "shop")
    ids = [slide.id for slide in deck_of(read_report(*opened(folder))).slides if slide.first]
    assert ids == ["group", "group-profile", "group-roles", "group-topics", "steps"]
    ids = [slide.id for slide in deck_of(read_report(*opened(discussed(folder)))).slides if slide.first]
    assert ids == ["group", "group-profile", "group-roles", "group-topics", "group-consensus", "group-votes", "steps"]


def test_nobodys_words_and_no_code_are_shown(tmp_path: Path) -> None:
    """What the report tells of single people with their consent is no matter for the wall."""
    text = "Das sehe ich als Einzige anders"
    folder, loaded, members = with_members(discussed(copied(tmp_path / "shop"), text))
    found = read_report(folder, loaded, counted(folder, loaded, members))
    remarks = {
        remark
        for each in members.answers.values()
        for answer in each.answers.values()
        for remark in (answer.comment, answer.evidence)
        if remark
    }
    assert remarks
    shown = deck_page(deck_of(found))
    assert text in render(workshop_page(found.result, found.workshop, Reader("de"), ORIGIN), "html")
    assert text not in shown
    assert not [remark for remark in remarks if remark in shown]
    assert not re.search(r"\bW\d{2,5}\b", shown)


def test_what_the_rule_for_groups_hides_is_hidden_and_said(tmp_path: Path) -> None:
    folder = copied(tmp_path / "shop", 7)
    found = read_report(*opened(folder))
    assert not found.result.shown
    roles = [
        text for slide in deck_of(found, "en").slides if slide.subject.startswith("The view") for text in texts(slide)
    ]
    assert roles == [
        "There is no view by role: it needs two role groups of 5 people at least, and outside of them nobody or 5 "
        "people at least."
    ]


def test_the_page_is_sealed_and_lets_in_nothing_but_itself(tmp_path: Path) -> None:
    page = deck_page(deck_of(read_report(*opened(copied(tmp_path / "shop")))))
    assert is_unchanged(page)
    page = unescape(page)
    assert re.search(r"default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'", page)
    assert not re.search(r' style="| on\w+="|src=|https?://(?!www\.w3)', page)


# --- how it is parted ---


def subject(texts: tuple[str, ...] = LONG) -> Subject:
    """Return a subject with every block in it, each with each of the texts."""
    rows = tuple((Cell(text), Cell(text[:200]), Cell("1 · 2 · 3 · 4 · 5")) for text in texts)
    columns = (Column("Frage oder Hürde"), Column("Warum"), Column("Personen je Stufe (0 zuerst)", numeric=True))
    blocks: tuple[Block, ...] = (
        *(Paragraph(text) for text in texts),
        *(Paragraph(text, "lead") for text in texts),
        *(Paragraph(text, "flag") for text in texts),
        Bullets(texts),
        Facts(tuple(Fact("Selbsteinschätzung von", text) for text in texts)),
        Table("", columns, rows),
        Table("", columns, rows[-2:] * 30),
    )
    steps = tuple(
        (Heading(f"{n}. Ein Schritt"), Paragraph(text), Paragraph("Wer", "note")) for n, text in enumerate(texts)
    )
    return Subject(
        "all", "Alles", (Passage(tuple((block,) for block in blocks), (Paragraph("Fuß", "note"),)), Passage(steps))
    )


def test_no_slide_is_higher_than_its_room_and_nothing_is_lost() -> None:
    slides = divided(subject(), Reader("de"))
    title = f"{slides[0].subject} (99 von 99)"
    assert all(sum(map(height, slide.blocks)) <= room(title) for slide in slides)
    for kind, times in ((Paragraph, 4), (Bullets, 1), (Facts, 1), (Grid, 1)):
        said = [
            text for slide in slides for block in slide.blocks if isinstance(block, kind) for text in long_texts(block)
        ]
        shown = "".join(said).replace(" ", "")
        for text in LONG[:-1]:
            assert shown.count(text.replace(" ", "")) >= times, (kind, text[:40])


def long_texts(block: Shown) -> list[str]:
    """Return those of a block's texts that come from the long ones."""
    match block:
        case Paragraph():
            return [] if block.tone == "note" else [str(block.text)]
        case Bullets():
            return [str(item) for item in block.items]
        case Facts():
            return [str(fact.value) for fact in block.facts]
        case Grid():
            return [str(row[0].text) for row in block.table.rows]
        case Heading():
            return []


def test_a_table_that_has_room_is_not_parted_and_a_longer_one_evenly() -> None:
    column, cell = Column("Hürde"), Cell("Beteiligung")

    def rows(n: int) -> list[int]:
        slides = divided(Subject("t", "T", (Passage(((Table("", (column,), ((cell,),) * n),),)),)), Reader("de"))
        return [len(block.table.rows) for slide in slides for block in slide.blocks if isinstance(block, Grid)]

    assert rows(11) == [11]
    assert rows(14) == [7, 7]
    assert max(rows(40)) - min(rows(40)) <= 1


@given(st.text(max_size=400), st.integers(300, 4_000), st.integers(1, 6))
def test_pieces_of_a_text_are_the_text_and_have_room(text: str, width: int, most: int) -> None:
    found = pieces(Sentence((Words(text, "en"), " ", text)), width, most)
    assert "".join(map(str, found)) == f"{text} {text}"
    assert all(lines(piece, width) <= most for piece in found)


def test_a_text_keeps_its_language_where_it_is_parted() -> None:
    found = pieces(Sentence(("Frage: ", Words("a word " * 80, "en"))), 1_000, 2)
    assert len(found) > 5
    assert all(part.lang == "en" for piece in found[1:] for part in piece.parts if isinstance(part, Words))  # type: ignore[union-attr]


def shown_by_hand(*blocks: Shown) -> int:
    return sum(map(height, blocks))


def test_sizes_are_those_of_the_style_sheet() -> None:
    """One line of each kind, as `deck.css` sets it: 1.3, 2.21 and 1.3 of bold type, each with 0.6 below."""
    assert [shown_by_hand(Paragraph("x", tone)) for tone in ("", "lead", "flag")] == [190, 281, 190]
