"""What every variant starts from: a sheet, the colours and the letters that suit a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from frontrow.artwork import lettering
from frontrow.artwork.canvas import HEIGHT, WIDTH, Canvas
from frontrow.artwork.colour import Palette, palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.lettering import LABEL, Block, Face, fitted, set_block
from frontrow.data.catalogue import Title

# The letters a genre's titles are set in.
FACES: dict[str, tuple[Face, ...]] = {
    "Action": (lettering.NARROW, lettering.HEAVY),
    "Adventure": (lettering.ROMAN, lettering.HEAVY),
    "Animation": (lettering.HEAVY, lettering.BOLD),
    "Biography": (lettering.SERIF, lettering.ROMAN),
    "Comedy": (lettering.HEAVY, lettering.BOLD),
    "Crime": (lettering.NARROW, lettering.HEAVY, lettering.SERIF),
    "Documentary": (lettering.BOLD, lettering.NARROW),
    "Drama": (lettering.SERIF, lettering.ITALIC, lettering.BOLD),
    "Family": (lettering.BOLD, lettering.HEAVY),
    "Fantasy": (lettering.ROMAN,),
    "History": (lettering.ROMAN, lettering.SERIF),
    "Horror": (lettering.NARROW, lettering.ROMAN),
    "Music & Musicals": (lettering.ITALIC, lettering.HEAVY),
    "Mystery": (lettering.SERIF, lettering.AIRY),
    "Romance": (lettering.ITALIC, lettering.SERIF),
    "Science Fiction": (lettering.AIRY, lettering.HEAVY, lettering.NARROW),
    "Sports": (lettering.NARROW, lettering.HEAVY),
    "Thriller": (lettering.NARROW, lettering.BOLD, lettering.AIRY),
    "War": (lettering.NARROW, lettering.ROMAN),
    "Western": (lettering.ROMAN, lettering.NARROW),
}
MARGIN = 28.0
SHORT_TITLE = 16  # characters from which a subtitle is set apart
_SUBTITLE = re.compile(r"(?::\s+|\s+[-–—]\s+)")


@dataclass(frozen=True)
class Poster:
    """A sheet in the making.

    Parameters
    ----------
    main, sub
        The title, and what follows a colon or dash in a long one ("" if nothing does).
    genre
        The genre that decides colours, letters and scene.
    dice
        Of this title and variant; palette and face are drawn for all variants alike.
    """

    title: Title
    main: str
    sub: str
    genre: str
    palette: Palette
    face: Face
    canvas: Canvas
    dice: Dice

    @classmethod
    def of(cls, title: Title, variant: str) -> Poster:
        """Return an empty sheet for a variant of a title's artwork."""
        genre = title.genres[0] if title.genres else ""
        look = Dice(f"{title.item_id}/{title.title}/look")
        main, sub = split(title.title)
        name = f"{title.item_id}/{title.title}/{variant}"
        return cls(
            title=title,
            main=main,
            sub=sub,
            genre=genre,
            palette=palette(genre, look),
            face=look.pick(FACES.get(genre, (lettering.BOLD, lettering.SERIF))),
            canvas=Canvas("g" + blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()),
            dice=Dice(name),
        )

    def credit(self) -> str:
        """Return the small line under a title: the year and the genres, or that it is a series."""
        kind = ["Series"] if self.title.kind == "series" else []
        year = [str(self.title.year)] if self.title.year else []
        return "  ·  ".join([*year, *kind, *self.title.genres[:2]])

    def svg(self) -> str:
        """Return the finished picture."""
        return self.canvas.svg(self.title.title)


def split(title: str) -> tuple[str, str]:
    """Split a long title at its first colon or dash."""
    if len(title) < SHORT_TITLE:
        return title, ""
    parts = _SUBTITLE.split(title, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 and all(parts) else (title, "")


def blocks(poster: Poster, width: float, height: float, largest: float, most_lines: int = 3) -> list[Block]:
    """Set the title, and its subtitle smaller, to fit a box together."""
    if not poster.sub:
        return [fitted(poster.main, poster.face, width, height, largest, most_lines=most_lines)]
    main = fitted(poster.main, poster.face, width, height * 0.62, largest, most_lines=2)
    sub = fitted(poster.sub, poster.face, width, height * 0.36, main.size * 0.6, 13.0, most_lines=2)
    return [main, sub]


def caption(poster: Poster, middle: bool = False, small: str = "") -> None:
    """Set the title over the foot of a picture, on a shadow that makes it legible on anything.

    Parameters
    ----------
    middle
        Whether it stands in the middle rather than to the left.
    small
        The small line under it; by default the year and the genres.
    """
    canvas, colours = poster.canvas, poster.palette
    lines = blocks(poster, WIDTH - 2 * MARGIN, 128.0, 62.0)
    top = HEIGHT - 44.0 - sum(block.height for block in lines)
    fade = canvas.linear([(0, colours.night, 0), (0.4, colours.night, 0.55), (1, colours.night, 0.94)])
    canvas.rect(0, top - 50, WIDTH, HEIGHT - top + 50, fade)
    x, anchor = (WIDTH / 2, "middle") if middle else (MARGIN, "start")
    for block in lines:
        set_block(canvas, block, x, top, colours.paper, anchor)
        top += block.height
    small_line(poster, x, HEIGHT - 36.0, colours.glow, anchor, small)


def small_line(poster: Poster, x: float, y: float, fill: str, anchor: str = "start", text: str = "") -> None:
    """Set the small line, its top at ``y``."""
    line = text or poster.credit()
    if line:
        set_block(
            poster.canvas, fitted(line, LABEL, WIDTH - 2 * MARGIN, 20, 13.5, 8.0, most_lines=1), x, y, fill, anchor
        )
