"""What statistics that add up over users must keep, for every learner of the registry that has them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.models import Learner, Queries
from frontrow.models.higher_order import PairedEase
from frontrow.models.registry import LEARNERS
from frontrow.models.sparse_ease import SparseEase
from frontrow.models.statistics import AdditiveLearner, of_users
from tests.conformance.test_models import SMALL, arrays

N_ITEMS, N_USERS = 10, 24
PAIRS = np.array([[0, 1], [1, 4], [2, 5]], np.int32)
# higher-order EASE adds up once its pairs are chosen; that of a large catalogue has sums of its own
KNOWN: dict[str, Callable[..., Learner]] = {
    **LEARNERS,
    "paired_ease": partial(PairedEase, PAIRS),
    "sparse_ease-large": partial(SparseEase, dense_up_to=4, near=5, near_reg=1.0),
}
ADDITIVE = sorted(name for name in KNOWN if isinstance(KNOWN[name](), AdditiveLearner))
CLOSE = 1e-5  # relative: what is asked of a model that forgot a user
SETTINGS = [{}, {"graded": True}, {"threshold": 0.5}]

additive = pytest.mark.parametrize("name", ADDITIVE)
variants = pytest.mark.parametrize("variant", SETTINGS, ids=str)
few = settings(max_examples=15)
groups = st.lists(st.booleans(), min_size=N_USERS, max_size=N_USERS)


def learner(name, variant=None):
    if not set(variant or {}) <= set(vars(KNOWN[name]())):
        pytest.skip(f"{name} has no such setting")
    return KNOWN[name](**SMALL.get(name, {}), **(variant or {}))


@pytest.fixture(scope="module")
def data(make_data):
    rng = np.random.default_rng(7)
    histories = [rng.permutation(N_ITEMS)[: rng.integers(0, 7)] for _ in range(N_USERS)]
    made = make_data(histories, N_ITEMS, grades=rng.choice([-0.5, 0.2, 0.6, 1.0], sum(map(len, histories))))
    return replace(made, at=np.sort(rng.uniform(0, 1e6, len(made.at))))


def same(one, other, tolerance=CLOSE):
    for a, b in zip(arrays(one), arrays(other), strict=True):
        if isinstance(a, np.ndarray):
            assert a.shape == b.shape
            assert np.abs(a - b).max(initial=0) <= tolerance * max(1.0, np.abs(b).max(initial=0))
        else:
            assert a == b


def same_scores(one, other, n_items, tolerance=CLOSE):
    """Compare what models say of every title alone and of one long history."""
    histories = Ragged.of([*([item] for item in range(n_items)), list(range(n_items // 2))])
    n = len(histories)
    asked = Queries(
        histories,
        np.ones(len(histories.values), np.float32),
        np.full(n, 1e6),
        ("",) * n,
        np.linspace(0, 1e6, len(histories.values)),
    )
    expected = other.scores(asked)
    assert np.abs(one.scores(asked) - expected).max() <= tolerance * max(1.0, np.abs(expected).max())


def chosen(mask):
    return np.flatnonzero(mask).astype(np.int32)


@additive
@variants
@given(mask=groups)
@few
def test_statistics_of_any_two_groups_of_users_add_up_to_those_of_all(name, variant, data, mask):
    of = learner(name, variant)
    some, others = (of.statistics(of_users(data, chosen(part))) for part in (mask, np.logical_not(mask)))
    same(some + others, of.statistics(data), 1e-12)


@additive
@variants
@given(mask=groups)
@few
def test_users_forgotten_leave_the_model_that_never_knew_them(name, variant, data, mask):
    of = learner(name, variant)
    left = of.statistics(data) - of.statistics(of_users(data, chosen(mask)))
    never = of.fit(of_users(data, chosen(np.logical_not(mask))), np.random.default_rng(0))
    same_scores(of.solved(left), never, N_ITEMS)


@additive
@variants
@given(order=st.permutations(range(N_USERS)))
@few
def test_the_order_of_users_is_no_matter(name, variant, data, order):
    of = learner(name, variant)
    same(of.statistics(of_users(data, np.array(order, np.int32))), of.statistics(data), 1e-12)


@additive
def test_a_new_event_is_the_old_row_taken_and_the_new_one_added(name, data):
    of = learner(name)
    before = of_users(data, np.arange(4, dtype=np.int32))
    user = int(before.histories.lengths.argmax())
    last = before.histories.offsets[user + 1] - 1
    offsets = before.histories.offsets - (np.arange(5) > user)
    shorter = replace(before.histories, values=np.delete(before.histories.values, last), offsets=offsets)
    then = replace(before, histories=shorter, grades=np.delete(before.grades, last), at=np.delete(before.at, last))
    row = np.array([user], np.int32)
    moved = of.statistics(then) - of.statistics(of_users(then, row)) + of.statistics(of_users(before, row))
    same(moved, of.statistics(before), 1e-12)


@additive
def test_a_grown_catalogue_gives_the_model_of_the_larger_one(name, data):
    of = learner(name)
    new = [Title(item_id=f"new{i}", title=f"New {i}") for i in range(3)]
    larger = replace(data, catalogue=Catalogue.of([*data.catalogue.titles, *new]))
    grown = of.statistics(data).grown(N_ITEMS + 3)
    same(grown, of.statistics(larger), 0.0)
    same_scores(of.solved(grown), of.fit(larger, np.random.default_rng(0)), N_ITEMS + 3, 0.0)


@additive
def test_solving_leaves_the_statistics_as_they_are(name, data):
    of = learner(name)
    statistics = of.statistics(data)
    for array in arrays(statistics):
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
    same_scores(of.solved(statistics), of.solved(statistics), N_ITEMS, 0.0)


@additive
def test_fitting_is_solving_the_statistics(name, data):
    of = learner(name)
    same_scores(of.fit(data, np.random.default_rng(0)), of.solved(of.statistics(data)), N_ITEMS, 0.0)


def test_the_linear_family_is_additive():
    assert set(ADDITIVE) >= {"ease", "edlae", "local_ease", "paired_ease", "sparse_ease"}
