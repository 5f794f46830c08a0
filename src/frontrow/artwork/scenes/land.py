"""Scenes under an open sky: western, adventure, fantasy, family, war, drama, romance."""

from __future__ import annotations

import math

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, n, points
from frontrow.artwork.colour import Palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.people import ellipse, figure
from frontrow.artwork.shapes import ROUND, birds, hills, loop, ridge, sky, stars, tree


def western(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Mesas before a great low sun, and cacti on the plain."""
    sky(canvas, colours.deep, colours.mid, colours.glow)
    x, radius = dice.between(180, 470), dice.between(70, 105)
    canvas.glow(x, 190, radius * 2.3, colours.paper, 0.55)
    canvas.circle(x, 190, radius, colours.paper, 'opacity=".9"')
    for base, fill, count in ((225, colours.mid, 2), (245, colours.deep, 3)):
        for _ in range(count):
            left, wide, tall = dice.between(-60, 560), dice.between(80, 190), dice.between(45, 110)
            step = wide * 0.12
            canvas.path(
                f"M{n(left - step)} {base}l{n(step)} {n(-tall * 0.55)}l{n(step * 0.5)} {n(-tall * 0.45)}h{n(wide)}"
                f"l{n(step * 0.6)} {n(tall * 0.5)}l{n(step)} {n(tall * 0.5)}Z",
                fill,
            )
        canvas.rect(0, base - 1, WIDTH, HEIGHT, fill)
    hills(canvas, dice, 268, 16, colours.night, 2)
    for _ in range(dice.whole(2, 3)):
        _cactus(canvas, dice.between(20, 620), dice.between(272, 290), dice.between(46, 84), colours.night)


def _cactus(canvas: Canvas, x: float, y: float, height: float, fill: str) -> None:
    arm = height * 0.22
    canvas.stroke(
        f"M{n(x)} {n(y)}v{n(-height)}M{n(x)} {n(y - height * 0.35)}h{n(-arm)}v{n(-height * 0.25)}"
        f"M{n(x)} {n(y - height * 0.5)}h{n(arm)}v{n(-height * 0.22)}",
        fill,
        height * 0.13,
        ROUND,
    )


def adventure(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Ranges behind ranges, and a path that winds towards them."""
    sky(canvas, colours.mid, colours.glow, colours.paper)
    canvas.glow(dice.between(120, 520), 110, 190, colours.paper, 0.9)
    for index, (y, fill) in enumerate(((200, colours.glow), (225, colours.mid), (250, colours.deep))):
        canvas.area(ridge(dice, y + 30, 150 - 28 * index, 3 + index), fill, 'opacity=".9"')
    hills(canvas, dice, 272, 26, colours.night, 2)
    x = dice.between(220, 420)
    canvas.path(
        f"M{n(x - 90)} {HEIGHT}C{n(x + 60)} 322 {n(x - 90)} 312 {n(x + 10)} 276"
        f"C{n(x - 50)} 316 {n(x + 130)} 322 {n(x + 20)} {HEIGHT}Z",
        colours.accent,
        'opacity=".9"',
    )
    birds(canvas, dice, dice.between(140, 500), 90, 5, colours.deep)


def fantasy(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A castle on a rock before a vast moon, under northern lights."""
    sky(canvas, colours.night, colours.deep, colours.mid)
    stars(canvas, dice, 60, colours.paper, 200)
    for index in range(3):
        y = dice.between(30, 130)
        canvas.stroke(
            f"M-20 {n(y)}C150 {n(y - 90)} 260 {n(y + 110)} 420 {n(y)}S640 {n(y - 60)} 680 {n(y + 20)}",
            (colours.accent, colours.glow, colours.accent)[index],
            dice.between(16, 40),
            'opacity=".16"',
        )
    x = dice.between(210, 430)
    canvas.glow(x, 130, 200, colours.paper, 0.5)
    canvas.circle(x, 130, dice.between(64, 92), colours.paper, 'opacity=".92"')
    canvas.area(ridge(dice, 290, 80, 5), colours.mid, 'opacity=".65"')
    canvas.path(f"M{n(x - 170)} {HEIGHT}L{n(x - 66)} 220L{n(x + 66)} 214L{n(x + 180)} {HEIGHT}Z", colours.night)
    _castle(canvas, dice, x, 226, colours.night, colours.glow)
    hills(canvas, dice, 305, 24, colours.night, 3)


KEEP = -6  # where the tallest tower of a castle stands


def _castle(canvas: Canvas, dice: Dice, x: float, y: float, fill: str, light: str) -> None:
    towers, lit = "", ""
    for offset in (-58, -34, KEEP, 22, 48):
        wide, tall = dice.between(14, 22), dice.between(48, 104) * (1.25 if offset == KEEP else 0.85)
        left = x + offset - wide / 2
        towers += (
            f"M{n(left)} {n(y)}v{n(-tall)}l{n(wide / 2)} {n(-wide * 1.5)}l{n(wide / 2)} {n(wide * 1.5)}v{n(tall)}Z"
        )
        lit += f"M{n(left + wide / 2)} {n(y - tall * 0.72)}v7"
    canvas.path(f"{towers}M{n(x - 66)} {n(y + 4)}v-44h132v44Z", fill)
    canvas.stroke(lit, light, 4, ROUND)


def family(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Balloons over soft hills with a little house."""
    sky(canvas, colours.glow, colours.paper)
    _clouds(canvas, dice, colours.paper)
    for y, fill in ((235, colours.mid), (272, colours.deep)):
        hills(canvas, dice, y, 46, fill, 2)
    for x, size in ((dice.between(70, 170), 44), (dice.between(260, 370), 62), (dice.between(470, 570), 38)):
        _balloon(canvas, x, dice.between(74, 130), size, dice.pick((colours.accent, colours.deep)), colours.paper)
    x = dice.between(120, 520)
    canvas.path(f"M{n(x)} 282v-34l22-22l22 22v34Z", colours.paper)
    canvas.path(f"M{n(x - 6)} 250l28-30l28 30Z", colours.accent)
    hills(canvas, dice, 306, 26, colours.night, 2)


def _clouds(canvas: Canvas, dice: Dice, fill: str) -> None:
    for _ in range(3):
        x, y, s = dice.between(20, 560), dice.between(40, 150), dice.between(16, 30)
        canvas.path(
            f"M{n(x)} {n(y)}h{n(4 * s)}a{n(s * 0.7)} {n(s * 0.7)} 0 0 0 {n(-0.8 * s)}"
            f" {n(-s)}a{n(s)} {n(s)} 0 0 0 {n(-1.9 * s)} {n(-0.4 * s)}"
            f"a{n(s * 0.8)} {n(s * 0.8)} 0 0 0 {n(-1.3 * s)} {n(1.4 * s)}Z",
            fill,
            'opacity=".75"',
        )


def _balloon(canvas: Canvas, x: float, y: float, size: float, fill: str, stripe: str) -> None:
    s = size
    canvas.stroke(
        f"M{n(x - s * 0.4)} {n(y + s * 0.8)}L{n(x - s * 0.16)} {n(y + s * 1.5)}"
        f"M{n(x + s * 0.4)} {n(y + s * 0.8)}L{n(x + s * 0.16)} {n(y + s * 1.5)}",
        fill,
        1.5,
    )
    canvas.path(
        f"M{n(x)} {n(y - s)}c{n(s * 1.3)} 0 {n(s * 1.3)} {n(s * 1.2)} {n(s * 0.4)} {n(s * 1.9)}"
        f"h{n(-s * 0.8)}c{n(-s * 0.9)} {n(-s * 0.7)} {n(-s * 0.9)} {n(-s * 1.9)} {n(s * 0.4)} {n(-s * 1.9)}Z",
        fill,
    )
    canvas.path(
        f"M{n(x)} {n(y - s)}c{n(s * 0.5)} {n(s * 0.2)} {n(s * 0.5)} {n(s * 1.3)} {n(s * 0.14)}"
        f" {n(s * 1.9)}h{n(-s * 0.28)}c{n(-s * 0.36)} {n(-s * 0.6)}"
        f" {n(-s * 0.36)} {n(-s * 1.7)} {n(s * 0.14)} {n(-s * 1.9)}Z",
        stripe,
        'opacity=".8"',
    )
    canvas.rect(x - s * 0.2, y + s * 1.45, s * 0.4, s * 0.3, fill, 'rx="2"')


def war(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A column on the march along a ridge, poles and flags against a burning sky."""
    sky(canvas, colours.night, colours.deep, colours.glow)
    fire = dice.between(120, 520)
    canvas.glow(fire, 220, 260, colours.accent, 0.8)
    for x in (fire, fire + dice.pick((-150, 150)), fire + dice.between(-90, 90)):
        _smoke(canvas, dice, x, 220, colours.night)
    hills(canvas, dice, 236, 20, colours.deep, 2, 'opacity=".8"')
    _column(canvas, colours, dice, 222, dice.pick((-1, 1)) * dice.between(10, 26))


def _column(canvas: Canvas, colours: Palette, dice: Dice, y: float, slope: float) -> None:
    poles, flags = "", ""
    for step in range(22):
        x = 12 + 29.5 * step + dice.between(-6, 6)
        foot = y + slope * (x - 320) / 320
        canvas.path(_marcher(x, foot + 6, dice.between(36, 43)), colours.night)
        top, lean = foot - dice.between(48, 66), dice.between(2, 12) * (1 if slope > 0 else -1)
        poles += f"M{n(x + 7)} {n(foot)}L{n(x + 7 + lean)} {n(top)}"
        if dice.chance(0.16):
            flags += f"M{n(x + 7 + lean)} {n(top)}q12 -9 22 0t22 -2v18q-12 6-22 0t-22 4Z"
    canvas.stroke(poles, colours.night, 2)
    canvas.path(flags, colours.accent)
    canvas.path(f"M-10 {n(y + 2 - slope)}L650 {n(y + 2 + slope)}V{HEIGHT}H-10Z", colours.night)


def _marcher(x: float, y: float, height: float) -> str:
    h = height
    head = ellipse(x, y - h * 0.9, h * 0.1, h * 0.11)
    return f"{head}M{n(x - h * 0.14)} {n(y - h * 0.76)}h{n(h * 0.28)}l{n(h * 0.1)} {n(h * 0.76)}h{n(-h * 0.48)}Z"


def _smoke(canvas: Canvas, dice: Dice, x: float, y: float, fill: str) -> None:
    drift = dice.between(20, 46)
    for index in range(7):
        radius = 14 + 8 * index + dice.between(0, 8)
        canvas.circle(x + drift * index * 0.6, y - 34 * index, radius, fill, f'opacity="{n(0.34 - 0.035 * index)}"')


def lone_tree(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A bare tree on a hill at dusk, and somebody beside it."""
    sky(canvas, colours.deep, colours.mid, colours.glow)
    x = dice.between(180, 460)
    sun = x + dice.pick((-1, 1)) * dice.between(60, 130)
    canvas.glow(sun, 235, 230, colours.paper, 0.75)
    canvas.circle(sun, 235, 40, colours.paper, 'opacity=".85"')
    hills(canvas, dice, 262, 34, colours.deep, 2, 'opacity=".75"')
    canvas.path(f"M-20 {HEIGHT}V310Q{n(x)} 226 660 314V{HEIGHT}Z", colours.night)
    canvas.stroke(tree(dice, x, 276, dice.between(42, 54)), colours.night, 3.4, ROUND)
    figure(canvas, x + dice.pick((-1, 1)) * dice.between(36, 64), 278, 44, colours.night)
    birds(canvas, dice, sun, 120, 4, colours.night)


def pier(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A pier that runs out into a still sea."""
    horizon = dice.between(165, 190)
    sky(canvas, colours.deep, colours.glow, colours.paper)
    sun = dice.between(200, 440)
    canvas.glow(sun, horizon, 220, colours.paper, 0.8)
    canvas.circle(sun, horizon, dice.between(26, 46), colours.accent)
    sea = canvas.linear([(0, colours.glow, 1), (0.3, colours.mid, 1), (1, colours.night, 1)])
    canvas.rect(0, horizon, WIDTH, HEIGHT - horizon, sea)
    shimmer = "".join(
        f"M{n(sun - w)} {n(horizon + 7 + 9 * i)}h{n(2 * w)}"
        for i, w in enumerate(dice.between(8, 48) for _ in range(10))
    )
    canvas.stroke(shimmer, colours.paper, 2, 'opacity=".5" stroke-linecap="round"')
    end, foot = sun + dice.between(-90, 90), dice.between(240, 400)
    canvas.path(f"M{n(end - 9)} {n(horizon + 14)}h18L{n(foot + 110)} {HEIGHT}H{n(foot - 110)}Z", colours.night)
    posts = ""
    for step in (0.02, 0.12, 0.28, 0.55, 0.95):
        y, half = horizon + 14 + step * (HEIGHT - horizon), 10 + 108 * step
        x = end + (foot - end) * step
        posts += "".join(f"M{n(x + side * half)} {n(y + 6)}v{n(-8 - 40 * step)}" for side in (-1, 1))
    canvas.stroke(posts, colours.night, 5, ROUND)
    figure(canvas, end, horizon + 20, 38, colours.night)


def romance(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Two sails close together before the sun that sets behind them."""
    horizon = dice.between(205, 225)
    sky(canvas, colours.mid, colours.glow, colours.paper)
    x = dice.between(220, 420)
    radius = dice.between(88, 124)
    canvas.glow(x, horizon - 20, radius * 2, colours.paper, 0.9)
    canvas.circle(x, horizon - 20, radius, colours.accent, 'opacity=".85"')
    sea = canvas.linear([(0, colours.mid, 1), (1, colours.deep, 1)])
    canvas.rect(0, horizon, WIDTH, HEIGHT - horizon, sea)
    for index in range(7):
        half = radius * (1 - index * 0.12) * dice.between(0.55, 1)
        canvas.stroke(
            f"M{n(x - half)} {n(horizon + 10 + 14 * index)}h{n(2 * half)}",
            colours.accent,
            4,
            'opacity=".55" stroke-linecap="round"',
        )
    for side, size in ((-1, dice.between(66, 82)), (1, dice.between(52, 66))):
        foot = x + side * 34
        canvas.path(
            f"M{n(foot)} {n(horizon + 4)}v{n(-size)}q{n(side * size * 0.42)}"
            f" {n(size * 0.5)} {n(side * size * 0.5)} {n(size)}Z",
            colours.paper,
        )
        canvas.path(
            f"M{n(foot - side * 4)} {n(horizon + 4)}v{n(-size * 0.8)}"
            f"q{n(-side * size * 0.2)} {n(size * 0.5)} {n(-side * size * 0.3)} {n(size * 0.8)}Z",
            colours.paper,
            'opacity=".8"',
        )
        canvas.path(f"M{n(foot - 26)} {n(horizon + 8)}h56l-9 12h-38Z", colours.night)
    birds(canvas, dice, x + dice.pick((-190, 190)), 90, 3, colours.deep)


def contour(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A map: lines of equal height, and the place that is meant."""
    canvas.cover(colours.deep)
    x, y = dice.between(160, 480), dice.between(90, 190)
    wobble = [dice.between(0.72, 1.28) for _ in range(12)]
    for ring in range(12, 0, -1):
        radius = 22 + 30 * ring
        canvas.path(
            _loop(x + ring * 4, y + ring * 3, radius, wobble),
            colours.mid if ring % 2 else colours.deep,
            f'stroke="{colours.glow}" stroke-width="1.4" opacity=".55"',
        )
    pins = [(x, y), (dice.between(60, 580), dice.between(50, 230))]
    canvas.stroke(points(pins), colours.accent, 3, 'stroke-dasharray="2 9" stroke-linecap="round"')
    canvas.ring(*pins[1], 9, colours.accent, 4)
    canvas.circle(*pins[0], 22, colours.accent, 'opacity=".25"')
    canvas.circle(*pins[0], 9, colours.accent)
    canvas.stroke(f"M24 24h40M24 24v40M{WIDTH - 24} 24h-40M{WIDTH - 24} 24v40", colours.paper, 3, 'opacity=".7"')


def _loop(x: float, y: float, radius: float, wobble: list[float]) -> str:
    """Return a closed soft line through points around a centre."""
    count = len(wobble)
    around = [
        (x + radius * w * math.cos(2 * math.pi * i / count), y + 0.7 * radius * w * math.sin(2 * math.pi * i / count))
        for i, w in enumerate(wobble)
    ]
    return loop(around)
