"""Models that know titles by their descriptions: cold items."""

from __future__ import annotations

from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.content import Content
from frontrow.models.marec import Marec

# cold-items, content: a random search by coordinates on the validation of the first three draws (2,000 users), the mean
# of hr@10 and ndcg@10; the weights it found are the learner's defaults. marec: the best of 12 settings on the
# validation of the first two draws. Keywords (moods) in taste came later, at .2: .4237/.4356 → .4301/.4417 on the whole
# validation of the first three draws.
ENTRIES: dict[str, dict[str, Learner]] = {
    "cold-items": {
        "content": Ungraded(Content()),
        "marec": Ungraded(Marec(blocks=("genres", "words", "cast", "directors"))),
        "marec-all": Ungraded(Marec()),
    },
}
NOTES: dict[str, dict[str, str]] = {
    "cold-items": {
        "content": (
            "Predicted popularity matters most: with the true popularity of the cold items in its place validation "
            "rises to .49. Products of kernels, moment estimates of the kernel's weights and a noise that depends on "
            "plays were no better."
        ),
        "marec": (
            "Of genres, plots, cast and directors. Another run of the method on these data, whose metadata are not "
            "told, has .296 ± .015 / .313 on three draws."
        ),
        "marec-all": "Of all metadata there are: keywords, writers, countries, languages and decade too.",
    },
}
