"""A deck as one HTML page: its script and its style sheet are let in by their hashes, and nothing else is."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planself import __version__, resources
from planself.i18n import Reader
from planself.report import html
from planself.report.deck.lines import Said, pieces
from planself.report.deck.sizes import WIDTH
from planself.report.deck.slides import Deck, Grid
from planself.seal import seal

_COVER = {"title": (220, 3), "kind": (120, 2), "footer": (100, 2)}
"""The type of the cover's texts in hundredths, and how many lines they have room for."""


def deck_page(deck: Deck) -> str:
    """Return the deck as a page that carries its seal."""
    reader, script = Reader(deck.lang), _read("deck.js")
    css = html.style(_widths(deck) + _read("deck.css"), deck.bands, deck.footer or deck.kind)
    cover = {name: _brief(getattr(deck, name), *room) for name, room in _COVER.items()}
    return seal(
        _environment()
        .get_template("deck.html.j2")
        .render(
            _=reader._,
            deck=deck,
            cover=cover,
            contents=[slide for slide in deck.slides if slide.first],
            policy=html.policy(css, script),
            css=css,
            script=Markup(script),  # noqa: S704  # our own
            version=__version__,
        )
    )


def _brief(said: str, size: int, most: int) -> Said:
    """Return a text of the cover, shortened where it has no room; the facts behind the cover say it in full."""
    found = pieces(said, WIDTH * 10_000 // (size * 110), most)
    return found[0] if len(found) == 1 else f"{str(found[0]).strip()[:-1]}…"


def _widths(deck: Deck) -> str:
    """Return a rule for every width of a column; the policy allows no style on an element."""
    grids = [block for slide in deck.slides for block in slide.blocks if isinstance(block, Grid)]
    return "".join(
        f".w{share}{{width:{share}%}}" for share in sorted({share for grid in grids for share in grid.shares})
    )


def _read(name: str) -> str:
    return (resources.templates() / "deck" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(resources.templates() / "deck"),
        autoescape=True,
        finalize=html.printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(unbroken=html.unbroken, plain=str)
    return env
