"""The best inner products: what each index owes, and that the exact one misses nothing."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from frontrow import nearest as package
from frontrow.errors import BadConfig, BadInput
from frontrow.nearest import approximate as graph
from frontrow.nearest import nearest
from frontrow.nearest.approximate import ApproximateNearest
from frontrow.nearest.exact import ExactNearest, coded
from frontrow.nearest.kernels import CHUNK, Coarse, approximate, rescored

indices = pytest.mark.parametrize("kind", [ExactNearest, ApproximateNearest])


def brute_force(vectors, query, k):
    products = vectors.astype(np.float64) @ query.astype(np.float64)
    return np.lexsort((np.arange(len(products)), -products))[:k]


@indices
def test_the_best_of_three_are_known_by_hand(kind):
    index = kind.of(np.float32([[1, 0], [0, 2], [-1, -1]]))
    items, products = index.best(np.float32([[1, 1], [-1, 0]]), 2)
    assert items.tolist() == [[1, 0], [2, 1]]
    assert products.tolist() == [[2, 1], [1, 0]]


@indices
def test_a_list_longer_than_the_catalogue_ends_in_no_item(kind):
    items, products = kind.of(np.float32([[1], [2]])).best(np.float32([[1]]), 3)
    assert items.tolist() == [[1, 0, -1]]
    assert products[0, 2] == -np.inf


@pytest.mark.parametrize("d", [3, 64, 100])
def test_nothing_is_missed_among_thousands_of_titles_of_unequal_norm(d):
    rng = np.random.default_rng(d)
    vectors = (rng.normal(size=(7_001, d)) * rng.lognormal(sigma=1, size=(7_001, 1))).astype(np.float32)
    queries = rng.normal(size=(20, d)).astype(np.float32)
    items, products = ExactNearest.of(vectors).best(queries, 50)
    for query, found, product in zip(queries, items, products, strict=True):
        assert found.tolist() == brute_force(vectors, query, 50).tolist()
        assert np.allclose(product, vectors[found] @ query, rtol=1e-5)


def test_a_graph_finds_nearly_all():
    rng = np.random.default_rng(1)
    vectors, queries = rng.normal(size=(3_000, 16)).astype(np.float32), rng.normal(size=(10, 16)).astype(np.float32)
    items, _ = ApproximateNearest.of(vectors).best(queries, 20)
    best = [brute_force(vectors, query, 20) for query in queries]
    assert np.mean([np.isin(found, true).mean() for found, true in zip(items, best, strict=True)]) > 0.95


def test_equal_products_stand_in_catalogue_order():
    vectors = np.ones((40 * CHUNK, 5), np.float32)
    vectors[100] = 2
    items, _ = ExactNearest.of(vectors).best(np.ones((1, 5), np.float32), 4)
    assert items.tolist() == [[100, 0, 1, 2]]


def test_a_query_of_zeros_and_titles_of_zeros_have_products_of_zero():
    _, products = ExactNearest.of(np.zeros((2 * CHUNK, 3), np.float32)).best(np.zeros((1, 3), np.float32), 2)
    assert products.tolist() == [[0, 0]]


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (8, 7), elements=st.floats(-1e6, 1e6, width=32)))
@example(np.full((8, 7), 1.987547e-25, np.float32))
def test_codes_are_as_near_as_they_say(vectors):
    found = coded(vectors)
    back = found.codes[0, :, :7] * found.scale[:, None].astype(np.float64)
    assert (np.linalg.norm(vectors - back, axis=1) <= found.error + 1e-6 * (found.norm + 1e-30)).all()
    assert np.allclose(np.linalg.norm(back, axis=1), found.norm, rtol=1e-4)


def test_the_kernels_say_the_same_uncompiled():
    rng = np.random.default_rng(2)
    vectors, query = rng.normal(size=(3 * CHUNK, 4)).astype(np.float32), rng.normal(size=(1, 4)).astype(np.float32)
    index, asked = ExactNearest.of(vectors), coded(query)
    scores, tops = np.empty((1, 3 * CHUNK), np.float32), np.empty((1, 3), np.float32)
    approximate.py_func(index.codes, index.scale, asked.codes, scores, tops)
    assert np.allclose(scores[0] * asked.scale, vectors @ query[0], atol=0.05)
    items, products = np.empty(2, np.int32), np.empty(2, np.float32)
    coarse = Coarse(scores[0], tops[0], np.full(3, 0.05 / asked.scale[0], np.float32))
    rescored.py_func(vectors, query[0], coarse, items, products)
    assert items.tolist() == brute_force(vectors, query[0], 2).tolist()


def test_a_vector_that_is_not_finite_is_named():
    with pytest.raises(BadInput, match="title 1 "):
        ExactNearest.of(np.float32([[1], [np.nan]]))


def test_a_catalogue_chooses_its_index_by_size(monkeypatch):
    vectors = np.ones((4, 2), np.float32)
    assert isinstance(nearest(vectors), ExactNearest)
    monkeypatch.setattr(package, "APPROXIMATE_FROM", 7)
    assert isinstance(nearest(vectors), ApproximateNearest)
    monkeypatch.setattr(graph, "find_spec", lambda name: None)
    assert isinstance(nearest(vectors), ExactNearest)
    with pytest.raises(BadConfig, match="usearch"):
        ApproximateNearest.of(vectors)


@pytest.mark.parametrize("n", [2_561, 2_623, 2_624])
def test_what_fills_the_last_chunk_is_no_title_even_where_all_products_are_below_zero(n):
    vectors = np.random.default_rng(n).uniform(0.5, 1.0, (n, 8)).astype(np.float32)
    queries = -np.ones((3, 8), np.float32)
    items, products = ExactNearest.of(vectors).best(queries, 40)
    assert items[0].tolist() == brute_force(vectors, queries[0], 40).tolist()
    assert np.allclose(products[0], vectors[items[0]] @ queries[0], rtol=1e-5)
    assert np.array_equal(items[1:], items[:1].repeat(2, axis=0))


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 3e38])
def test_a_query_that_is_not_finite_or_has_no_norm_is_named(wrong):
    queries = np.ones((3, 8), np.float32)
    queries[1] = wrong
    with pytest.raises(BadInput, match="query 1"):
        ExactNearest.of(np.ones((100, 8), np.float32)).best(queries, 1)


def test_a_very_long_query_finds_its_titles_beside_titles_of_zeros():
    vectors = np.zeros((5_000, 4), np.float32)
    vectors[[3, 4_999]] = [[1, 0, 0, 0], [2, 0, 0, 0]]
    items, _ = ExactNearest.of(vectors).best(np.float32([[1e25, 0, 0, 0]]), 2)
    assert items.tolist() == [[4_999, 3]]
