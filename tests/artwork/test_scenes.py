import pytest

from frontrow.artwork import draw
from frontrow.artwork.canvas import Canvas
from frontrow.artwork.colour import HUES, palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.poster import FACES
from frontrow.artwork.scenes import ANYWHERE, SCENES, scene
from frontrow.simulate.films import films

EVERY = [(genre, each) for genre, several in SCENES.items() for each in several]


def test_every_genre_of_the_demo_has_scenes_colours_and_letters():
    genres = {genre for film in films() for genre in film.genres}
    assert genres == set(SCENES) == set(HUES) == set(FACES)


@pytest.mark.parametrize(("genre", "each"), EVERY, ids=[each.__name__ for _, each in EVERY])
def test_a_scene_is_never_drawn_the_same_twice(genre, each):
    drawn = set()
    for name in ("a", "b", "c"):
        canvas, dice = Canvas("g"), Dice(name)
        each(canvas, palette(genre, Dice("colours")), dice)
        drawn.add(canvas.svg(""))
    assert len(drawn) == 3


def test_a_genre_of_its_own_gets_a_scene_that_fits_anything():
    assert scene("Polka", Dice("x")) in ANYWHERE


def test_a_title_without_genres_is_drawn(title):
    assert "Heat" in draw(title(genres=()), "genre")
