"""Scenes of elsewhere: science fiction, horror."""

from __future__ import annotations

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, n
from frontrow.artwork.colour import Palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.shapes import ROUND, birds, hills, ridge, sky, stars, tree


def planets(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A ringed world over the ridge of another."""
    sky(canvas, colours.night, colours.night, colours.deep)
    stars(canvas, dice, 110, colours.paper, 300)
    x, y, radius = dice.between(180, 460), dice.between(110, 160), dice.between(74, 118)
    tilt, light = dice.between(-24, 24), dice.pick((-1, 1))
    canvas.glow(x, y, radius * 1.9, colours.mid, 0.75)
    body = canvas.radial(
        [(0, colours.glow, 1), (0.55, colours.mid, 1), (1, colours.night, 1)], (0.5 + light * 0.3, 0.25), 0.95
    )
    ring = (
        f'rx="{n(radius * 1.75)}" ry="{n(radius * 0.38)}" fill="none" '
        f'stroke="{colours.accent}" stroke-width="{n(radius * 0.12)}"'
    )
    canvas.put(f'<g transform="rotate({n(tilt)} {n(x)} {n(y)})"><ellipse cx="{n(x)}" cy="{n(y)}" {ring} opacity=".9"/>')
    canvas.circle(x, y, radius, body)
    front = f"M{n(x - radius * 1.75)} {n(y)}A{n(radius * 1.75)} {n(radius * 0.38)} 0 0 0 {n(x + radius * 1.75)} {n(y)}"
    canvas.stroke(front, colours.accent, radius * 0.12)
    canvas.put("</g>")
    canvas.circle(dice.between(40, 600), dice.between(30, 90), dice.between(8, 20), colours.glow)
    canvas.area(ridge(dice, 300, 60, 6), colours.deep)
    canvas.area(ridge(dice, 345, 60, 4), colours.night)


def station(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A wheel in orbit over the bright edge of a world."""
    sky(canvas, colours.night, colours.night)
    stars(canvas, dice, 120, colours.paper)
    x = dice.between(160, 480)
    for size, colour, opacity in ((760, colours.mid, 0.4), (742, colours.glow, 0.55), (730, colours.deep, 1)):
        canvas.circle(x, 900, size, colour, f'opacity="{opacity}"')
    canvas.glow(x + dice.between(-150, 150), 168, 150, colours.paper, 0.9)
    hub = (WIDTH - x + dice.between(-40, 40), dice.between(70, 100))
    canvas.put(
        f'<g transform="translate({n(hub[0])}'
        f' {n(hub[1])}) rotate({n(dice.between(-30, 30))}) scale(1 .42)" fill="none" stroke="{colours.paper}">'
    )
    canvas.put(
        f'<circle r="92" stroke-width="14"/><circle r="92" '
        f'stroke="{colours.accent}" stroke-width="4" stroke-dasharray="4 10"/>'
    )
    canvas.put(
        '<circle r="26" stroke-width="10"/><path d="M0-92V92M-92 0H92M-65-65L65 65M65-65L-65 65" stroke-width="5"/></g>'
    )


def tower(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A city yet to come under two suns."""
    sky(canvas, colours.deep, colours.mid, colours.glow)
    x = dice.between(150, 490)
    canvas.glow(x, 150, 210, colours.paper, 0.8)
    canvas.circle(x, 150, 52, colours.paper)
    canvas.circle(x + dice.pick((-96, 96)), 92, 17, colours.accent)
    for base, tall, count, fill in (
        (300, 150, 9, colours.mid),
        (330, 210, 7, colours.deep),
        (350, 230, 5, colours.night),
    ):
        for index in range(count):
            left, wide = (index + dice.between(0, 0.8)) * WIDTH / count - 30, dice.between(16, 46)
            height = tall * dice.between(0.35, 1)
            top = dice.pick(
                (
                    f"l{n(wide / 2)} {n(-wide)}l{n(wide / 2)} {n(wide)}",
                    f"a{n(wide / 2)} {n(wide / 2)} 0 0 1 {n(wide)} 0",
                    f"l{n(wide)} {n(-wide * 0.7)}v{n(wide * 0.7)}",
                )
            )
            canvas.path(f"M{n(left)} {HEIGHT}V{n(base - height)}{top}V{HEIGHT}Z", fill)
    lights = "".join(f"M{dice.whole(0, WIDTH)} {dice.whole(230, 330)}v6" for _ in range(46))
    canvas.stroke(lights, colours.accent, 3)


def haunted(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """A house on a hill before the moon, one window lit."""
    sky(canvas, colours.night, colours.deep)
    x = dice.between(210, 430)
    canvas.glow(x + 20, 120, 230, colours.glow, 0.4)
    canvas.circle(x + 20, 122, dice.between(82, 104), colours.glow, 'opacity=".92"')
    canvas.path(
        f"M-20 {HEIGHT}Q{n(x * 0.55)} 330 {n(x - 70)} 236H{n(x + 80)}Q{n(x + 150)} 330 660 320V{HEIGHT}Z", colours.night
    )
    canvas.path(f"M{n(x - 56)} 240v-72l-8 0l34-42l34 42h-4v-16h36v-40l-6 0l24-46l24 46h-6v128Z", colours.night)
    canvas.rect(x + 22, 132, 12, 20, colours.accent)
    canvas.stroke(f"M{n(x - 30)} 196h0", colours.accent, 9)
    canvas.stroke(tree(dice, x - dice.between(110, 150), 300, 40), colours.night, 4, ROUND)
    birds(canvas, dice, x + 60, 80, 4, colours.night)
    for y in (270, 306):
        hills(canvas, dice, y, 18, colours.deep, 3, 'opacity=".45"')


def woods(canvas: Canvas, colours: Palette, dice: Dice) -> None:
    """Bare trunks in fog, and two eyes between them."""
    sky(canvas, colours.night, colours.deep, colours.mid)
    x = dice.between(200, 440)
    canvas.glow(x, 210, 240, colours.glow, 0.6)
    for count, low, high, fill in ((14, 5, 10, colours.mid), (10, 9, 18, colours.deep), (7, 16, 34, colours.night)):
        for index in range(count):
            left, wide = (index + dice.between(0, 0.7)) * WIDTH / count, dice.between(low, high)
            lean = dice.between(-14, 14)
            canvas.path(
                f"M{n(left)} {HEIGHT}L{n(left + lean)} -5h{n(wide * 0.8)}L{n(left + wide * 1.25)} {HEIGHT}Z", fill
            )
        fog = canvas.linear([(0, colours.glow, 0), (1, colours.glow, 0.16)])
        canvas.rect(0, 120, WIDTH, 240, fog)
    canvas.stroke(f"M{n(x - 9)} 206h0M{n(x + 9)} 206h0", colours.accent, 6, ROUND)
