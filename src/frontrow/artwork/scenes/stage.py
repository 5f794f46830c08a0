"""Scenes of the stage, the ring and the page: comedy, music, biography, sports, drama indoors, animation."""

from __future__ import annotations

import math
from itertools import pairwise

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, n
from frontrow.artwork.colour import Palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.people import bust, figure
from frontrow.artwork.shapes import ROUND, rays, sky


def speech(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Speech bubbles talking over each other, on dots."""
    canvas.cover(colours.glow)
    dots = "".join(f"M{x + 12 * (row % 2)} {row * 20}h0" for row in range(19) for x in range(0, 660, 24))
    canvas.stroke(dots, colours.mid, 6, 'stroke-linecap="round" opacity=".35"')
    shades = [colours.accent, colours.paper, colours.deep, colours.mid]
    for index, x in enumerate((110, 300, 490)):
        wide, tall = dice.between(175, 240), dice.between(100, 136)
        left, top = x + dice.between(-40, 30) - wide / 2, dice.between(20, 90)
        tail = left + wide * dice.between(0.25, 0.75)
        fill = shades[(index + dice.whole(0, 1)) % len(shades)]
        canvas.path(
            f"M{n(left + 34)} {n(top)}h{n(wide - 68)}q34 0 34 34v{n(tall - 68)}q0"
            f" 34-34 34H{n(tail + 26)}l{n(dice.pick((-30, 26)))} 42"
            f"l{n(dice.between(-18, -6))} -42H{n(left + 34)}q-34 0-34-34v{n(68 - tall)}q0-34 34-34Z",
            fill,
        )
        ink = colours.night if fill in (colours.accent, colours.paper) else colours.paper
        _said(canvas, dice.whole(0, 2), left + wide / 2, top + tall / 2, ink)


def _said(canvas: Canvas, what: int, x: float, y: float, ink: str) -> None:
    if what == 0:
        canvas.stroke(f"M{n(x - 34)} {n(y)}h0M{n(x)} {n(y)}h0M{n(x + 34)} {n(y)}h0", ink, 17, ROUND)
    elif what == 1:
        canvas.stroke(f"M{n(x - 38)} {n(y - 10)}q38 50 76 0", ink, 10, ROUND)
    else:
        canvas.stroke(
            f"M{n(x - 12)} {n(y - 28)}v30M{n(x - 12)} {n(y + 24)}h0"
            f"M{n(x + 16)} {n(y - 28)}v30M{n(x + 16)} {n(y + 24)}h0",
            ink,
            12,
            ROUND,
        )


def curtain(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A curtain drawn aside, a spotlight, and confetti in the air."""
    sky(canvas, colours.deep, colours.night)
    x = dice.between(250, 390)
    beam = canvas.linear([(0, colours.paper, 0.85), (1, colours.glow, 0.12)])
    canvas.path(f"M{n(x - 14)} -10h28L{n(x + 165)} 300H{n(x - 165)}Z", beam)
    canvas.put(f'<ellipse cx="{n(x)}" cy="300" rx="168" ry="24" fill="{colours.glow}" opacity=".9"/>')
    for colour in (colours.accent, colours.paper, colours.glow):
        bits = "".join(
            f"M{dice.whole(60, 580)} {dice.whole(20, 280)}l{dice.whole(-8, 8)} {dice.whole(5, 11)}" for _ in range(16)
        )
        canvas.stroke(bits, colour, 6)
    folds = canvas.linear([(i / 8, (colours.accent, colours.shade)[i % 2], 1.0) for i in range(9)], (0, 0), (1, 0))
    wide = dice.between(120, 170)
    canvas.path(f"M0 0H{n(wide + 80)}Q{n(wide + 20)} 180 60 222Q{n(wide * 0.6)} 300 {n(wide * 0.6)} {HEIGHT}H0Z", folds)
    right = WIDTH - wide
    canvas.path(
        f"M{WIDTH} 0H{n(right - 80)}Q{n(right - 20)} 180 {WIDTH - 60} 222"
        f"Q{n(WIDTH - wide * 0.6)} 300 {n(WIDTH - wide * 0.6)} {HEIGHT}H{WIDTH}Z",
        folds,
    )
    canvas.path(f"M0 0H{WIDTH}V30" + "q-40 34-80 0" * 8 + "Z", folds)


def music(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A record and the sound that comes of it."""
    sky(canvas, colours.deep, colours.night)
    x, y, radius = dice.between(180, 460), dice.between(130, 165), dice.between(105, 128)
    canvas.path(rays(x, y, 12, 620, dice.unit()), colours.mid, 'opacity=".35"')
    bars = 40
    level = [0.25 + 0.75 * abs(math.sin(i * dice.between(0.35, 0.5))) * dice.between(0.5, 1) for i in range(bars)]
    sound = "".join(f"M{n(8 + i * WIDTH / bars)} 300v{n(-150 * height)}" for i, height in enumerate(level))
    canvas.stroke(sound, colours.glow, 9, 'stroke-linecap="round" opacity=".85"')
    canvas.circle(x, y, radius, colours.night)
    for share in (0.93, 0.84, 0.75, 0.66, 0.57, 0.48):
        canvas.ring(x, y, radius * share, colours.mid, 1.2, 'opacity=".55"')
    canvas.path(
        f"M{n(x)} {n(y)}L{n(x + radius * 0.94)} {n(y - radius * 0.3)}A{n(radius)}"
        f" {n(radius)} 0 0 0 {n(x + radius * 0.7)} {n(y - radius * 0.69)}Z",
        colours.paper,
        'opacity=".18"',
    )
    canvas.circle(x, y, radius * 0.38, colours.accent)
    canvas.ring(x, y, radius * 0.25, colours.paper, 2, 'opacity=".7"')
    canvas.circle(x, y, 6, colours.night)


def portrait(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Head and shoulders in a halo of rings, as on a medal."""
    sky(canvas, colours.deep, colours.night)
    x = dice.between(240, 400)
    for index in range(7, 0, -1):
        canvas.circle(x, 150, 34 + 30 * index, colours.glow, f'opacity="{n(0.05 + 0.012 * (7 - index))}"')
    canvas.circle(x, 150, 118, colours.accent)
    canvas.ring(x, 150, 132, colours.paper, 2, 'opacity=".6" stroke-dasharray="1 7" stroke-linecap="round"')
    canvas.path(bust(x, 300, dice.between(112, 124), dice), colours.night)
    canvas.rect(0, 330, WIDTH, 30, colours.night)


def track(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Lanes that curve through a floodlit stadium."""
    sky(canvas, colours.night, colours.deep, colours.mid)
    for x in (dice.between(50, 130), dice.between(500, 590)):
        canvas.glow(x, 62, 170, colours.paper, 0.6)
        canvas.stroke(f"M{n(x)} 62V240", colours.night, 6)
        lamps = "".join(f"M{n(x + dx)} {62 + dy}h0" for dx in (-24, -8, 8, 24) for dy in (-14, 2))
        canvas.stroke(lamps, colours.paper, 11, 'stroke-linecap="round"')
    canvas.path(f"M-10 196Q320 {n(dice.between(140, 164))} 650 196V250H-10Z", colours.night)
    x = dice.between(200, 440)
    edges = [(x + (lane - 3.5) * 14, x + (lane - 3.5) * 230) for lane in range(8)]  # of the lanes, far and near
    canvas.rect(0, 205, WIDTH, HEIGHT - 205, colours.deep)
    for lane, ((far, near), (next_far, next_near)) in enumerate(pairwise(edges)):
        path = f"M{n(far)} 205H{n(next_far)}L{n(next_near)} {HEIGHT}H{n(near)}Z"
        canvas.path(path, colours.accent if lane % 2 else colours.shade)
    canvas.stroke("".join(f"M{n(far)} 205L{n(near)} {HEIGHT}" for far, near in edges), colours.paper, 3)
    canvas.glow(x, 204, 150, colours.paper, 0.6)
    figure(canvas, x, 226, 42, colours.night)


def window_light(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """An empty room: a window, the light it lays on the floor, a chair."""
    wall = canvas.linear([(0, colours.deep, 1), (1, colours.mid, 1)], (0, 0), (1, 0.4))
    canvas.cover(wall)
    canvas.rect(0, 262, WIDTH, 98, colours.night)
    x, lean = dice.between(90, 330), dice.between(60, 130)
    canvas.glow(x + 75, 120, 220, colours.glow, 0.6)
    canvas.rect(x, 40, 150, 160, colours.paper)
    canvas.stroke(f"M{n(x + 75)} 40v160M{n(x)} 106h150", colours.deep, 7)
    canvas.rect(x - 7, 198, 164, 9, colours.night)
    for left in (0, 80):
        canvas.path(f"M{n(x + left + lean)} 268h66l{n(lean * 0.6)} 76h-88Z", colours.glow, 'opacity=".6"')
    seat = x + 190 + dice.between(0, 70)
    canvas.stroke(
        f"M{n(seat)} 176V300M{n(seat)} 246h58V306M{n(seat)} 190h0M{n(seat + 14)} 250v44", colours.night, 8, ROUND
    )
    canvas.path(f"M{n(seat + 70)} 306l150 26h-160l-70-22Z", colours.night, 'opacity=".45"')


def creatures(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Round creatures that look at you."""
    sky(canvas, colours.glow, colours.paper)
    canvas.path(rays(320, 330, 16, 620, dice.unit()), colours.paper, 'opacity=".5"')
    fills = [colours.accent, colours.deep, colours.mid, colours.shade]
    looks = dice.between(-0.35, 0.35)
    for index, x in enumerate((90, 215, 335, 455, 565)):
        wide, tall = dice.between(50, 74), dice.between(110, 220)
        fill = fills[(index * 3 + dice.whole(0, 1)) % len(fills)]
        left, top = x - wide, HEIGHT - 20 - tall
        canvas.path(f"M{n(left)} {HEIGHT}V{n(top + wide)}a{n(wide)} {n(wide)} 0 0 1 {n(2 * wide)} 0V{HEIGHT}Z", fill)
        _ears(canvas, dice.whole(0, 2), x, top, wide, fill)
        eyes = (x,) if dice.chance(0.25) else (x - wide * 0.36, x + wide * 0.36)
        size = wide * (0.42 if len(eyes) == 1 else 0.28)
        for eye in eyes:
            canvas.circle(eye, top + wide * 0.9, size, "#fff")
            canvas.circle(eye + looks * size, top + wide * 0.94, size * 0.5, colours.night)
        canvas.stroke(
            f"M{n(x - wide * 0.25)} {n(top + wide * 1.5)}q{n(wide * 0.25)} {n(wide * 0.26)} {n(wide * 0.5)} 0",
            colours.night,
            4.5,
            ROUND,
        )


def _ears(canvas: Canvas, kind: int, x: float, top: float, wide: float, fill: str) -> None:
    if kind == 0:
        for side in (-1, 1):
            canvas.circle(x + side * wide * 0.72, top + wide * 0.22, wide * 0.3, fill)
    elif kind == 1:
        for side in (-1, 1):
            canvas.path(
                f"M{n(x + side * wide * 0.95)} {n(top + wide * 0.7)}L{n(x + side * wide * 0.8)}"
                f" {n(top - wide * 0.3)}L{n(x + side * wide * 0.2)} {n(top + wide * 0.1)}Z",
                fill,
            )
    else:
        canvas.stroke(f"M{n(x)} {n(top + 4)}v{n(-wide * 0.4)}", fill, 5, ROUND)
        canvas.circle(x, top - wide * 0.42, 8, fill)
