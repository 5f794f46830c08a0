"""People, as nobody in particular: somebody far away, head and shoulders."""

from __future__ import annotations

from frontrow.artwork.canvas import Canvas, n
from frontrow.artwork.dice import Dice

HATS = 0.22


def figure(canvas: Canvas, x: float, y: float, height: float, fill: str) -> None:
    """Add somebody who stands at ``y``, seen from afar: a head, a long coat, two legs."""
    h = height
    canvas.circle(x, y - h * 0.9, h * 0.095, fill)
    canvas.path(
        f"M{n(x - h * 0.13)} {n(y - h * 0.72)}q{n(h * 0.13)} {n(-h * 0.1)}"
        f" {n(h * 0.26)} 0l{n(h * 0.05)} {n(h * 0.46)}h{n(-h * 0.07)}"
        f"l{n(-h * 0.02)} {n(h * 0.26)}h{n(-h * 0.07)}l{n(-h * 0.02)}"
        f" {n(-h * 0.24)}l{n(-h * 0.02)} {n(h * 0.24)}h{n(-h * 0.07)}"
        f"l{n(-h * 0.02)} {n(-h * 0.26)}h{n(-h * 0.07)}Z",
        fill,
    )


def bust(x: float, y: float, size: float, dice: Dice) -> str:
    """Return the path of head and shoulders that end at ``y``; ``size`` is half the width of the shoulders.

    The dice decide how the head is held and whether it wears a hat; nothing more, for it stands for nobody.
    """
    s, middle = size, x + dice.between(-0.08, 0.08) * size
    top = y - s * 1.86
    head = ellipse(middle, top + s * 0.5, s * 0.37, s * 0.5)
    neck = (
        f"M{n(middle - s * 0.19)} {n(top + s * 0.8)}h{n(s * 0.38)}L{n(x + s * 0.24)} {n(y - s * 0.66)}"
        f"H{n(x - s * 0.24)}Z"
    )
    shoulders = (
        f"M{n(x - s)} {n(y)}c{n(s * 0.02)} {n(-s * 0.56)} {n(s * 0.3)} {n(-s * 0.68)} {n(s * 0.74)} {n(-s * 0.78)}"
        f"h{n(s * 0.52)}c{n(s * 0.44)} {n(s * 0.1)} {n(s * 0.72)} {n(s * 0.22)} {n(s * 0.74)} {n(s * 0.78)}Z"
    )
    return head + neck + shoulders + (_hat(middle, top, s) if dice.chance(HATS) else "")


def ellipse(x: float, y: float, across: float, down: float) -> str:
    """Return the path of an ellipse around a point."""
    arc = f"a{n(across)} {n(down)} 0 0 1"
    return f"M{n(x - across)} {n(y)}{arc} {n(2 * across)} 0{arc} {n(-2 * across)} 0Z"


def _hat(x: float, top: float, s: float) -> str:
    # Drawn clockwise like the head, so that what they share stays filled.
    return (
        f"M{n(x + s * 0.66)} {n(top + s * 0.3)}q{n(-s * 0.66)} {n(s * 0.16)} {n(-s * 1.32)} 0"
        f"q{n(s * 0.2)} {n(-s * 0.12)} {n(s * 0.32)} {n(-s * 0.12)}l{n(s * 0.06)} {n(-s * 0.3)}"
        f"q{n(s * 0.28)} {n(-s * 0.12)} {n(s * 0.56)} 0l{n(s * 0.06)} {n(s * 0.3)}"
        f"q{n(s * 0.12)} 0 {n(s * 0.32)} {n(s * 0.12)}Z"
    )
