"""Scenes of the town: crime, thriller, mystery, action, history."""

from __future__ import annotations

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, n
from frontrow.artwork.colour import Palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.people import figure
from frontrow.artwork.shapes import ROUND, rays, roofs, sky, windows


def skyline(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Houses at night with lit windows, a low moon, and water before them."""
    sky(canvas, colours.night, colours.deep, colours.mid)
    x = dice.between(120, 520)
    canvas.glow(x, 120, 180, colours.accent, 0.5)
    canvas.circle(x, 120, dice.between(34, 58), colours.accent)
    roofs(canvas, dice, 250, 60, 150, colours.deep, 34)
    front = roofs(canvas, dice, 275, 40, 150, colours.night, 42)
    windows(canvas, dice, front, 270, colours.glow, 0.26)
    water = canvas.linear([(0, colours.deep, 1), (1, colours.night, 1)])
    canvas.rect(0, 275, WIDTH, HEIGHT - 275, water)
    shimmer = "".join(
        f"M{n(x - w)} {282 + 8 * i}h{n(2 * w)}" for i, w in enumerate(dice.between(6, 40) for _ in range(9))
    )
    canvas.stroke(shimmer, colours.accent, 2.4, 'opacity=".6" stroke-linecap="round"')


def street_lamp(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A street at night: one lamp, its cone of light, and somebody who waits."""
    sky(canvas, colours.night, colours.deep)
    roofs(canvas, dice, 300, 150, 270, colours.night, 70)
    x = dice.between(170, 470)
    cone = canvas.linear([(0, colours.glow, 0.75), (1, colours.glow, 0.06)])
    canvas.path(f"M{n(x - 10)} 84h20L{n(x + 150)} 318H{n(x - 150)}Z", cone)
    canvas.rect(0, 312, WIDTH, 60, colours.night)
    canvas.put(f'<ellipse cx="{n(x)}" cy="316" rx="150" ry="15" fill="{colours.glow}" opacity=".55"/>')
    side = dice.pick((-1, 1))
    canvas.stroke(f"M{n(x + side * 96)} 316V96q0-26 {n(-side * 30)} -26h{n(-side * 60)}v8", colours.night, 7, ROUND)
    canvas.glow(x, 84, 60, colours.paper, 0.95)
    figure(canvas, x - side * dice.between(10, 60), 316, 118, colours.night)
    rain = "".join(f"M{dice.whole(0, 660)} {dice.whole(-10, 330)}l-5 17" for _ in range(60))
    canvas.stroke(rain, colours.paper, 1.1, 'opacity=".28"')


def corridor(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A corridor that narrows to a lit door, and somebody in it."""
    canvas.cover(colours.night)
    x, y = dice.between(230, 410), dice.between(150, 180)
    for step, fill in ((1.0, colours.night), (0.62, colours.deep), (0.4, colours.deep), (0.25, colours.mid)):
        left, right = x - x * step, x + (WIDTH - x) * step
        top, bottom = y - y * step, y + (HEIGHT - y) * step
        canvas.rect(
            left, top, right - left, bottom - top, fill, f'opacity=".8" stroke="{colours.night}" stroke-width="3"'
        )
    canvas.stroke(
        f"M0 0L{n(x)} {n(y)}L{WIDTH} 0M0 {HEIGHT}L{n(x)} {n(y)}L{WIDTH} {HEIGHT}", colours.night, 2.5, 'opacity=".7"'
    )
    foot = y + (HEIGHT - y) * 0.25
    light = canvas.linear([(0, colours.glow, 0.75), (1, colours.accent, 0.0)])
    canvas.path(f"M{n(x - 26)} {n(foot)}h52L{n(x + 190)} {HEIGHT}H{n(x - 190)}Z", light)
    canvas.glow(x, y + 10, 150, colours.accent, 0.7)
    canvas.rect(x - 26, foot - 92, 52, 92, colours.paper)
    figure(canvas, x + dice.between(-8, 8), foot + 14, 84, colours.night)


def facade(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A dark house front with many windows, one of them lit and somebody in it."""
    sky(canvas, colours.deep, colours.night)
    columns, rows = dice.whole(6, 8), 4
    wide, tall = WIDTH / columns, 78.0
    lit = (dice.whole(1, columns - 2), dice.whole(0, 2))
    for column in range(columns):
        for row in range(rows):
            x, y = column * wide + wide * 0.22, 18 + row * tall
            if (column, row) == lit:
                canvas.glow(x + wide * 0.28, y + 26, 150, colours.accent, 0.65)
                canvas.rect(x, y, wide * 0.56, 54, colours.paper)
                canvas.path(
                    f"M{n(x + wide * 0.2)} {n(y + 54)}v-22q{n(wide * 0.11)} -14 {n(wide * 0.22)} 0v22Z", colours.night
                )
                canvas.circle(x + wide * 0.31, y + 22, 8, colours.night)
            else:
                canvas.rect(
                    x, y, wide * 0.56, 54, dice.pick((colours.deep, colours.mid, colours.deep)), 'opacity=".55"'
                )
            canvas.rect(x - 3, y + 54, wide * 0.56 + 6, 4, colours.night)
    canvas.stroke(
        "".join(f"M{n(column * wide)} 0V{HEIGHT}" for column in range(1, columns)), colours.night, 2, 'opacity=".4"'
    )


def chase(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A road into a burst of light, streaked by what races along it."""
    x, y = dice.between(220, 420), dice.between(130, 165)
    sky(canvas, colours.night, colours.deep)
    canvas.path(rays(x, y, 14, 700, dice.unit()), colours.mid, 'opacity=".5"')
    canvas.glow(x, y, 240, colours.glow, 1)
    canvas.glow(x, y, 90, colours.paper, 1)
    roofs(canvas, dice, y + 24, 6, 62, colours.night, 24)
    canvas.path(f"M{n(x - 8)} {n(y + 20)}h16L720 {HEIGHT}H-80Z", colours.deep)
    canvas.path(f"M{n(x - 2)} {n(y + 20)}h4L{n(x + 40)} {HEIGHT}H{n(x - 30)}Z", colours.glow, 'opacity=".85"')
    for side, colour in ((-1, colours.accent), (1, colours.paper)):
        for _ in range(5):
            foot = x + side * dice.between(70, 380)
            wide = dice.between(3, 13)
            canvas.path(f"M{n(x + side * 4)} {n(y + 21)}L{n(foot)} {HEIGHT}h{n(wide)}Z", colour, 'opacity=".8"')


def arcade(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """An arcade of old stone with evening light in its arches."""
    sky(canvas, colours.mid, colours.glow, colours.paper)
    x = dice.between(150, 490)
    canvas.glow(x, 200, 230, colours.paper, 0.9)
    canvas.circle(x, 205, 50, colours.accent, 'opacity=".9"')
    for base, wide, fill in ((232, 64, colours.mid), (270, 108, colours.deep), (HEIGHT, 190, colours.night)):
        _arches(canvas, dice.between(-wide, 0), base, wide, fill)
    canvas.rect(0, 344, WIDTH, 20, colours.night)


def _arches(canvas: Canvas, left: float, base: float, wide: float, fill: str) -> None:
    gap, top = wide * 0.7, base - wide * 1.62
    outline = (
        f"M{n(left - wide)} {n(top - wide * 0.52)}H{WIDTH + 20}"
        f"V{n(top - wide * 0.36)}H{WIDTH + 400}V{n(base)}H{n(left - wide)}Z"
    )
    holes = ""
    x = left
    while x < WIDTH:
        holes += f"M{n(x)} {n(base)}V{n(top + gap / 2)}a{n(gap / 2)} {n(gap / 2)} 0 0 1 {n(gap)} 0V{n(base)}Z"
        x += wide
    canvas.path(outline + holes, fill, 'fill-rule="evenodd"')
