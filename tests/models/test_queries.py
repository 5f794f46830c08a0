import numpy as np

from frontrow.core import Profile, Query
from frontrow.models import Queries


def test_the_query_of_a_page_is_a_batch_of_one():
    state = Profile(history=np.array([4, 2], np.int32), weights=np.array([1, -0.5], np.float32))
    batch = Queries.one(Query(user_id="u", page_id="p", now=7.0, country="NO", profile=state))
    assert [list(history) for history in batch.histories] == [[4, 2]]
    assert batch.weights.tolist() == [1, -0.5]
    assert batch.now.tolist() == [7.0]
    assert batch.country == ("NO",)


def test_a_new_profile_is_an_empty_history():
    batch = Queries.one(Query(user_id="u", page_id="p", now=7.0))
    assert batch.histories.lengths.tolist() == [0]
