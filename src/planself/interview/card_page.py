"""A question as styled text: where we are, what is asked, and what is recorded with it."""

from __future__ import annotations

from planself.interview.card import Card
from planself.terminal import styled_page as page
from planself.terminal.screen import Sieve, shortened
from planself.terminal.styled_page import Tokens


def head(card: Card, sieve: Sieve, width: int, room: int = page.ROOMY) -> Tokens:
    """Return what stands above the answers: where we are, the question, and what is recorded or asked for.

    Where there is no room for all of it, the question comes first.
    """
    top = page.heading(card.section, card.place, (card.done, card.whole), sieve, width)
    tokens = question(card, sieve, width)
    return page.fitted(top, tokens, room, sieve)


def question(card: Card, sieve: Sieve, width: int) -> Tokens:
    """Return the question, and what is recorded or asked for with it."""
    tokens = page.paragraph(card.text, width, "class:asked")
    if card.unit:
        tokens += [("", "\n"), *page.paragraph(card.unit, width, "class:aside"), ("", "\n")]
    for label, text in card.help:
        tokens += [("", "\n"), *page.paragraph(f"{label}: {text}", width, "class:aside")]
    if card.remarks:
        tokens.append(("", "\n"))
    for label, text in card.remarks:
        tokens += page.paragraph(f"{label}: {shortened(' '.join(text.split()), 200, sieve)}", width, "class:remark")
    return tokens
