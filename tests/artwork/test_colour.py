import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.artwork.colour import HUES, Palette, oklch, palette
from frontrow.artwork.dice import Dice


def light(colour: str) -> float:
    """Return relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "colour"),
    [(1, 0, 0, "#ffffff"), (0, 0, 0, "#000000"), (0.628, 0.2577, 29.23, "#ff0000"), (0.5999, 0, 0, "#808080")],
)
def test_colours_are_those_of_the_published_conversion(lightness, chroma, hue, colour):
    assert oklch(lightness, chroma, hue) == colour


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(-720, 720))
def test_every_colour_can_be_shown(lightness, chroma, hue):
    assert re.fullmatch("#[0-9a-f]{6}", oklch(lightness, chroma, hue))


@given(st.sampled_from([*HUES, "Polka"]), st.text(max_size=8))
def test_titles_can_be_read_on_what_they_stand_on(genre, name):
    colours: Palette = palette(genre, Dice(name))
    assert contrast(colours.paper, colours.night) > 7
    assert contrast(colours.glow, colours.night) > 4.5
    assert contrast(colours.accent, colours.night) > 4.5
    assert contrast(colours.paper, colours.deep) > 4.5
