"""Artwork of titles, drawn as SVG from their own data: several variants, always the same for the same title.

Pictures are 16:9, need no font, script or file from elsewhere, and scale from a card to a whole screen.
"""

from __future__ import annotations

from collections.abc import Callable

from frontrow.artwork.cast import draw_cast
from frontrow.artwork.genre import draw_genre
from frontrow.artwork.mood import draw_mood
from frontrow.artwork.type import draw_type
from frontrow.data.catalogue import Title
from frontrow.errors import NotFound

DRAWINGS: dict[str, Callable[[Title], str]] = {
    "cast": draw_cast,
    "mood": draw_mood,
    "genre": draw_genre,
    "type": draw_type,
}
VARIANTS: tuple[str, ...] = tuple(DRAWINGS)


def draw(title: Title, variant: str) -> str:
    """Return a variant of a title's artwork as SVG text.

    Raises
    ------
    NotFound
        If there is no such variant.
    """
    drawing = DRAWINGS.get(variant)
    if drawing is None:
        raise NotFound(f"No artwork variant {variant!r}.", f"There are {', '.join(VARIANTS)}.")
    return drawing(title)
