"""The ``mood`` variant: an abstract composition in the title's mood, the title at its foot or on a label."""

from __future__ import annotations

from frontrow.artwork.canvas import HEIGHT, WIDTH, n
from frontrow.artwork.lettering import set_block
from frontrow.artwork.motifs import cutouts, motif
from frontrow.artwork.poster import MARGIN, Poster, blocks, caption
from frontrow.data.catalogue import Title

TILT = 3.0  # degrees a label may lie askew


def draw_mood(title: Title) -> str:
    """Return the picture."""
    poster = Poster.of(title, "mood")
    composition = motif(title.moods, poster.dice)
    composition(poster.canvas, poster.palette, poster.dice)
    if composition is cutouts:
        _label(poster)
    else:
        caption(poster, middle=True, small="  ·  ".join(title.moods[:3]))
    return poster.svg()


def _label(poster: Poster) -> None:
    """Set the title on a strip of paper laid over the others."""
    canvas, colours = poster.canvas, poster.palette
    lines = blocks(poster, WIDTH - 5 * MARGIN, 140.0, 70.0)
    wide = max(block.width for block in lines) + 2 * MARGIN
    tall = sum(block.height for block in lines) + 34
    top, left = (HEIGHT - tall) / 2, (WIDTH - wide) / 2
    canvas.put(f'<g transform="rotate({n(poster.dice.between(-TILT, TILT))} 320 180)">')
    canvas.rect(left + 5, top + 7, wide, tall, colours.night, 'opacity=".35"')
    canvas.rect(left, top, wide, tall, colours.night)
    top += 17
    for block in lines:
        set_block(canvas, block, WIDTH / 2, top, colours.paper, "middle")
        top += block.height
    canvas.put("</g>")
