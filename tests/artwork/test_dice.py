from hypothesis import given
from hypothesis import strategies as st

from frontrow.artwork.dice import Dice


@given(st.text())
def test_a_name_decides_every_throw(name):
    assert [Dice(name).unit() for _ in range(2)] == [Dice(name).unit()] * 2


def test_names_give_different_throws():
    assert len({Dice(f"title {index}").unit() for index in range(1000)}) == 1000


def test_throws_are_uniform():
    dice = Dice("uniform")
    throws = [dice.unit() for _ in range(10_000)]
    assert all(0 <= throw < 1 for throw in throws)
    assert abs(sum(throws) / 10_000 - 0.5) < 0.015
    assert abs(sum(throw < 0.1 for throw in throws) / 10_000 - 0.1) < 0.015


def test_whole_numbers_include_both_ends():
    dice = Dice("ends")
    assert {dice.whole(2, 4) for _ in range(100)} == {2, 3, 4}


def test_a_share_of_chances_comes_true():
    dice = Dice("chances")
    assert 150 < sum(dice.chance(0.2) for _ in range(1000)) < 250


def test_options_are_all_picked():
    dice = Dice("options")
    assert {dice.pick("abc") for _ in range(60)} == {"a", "b", "c"}
