import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models.ease import Ease
from frontrow.models.marec import Marec, _fitted, _smoothed, _with_products

N = 12
GENRES = [["Crime"] if item % 2 else ["Comedy"] for item in range(N)]
RNG = np.random.default_rng(0)


@pytest.fixture
def data(make_data):
    rng = np.random.default_rng(3)
    histories = [rng.permutation(np.arange(u % 2, N - 2, 2))[: rng.integers(2, 5)] for u in range(40)]
    return make_data(histories, N, genres=GENRES)


def test_without_metadata_it_is_ease(data):
    assert np.allclose(
        Marec(reg=2.0, alpha=0.0).fit(data, RNG).weights, Ease(reg=2.0).fit(data, RNG).weights, atol=1e-5
    )


def test_a_cold_title_finds_the_viewers_of_its_genre(data):
    weights = Marec(reg=1.0, delta=1.0).fit(data, RNG).weights
    assert weights[[0, 4], N - 2].sum() > weights[[0, 4], N - 1].sum()
    assert weights[[1, 5], N - 1].sum() > weights[[1, 5], N - 2].sum()


def test_only_the_named_metadata_count(data):
    named = Marec(reg=2.0, delta=1.0, blocks=("cast", "words")).fit(data, RNG).weights
    assert np.allclose(named, Ease(reg=2.0).fit(data, RNG).weights, atol=1e-5)  # these titles have genres alone
    genres = Marec(reg=2.0, delta=1.0, blocks=("genres",)).fit(data, RNG).weights
    assert np.array_equal(genres, Marec(reg=2.0, delta=1.0, blocks=("genres", "cast")).fit(data, RNG).weights)
    assert not np.allclose(named, genres, atol=1e-3)


@pytest.mark.parametrize("blocks", [(), ("genres", "colour")])
def test_metadata_that_there_are_not_are_refused(blocks):
    with pytest.raises(BadConfig, match=r"cannot compare titles by .*Name some of genres, moods"):
        Marec(blocks=blocks)


def test_the_cosine_is_smoothed():
    rows = Ragged.of([[0, 1], [1, 2], [3]]).matrix(4)
    assert _smoothed(rows, 2.0)[0].tolist() == pytest.approx([2 / 4, 1 / 4, 0])


def test_products_of_pairs_follow_the_blocks():
    blocks = [np.full((2, 2), value, np.float32) for value in (2, 3, 5)]
    assert [part[0, 0] for part in _with_products(blocks)] == [2, 3, 5, 6, 10, 15]


def test_the_weights_of_a_sum_are_found():
    rng = np.random.default_rng(1)
    parts = [rng.random((20, 20)).astype(np.float32) for _ in range(3)]
    assert np.allclose(_fitted(parts, 0.5 * parts[0] + 2.0 * parts[2]), [0.5, 0, 2.0], atol=1e-4)


def test_the_penalty_is_above_zero():
    with pytest.raises(BadConfig, match="reg is above 0"):
        Marec(reg=0.0)
