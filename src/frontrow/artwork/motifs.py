"""Abstract compositions by mood: light, weather, geometry."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, n
from frontrow.artwork.colour import Palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.shapes import ROUND, hills, loop, rays, ridge, sky

Motif: TypeAlias = Callable[[Canvas, Palette, Dice], None]


def rain(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Slanting rain across far lights."""
    sky(canvas, colours.night, colours.deep, colours.night)
    for _ in range(9):
        colour = dice.pick((colours.accent, colours.glow, colours.mid))
        canvas.glow(
            dice.between(0, WIDTH), dice.between(60, 260), dice.between(40, 110), colour, dice.between(0.35, 0.7)
        )
    lean = dice.pick((-1, 1)) * dice.between(0.14, 0.34)
    for width, opacity, count in ((1.2, 0.3, 70), (2.2, 0.4, 26)):
        drops = ""
        for _ in range(count):
            length = dice.between(24, 80)
            drops += f"M{dice.whole(-40, 680)} {dice.whole(-60, 340)}l{n(length * lean)} {n(length)}"
        canvas.stroke(drops, colours.paper, width, f'opacity="{opacity}" stroke-linecap="round"')


def blinds(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Light through blinds, on a dark wall."""
    canvas.cover(canvas.linear([(0, colours.night, 1), (1, colours.deep, 1)], (0, 0), (1, 1)))
    canvas.glow(dice.between(180, 460), dice.between(90, 220), 320, colours.mid, 0.8)
    lean, step = dice.between(-0.4, 0.4), dice.between(26, 38)
    left, right = dice.between(60, 150), dice.between(420, 600)
    light = canvas.linear(
        [(0, colours.accent, 0.25), (0.5, colours.glow, 0.95), (1, colours.accent, 0.2)], (0, 0), (1, 0)
    )
    for index in range(int(HEIGHT / step) + 2):
        y = index * step - 20
        canvas.path(
            f"M{n(left)} {n(y)}L{n(right)} {n(y + lean * 130)}v{n(step * 0.5)}L{n(left)} {n(y + step * 0.42)}Z", light
        )
    bar = dice.between(left + 80, right - 80)
    canvas.path(f"M{n(bar)} -5h16l{n(lean * -60)} 370h-16Z", colours.night, 'opacity=".75"')


def eclipse(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A dark disc before a bright one, its ring of light in thin clouds."""
    sky(canvas, colours.night, colours.night, colours.deep)
    x, y, radius = dice.between(200, 440), dice.between(120, 165), dice.between(74, 112)
    canvas.glow(x, y, radius * 2.6, colours.accent, 0.85)
    canvas.circle(x, y, radius * 1.05, colours.paper)
    shift = dice.between(-0.12, 0.12)
    canvas.circle(x + radius * shift, y + radius * 0.04, radius, colours.night)
    for _ in range(4):
        hills(canvas, dice, dice.between(150, 300), dice.between(16, 44), colours.deep, 2, 'opacity=".35"')


def discs(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Soft discs of light that overlap, warm and out of focus."""
    canvas.cover(canvas.linear([(0, colours.deep, 1), (1, colours.mid, 1)], (0, 0), (1, 1)))
    for _ in range(26):
        radius = dice.between(14, 76)
        colour = dice.pick((colours.glow, colours.accent, colours.paper, colours.glow))
        canvas.circle(
            dice.between(-20, 660), dice.between(-20, 330), radius, colour, f'opacity="{n(dice.between(0.08, 0.34))}"'
        )
    x, y = dice.between(240, 400), dice.between(110, 180)
    for side, colour in ((-1, colours.accent), (1, colours.glow)):
        canvas.circle(x + side * 44, y, 78, colour, 'opacity=".72"')


def cutouts(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Paper shapes, cut with scissors and laid about."""
    canvas.cover(dice.pick((colours.paper, colours.glow)))
    fills = [colours.accent, colours.mid, colours.deep, colours.shade, colours.glow, colours.paper]
    for index in range(8):
        x, y = 40 + (index % 4) * 185 + dice.between(-45, 45), 40 + (index // 4) * 165 + dice.between(-40, 40)
        size, fill = dice.between(52, 108), fills[(index + dice.whole(0, 2)) % len(fills)]
        turn = f'transform="rotate({dice.whole(0, 359)} {n(x)} {n(y)})"'
        cut = dice.pick((_leaf, _half, _pebble, _squiggle))
        if cut is _squiggle:
            canvas.stroke(cut(x, y, size, dice), fill, 15, f"{ROUND} {turn}")
        else:
            canvas.path(cut(x, y, size, dice), fill, turn)


def _half(x: float, y: float, size: float, dice: Dice) -> str:
    del dice  # every half disc is the same
    return f"M{n(x - size)} {n(y)}a{n(size)} {n(size)} 0 0 1 {n(2 * size)} 0Z"


def _squiggle(x: float, y: float, size: float, dice: Dice) -> str:
    swing = size * dice.between(0.4, 0.6)
    return f"M{n(x - size)} {n(y)}q{n(size / 4)} {n(-swing)} {n(size / 2)} 0" + f"t{n(size / 2)} 0" * 3


def _leaf(x: float, y: float, size: float, dice: Dice) -> str:
    """Return a branch of seaweed: round lobes either side of a stem."""
    del dice
    path = f"M{n(x - size)} {n(y)}"
    lobe = size / 2
    for direction in (1, -1):
        for _ in range(4):
            path += f"q{n(direction * lobe * 0.1)} {n(-direction * lobe * 1.5)} {n(direction * lobe)} 0"
    return f"{path}Z"


def _pebble(x: float, y: float, size: float, dice: Dice) -> str:
    around = [
        (x + size * r * math.cos(a), y + size * r * math.sin(a))
        for a, r in ((i * math.pi / 3, dice.between(0.6, 1.1)) for i in range(6))
    ]
    return loop(around)


def ranges(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Range behind range, paler with distance, and a great light."""
    sky(canvas, colours.deep, colours.mid, colours.glow)
    x, y = dice.between(140, 500), dice.between(100, 150)
    canvas.glow(x, y, 260, colours.paper, 0.9)
    canvas.circle(x, y, dice.between(30, 62), colours.paper)
    far, near = colours.deep, colours.night
    for index, (fill, opacity) in enumerate(((far, 0.3), (far, 0.45), (far, 0.65), (near, 0.85), (near, 1))):
        canvas.area(ridge(dice, 210 + 38 * index, 96 - 8 * index, 3 + index % 3), fill, f'opacity="{opacity}"')


def burst(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Shards and rays out of one point."""
    x, y = dice.between(200, 440), dice.between(120, 200)
    canvas.cover(colours.deep)
    canvas.path(rays(x, y, dice.whole(11, 18), 760, dice.unit()), colours.mid)
    canvas.path(rays(x, y, dice.whole(7, 10), 760, dice.unit()), colours.accent, 'opacity=".55"')
    canvas.glow(x, y, 240, colours.paper, 1)
    for _ in range(26):
        angle, far, size = dice.between(0, 2 * math.pi), dice.between(90, 380), dice.between(6, 26)
        cx, cy = x + far * math.cos(angle), y + 0.7 * far * math.sin(angle)
        canvas.path(
            f"M{n(cx)} {n(cy)}l{n(size)} {n(dice.between(-size, size))}l{n(-size * 0.8)} {n(size * 0.7)}Z",
            dice.pick((colours.paper, colours.accent, colours.night)),
        )


def rings(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Two sets of rings that interfere."""
    canvas.cover(canvas.radial([(0, colours.mid, 1), (1, colours.night, 1)], (0.5, 0.4), 0.8))
    x, y, apart = dice.between(230, 410), dice.between(120, 190), dice.between(40, 120)
    for side, colour in ((-1, colours.accent), (1, colours.glow)):
        gap = dice.between(15, 20)
        for index in range(1, 15):
            canvas.ring(x + side * apart, y, index * gap, colour, gap * 0.32, 'opacity=".6"')
    canvas.circle(x - apart, y, 9, colours.paper)
    canvas.circle(x + apart, y, 9, colours.paper)


def squares(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Squares within squares, each turned a little further: a shaft to look down."""
    canvas.cover(colours.night)
    x, y, turn = dice.between(260, 380), dice.between(140, 200), dice.pick((-1, 1)) * dice.between(5, 9)
    fills = [colours.deep, colours.mid, colours.glow, colours.accent, colours.shade]
    for index in range(17):
        half = 430 * 0.83**index
        canvas.rect(
            x - half,
            y - half,
            2 * half,
            2 * half,
            fills[index % len(fills)],
            f'transform="rotate({n(turn * index)} {n(x)} {n(y)})"',
        )
    canvas.glow(x, y, 70, colours.paper, 0.9)


def waves(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Slow waves, each a shade deeper, under a low light."""
    sky(canvas, colours.paper, colours.glow)
    x = dice.between(140, 500)
    canvas.glow(x, 120, 210, colours.accent, 0.8)
    canvas.circle(x, 120, dice.between(34, 58), colours.accent)
    shades = (colours.glow, colours.mid, colours.shade, colours.deep, colours.night)
    for index, fill in enumerate(shades):
        hills(canvas, dice, 165 + 40 * index, 40, fill, 2, 'opacity=".9"')


def beams(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Beams of light through a tall dark space, dust in them."""
    canvas.cover(canvas.linear([(0, colours.deep, 1), (1, colours.night, 1)]))
    x = dice.between(60, 580)
    canvas.glow(x, -20, 330, colours.glow, 0.8)
    for _ in range(6):
        foot, wide = dice.between(-120, 700), dice.between(30, 100)
        light = canvas.linear([(0, colours.paper, 0.5), (1, colours.glow, 0.02)])
        canvas.path(f"M{n(x - 8)} -10h16L{n(foot + wide)} {HEIGHT}H{n(foot)}Z", light)
    dust = "".join(f"M{dice.whole(0, WIDTH)} {dice.whole(0, 320)}h0" for _ in range(60))
    canvas.stroke(dust, colours.paper, 2, 'stroke-linecap="round" opacity=".6"')


def dunes(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Dunes with one lit and one dark side."""
    sky(canvas, colours.mid, colours.glow, colours.paper)
    x = dice.between(380, 560) if dice.chance(0.5) else dice.between(80, 260)
    canvas.circle(x, 96, dice.between(26, 44), colours.paper)
    for y, lit, dark in (
        (205, colours.glow, colours.mid),
        (250, colours.accent, colours.shade),
        (300, colours.mid, colours.deep),
    ):
        peak = dice.between(160, 480)
        canvas.path(
            f"M-20 {y + 40}Q{n(peak - 120)} {y + 20} {n(peak)} {y - 50}"
            f"Q{n(peak + 160)} {y + 30} 660 {y + 10}V{HEIGHT}H-20Z",
            lit,
        )
        canvas.path(
            f"M{n(peak)} {y - 50}Q{n(peak + 160)} {y + 30} 660 {y + 10}V{HEIGHT}"
            f"H{n(peak - 60)}Q{n(peak + 70)} {y + 60} {n(peak)} {y - 50}Z",
            dark,
        )


MOTIFS: dict[str, tuple[Motif, ...]] = {
    "adventurous": (ranges, dunes),
    "atmospheric": (waves, rain),
    "bittersweet": (waves, discs),
    "dark": (eclipse, rain),
    "eerie": (eclipse, squares),
    "emotional": (waves, beams, discs),
    "epic": (ranges, eclipse),
    "exciting": (burst, ranges),
    "explosive": (burst,),
    "feel-good": (cutouts, waves),
    "gritty": (rain, blinds),
    "harrowing": (beams, rain),
    "heart-warming": (discs, cutouts),
    "imaginative": (squares, cutouts, rings),
    "inspiring": (beams, ranges),
    "intimate": (beams, discs, blinds),
    "investigative": (rings, blinds),
    "mind-bending": (squares, rings),
    "playful": (cutouts,),
    "quirky": (cutouts, rings),
    "romantic": (discs, waves),
    "rousing": (burst,),
    "rugged": (dunes,),
    "scary": (eclipse, blinds),
    "slow-burning": (dunes, waves),
    "stylish": (rings, blinds),
    "suspenseful": (blinds, squares),
    "sweeping": (ranges, dunes),
    "tender": (discs,),
    "tense": (blinds, squares),
    "thought-provoking": (rings, beams),
    "whimsical": (cutouts, discs),
    "witty": (cutouts, rings),
}
ANY_MOTIF: tuple[Motif, ...] = (waves, discs, rings, beams)


def motif(moods: tuple[str, ...], dice: Dice) -> Motif:
    """Return a motif for the first mood that has one."""
    return dice.pick(next((MOTIFS[mood] for mood in moods if mood in MOTIFS), ANY_MOTIF))
