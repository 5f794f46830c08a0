import numpy as np

from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.evaluate.ranking import ranked
from frontrow.evaluate.translated import Translated
from frontrow.models import Queries
from frontrow.models.ease import EaseModel


def catalogue(*ids):
    return Catalogue.of(Title(item_id=one, title=one) for one in ids)


def test_scores_stand_where_the_newer_catalogue_has_the_titles():
    weights = np.float32([[0, 0.5, 0.2], [0.1, 0, 0.3], [0, 0, 0]])  # of a, b, c
    model = Translated.of(EaseModel(weights), catalogue("a", "b", "c"), catalogue("new", "c", "b", "a"))
    queries = Queries(Ragged.of([[3], [0, 2], []]), np.ones(3, np.float32), np.zeros(3), ("",) * 3)
    np.testing.assert_allclose(
        model.scores(queries),
        [[-np.inf, 0.2, 0.5, 0], [-np.inf, 0.3, 0, 0.1], [-np.inf, 0, 0, 0]],
    )


def test_a_title_the_model_does_not_know_is_never_recommended():
    model = Translated.of(EaseModel(np.zeros((1, 1), np.float32)), catalogue("a"), catalogue("new", "a"))
    queries = Queries(Ragged.of([[]]), np.ones(0, np.float32), np.zeros(1), ("",))
    assert ranked(model, queries, 2).tolist() == [[1, -1]]
