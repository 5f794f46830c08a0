import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from frontrow.evidence.rank import ranked_by


@given(
    counts=arrays(np.float32, st.integers(1, 20), elements=st.sampled_from([0.0, 1.0, 2.0, 3.5])),
    data=st.data(),
)
def test_a_rank_is_one_more_than_those_before(counts, data):
    items = data.draw(st.lists(st.integers(0, len(counts) - 1), unique=True))
    expected = [
        1 + sum((-counts[other], other) < (-counts[item], item) for other in range(len(counts))) for item in items
    ]
    assert ranked_by(counts, np.array(items, np.int32)).tolist() == expected
