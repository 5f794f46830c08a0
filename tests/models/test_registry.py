import pytest

from frontrow.models.registry import LEARNERS


def test_names_are_words_a_configuration_can_use_and_stand_in_order():
    assert all(name.isidentifier() and name.islower() for name in LEARNERS)
    assert list(LEARNERS) == sorted(LEARNERS)


def test_a_learner_refuses_a_setting_it_does_not_have():
    with pytest.raises(TypeError, match="neighbors"):
        LEARNERS["item_knn"](**{"neighbors": 3})
