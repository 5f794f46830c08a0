"""The low-pass filter, against dense algebra."""

import numpy as np

from frontrow.data.ragged import Ragged
from frontrow.models import Queries
from frontrow.models.gf_cf import GfCf
from frontrow.models.products import products

N_ITEMS = 15


def histories():
    rng = np.random.default_rng(8)
    return [rng.permutation(N_ITEMS)[: rng.integers(1, N_ITEMS)] for _ in range(25)]


def dense(lists):
    watched = np.zeros((len(lists), N_ITEMS))
    for user, history in enumerate(lists):
        watched[user, history] = 1
    return watched


def test_scores_are_those_of_the_paper(make_data):
    lists = histories()
    watched = dense(lists)
    heard, viewers = watched.sum(axis=1), watched.sum(axis=0)
    normal = watched / np.sqrt(np.outer(heard, viewers))
    vectors = np.linalg.svd(normal)[2][:4].T
    near = normal.T @ normal
    np.fill_diagonal(near, 0)  # moves watched titles only
    common = 0.3 * (viewers**-0.5)[:, None] * (vectors @ vectors.T) * viewers**0.5
    model = GfCf(factors=4, low_pass=0.3).fit(make_data(lists, N_ITEMS), np.random.default_rng(0))
    found = Ragged.of(lists)
    asked = Queries(found, np.ones(len(found.values), np.float32), np.zeros(25), ("",) * 25)
    assert np.allclose(model.scores(asked), watched @ (near + common), atol=1e-4)


def test_products_do_not_depend_on_who_stands_beside():
    rng = np.random.default_rng(2)
    users, items = rng.normal(size=(37, 20)).astype(np.float32), rng.normal(size=(50, 20)).astype(np.float32)
    together = products(users, items)
    assert np.allclose(together, users @ items.T, atol=1e-5)
    assert np.array_equal(np.vstack([products(user[None], items) for user in users]), together)
