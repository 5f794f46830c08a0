import numpy as np

from benchmarks.cold import thirds
from benchmarks.protocols import Split
from frontrow.data.ragged import Ragged
from frontrow.models import Queries


def test_cold_titles_are_cut_by_how_much_they_are_played(make_data):
    targets = Ragged.of([[3, 4], [4], [4, 5], [5], [4], []])
    cold = np.array([False, False, False, True, True, True])
    data = make_data([[0, 1]] * 6, 6)
    queries = Queries(data.histories, data.grades, np.zeros(6), ("",) * 6)
    found = dict(thirds(Split(data, queries, targets, candidates=cold)))
    assert {name: np.flatnonzero(split.candidates).tolist() for name, split in found.items()} == {
        "head": [4],
        "middle": [5],
        "tail": [3],
    }
    assert [one.tolist() for one in found["head"].targets] == [[4], [4], [4], [], [4], []]
    assert found["tail"].targets.values.tolist() == [3]
