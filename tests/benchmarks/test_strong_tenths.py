"""Each user is a test user once, but those on whom settings were chosen."""

import numpy as np
import pytest

from benchmarks.protocols import PROTOCOLS, data_folder
from benchmarks.protocols.strong import permuted


@pytest.mark.data
@pytest.mark.usefixtures("shared_data")
def test_tenths_are_the_users_but_those_of_validation_and_the_last_is_the_published_split():
    splits = list(PROTOCOLS["strong-ml100k-tenths"].splits(data_folder()))
    tested = [np.flatnonzero(split.queries.histories.lengths) for split in splits]
    n_users = len(splits[0].queries.histories)
    expected = np.setdiff1d(np.arange(n_users), permuted(n_users).validation)
    assert np.array_equal(np.sort(np.concatenate(tested)), expected)
    published, last = next(PROTOCOLS["strong-ml100k"].splits(data_folder())), splits[-1]
    assert np.array_equal(last.data.histories.values, published.data.histories.values)
    assert np.array_equal(last.targets.values, published.targets.values)
    assert np.array_equal(last.queries.histories.values, published.queries.histories.values)
    for split, users in zip(splits, tested, strict=True):
        assert len(split.data.users) == len(expected) - len(users)
        assert split.targets.values.max() < len(split.data.catalogue)
