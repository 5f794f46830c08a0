"""Several models' scores added up, weighed by what each was worth in a rehearsal.

The parts have the settings that were found for them alone. Which parts, how a rehearsal hides and how many there are
were chosen on the validation part of each protocol; the space stands below.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

from benchmarks.entries import Space, factors, linear
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.hybrid import Hybrid
from frontrow.models.ials import Ials
from frontrow.models.popularity import Popularity

EVERY = -inf  # threshold of a rehearsal: of these protocols each rating is a target, whatever its stars
# `benchmarks.tune`'s search, 25 trials on validation of strong-ml100k, from fewer factors and exponents below a half
_SMALL = Ials(factors=48, epochs=15, reg=0.49, reg_exponent=0.36, unobserved_weight=0.185)


def _parts(protocol: str) -> dict[str, Learner]:
    """Return what is blended under a protocol, as tuned alone."""
    return {
        **{name: linear.ENTRIES[protocol][name] for name in ("edlae", "higher_order", "local_ease")},
        "ials": factors.ENTRIES[protocol]["ials"],
        "popularity": Ungraded(Popularity()),
    }


# Looked at on validation: strong-ml100k 11 settings by hand, strong-ml1m 6. Turbo-CF and neighbours got no weight.
ALONE = ("edlae", "higher_order", "local_ease", "ials")  # measured under the tenths too, for the hybrid to be compared
_ML100K = Hybrid(
    {**_parts("strong-ml100k"), "ials": _SMALL}, hidden="strangers", rehearsals=6, depth=100, threshold=EVERY
)
ENTRIES: dict[str, dict[str, Learner]] = {
    "strong-ml100k": {"hybrid": _ML100K},
    "strong-ml100k-tenths": {"hybrid": _ML100K, **{name: _ML100K.parts[name] for name in ALONE}},
    "strong-ml1m": {"hybrid": Hybrid(_parts("strong-ml1m"), hidden="strangers", depth=100, threshold=EVERY)},
}


def _space(protocol: str) -> Callable[[Any], Learner]:
    def space(trial: Any) -> Learner:
        return Hybrid(
            _parts(protocol),
            hidden=trial.suggest_categorical("hidden", ("share", "strangers")),
            rehearsals=trial.suggest_int("rehearsals", 1, 4),
            depth=trial.suggest_categorical("depth", (10, 100)),
            threshold=EVERY,
        )

    return space


SPACES: dict[str, dict[str, Space]] = {
    protocol: {"hybrid": _space(protocol)} for protocol in ("strong-ml1m", "strong-ml100k")
}
