"""Models that know titles by their descriptions: cold items, and what a few picks of a new user say."""

from __future__ import annotations

from benchmarks.entries.simple import PLAIN
from benchmarks.explored import Explored
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.content import Content
from frontrow.models.edlae import Edlae
from frontrow.models.hybrid import Hybrid
from frontrow.models.ials import Ials
from frontrow.models.marec import Marec

# cold-items, content: a random search by coordinates on the validation of the first three draws (2,000 users), the mean
# of hr@10 and ndcg@10; the weights it found are the learner's defaults. marec: the best of 12 settings on the
# validation of the first two draws.
# cold-users: dropout of .8, .9, .95 and .98 on the validation of three picks (.3534, .3544, .3534, .3522; EASE .3474,
# naive Bayes .3421, users by shared picks .3534); a few picks are a history of which most has dropped out. Exploration:
# one place of ten from the best 300, 500, 1,000 or all, the least that spreads the lists over about 60 titles.
# ials: the best of 45 settings there (.3582), the hybrid's weights the better of two with each of them (.3625).
_IALS = Ungraded(Ials(factors=32, epochs=8, reg=0.378, reg_exponent=0.5, unobserved_weight=0.456))
_PICKED = Ungraded(Edlae(dropout=0.9, reg=50.0))
_HYBRID = Hybrid(
    {"ials": _IALS, "edlae-picks": _PICKED, "popularity": PLAIN},
    weights={"ials": 1.0, "edlae-picks": 0.5, "popularity": 0.4},
)
ENTRIES: dict[str, dict[str, Learner]] = {
    "cold-users": {
        "edlae-picks": _PICKED,
        "edlae-picks-explored": Explored(_PICKED),
        "ials": _IALS,
        "hybrid": _HYBRID,
        "hybrid-explored": Explored(_HYBRID),
    },
    "cold-items": {"content": Ungraded(Content()), "marec": Ungraded(Marec())},
}
NOTES: dict[str, dict[str, str]] = {
    "cold-users": {
        "edlae-picks": (
            "Three picks over popularity for anybody: +37 % here (+45 % on validation; over six draws of the users +37 "
            "to +42 %). Naive Bayes, ridge from picks, "
            "users by shared picks, grades and sums of these came to the same .35 on validation."
        ),
        "hybrid": (
            "Three picks over popularity for anybody: +40 %. With one explored place +35 % and an effective size of "
            "64: no settings gave both the reference's +41 % and 60 titles."
        ),
        "edlae-picks-explored": (
            "One place of ten goes to a title drawn from the best 500: an effective size of 67 titles in place of 25."
        ),
    },
    "cold-items": {
        "content": (
            "Predicted popularity matters most: with the true popularity of the cold items in its place validation "
            "rises to .49. Products of kernels, moment estimates of the kernel's weights and a noise that depends on "
            "plays were no better."
        ),
    },
}
