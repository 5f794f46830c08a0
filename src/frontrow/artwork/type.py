"""The ``type`` variant: a typographic poster, the title as large as it goes."""

from __future__ import annotations

from typing import TypeAlias

from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas, n
from frontrow.artwork.lettering import HEAVY, NARROW, ROMAN, Block, Face, broken, fitted, set_block
from frontrow.artwork.poster import MARGIN, Poster, blocks, small_line
from frontrow.artwork.shapes import rays
from frontrow.data.catalogue import Title

Fills: TypeAlias = tuple[str, str, str]

MOST_LINES = 5  # of a justified title


def draw_type(title: Title) -> str:
    """Return the picture."""
    poster = Poster.of(title, "type")
    poster.dice.pick(LAYOUTS)(poster)
    return poster.svg()


def _justified(poster: Poster) -> None:
    """Every line as wide as the sheet, one on top of the other."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    dark = dice.chance(0.6)
    back, ink = (colours.night, colours.glow) if dark else (colours.glow, colours.night)
    canvas.cover(back)
    canvas.glow(dice.between(0, WIDTH), dice.between(0, HEIGHT), 420, colours.mid if dark else colours.paper, 0.8)
    face = dice.pick((HEAVY, NARROW, ROMAN))
    lines = stack(poster.title.title, face, WIDTH - 2 * MARGIN, HEIGHT - 86)
    tall = sum(block.height for block in lines)
    top = (HEIGHT - 34 - tall) / 2
    marked = dice.whole(0, len(lines) - 1)
    for index, block in enumerate(lines):
        set_block(
            canvas,
            block,
            WIDTH / 2,
            top,
            (colours.accent if dark else colours.shade) if index == marked else ink,
            "middle",
        )
        top += block.height
    small_line(poster, WIDTH / 2, HEIGHT - 38, ink, "middle")


def stack(text: str, face: Face, width: float, height: float) -> list[Block]:
    """Return the title in lines that are each as wide as the box, the break that fills it best."""
    words = text.split() or [text]
    tries = []
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        lines = [fitted(line, face, width, height, 190.0, most_lines=1) for line in broken(words, face, count)]
        tall = sum(block.height for block in lines)
        shrink = min(1.0, height / tall)
        tries.append((shrink * min(1.0, tall / height), shrink, count))
    _, shrink, count = max(tries)
    return [
        fitted(line, face, width * shrink, height, 190.0 * shrink, most_lines=1) for line in broken(words, face, count)
    ]


def _framed(poster: Poster) -> None:
    """The title in the middle of a fine frame."""
    canvas, colours = poster.canvas, poster.palette
    canvas.cover(canvas.radial([(0, colours.mid, 1), (1, colours.night, 1)], (0.5, 0.5), 0.75))
    canvas.rect(16, 16, WIDTH - 32, HEIGHT - 32, "none", f'stroke="{colours.glow}" stroke-width="2"')
    canvas.rect(23, 23, WIDTH - 46, HEIGHT - 46, "none", f'stroke="{colours.glow}" stroke-width=".8"')
    top = _centred(poster, 190.0, 84.0, colours.paper, -8)
    canvas.stroke(f"M270 {n(top + 14)}h100", colours.accent, 4)
    director = next((person.name for person in poster.title.people if person.role == "director"), "")
    small_line(poster, WIDTH / 2, 44, colours.glow, "middle", director)
    small_line(poster, WIDTH / 2, HEIGHT - 62, colours.glow, "middle")


def _centred(poster: Poster, height: float, largest: float, fill: str, shift: float = 0.0) -> float:
    """Set the title in the middle of the sheet; return where it ends."""
    lines = blocks(poster, WIDTH - 3.4 * MARGIN, height, largest)
    top = (HEIGHT - sum(block.height for block in lines)) / 2 + shift
    for block in lines:
        set_block(poster.canvas, block, WIDTH / 2, top, fill, "middle")
        top += block.height
    return top


def _initial(poster: Poster) -> None:
    """The first letter as large as the sheet, the title across it."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    canvas.cover(canvas.linear([(0, colours.accent, 1), (1, colours.shade, 1)], (0, 0), (1, 1)))
    letter = next((character for character in poster.main.upper() if character.isalnum()), "")
    big = fitted(letter or "·", HEAVY, 560, 900, 560.0, most_lines=1)
    x = dice.between(60, 200) if dice.chance(0.5) else dice.between(330, 400)
    set_block(canvas, big, x, -110, colours.glow, more='opacity=".38"')
    lines = blocks(poster, WIDTH - 2 * MARGIN, 200.0, 92.0)
    top = HEIGHT - 52 - sum(block.height for block in lines)
    fade = canvas.linear([(0, colours.night, 0), (1, colours.night, 0.8)])
    canvas.rect(0, 60, WIDTH, 300, fade)
    for block in lines:
        set_block(canvas, block, MARGIN, top, colours.paper)
        top += block.height
    small_line(poster, MARGIN + 1, HEIGHT - 40, colours.paper)


def _echo(poster: Poster) -> None:
    """A title of one line with its echoes in outline above and below; a longer one as a solid with depth."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    canvas.cover(canvas.linear([(0, colours.night, 1), (0.5, colours.deep, 1), (1, colours.night, 1)]))
    block = fitted(poster.title.title, dice.pick((HEAVY, NARROW)), WIDTH - 2 * MARGIN - 16, 240, 104.0, most_lines=3)
    middle = (HEIGHT - block.height) / 2
    if len(block.lines) == 1:
        for index, opacity in ((3, 0.16), (2, 0.3), (1, 0.5)):
            outline = f'stroke="{colours.glow}" stroke-width="1.2" opacity="{opacity}"'
            for side in (-1, 1):
                set_block(canvas, block, MARGIN, middle + side * index * block.height * 0.92, "none", more=outline)
    else:
        for depth in range(5, 0, -1):
            set_block(
                canvas, block, MARGIN + 2.4 * depth, middle + 2.4 * depth, colours.mid if depth > 1 else colours.night
            )
    set_block(canvas, block, MARGIN, middle, colours.accent)
    small_line(poster, WIDTH - MARGIN, HEIGHT - 34, colours.paper, "end")


def _slanted(poster: Poster) -> None:
    """A band of colour across the sheet at an angle, the title on it."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    canvas.cover(colours.deep)
    canvas.path(rays(dice.between(0, WIDTH), HEIGHT + 60, 14, 900, dice.unit()), colours.mid, 'opacity=".6"')
    angle = dice.pick((-1, 1)) * dice.between(4, 8)
    lines = blocks(poster, WIDTH - 4 * MARGIN, 160.0, 86.0)
    tall = sum(block.height for block in lines)
    top = (HEIGHT - tall) / 2
    canvas.put(f'<g transform="rotate({n(angle)} 320 180)">')
    canvas.rect(-60, top - 26 + 10, 760, tall + 52, colours.night, 'opacity=".45"')
    canvas.rect(-60, top - 26, 760, tall + 46, colours.accent)
    canvas.stroke(f"M-60 {n(top - 18)}H700M-60 {n(top + tall + 12)}H700", colours.night, 2)
    for block in lines:
        set_block(canvas, block, WIDTH / 2, top - 3, colours.night, "middle")
        top += block.height
    canvas.put("</g>")
    small_line(poster, MARGIN, HEIGHT - 36, colours.paper)


def _swiss(poster: Poster) -> None:
    """Plain paper, one figure, the title set flush left."""
    canvas, colours, dice = poster.canvas, poster.palette, poster.dice
    canvas.cover(colours.paper)
    lines = blocks(poster, WIDTH - 2 * MARGIN, 200.0, 84.0)
    top = HEIGHT - 54 - sum(block.height for block in lines)
    size = min(135.0, max(38.0, (top - 36) / 2))  # so the figure stands clear of the title
    x = WIDTH - MARGIN - size - dice.between(0, 150)
    dice.pick(FIGURES)(canvas, x, 24 + size, size, (colours.accent, colours.mid, colours.deep))
    for block in lines:
        set_block(canvas, block, MARGIN, top, colours.night)
        top += block.height
    canvas.rect(MARGIN, 26, 64, 7, colours.night)
    small_line(poster, MARGIN, HEIGHT - 40, colours.deep)


def _halves(canvas: Canvas, x: float, y: float, size: float, fills: Fills) -> None:
    canvas.circle(x, y, size, fills[0])
    canvas.path(f"M{n(x)} {n(y - size)}a{n(size)} {n(size)} 0 0 1 0 {n(2 * size)}Z", fills[1])


def _target(canvas: Canvas, x: float, y: float, size: float, fills: Fills) -> None:
    for index, fill in enumerate(fills):
        canvas.circle(x, y, size * (1 - 0.3 * index), fill)


def _stripes(canvas: Canvas, x: float, y: float, size: float, fills: Fills) -> None:
    for index in range(7):
        canvas.rect(x - size, y - size + index * size * 0.3, 2 * size, size * 0.15, fills[index % 3])


def _pyramid(canvas: Canvas, x: float, y: float, size: float, fills: Fills) -> None:
    canvas.path(f"M{n(x - size)} {n(y + size)}L{n(x)} {n(y - size)}L{n(x + size)} {n(y + size)}Z", fills[0])
    canvas.circle(x, y + size * 0.2, size * 0.4, fills[1])


FIGURES = (_halves, _target, _stripes, _pyramid)


LAYOUTS = (_justified, _framed, _initial, _echo, _slanted, _swiss)
TITLE_ALONE = (_justified, _framed, _echo, _slanted, _swiss)  # no letter stands for anything else
