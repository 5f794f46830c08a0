import tracemalloc

import numpy as np
import pytest
from scipy.optimize import nnls

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import marec as module
from frontrow.models.ease import Ease
from frontrow.models.marec import Marec, _inverse, _Metadata, _smoothed, _some_pairs, _with_products

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
    assert _smoothed(rows, np.array([0]), 2.0)[0].tolist() == pytest.approx([2 / 4, 1 / 4, 0])


def test_products_of_pairs_follow_the_blocks():
    blocks = [np.full((2, 2), value, np.float32) for value in (2, 3, 5)]
    assert [part[0, 0] for part in _with_products(blocks)] == [2, 3, 5, 6, 10, 15]


@pytest.mark.parametrize("block", [3, 256])
def test_the_weights_of_a_sum_are_found(block, monkeypatch):
    """What is watched together is known in advance to be so alike: half of one part and twice another."""
    monkeypatch.setattr(module, "_BLOCK", block)
    rng = np.random.default_rng(1)
    vectors = [Ragged.of([rng.permutation(8)[:3] for _ in range(20)]).matrix(8) for _ in range(2)]
    metadata = _Metadata(tuple(vectors), 1.0)
    parts = list(_with_products(metadata.cosines(np.arange(20))))
    plays = np.append(rng.integers(1, 9, 18), [0, 0]).astype(float)  # the last two were never watched
    watched = (0.5 * parts[0] + 2.0 * parts[2]) * np.sqrt(np.outer(plays, plays))
    np.fill_diagonal(watched, plays)
    assert np.allclose(metadata.fitted(watched), [0.5, 0, 2.0], atol=1e-4)


def test_pairs_are_evenly_taken(monkeypatch):
    assert np.array_equal(_some_pairs(7), np.triu_indices(7, 1))
    monkeypatch.setattr(module, "_PAIRS", 5)
    assert np.array_equal(_some_pairs(7), [side[::5] for side in np.triu_indices(7, 1)])
    assert [len(side) for side in (*_some_pairs(1), *_some_pairs(0))] == [0, 0, 0, 0]


def by_the_formula(data, learner):
    """Return the weights with all parts and pairs in full matrices."""
    watched = data.histories.matrix(N).toarray().astype(float)
    watched = watched.T @ watched
    plays = np.diag(watched)
    parts = list(_with_products(_Metadata.of(data.catalogue, learner.blocks, learner.delta).cosines(np.arange(N))))
    pairs = np.triu_indices(np.count_nonzero(plays), 1)  # the watched titles are the first
    table = np.stack([part[pairs] for part in parts], axis=1)
    weights, _ = nnls(table, (watched / np.sqrt(np.outer(plays, plays).clip(1)))[pairs])
    alike = sum(weight * part for weight, part in zip(weights, parts, strict=True))
    lifted = learner.alpha * np.maximum(0, learner.beta * (1 - plays / np.percentile(plays[plays > 0], 10)))
    inverse = np.linalg.inv(watched + learner.reg * np.eye(N) + watched @ alike * lifted)
    return np.eye(N) - inverse / np.diag(inverse)


def test_the_weights_are_those_of_the_formula(data, monkeypatch):
    learner = Marec(reg=2.0, delta=1.0)
    expected = by_the_formula(data, learner)
    for block in (5, 256):
        monkeypatch.setattr(module, "_BLOCK", block)
        assert np.allclose(learner.fit(data, RNG).weights, expected, atol=1e-4)


def test_a_matrix_is_inverted_in_its_own_memory():
    matrix = np.random.default_rng(0).random((5, 5))
    found = _inverse(matrix.copy(), 1.0)
    assert np.allclose(found @ matrix, np.eye(5))
    same = np.ascontiguousarray(matrix)
    assert np.shares_memory(_inverse(same, 1.0), same)
    with pytest.raises(BadConfig, match="with reg = 3"):
        _inverse(np.ones((2, 2)), 3.0)


def test_no_part_is_kept_whole(make_data, monkeypatch):
    monkeypatch.setattr(module, "_BLOCK", 8)
    monkeypatch.setattr(module, "_PAIRS", 1_000)
    n, rng = 500, np.random.default_rng(0)
    genres = [[str(genre) for genre in rng.permutation(9)[:2]] for _ in range(n)]
    data = make_data([rng.permutation(n)[:20] for _ in range(60)], n, genres=genres)
    learner = Marec(reg=2.0, delta=1.0)
    learner.fit(data, RNG)  # compiles
    tracemalloc.start()
    learner.fit(data, RNG)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.25 * 3 * 8 * n**2  # three matrices; all 45 parts would be 180 bytes a pair
    with pytest.raises(BadConfig, match="max_gb"):
        Marec(max_gb=0.9 * 24 * n**2 / 2**30).fit(data, RNG)
