import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.vocabulary import Vocabulary

names = st.lists(st.text(max_size=5), unique=True).map(tuple)


@given(names)
def test_an_index_is_the_position_of_its_name(given_names):
    vocabulary = Vocabulary(given_names)
    assert vocabulary.indices(vocabulary).tolist() == list(range(len(given_names)))
    assert vocabulary.select(vocabulary.indices(given_names)) == list(given_names)
    assert [vocabulary[index] for index in range(len(vocabulary))] == list(given_names)


def test_an_unknown_name_has_index_minus_one():
    vocabulary = Vocabulary(("a", "b"))
    assert (vocabulary.index("c"), vocabulary.index("b")) == (-1, 1)
    assert vocabulary.indices(["c", "a"]).tolist() == [-1, 0]
    assert "c" not in vocabulary
    assert "a" in vocabulary


def test_of_keeps_the_first_of_each_name():
    assert Vocabulary.of("banana").names == ("b", "a", "n")


def test_a_name_that_stands_twice_is_refused_by_name():
    with pytest.raises(ValueError, match="'b' stands twice"):
        Vocabulary(("a", "b", "b"))
