"""The ``genre`` variant: a scene of the title's main genre, the title at its foot."""

from __future__ import annotations

from frontrow.artwork.poster import Poster, caption
from frontrow.artwork.scenes import scene
from frontrow.data.catalogue import Title


def draw_genre(title: Title) -> str:
    """Return the picture."""
    poster = Poster.of(title, "genre")
    scene(poster.genre, poster.dice)(poster.canvas, poster.palette, poster.dice)
    caption(poster)
    return poster.svg()
