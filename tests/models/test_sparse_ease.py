import numpy as np

from frontrow.models.ease import Ease
from frontrow.models.sparse_ease import SparseEase


def test_it_is_ease_with_the_strongest_weights_into_each_title(make_data):
    data = make_data([[0, 1, 2], [0, 1], [2, 3], [0, 3]], 5)
    rng = np.random.default_rng(0)
    kept, expected = SparseEase(reg=2.0, k=2).fit(data, rng), Ease(reg=2.0).fit(data, rng).compact(2)
    assert np.array_equal(kept.weights, expected.weights)
    assert np.array_equal(kept.targets, expected.targets)
    assert np.bincount(kept.targets).max() == 2
