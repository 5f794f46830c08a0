import pytest

from frontrow.models.registry import LEARNERS


def test_the_names_a_configuration_may_use():
    assert set(LEARNERS) == {"ease", "item_knn", "popularity", "sparse_ease", "trending"}


def test_a_learner_refuses_a_setting_it_does_not_have():
    with pytest.raises(TypeError, match="neighbors"):
        LEARNERS["item_knn"](**{"neighbors": 3})
