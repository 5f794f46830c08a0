from hashlib import blake2b

import pytest

from frontrow.simulate.lots import between, lot, pick, shuffled


def test_a_lot_is_the_same_for_the_same_names_on_every_machine():
    assert lot(7, "heat-1995", "new") == 0.6463954577521553
    bits = int(blake2b(b"7\x1fheat-1995\x1fnew", digest_size=8).hexdigest(), 16)
    assert lot(7, "heat-1995", "new") == pytest.approx(bits / 2**64)
    assert lot(7, "heat-1995") != lot(7, "heat", 1995)


def test_lots_are_uniform():
    lots = [lot("uniform", number) for number in range(10_000)]
    assert all(0 <= each < 1 for each in lots)
    assert abs(sum(lots) / 10_000 - 0.5) < 0.015


def test_whole_numbers_include_both_ends():
    assert {between(2, 4, number) for number in range(100)} == {2, 3, 4}


def test_every_option_is_picked():
    assert {pick("abc", number) for number in range(60)} == {"a", "b", "c"}


def test_shuffling_keeps_every_option():
    assert sorted(shuffled("abcdef", 1)) == list("abcdef")
    assert len({tuple(shuffled("abc", number)) for number in range(60)}) == 6
