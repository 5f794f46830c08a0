import numpy as np
import pytest

from benchmarks import synthetic
from benchmarks.synthetic import synthetic_data, synthetic_histories
from frontrow.errors import BadInput


def test_as_many_distinct_pairs_as_asked_for_are_drawn():
    histories = synthetic_histories(300, 80, 5000, 1)
    assert len(histories) == 300
    assert len(histories.values) == histories.offsets[-1] == 5000
    assert len(np.unique(histories.owners.astype(np.int64) * 80 + histories.values)) == 5000
    assert histories.values.min() >= 0
    assert histories.values.max() < 80
    assert histories.lengths.max() <= 40


def test_few_titles_have_most_viewers_and_few_users_most_events():
    histories = synthetic_histories(3000, 1000, 60_000, 1)
    plays = np.sort(np.bincount(histories.values, minlength=1000))[::-1]
    assert plays[:100].sum() > 3 * plays[-500:].sum()
    lengths = np.sort(histories.lengths)[::-1]
    assert lengths[:300].sum() > 2 * lengths[-1500:].sum()


def test_the_seed_decides():
    one, same, other = (synthetic_histories(50, 40, 300, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.values, same.values)
    assert not np.array_equal(one.values, other.values)


def test_too_many_pairs_are_refused():
    with pytest.raises(BadInput, match="a quarter of all pairs"):
        synthetic_histories(10, 10, 26, 0)


def test_a_data_set_has_its_events_in_order_of_time():
    data = synthetic_data(50, 40, 300, 0)
    assert len(data.catalogue) == 40
    assert np.all(np.diff(data.plays.at) >= 0)
    assert data.now > data.at.max()
    assert np.array_equal(np.sort(data.plays.item), np.sort(data.histories.values))


def test_the_kernel_says_the_same_uncompiled():
    histories = synthetic_histories(20, 30, 100, 3)
    rng = np.random.default_rng(3)
    synthetic._lengths(rng, 20, 100, 15)
    fame = np.cumsum((np.arange(30) + 30.0) ** -1.2)
    by_fame = rng.permutation(30).astype(np.int32)
    values = np.empty(100, np.int32)
    synthetic.draw.py_func(rng, histories.offsets, fame, by_fame, values)
    assert np.array_equal(values, histories.values)
