import numpy as np

from benchmarks.blended import Blended
from frontrow.data.ragged import Ragged
from frontrow.models import Queries
from frontrow.models.ease import Ease
from frontrow.models.popularity import Popularity

QUERIES = Queries(Ragged.of([[0], [1, 2]]), np.ones(3, np.float32), np.zeros(2), ("", ""))
RNG = np.random.default_rng(0)


def test_scores_are_added_as_they_are_weighed(make_data):
    data = make_data([[0, 1], [1, 2], [0, 2, 3]], 4)
    found = Blended(Ease(1.0), Popularity(), 0.5).fit(data, RNG).scores(QUERIES)
    one, other = (learner.fit(data, RNG).scores(QUERIES) for learner in (Ease(1.0), Popularity()))
    assert np.allclose(found, one + 0.5 * other, atol=1e-6)
