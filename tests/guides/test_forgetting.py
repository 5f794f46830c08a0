"""The guide's code, and what it says of the model it makes."""

import re
from pathlib import Path

import numpy as np

from frontrow.models.registry import LEARNERS
from frontrow.models.sparse_ease import SparseEase
from frontrow.models.statistics import AdditiveLearner, of_users

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "forgetting.md").read_text(encoding="utf-8")


def test_the_model_of_the_guide_is_the_one_trained_without_the_user(make_data):
    rng = np.random.default_rng(4)
    data = make_data([rng.permutation(15)[: rng.integers(2, 8)] for _ in range(30)], 15)
    given = {"data": data, "user": 7}
    exec(re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL).group(1), given)  # the guide's own code
    others = of_users(data, np.delete(np.arange(30), 7))
    never = SparseEase(reg=10.0).fit(others, rng)
    with_them = SparseEase(reg=10.0).fit(data, rng)
    np.testing.assert_array_equal(given["model"].targets, never.targets)
    np.testing.assert_allclose(given["model"].weights, never.weights, rtol=1e-4, atol=1e-6)
    assert not np.allclose(with_them.weights, never.weights, atol=1e-4)


def test_the_learners_the_guide_names_are_sums_over_users():
    named = re.search(r"linear family \((.*?)\)", GUIDE, re.DOTALL).group(1)
    for name in re.findall(r"`(\w+)`", named):
        assert isinstance(LEARNERS[name](), AdditiveLearner), name
