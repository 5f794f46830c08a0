"""``content`` with a model of sentences, and with the same words by TF-IDF alone: what the vectors themselves add."""

from __future__ import annotations

from benchmarks.sentences import ContentWithSentences
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.content import TASTE, Content

# On the validation of the first three draws, all users, hr@10 / ndcg@10; content has .4237/.4356 there.
# What is read: name and synopsis .4186/.4309 at a weight of 1 in taste, .4233/.4350 at .2; with moods besides, vectors
# less their mean .4207/.4336; synopsis alone .4219/.4336 at .3; moods alone .4276/.4418 at 1, .4305/.4436 at .5,
# .4309/.4436 at .25; genres and moods beside moods by TF-IDF .4326/.4449 where moods alone have .4319/.4444.
# Weights of genres and moods, with moods by TF-IDF at .2 besides: taste .25, fame 0 .4326/.4448; .25, .03 .4339/.4467;
# .5, .03 .4330/.4463; .12, .03 .4341/.4463; .25, .08 .4339/.4471; without TF-IDF .25, .03 .4330/.4462.
# Moods by TF-IDF without any vectors: .4301/.4417 at .2, .4304/.4416 at .5.
# Nothing but text (taste of that part alone): words .3098/.3325, vectors of name, synopsis and moods .2749/.2930, both
# .3133/.3366.
_MOODS = 0.2  # in taste, where content has none

ENTRIES: dict[str, dict[str, Learner]] = {
    "cold-items": {
        "content-moods": Ungraded(Content(taste={**TASTE, "moods": _MOODS})),
        "content-sentences": Ungraded(ContentWithSentences()),
    },
}
NOTES: dict[str, dict[str, str]] = {
    "cold-items": {
        "content-moods": (
            "The control of content-sentences: genres of IMDb and keywords weigh in taste by themselves, by TF-IDF."
        ),
        "content-sentences": (
            "Vectors of WordLlama (256 a token) of genres and keywords beside TF-IDF: +.0080 hr@10, +.0048 ndcg@10 "
            "over content, but TF-IDF of the keywords alone (content-moods) has most of it: what the vectors add to "
            "that is +.0017 ± .0008 and −.0002 ± .0007. Vectors of name and synopsis lower both figures."
        ),
    },
}
