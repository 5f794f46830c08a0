"""Shapes that several pictures use: skies, hills, ridges, stars, roofs, trees, rays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, Point, n, points
from frontrow.artwork.dice import Dice

ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def sky(canvas: Canvas, *colours: str) -> None:
    """Cover the sheet with colours that run into each other from top to bottom."""
    last = max(1, len(colours) - 1)
    canvas.cover(canvas.linear([(index / last, colour, 1.0) for index, colour in enumerate(colours)]))


def hills(canvas: Canvas, dice: Dice, y: float, swing: float, fill: str, waves: int = 3, more: str = "") -> None:
    """Add soft hills: a line that swings about ``y``, filled to the lower edge."""
    step = WIDTH / waves
    start = dice.between(-0.6, 0) * step
    up = dice.pick((-1, 1))
    path = f"M{n(start)} {n(y)}"
    x = start
    while x < WIDTH:
        path += f"q{n(step / 2)} {n(up * swing * dice.between(0.6, 1.4))} {n(step)} 0"
        up, x = -up, x + step
    canvas.path(f"{path}V{HEIGHT}H{n(start)}Z", fill, more)


def ridge(dice: Dice, y: float, height: float, peaks: int) -> list[Point]:
    """Return the line of a mountain ridge across the sheet: peaks of unequal height with shoulders."""
    step = WIDTH / peaks
    line: list[Point] = [(-20, y)]
    for index in range(peaks + 1):
        x = (index + dice.between(0.1, 0.6)) * step
        top = y - height * dice.between(0.45, 1.0)
        line.append((x - step * dice.between(0.18, 0.26), y - (y - top) * dice.between(0.45, 0.6)))
        line.append((x, top))
        line.append((x + step * dice.between(0.12, 0.2), y - (y - top) * dice.between(0.55, 0.7)))
        line.append((x + step * dice.between(0.35, 0.42), y - height * dice.between(0.05, 0.2)))
    line.append((WIDTH + 200, y))
    return line


def stars(canvas: Canvas, dice: Dice, count: int, colour: str, below: float = HEIGHT, size: float = 1.6) -> None:
    """Scatter stars over the upper part of the sheet, a few of them larger."""
    for share, width, opacity in ((0.75, size, 0.7), (0.25, size * 1.9, 0.95)):
        dots = "".join(f"M{dice.whole(0, WIDTH)} {dice.whole(0, int(below))}h0" for _ in range(int(count * share)))
        canvas.stroke(dots, colour, width, f'stroke-linecap="round" opacity="{opacity}"')


def roofs(
    canvas: Canvas, dice: Dice, base: float, low: float, high: float, fill: str, narrow: float = 26
) -> list[Point]:
    """Add a skyline; return the upper left corner of each house and, at the end, the right edge."""
    x, corners, path = -10.0, [], f"M-10 {HEIGHT}"
    while x < WIDTH:
        top = base - dice.between(low, high)
        corners.append((x, top))
        x += dice.between(narrow, narrow * 2.1)
        path += f"L{n(corners[-1][0])} {n(top)}L{n(x)} {n(top)}"
    canvas.path(f"{path}V{HEIGHT}Z", fill)
    return [*corners, (x, base)]


def windows(canvas: Canvas, dice: Dice, corners: Sequence[Point], foot: float, colour: str, share: float = 0.3) -> None:
    """Light some windows in the houses of a skyline."""
    path = ""
    for (x, top), (right, _) in pairwise(corners):
        columns = int((right - x - 8) // 9)
        rows = int((foot - top - 10) // 13)
        path += "".join(
            f"M{n(x + 8 + 9 * column)} {n(top + 10 + 13 * row)}v5"
            for row in range(max(0, min(rows, 9)))
            for column in range(max(0, columns))
            if dice.chance(share)
        )
    canvas.stroke(path, colour, 4, 'opacity=".85"')


def tree(dice: Dice, x: float, y: float, length: float, angle: float = -90.0, depth: int = 5) -> str:
    """Return the path of a bare tree: a trunk that forks and forks again."""
    end = (x + length * math.cos(math.radians(angle)), y + length * math.sin(math.radians(angle)))
    path = points([(x, y), end])
    if depth:
        for side in (-1, 1):
            turn = angle + side * dice.between(14, 38)
            path += tree(dice, *end, length * dice.between(0.62, 0.82), turn, depth - 1)
    return path


def birds(canvas: Canvas, dice: Dice, x: float, y: float, count: int, colour: str) -> None:
    """Add a few birds far away."""
    path = ""
    for _ in range(count):
        span = dice.between(5, 11)
        path += (
            f"M{n(x + dice.between(-50, 50))} {n(y + dice.between(-28, 28))}q{n(span / 2)} {n(-span * 0.7)} {n(span)} 0"
        )
        path += f"q{n(span / 2)} {n(-span * 0.7)} {n(span)} 0"
    canvas.stroke(path, colour, 1.8, ROUND)


def rays(x: float, y: float, count: int, radius: float, offset: float = 0.0) -> str:
    """Return the path of every second of ``2 · count`` equal wedges around a point."""
    wedge = math.pi / count
    path = ""
    for index in range(count):
        start = offset + 2 * index * wedge
        a = (x + radius * math.cos(start), y + radius * math.sin(start))
        b = (x + radius * math.cos(start + wedge), y + radius * math.sin(start + wedge))
        path += f"{points([(x, y), a, b])}Z"
    return path


def loop(corners: Sequence[Point]) -> str:
    """Return the path of a closed soft line that turns near each of some points."""
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    path = f"M{n(middles[-1][0])} {n(middles[-1][1])}"
    for (x, y), (to_x, to_y) in zip(corners, middles, strict=True):
        path += f"Q{n(x)} {n(y)} {n(to_x)} {n(to_y)}"
    return f"{path}Z"
