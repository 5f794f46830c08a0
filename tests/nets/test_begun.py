import numpy as np
import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.batches import Events
from frontrow.nets.begun import DECAY, SIZE, together, vectors


def test_titles_count_as_watched_together_by_how_near_they_are(make_data):
    counts = together(Events.of(make_data([[0, 1, 2], [2, 1]], 4))).toarray()
    expected = np.zeros((4, 4))
    expected[0, 1] = expected[1, 0] = 1
    expected[1, 2] = expected[2, 1] = 2
    expected[0, 2] = expected[2, 0] = DECAY
    assert np.allclose(counts, expected)


def test_an_entry_kept_from_training_is_not_counted(make_data):
    events = Events.of(make_data([[0, 1, 2], [2, 1]], 4)).without_newest(np.array([0]))
    assert together(events).toarray().sum() == 4.0


def test_titles_of_one_group_get_vectors_that_point_the_same_way(make_data):
    rng = np.random.default_rng(5)
    groups = [rng.permutation(8) + 8 * (user % 2) for user in range(40)]
    table = vectors(Events.of(make_data(groups, 17)), 2).numpy()
    assert np.isclose(table.std(), SIZE)
    assert np.all(table[16] == 0)
    alike = table[:16] @ table[:16].T
    assert alike[:8, :8].min() > 0.0
    assert abs(alike[:8, 8:]).max() < 0.1 * alike[:8, :8].min()


def test_too_little_data_gives_no_vectors(make_data):
    assert vectors(Events.of(make_data([[0], []], 4)), 2) is None
