import numpy as np
import pytest

from frontrow.errors import BadConfig
from frontrow.models import compact
from frontrow.models.compact import strongest
from frontrow.models.ease import EaseModel

B = np.array(
    [
        [0.0, 0.5, -0.1, 0.2],
        [0.3, 0.0, -0.9, 0.0],
        [-0.7, 0.1, 0.0, 0.4],
        [0.2, -0.6, 0.3, 0.0],
    ],
    np.float32,
)


def dense(model):
    matrix = np.zeros((model.n_items, model.n_items), np.float32)
    matrix[np.repeat(np.arange(model.n_items), np.diff(model.offsets)), model.targets] = model.weights
    return matrix


@pytest.mark.parametrize("block", [3, 512])
def test_each_title_keeps_the_weights_into_it_that_are_largest_in_absolute_value(monkeypatch, block):
    monkeypatch.setattr(compact, "_BLOCK", block)
    kept = [[0, 0.5, 0, 0.2], [0.3, 0, -0.9, 0], [-0.7, 0, 0, 0.4], [0, -0.6, 0.3, 0]]
    assert np.array_equal(dense(strongest(B, 2)), np.array(kept, np.float32))


def test_keeping_everything_loses_nothing():
    assert np.array_equal(dense(EaseModel(B).compact(10)), B)


def test_neighbours_are_the_titles_a_viewing_argues_for_best_first():
    items, weights = EaseModel(B).compact(4).neighbours(2)
    assert items.tolist() == [3, 1]
    assert weights.tolist() == pytest.approx([0.4, 0.1])


def test_at_least_one_weight_is_kept():
    with pytest.raises(BadConfig, match="at least 1"):
        strongest(B, 0)
