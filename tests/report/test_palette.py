"""Every text and every mark of the report can be told from its ground, light and dark, for any number of bands."""

from __future__ import annotations

import pytest

from planself.report.palette import PALETTES, Scheme, colours, contrast, declarations, ramp

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0
COUNTS = range(1, 12)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_stands_out_from_the_page(scheme: Scheme) -> None:
    names = PALETTES[scheme].names
    for ground in ("bg", "tint", "notice"):
        for text in ("ink", "ink2", "accent"):
            assert contrast(names[text], names[ground]) >= TEXT, (text, ground)
    assert contrast(names["rule2"], names["bg"]) >= GRAPHIC


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_band_can_be_read_and_seen(scheme: Scheme, count: int) -> None:
    """A band's name is written in its mark's colour; its dot and line can lie on any band's ground."""
    found = dict(colours(scheme, count))
    for place in range(count):
        assert contrast(found[f"m{place}"], found["bg"]) >= TEXT
        for ground in range(count):
            assert contrast(found[f"m{place}"], found[f"g{ground}"]) >= GRAPHIC, (place, ground)
            assert contrast(found["ink2"], found[f"g{ground}"]) >= GRAPHIC


@pytest.mark.parametrize("count", COUNTS)
def test_a_ramp_keeps_its_ends(count: int) -> None:
    stops = PALETTES["light"].marks
    found = ramp(stops, count)
    assert len(found) == count
    assert found[-1] == stops[-1]
    assert count == 1 or found[0] == stops[0]
    assert len(set(found)) == count


def test_contrast_by_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = (dict(colours(scheme, 4)).keys() for scheme in SCHEMES)
    assert light == dark
    assert declarations("light", 2).startswith("--bg:#ffffff;")
