"""What a title's genres say of its tone and of whom it suits: assumptions of the demo world, said here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from frontrow.simulate.lots import lot

MOODS = {
    "Action": ("exciting", "rousing", "explosive"),
    "Adventure": ("adventurous", "exciting", "epic"),
    "Animation": ("playful", "imaginative", "heart-warming"),
    "Biography": ("inspiring", "intimate", "emotional"),
    "Comedy": ("witty", "feel-good", "quirky"),
    "Crime": ("gritty", "dark", "suspenseful"),
    "Documentary": ("thought-provoking", "investigative", "inspiring"),
    "Drama": ("emotional", "intimate", "bittersweet"),
    "Family": ("heart-warming", "feel-good", "playful"),
    "Fantasy": ("imaginative", "epic", "whimsical"),
    "History": ("epic", "sweeping", "thought-provoking"),
    "Horror": ("scary", "eerie", "dark"),
    "Music & Musicals": ("rousing", "feel-good", "stylish"),
    "Mystery": ("suspenseful", "eerie", "atmospheric"),
    "Romance": ("romantic", "tender", "bittersweet"),
    "Science Fiction": ("mind-bending", "imaginative", "atmospheric"),
    "Sports": ("inspiring", "rousing", "feel-good"),
    "Thriller": ("tense", "suspenseful", "dark"),
    "War": ("harrowing", "epic", "emotional"),
    "Western": ("rugged", "sweeping", "slow-burning"),
}
MOODS_KEPT = 3
LEANING = 0.9  # how much chance may lift a mood, in units of a genre's first mood

# Where no certificate is known the strictest genre decides; nothing is assumed fit for the youngest but family films.
AGES = {"Horror": 16, "Crime": 16, "War": 16, "Thriller": 16, "Action": 12, "Mystery": 12, "Western": 12}
AGE_OF_FAMILY, AGE_OF_OTHERS, AGE_OF_ADULTS = 6, 12, 18
GRIM = frozenset({"Horror", "Crime", "War", "Thriller"})


def moods(genres: Sequence[str], name: str) -> tuple[str, ...]:
    """Return the three moods that a title's genres call for most, with a leaning of its own.

    A genre's moods weigh 1, 1/2 and 1/3, those of later genres less; chance by ``name`` tells like titles apart.
    """
    weights: dict[str, float] = defaultdict(float)
    for place, genre in enumerate(genres):
        for rank, mood in enumerate(MOODS.get(genre, ())):
            weights[mood] += 1 / (1 + rank) / (1 + place / 2)
    leaning = {mood: weight + LEANING * lot(name, mood) for mood, weight in weights.items()}
    return tuple(sorted(leaning, key=lambda mood: -leaning[mood])[:MOODS_KEPT])


def maturity(genres: Collection[str], certified: int | None) -> int:
    """Return the age from which a title is suitable: its certificate's, else an assumption from its genres.

    Family films without anything grim: 6. Horror together with crime, war or thriller: 18.
    Otherwise the strictest of the genres, at least 12.
    """
    if certified is not None:
        return certified
    grim = GRIM.intersection(genres)
    if "Family" in genres and not grim:
        return AGE_OF_FAMILY
    if "Horror" in grim and len(grim) > 1:
        return AGE_OF_ADULTS
    return max((AGES.get(genre, AGE_OF_OTHERS) for genre in genres), default=AGE_OF_OTHERS)
