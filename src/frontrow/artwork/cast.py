"""The ``cast`` variant: the people, as silhouettes, monograms or large credits."""

from __future__ import annotations

from frontrow.artwork.canvas import HEIGHT, WIDTH
from frontrow.artwork.lettering import BOLD, HEAVY, LABEL, NARROW, SERIF, fitted, set_block
from frontrow.artwork.people import bust
from frontrow.artwork.poster import MARGIN, Poster, blocks, caption
from frontrow.artwork.shapes import rays
from frontrow.artwork.type import TITLE_ALONE
from frontrow.data.catalogue import Title

SHOWN = 3


def draw_cast(title: Title) -> str:
    """Return the picture; without a cast, whoever directed the title stands for it, without anybody its name alone."""
    poster = Poster.of(title, "cast")
    names = _leads(title)
    if names:
        poster.dice.pick((_silhouettes, _panels, _credits))(poster, names)
    else:
        poster.dice.pick(TITLE_ALONE)(poster)
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
        canvas.path(bust(x + dice.between(-10, 10), 276, size, dice), fill)
    label = fitted("  ·  ".join(names), LABEL, WIDTH - 2 * MARGIN, 24, 19.0, 9.0, most_lines=1)
    set_block(canvas, label, WIDTH / 2, 18, colours.paper, "middle")
    caption(poster)


def _panels(poster: Poster, names: list[str]) -> None:
    """A panel for each, with a monogram, in a colour of its own."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    tones = [(colours.mid, colours.night), (colours.accent, colours.shade), (colours.glow, colours.deep)]
    face, ringed = dice.pick((SERIF, HEAVY, NARROW)), dice.chance(0.5)
    wide = WIDTH / len(names)
    for index, (name, (light, dark)) in enumerate(zip(names, tones, strict=False)):
        left, middle = index * wide, (index + 0.5) * wide
        canvas.rect(left, 0, wide, HEIGHT, canvas.linear([(0, light, 1), (1, dark, 1)]))
        if ringed:
            canvas.circle(middle, 130, 84, dark, 'opacity=".55"')
            canvas.ring(middle, 130, 76, colours.paper, 1.6, 'opacity=".7"')
        letters = fitted(monogram(name), face, 118 if ringed else wide - 30, 130, 112.0, most_lines=1)
        ink = colours.paper if light == colours.mid else colours.night
        set_block(canvas, letters, middle, 130 - letters.height / 2, colours.paper if ringed else ink, "middle")
        label = fitted(name, LABEL, wide - 24, 44, 16.0, 9.0, most_lines=2)
        set_block(canvas, label, middle, 6 if len(label.lines) > 1 else 14, ink, "middle")
    caption(poster)


def monogram(name: str) -> str:
    """Return the first letters of a name's first and last word."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()] or [name]
    return "".join(word[0] for word in (words if len(words) == 1 else [words[0], words[-1]])).upper()


def _credits(poster: Poster, names: list[str]) -> None:
    """Names as large as they go, the title on a band of colour."""
    canvas, colours = poster.canvas, poster.palette
    canvas.cover(canvas.linear([(0, colours.deep, 1), (1, colours.night, 1)], (0, 0), (1, 1)))
    lines = blocks(poster, WIDTH - 2 * MARGIN, 118.0, 56.0)
    band = sum(block.height for block in lines) + 34
    room = HEIGHT - band
    face = poster.dice.pick((NARROW, BOLD, SERIF))
    each = (room - 36) / len(names)
    for index, name in enumerate(names):
        block = fitted(name, face, WIDTH - 2 * MARGIN, each, 78.0, most_lines=1)
        y = 18 + index * each + (each - block.height) / 2
        set_block(canvas, block, MARGIN, y, (colours.paper, colours.glow, colours.accent)[index % 3])
    canvas.rect(0, room, WIDTH, band, colours.accent)
    top = room + 17
    for block in lines:
        set_block(canvas, block, MARGIN, top, colours.night)
        top += block.height
    canvas.rect(0, room - 5, WIDTH, 5, colours.paper)
