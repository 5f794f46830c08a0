import pytest

from frontrow.artwork import draw
from frontrow.artwork.canvas import Canvas
from frontrow.artwork.colour import palette
from frontrow.artwork.dice import Dice
from frontrow.artwork.motifs import ANY_MOTIF, MOTIFS, motif
from frontrow.simulate.tone import MOODS

EVERY = sorted({each for several in MOTIFS.values() for each in several}, key=lambda each: each.__name__)


def test_every_mood_of_the_demo_has_a_motif():
    assert {mood for moods in MOODS.values() for mood in moods} == set(MOTIFS)


@pytest.mark.parametrize("each", EVERY, ids=[each.__name__ for each in EVERY])
def test_a_motif_is_never_drawn_the_same_twice(each):
    drawn = set()
    for name in ("a", "b", "c"):
        canvas = Canvas("g")
        each(canvas, palette("Drama", Dice("colours")), Dice(name))
        drawn.add(canvas.svg(""))
    assert len(drawn) == 3


def test_the_first_mood_that_is_known_decides():
    assert motif(("unheard-of", "playful"), Dice("x")) in MOTIFS["playful"]


def test_moods_nobody_knows_get_a_motif_that_fits_anything():
    assert motif(("unheard-of",), Dice("x")) in ANY_MOTIF


def test_playful_titles_stand_on_a_label_and_others_at_the_foot(title):
    assert "rotate" in draw(title(moods=("playful",)), "mood").rsplit("<text", 1)[0]
    assert "EPIC" in draw(title(moods=("epic",)), "mood")
