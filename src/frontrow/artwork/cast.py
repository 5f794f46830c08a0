"""The ``cast`` variant: the people, as silhouettes, medallions or large credits."""

from __future__ import annotations

from frontrow.artwork.canvas import HEIGHT, WIDTH, n
from frontrow.artwork.lettering import BOLD, LABEL, NARROW, SERIF, fitted, set_block
from frontrow.artwork.poster import MARGIN, Poster, blocks, caption
from frontrow.artwork.shapes import bust, rays
from frontrow.data.catalogue import Title

SHOWN = 3


def draw_cast(title: Title) -> str:
    """Return the picture; without a cast, whoever made the title stands for it."""
    poster = Poster.of(title, "cast")
    names = _leads(title)
    layouts = (_silhouettes, _panels, _credits) if names else (_credits,)
    poster.dice.pick(layouts)(poster, names)
    return poster.svg()


def _leads(title: Title) -> list[str]:
    """Return the first of the cast, of the directors if there is none."""
    cast = [person.name for person in title.people if person.role == "cast"]
    return (cast or [person.name for person in title.people if person.role == "director"])[:SHOWN]


def _silhouettes(poster: Poster, names: list[str]) -> None:
    """Heads and shoulders that overlap before a disc of light, names above."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    canvas.cover(canvas.linear([(0, colours.mid, 1), (1, colours.deep, 1)]))
    canvas.path(rays(320, 190, 16, 640, dice.unit()), colours.deep, 'opacity=".45"')
    canvas.glow(320, 180, 300, colours.glow, 0.8)
    spread = {1: (320,), 2: (236, 408), 3: (178, 466, 322)}[len(names)]
    fills = {1: (colours.night,), 2: (colours.shade, colours.night), 3: (colours.shade, colours.deep, colours.night)}[
        len(names)
    ]
    for index, (x, fill) in enumerate(zip(spread, fills, strict=True)):
        front = index == len(names) - 1
        size = dice.between(100, 108) if front else dice.between(84, 96)
        canvas.path(bust(x + dice.between(-10, 10), 276, size, dice.between(-1, 1)), fill)
    label = fitted("   ".join(names), LABEL, WIDTH - 2 * MARGIN, 24, 19.0, 9.0, most_lines=1)
    set_block(canvas, label, WIDTH / 2, 18, colours.paper, "middle")
    caption(poster)


def _panels(poster: Poster, names: list[str]) -> None:
    """A panel for each, in a colour of their own."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    fills = [(colours.mid, colours.night), (colours.accent, colours.shade), (colours.glow, colours.deep)]
    wide = WIDTH / len(names)
    for index, name in enumerate(names):
        back, front = fills[index % len(fills)]
        left, middle = index * wide, (index + 0.5) * wide
        clip = f"{poster.title.item_id and 'p'}{index}"
        canvas.rect(left, 0, wide, HEIGHT, canvas.linear([(0, back, 1), (1, front, 1)]))
        canvas.circle(middle, 118, min(92, wide * 0.42), colours.paper, 'opacity=".22"')
        del clip
        canvas.path(bust(middle, 258, min(98.0, wide * 0.46), dice.between(-1, 1)), front)
        label = fitted(name, LABEL, wide - 24, 44, 17.0, 9.0, most_lines=2)
        set_block(canvas, label, middle, 14, colours.night if back == colours.glow else colours.paper, "middle")
    for index in range(1, len(names)):
        canvas.rect(index * wide - 1.5, 0, 3, HEIGHT, colours.night)
    caption(poster)


def _credits(poster: Poster, names: list[str]) -> None:
    """Names as large as they go, the title on a band of colour."""
    canvas, colours = poster.canvas, poster.palette
    canvas.cover(canvas.linear([(0, colours.deep, 1), (1, colours.night, 1)], (0, 0), (1, 1)))
    lines = blocks(poster, WIDTH - 2 * MARGIN, 118.0, 56.0)
    band = sum(block.height for block in lines) + 34
    room = HEIGHT - band
    face = poster.dice.pick((NARROW, BOLD, SERIF))
    shown = names or ["".join(word[:1] for word in poster.title.title.split()[:3]) or "·"]
    each = (room - 36) / len(shown)
    for index, name in enumerate(shown):
        block = fitted(name, face, WIDTH - 2 * MARGIN, each, 78.0, most_lines=1)
        y = 18 + index * each + (each - block.height) / 2
        set_block(canvas, block, MARGIN, y, (colours.paper, colours.glow, colours.accent)[index % 3])
    canvas.rect(0, room, WIDTH, band, colours.accent)
    top = room + 17
    for block in lines:
        set_block(canvas, block, MARGIN, top, colours.night)
        top += block.height
    canvas.rect(0, room - 5, WIDTH, 5, colours.paper, f'opacity="{n(0.9)}"')
