"""The order of a ranking."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.order import by_digits, falling, leading, rising_keys

numbers = st.lists(st.floats(width=32, allow_nan=False), max_size=60)


@given(numbers)
def test_falling_is_a_stable_sort_of_the_negated(values):
    array = np.array(values, np.float32)
    assert falling(array).tolist() == np.argsort(-array, kind="stable").tolist()


@given(numbers, st.integers(0, 70))
def test_the_first_few_are_the_head_of_all(values, k):
    array = np.array(values, np.float32)
    assert falling(array, k).tolist() == falling(array)[:k].tolist()


def test_both_zeros_are_equal_and_infinities_stand_at_the_ends():
    assert falling(np.array([0.0, -np.inf, -0.0, np.inf, 0.0])).tolist() == [3, 0, 2, 4, 1]


def test_the_kernels_say_the_same_uncompiled():
    bits = np.array([1.0, -0.0, 0.0, -2.0, np.inf], np.float32).view(np.uint32)
    found = rising_keys(bits)
    assert rising_keys.py_func(bits).tolist() == found.tolist()
    assert leading(found, 2).tolist() == leading.py_func(found, 2).tolist() == [0, 4]
    keys = np.array([7, 2_000_000_000, 7, 0, 4_294_967_295], np.uint32)
    assert by_digits.py_func(keys).tolist() == by_digits(keys).tolist() == [3, 0, 2, 1, 4]
