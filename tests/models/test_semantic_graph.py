import numpy as np
import pytest

from frontrow.data.catalogue import Person, Title
from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries
from frontrow.models import sequence as sequences
from frontrow.models.semantic_graph import SemanticGraph, SemanticGraphModel, _with_time_and_size

N = 12
GENRES = [["Crime"] if item % 2 else ["Comedy"] for item in range(N)]
SMALL = SemanticGraph(factors=8, heads=2, reg=1.0, min_plays=1, steps=40, users=40, dropout=0.0, lost=0.0)
RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def model(make_data):
    """Return the model of viewers of comedies and of crime; the last comedy and the last crime title have none."""
    pytest.importorskip("torch")
    rng = np.random.default_rng(3)
    histories = [rng.permutation(np.arange(u % 2, N - 2, 2))[: rng.integers(2, 5)] for u in range(40)]
    return SMALL.fit(make_data(histories, N, genres=GENRES), RNG)


def asked(*histories):
    lists = Ragged.of(histories)
    n = len(lists)
    return Queries(lists, np.ones(len(lists.values), np.float32), np.zeros(n), ("",) * n)


def test_a_title_without_events_finds_the_viewers_of_its_genre(model):
    scores = model.scores(asked([0, 4], [1, 5]))
    assert scores[0, N - 2] > scores[0, N - 1]
    assert scores[1, N - 1] > scores[1, N - 2]


def test_the_titles_nearest_to_a_cold_one_are_of_its_genre(model):
    assert {int(item) % 2 for item in model.neighbours(N - 1)[0][:4]} == {1}
    assert N - 1 not in model.neighbours(N - 1)[0]
    cosines = model.neighbours(0)[1]
    assert (np.diff(cosines) <= 0).all() and 0 < cosines[-1] <= cosines[0] <= 1 + 1e-6


def test_a_viewing_of_a_cold_title_speaks_for_its_kind(model):
    scores = model.scores(asked([N - 1]))[0]
    assert scores[1:-2:2].sum() > scores[0:-2:2].sum()


def test_scores_are_products_of_vectors():
    rng = np.random.default_rng(0)
    sources, targets = rng.random((2, 4, 3)).astype(np.float32)
    found = SemanticGraphModel(sources, targets, targets).scores(asked([0, 2], []))
    assert np.allclose(found, [(sources[0] + sources[2]) @ targets.T, np.zeros(4)], atol=1e-6)


def test_time_and_size_are_concepts():
    title = Title(item_id="1", title="T", year=1999, synopsis="one two three", people=(Person(name="A"),))
    found = _with_time_and_size(title, {})
    assert found == {"decade": ["199"], "season": ["1998", "1999", "2000"], "size": ["2 of text", "1 of people"]}
    assert _with_time_and_size(Title(item_id="1", title="T"), {})["decade"] == []


def test_without_pytorch_training_is_refused(make_data, monkeypatch):
    monkeypatch.setattr(sequences, "find_spec", lambda name: None)
    with pytest.raises(BadConfig, match="semantic_graph is trained with PyTorch"):
        SMALL.fit(make_data([[0, 1]], 3), RNG)


def test_heads_divide_factors():
    with pytest.raises(BadConfig, match="multiple of heads"):
        SemanticGraph(heads=3)


@pytest.mark.parametrize("name", ["hidden", "shown", "dropout", "lost"])
def test_shares_are_shares(name):
    with pytest.raises(BadConfig, match=f"{name} is a share"):
        SemanticGraph(**{name: 1.5})
