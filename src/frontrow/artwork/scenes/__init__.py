"""Scenes by genre: each draws a place in the colours of a title; the dice decide where things stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from frontrow.artwork.canvas import Canvas
from frontrow.artwork.colour import Palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.scenes import beyond, land, stage, town

Scene: TypeAlias = Callable[[Canvas, Palette, Dice], None]

SCENES: dict[str, tuple[Scene, ...]] = {
    "Action": (town.chase,),
    "Adventure": (land.adventure,),
    "Animation": (stage.creatures,),
    "Biography": (stage.portrait,),
    "Comedy": (stage.speech, stage.curtain),
    "Crime": (town.skyline, town.street_lamp),
    "Documentary": (land.contour,),
    "Drama": (stage.window_light, land.lone_tree, land.pier),
    "Family": (land.family,),
    "Fantasy": (land.fantasy,),
    "History": (town.arcade,),
    "Horror": (beyond.haunted, beyond.woods),
    "Music & Musicals": (stage.music,),
    "Mystery": (town.facade,),
    "Romance": (land.romance,),
    "Science Fiction": (beyond.planets, beyond.station, beyond.tower),
    "Sports": (stage.track,),
    "Thriller": (town.corridor,),
    "War": (land.war,),
    "Western": (land.western,),
}
ANYWHERE: tuple[Scene, ...] = (land.lone_tree, land.pier)


def scene(genre: str, dice: Dice) -> Scene:
    """Return a scene of a genre; one that fits anything for a genre without."""
    return dice.pick(SCENES.get(genre, ANYWHERE))
