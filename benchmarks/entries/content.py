"""Models that know titles by their descriptions: cold items, and what a few picks of a new user say."""

from __future__ import annotations

from benchmarks.explored import Explored
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.content import Content
from frontrow.models.edlae import Edlae
from frontrow.models.marec import Marec

# cold-items, content: a random search by coordinates on the validation of the first three draws (2,000 users), the mean
# of hr@10 and ndcg@10; the weights it found are the learner's defaults. marec: the best of 12 settings on the
# validation of the first two draws.
# cold-users: dropout of .8, .9, .95 and .98 on the validation of three picks (.3534, .3544, .3534, .3522; EASE .3474,
# naive Bayes .3421, users by shared picks .3534); a few picks are a history of which most has dropped out. Exploration:
# one place of ten from the best 300, 500, 1,000 or all, the least that spreads the lists over about 60 titles.
_PICKED = Ungraded(Edlae(dropout=0.9, reg=50.0))
ENTRIES: dict[str, dict[str, Learner]] = {
    "cold-users": {"edlae-picks": _PICKED, "edlae-picks-explored": Explored(_PICKED)},
    "cold-items": {"content": Ungraded(Content()), "marec": Ungraded(Marec())},
}
