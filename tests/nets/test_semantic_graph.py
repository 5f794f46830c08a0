import numpy as np
import pytest

torch = pytest.importorskip("torch")

from scipy.sparse import csr_array

from frontrow.nets.graph_links import _lessons, fit, vectors
from frontrow.nets.semantic_graph import Graph, SemanticGraphNet, Shape
from frontrow.nets.settings import LinkSettings

D, TITLES, CONCEPTS = 8, 5, 4
EVERYBODY = torch.ones(TITLES, dtype=torch.bool)


def graph(identifiers=None):
    """Two relations: concepts 0 and 1 are of the first, 2 and 3 of the second; title 4 has no edge at all."""
    edges = torch.tensor([(0, 0), (1, 0), (2, 1), (3, 1), (0, 2), (1, 3), (2, 2), (3, 3)])
    if identifiers is None:
        identifiers = torch.randn(TITLES, D, generator=torch.Generator().manual_seed(1))
    return of(edges, torch.full((8,), 0.5), identifiers)


def of(edges, confidence, identifiers):
    tells = csr_array((confidence.numpy(), (edges[:, 1].numpy(), edges[:, 0].numpy())), shape=(CONCEPTS, TITLES))
    return Graph(edges[:, 0], edges[:, 1], confidence, torch.tensor([0, 0, 1, 1]), tells, identifiers, 2)


def net(**changes):
    torch.manual_seed(0)
    return SemanticGraphNet(graph(**changes), torch.randn(TITLES, D), Shape(heads=2, dropout=0.0, lost=0.0)).eval()


def test_an_untrained_net_says_the_mean_of_what_the_relations_say():
    one = net()
    found = one(torch.tensor([0]), EVERYBODY, torch.zeros(1))[0]
    z, shrink = one.graph.identifiers, torch.nn.functional.softplus(torch.tensor(1.0))
    genre, country = (0.5 * (z[0] + z[1]) / (1 + shrink)), (0.5 * (z[0] + z[2]) / (1 + shrink))
    weights = torch.softmax(
        torch.stack([one.judges(torch.tanh(one.looks(message)))[0] for message in (genre, country)]), dim=0
    )
    assert torch.allclose(found, weights[0] * genre + weights[1] * country, atol=1e-5)


def test_a_hidden_identifier_changes_nothing():
    told = EVERYBODY.clone()
    told[0] = False
    moved = graph().identifiers.clone()
    moved[0] += 10
    one, other = net(), net(identifiers=moved)
    asked = (torch.tensor([0, 1]), told, torch.zeros(2))
    assert torch.equal(one(*asked), other(*asked))


def test_a_shown_identifier_is_added():
    one = net()
    hidden, shown = (one(torch.tensor([2]), EVERYBODY, torch.full((1,), value)) for value in (0.0, 1.0))
    assert torch.allclose(shown - hidden, one.graph.identifiers[2:3], atol=1e-6)


def test_a_title_without_edges_is_what_absence_says():
    one = net()
    with torch.no_grad():
        one.absent += 1.0
    assert torch.allclose(one(torch.tensor([4]), EVERYBODY, torch.zeros(1)), torch.ones(1, D), atol=1e-5)


def test_a_title_does_not_depend_on_which_others_are_asked_for():
    one = net()
    alone, together = (one(torch.tensor(which), EVERYBODY, torch.zeros(len(which))) for which in ([3], [1, 3, 4]))
    assert torch.allclose(alone[0], together[1], atol=1e-6)


def test_in_training_edges_are_lost():
    torch.manual_seed(0)
    one = SemanticGraphNet(graph(), torch.randn(TITLES, D), Shape(heads=2, dropout=0.0, lost=1.0))
    assert torch.allclose(one.train()(torch.tensor([0]), EVERYBODY, torch.zeros(1)), torch.zeros(1, D))


HISTORIES = csr_array(np.array([[1, 1, 0, 0, 0], [1, 1, 0, 1, 0], [0, 0, 1, 1, 0]], np.float32))
LINKS = LinkSettings(steps=30, users=3, hidden=0.5, shown=0.5, learning_rate=0.05, weight_decay=0.0)


def test_what_is_to_be_predicted_is_left_out_of_every_history():
    for lesson in _lessons(HISTORIES, LINKS, np.random.default_rng(0)):
        assert not lesson.inputs[:, lesson.titles].any()
        assert not lesson.told[lesson.titles].any()
        assert len(lesson.titles) >= 1
        assert 4 not in lesson.titles  # nobody has watched it


def test_training_changes_all_parameters():
    edges = torch.tensor([(0, 0), (0, 1), (1, 0), (2, 1), (0, 2), (1, 3), (2, 2)])  # 0 has two of a kind, 3 none
    torch.manual_seed(0)
    one = SemanticGraphNet(
        of(edges, torch.linspace(0.2, 0.9, 7), graph().identifiers),
        torch.randn(TITLES, D),
        Shape(heads=2, dropout=0.0, lost=0.0),
    )
    before = {name: parameter.detach().clone() for name, parameter in one.named_parameters()}
    fit(one, HISTORIES, LINKS, np.random.default_rng(0))
    still = {name for name, parameter in one.named_parameters() if torch.equal(before[name], parameter)}
    assert still <= {"judges.bias"}  # the same for all relations, which a softmax does not see


def test_vectors_of_unwatched_titles_are_semantic_alone():
    found = vectors(net(), np.array([True, True, True, True, False]))
    assert np.array_equal(found.identified[4], found.semantic[4])
    assert not np.allclose(found.identified[:4], found.semantic[:4])
    assert found.sources.dtype == found.semantic.dtype == np.float32
