"""The picture of how learning grows: seconds over size, both logarithmic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from frontrow.artwork.canvas import Canvas, points, written

_COLOURS = ("#1f6feb", "#d1242f", "#2da44e", "#8250df", "#bf8700")
_INK, _FAINT, _PAPER = "#24292f", "#d0d7de", "#ffffff"
_LEFT, _TOP, _WIDE, _HIGH, _GAP = 50.0, 46.0, 250.0, 240.0, 310.0  # of the first panel; _GAP to the second


class Series(NamedTuple):
    """Seconds over sizes, and the slope of their logarithms."""

    name: str
    sizes: list[float]
    seconds: list[float]
    exponent: float


def picture(grams: Sequence[Series], solutions: Sequence[Series]) -> str:
    """Return an SVG of two panels: statistics over events, solutions over titles."""
    canvas = Canvas("growth")
    canvas.cover(_PAPER)
    _panel(canvas, 0.0, "CPU-s of the statistics over events", grams)
    _panel(canvas, _GAP, "CPU-s of the solution over titles", solutions)
    return canvas.svg("Seconds of statistics over events and of solutions over titles, with exponents") + "\n"


def _panel(canvas: Canvas, shift: float, title: str, series: Sequence[Series]) -> None:
    left = _LEFT + shift
    sizes = np.concatenate([one.sizes for one in series])
    seconds = np.concatenate([one.seconds for one in series])
    x, y = _ticks(sizes), _ticks(seconds)
    _text(canvas, left, _TOP - 18, title, "12")
    for tick in x:
        at = left + _WIDE * _share(tick, x)
        canvas.stroke(points([(at, _TOP), (at, _TOP + _HIGH)]), _FAINT, 0.5)
        _text(canvas, at, _TOP + _HIGH + 14, _short(tick), "9", "middle")
    for tick in y:
        at = _TOP + _HIGH * (1 - _share(tick, y))
        canvas.stroke(points([(left, at), (left + _WIDE, at)]), _FAINT, 0.5)
        _text(canvas, left - 4, at + 3, _short(tick), "9", "end")
    for number, one in enumerate(series):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [
            (left + _WIDE * _share(size, x), _TOP + _HIGH * (1 - _share(second, y)))
            for size, second in zip(one.sizes, one.seconds, strict=True)
        ]
        canvas.stroke(points(places), colour, 1.5)
        for place in places:
            canvas.circle(*place, 2.5, colour)
        _text(canvas, left + 8, _TOP + 14 + 13 * number, f"{one.name}: exponent {one.exponent:.2f}", "10", fill=colour)


def _ticks(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[float]:
    """Return powers of ten and thrice that around the values."""
    low, high = int(np.floor(np.log10(values.min()))), int(np.ceil(np.log10(values.max())))
    every = [factor * 10.0**power for power in range(low, high + 1) for factor in (1.0, 3.0)]
    first = max(tick for tick in every if tick <= values.min() * 1.001)
    last = min(tick for tick in every if tick >= values.max() * 0.999)
    return [tick for tick in every if first <= tick <= last]


def _share(value: float, ticks: Sequence[float]) -> float:
    return float(np.log(value / ticks[0]) / np.log(ticks[-1] / ticks[0]))


def _short(value: float) -> str:
    for unit, letter in ((1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}{letter}"
    return f"{value:g}"


def _text(canvas: Canvas, x: float, y: float, text: str, size: str, anchor: str = "start", fill: str = _INK) -> None:  # noqa: PLR0917 - a label is its place, words and looks
    canvas.put(
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-family="sans-serif" text-anchor="{anchor}" '
        f'fill="{fill}">{written(text)}</text>'
    )
