"""``content`` with a model of sentences beside TF-IDF."""

from __future__ import annotations

from benchmarks.sentences import ContentWithSentences
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner

# On the validation of the first three draws, all users, hr@10 / ndcg@10; content without moods in taste has .4237/.4356
# there, with them .4301/.4417. What is read: name and synopsis .4186/.4309 at a weight of 1 in taste, .4233/.4350 at
# .2; with moods besides, vectors less their mean .4207/.4336; synopsis alone .4219/.4336 at .3; moods alone
# .4276/.4418 at 1, .4305/.4436 at .5, .4309/.4436 at .25.
# Weights of genres and moods, with moods by TF-IDF at .2 besides: taste .25, fame 0 .4326/.4448; .25, .03 .4339/.4467;
# .5, .03 .4330/.4463; .12, .03 .4341/.4463; .25, .08 .4339/.4471; without TF-IDF .25, .03 .4330/.4462.
# Nothing but text (taste of that part alone): words .3098/.3325, vectors of name, synopsis and moods .2749/.2930, both
# .3133/.3366.
ENTRIES: dict[str, dict[str, Learner]] = {"cold-items": {"content-sentences": Ungraded(ContentWithSentences())}}
NOTES: dict[str, dict[str, str]] = {
    "cold-items": {
        "content-sentences": (
            "Vectors of WordLlama (256 a token) of genres and keywords beside TF-IDF of the same add +.0017 ± .0008 "
            "hr@10 and nothing to ndcg@10. Vectors of name and synopsis lower both figures."
        ),
    },
}
