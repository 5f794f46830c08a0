"""What every source, filter, feature and scorer must keep; one added to its registry is tested by being there."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import numpy as np
import pytest

from frontrow.core import Candidates
from frontrow.features import FEATURES
from frontrow.filters import FILTERS
from frontrow.page.parts import settings_of
from frontrow.pipeline import REGISTRIES
from frontrow.scorers import SCORERS

EVERY = [(folder, name) for folder, registry in REGISTRIES.items() for name in sorted(registry)]
COLUMNS = [("features", name) for name in sorted(FEATURES)] + [("filters", name) for name in sorted(FILTERS)]
COLUMNS += [("scorers", name) for name in sorted(SCORERS)]
every = pytest.mark.parametrize(("folder", "name"), EVERY)
columns = pytest.mark.parametrize(("folder", "name"), COLUMNS)


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(31, 50)


@every
def test_a_component_is_a_frozen_dataclass_of_the_knowledge_and_settings(world, folder, name):
    component = REGISTRIES[folder][name]
    assert is_dataclass(component)
    assert fields(component)[0].name == "knowledge"
    made = component(world.knowledge)
    with pytest.raises(FrozenInstanceError):
        made.knowledge = None


@every
def test_every_setting_is_explained(folder, name):
    component = REGISTRIES[folder][name]
    for setting in settings_of(component):
        assert f"\n    {setting}" in component.__doc__ or f", {setting}\n" in component.__doc__, setting


def values(component, query, found):
    answer = component(query, found)
    return answer if isinstance(answer, dict) else {"": answer}


def described(world, query, items):
    found = Candidates(np.asarray(items, np.int32))
    for feature in FEATURES.values():
        for column, one in feature(world.knowledge)(query, found).items():
            found = found.with_column(column, one)
    return found


@columns
def test_a_column_has_one_value_a_candidate(world, folder, name):
    component = REGISTRIES[folder][name](world.knowledge)
    for seed in range(8):
        rng = np.random.default_rng(seed)
        query = world.query(rng)
        for size in (0, 1, 50):
            found = described(world, query, rng.permutation(50)[:size])
            for one in values(component, query, found).values():
                assert one.shape == (size,)
                assert one.dtype in ((np.bool_,) if folder == "filters" else (np.float32, np.int32))
                assert np.isfinite(one.astype(np.float64)).all()


@columns
def test_a_column_follows_the_order_of_the_candidates(world, folder, name):
    component = REGISTRIES[folder][name](world.knowledge)
    rng = np.random.default_rng(5)
    query = world.query(rng)
    found = described(world, query, np.arange(50))
    order = rng.permutation(50)
    turned = values(component, query, found.at(order))
    for column, one in values(component, query, found).items():
        np.testing.assert_allclose(turned[column], one[order], rtol=1e-4, atol=1e-5)


@columns
def test_a_column_is_the_same_when_asked_again_and_changes_nothing(world, folder, name):
    component = REGISTRIES[folder][name](world.knowledge)
    query = world.query(np.random.default_rng(6))
    found = described(world, query, np.arange(50))
    before = {column: one.copy() for column, one in found.columns.items()}
    first, second = values(component, query, found), values(component, query, found)
    for column, one in first.items():
        np.testing.assert_array_equal(one, second[column])
    for column, one in before.items():
        np.testing.assert_array_equal(found.columns[column], one)
