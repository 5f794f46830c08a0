"""Colours: a palette of few, from hues that suit a title's genre, evenly light to the eye."""

from __future__ import annotations

import math
from dataclasses import dataclass

from frontrow.artwork.dice import Dice

# Hues in degrees that a genre's pictures start from, and how colourful they are (1 = fully). In OKLCH red is at 30,
# orange 60, yellow 95, green 145, cyan 195, blue 255, violet 300, pink 355.
HUES: dict[str, tuple[tuple[int, ...], float]] = {
    "Action": ((35, 45, 250), 1.0),
    "Adventure": ((190, 75, 150), 0.95),
    "Animation": ((200, 330, 140, 90, 290), 1.0),
    "Biography": ((60, 240, 20), 0.6),
    "Comedy": ((95, 350, 190, 50), 1.0),
    "Crime": ((265, 25, 235), 0.7),
    "Documentary": ((160, 220, 80), 0.55),
    "Drama": ((25, 255, 310, 190, 70), 0.65),
    "Family": ((150, 80, 230), 0.95),
    "Fantasy": ((300, 280, 170), 0.9),
    "History": ((70, 40, 110), 0.6),
    "Horror": ((25, 150, 285), 0.75),
    "Music & Musicals": ((340, 305, 50), 1.0),
    "Mystery": ((240, 200, 280), 0.65),
    "Romance": ((10, 350, 40), 0.85),
    "Science Fiction": ((255, 220, 290, 185), 0.9),
    "Sports": ((145, 240, 55), 0.95),
    "Thriller": ((240, 210, 30), 0.6),
    "War": ((30, 60, 230), 0.55),
    "Western": ((50, 35, 62), 0.95),
}
ANY_HUE: tuple[tuple[int, ...], float] = ((20, 90, 150, 220, 290), 0.7)
JITTER = 16.0  # degrees a title's hue may lie off its genre's
MUDDY, AWAY = (66.0, 128.0), 42.0  # dark yellows look like mud: in such hues the dark colours are taken from the reds
ROUNDING = 0.0005
TURNS = (35.0, -35.0, 60.0, 180.0, 150.0, -140.0)  # from the main hue to that of the accent


@dataclass(frozen=True)
class Palette:
    """Six colours of a picture as ``#rrggbb``, from dark to light, and one that stands against them."""

    night: str
    deep: str
    mid: str
    glow: str
    paper: str
    accent: str
    shade: str  # the accent's dark sister


def palette(genre: str, dice: Dice) -> Palette:
    """Draw the palette of a title of the given main genre."""
    hues, strength = HUES.get(genre, ANY_HUE)
    hue = dice.pick(hues) + dice.between(-JITTER, JITTER)
    near = hue + dice.pick((-28.0, 22.0, 40.0))
    against = hue + dice.pick(TURNS)
    dark = hue - AWAY if MUDDY[0] < hue < MUDDY[1] else hue
    return Palette(
        night=oklch(0.19, 0.045 * strength, dark),
        deep=oklch(0.34, 0.10 * strength, dark),
        mid=oklch(0.56, 0.145 * strength, (dark + near) / 2),
        glow=oklch(0.80, 0.13 * strength, near),
        paper=oklch(0.96, 0.022, near),
        accent=oklch(0.74, 0.09 + 0.09 * strength, against),
        shade=oklch(0.42, 0.10 * strength, against),
    )


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return a colour as ``#rrggbb``; chroma is lowered until the screen can show it.

    Parameters
    ----------
    lightness, chroma, hue
        In [0, 1], about [0, 0.3] and degrees.

    References
    ----------
    .. [1] B. Ottosson, A perceptual color space for image processing, 2020: the matrices from OKLab to linear sRGB.
    """
    channels = _linear(lightness, chroma, hue)
    while chroma > 0 and not all(-ROUNDING <= value <= 1 + ROUNDING for value in channels):
        chroma = max(0.0, chroma - 0.01)
        channels = _linear(lightness, chroma, hue)
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, value)))):02x}" for value in channels)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055  # noqa: PLR2004  # sRGB's own constants
