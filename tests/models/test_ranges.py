"""Settings that mean nothing are refused when they are made, by name and value."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from frontrow.data.ranges import FROM_1, check
from frontrow.errors import BadConfig
from frontrow.models.higher_order import PairedEase
from frontrow.models.registry import LEARNERS

NO_GRADE = {"threshold": (nan, inf)}
NO_GB = {"max_gb": (0.0, -1.0, nan, inf)}
ABOVE_0 = (0.0, -1.0, nan, inf)
FROM_0 = (-1.0, nan, inf)
NOT_FINITE = (nan, inf, -inf)
FILTER: dict[str, tuple[Any, ...]] = {
    "user_exponent": NOT_FINITE, "from_exponent": NOT_FINITE, "to_exponent": NOT_FINITE, "power": ABOVE_0, "k": (-1,),
    **NO_GRADE,
}  # fmt: skip
NEXT: dict[str, tuple[Any, ...]] = {
    "decays": ((), (1.5,), (nan,)), "sitting_decays": ((0.0,),), "pause_s": (-1.0, nan), "ahead": ((), (1.0, nan)),
    "reg": ABOVE_0, "fame": (-0.1, 1.1, nan), **NO_GRADE, **NO_GB,
}  # fmt: skip
BAD: dict[str, dict[str, tuple[Any, ...]]] = {
    "content": {
        "reg": ABOVE_0, "noise": ABOVE_0, "fame_noise": ABOVE_0, "own": NOT_FINITE, "damping": NOT_FINITE,
        "lift": NOT_FINITE, "narrow": (0,), "taste": ({"genres": nan}, {"genres": inf}, {"genres": -1.0}),
        "fame": ({"facts": nan},), **NO_GRADE, **NO_GB,
    },
    "ease": {"reg": ABOVE_0, **NO_GRADE, **NO_GB},
    "edlae": {"reg": ABOVE_0, "dropout": (-0.1, 1.0, nan), **NO_GRADE, **NO_GB},
    "gf_cf": {"factors": (0,), "low_pass": FROM_0, **FILTER},
    "higher_order": {
        "n_pairs": (-1,), "k": (0,), "reg": ABOVE_0, "pair_reg": ABOVE_0, **NO_GRADE, **NO_GB,
    },
    "ials": {
        "factors": (0,), "epochs": (0,), "reg": ABOVE_0, "reg_exponent": NOT_FINITE, "unobserved_weight": ABOVE_0,
        "block": (10, -16), "stddev": ABOVE_0, **NO_GRADE,
    },
    "item_knn": {"k": (0,), "shrink": FROM_0, **NO_GRADE},
    "local_ease": {
        "k": (0,), "most": (99,), "reg": ABOVE_0, "dropout": (-0.1, 1.0, nan), "fame": NOT_FINITE, **NO_GRADE,
    },
    "lstm": {"units": (0, -1), "negatives": (-1,), "learning_rate": ABOVE_0, **NO_GRADE},
    "decay_bag": {"hidden": (-1,), "forgotten": (nan, 1.0), "smoothing": (-0.1, 5.0), **NO_GRADE},
    "transformer": {"layers": (0, -1), "heads": (0,), **NO_GRADE},
    "marec": {"reg": ABOVE_0, "alpha": FROM_0, "beta": FROM_0, "delta": ABOVE_0, **NO_GRADE, **NO_GB},
    "next_item": NEXT,
    "popularity": {"half_life_days": (0.0, -1.0, nan), "window_days": (-1.0, nan), "prior": ABOVE_0},
    "semantic_graph": {"reg": ABOVE_0, "dropout": (-0.1, 1.1, nan), "lost": (-0.1, 1.1, nan), **NO_GRADE, **NO_GB},
    "sparse_ease": {
        "reg": ABOVE_0, "k": (0,), "dense_up_to": (-1,), "near": (0,), "near_reg": ABOVE_0, **NO_GRADE, **NO_GB,
    },
    "sparse_next_item": NEXT,
    "trending": {"recent_days": ABOVE_0, "baseline_days": ABOVE_0, "prior_days": ABOVE_0, "prior_plays": ABOVE_0},
    "turbo_cf": FILTER,
}  # fmt: skip
CASES = [(name, setting, bad) for name, all_bad in BAD.items() for setting, values in all_bad.items() for bad in values]


@pytest.mark.parametrize(("name", "setting", "bad"), CASES)
def test_a_setting_out_of_its_range_is_refused_by_name_and_value(name, setting, bad):
    with pytest.raises(BadConfig) as refused:
        LEARNERS[name](**{setting: bad})
    named, value = next(iter(bad.items())) if isinstance(bad, dict) else (setting, bad)  # a part of a kernel
    assert named in refused.value.message
    assert str(value) in refused.value.message
    assert refused.value.remedy


def wrong_numbers():
    """Yield a number that nothing can mean for every setting of every learner that is a number."""
    for name, learner in LEARNERS.items():
        for setting, value in vars(learner()).items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield name, setting, nan if isinstance(value, float) else -1_000_000_000


@pytest.mark.parametrize(("name", "setting", "wrong"), list(wrong_numbers()))
def test_no_number_of_any_learner_goes_unchecked(name, setting, wrong):
    with pytest.raises(BadConfig, match=rf"{name} cannot have .*{setting} = {wrong}"):
        LEARNERS[name](**{setting: wrong})


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("ease", {"threshold": -inf}),
        ("popularity", {"half_life_days": inf, "window_days": inf}),
        ("popularity", {"window_days": 0.0}),
        ("next_item", {"pause_s": inf}),
        ("higher_order", {"n_pairs": 0}),  # which is EASE
        ("marec", {"alpha": 0.0, "beta": 0.0}),
        ("turbo_cf", {"k": 0, "from_exponent": -0.1}),
    ],
)
def test_settings_at_the_ends_of_their_ranges_are_taken(name, settings):
    learner = LEARNERS[name](**settings)
    assert {setting: getattr(learner, setting) for setting in settings} == settings


def test_pairs_already_chosen_are_held_to_the_same_ranges():
    with pytest.raises(BadConfig, match="higher_order cannot have k = 0"):
        PairedEase(np.empty((0, 2), np.int32), k=0)


def test_the_range_is_the_remedy():
    class Mine:
        k = 0

    with pytest.raises(BadConfig) as refused:
        check("mine", Mine(), k=FROM_1)
    assert (refused.value.message, refused.value.remedy) == ("mine cannot have k = 0.", "k is at least 1.")
