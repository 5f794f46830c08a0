import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from frontrow.core import Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.evidence.rank import Rank
from frontrow.knowledge import Knowledge
from frontrow.models.popularity import PopularityModel


@given(
    counts=arrays(np.float32, st.integers(1, 20), elements=st.sampled_from([0.0, 1.0, 2.0, 3.5])),
    data=st.data(),
)
def test_a_rank_is_one_more_than_the_titles_before(counts, data):
    ages = data.draw(st.lists(st.sampled_from([0, 18]), min_size=len(counts), max_size=len(counts)))
    titles = [Title(item_id=str(item), title="T", maturity=age) for item, age in enumerate(ages)]
    rank = Rank(Knowledge(Catalogue.of(titles), {"recent": PopularityModel(counts[None], (), 1.0)}))
    counted = [item for item in range(len(counts)) if ages[item] == 0 and counts[item] > 0]
    expected = [
        1 + sum((-counts[other], other) < (-counts[item], item) for other in counted) if item in counted else 0
        for item in range(len(counts))
    ]
    assert rank.ranks(Query("u", "p", 0.0, maturity=12)).tolist() == expected
