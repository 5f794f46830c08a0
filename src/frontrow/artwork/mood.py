"""The ``mood`` variant: an abstract composition in the title's mood, the title in its middle or at its foot."""

from __future__ import annotations

from frontrow.artwork.canvas import HEIGHT, WIDTH
from frontrow.artwork.lettering import set_block
from frontrow.artwork.motifs import motif
from frontrow.artwork.poster import MARGIN, Poster, blocks, small_line
from frontrow.data.catalogue import Title


def draw_mood(title: Title) -> str:
    """Return the picture."""
    poster = Poster.of(title, "mood")
    canvas, colours = poster.canvas, poster.palette
    motif(title.moods, poster.dice)(canvas, colours, poster.dice)
    lines = blocks(poster, WIDTH - 4 * MARGIN, 170.0, 74.0)
    height = sum(block.height for block in lines)
    top = (HEIGHT - height) / 2
    veil = canvas.radial([(0, colours.night, 0.86), (0.6, colours.night, 0.55), (1, colours.night, 0)])
    wide = max(block.width for block in lines) / 2 + 130
    canvas.put(f'<ellipse cx="320" cy="{HEIGHT // 2}" rx="{wide:.0f}" ry="{height / 2 + 110:.0f}" fill="{veil}"/>')
    for block in lines:
        set_block(canvas, block, WIDTH / 2, top, colours.paper, "middle")
        top += block.height
    foot = canvas.linear([(0, colours.night, 0), (1, colours.night, 0.8)])
    canvas.rect(0, HEIGHT - 70, WIDTH, 70, foot)
    small_line(poster, WIDTH / 2, HEIGHT - 36, colours.paper, "middle", "  ·  ".join(title.moods[:3]))
    return poster.svg()
