import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.clock import GRADATIONS, Gaps, gradation, until_next


def test_time_is_told_in_half_octaves_of_seconds():
    seconds = torch.tensor([-5, 0, 1, 2, 3, 7, 86_400, 10**12])
    assert gradation(seconds).tolist() == [0, 0, 2, 3, 4, 6, 32, GRADATIONS - 1]


def test_the_question_at_a_place_comes_when_the_next_entry_does():
    assert until_next(torch.tensor([[90, 60, 10]])).tolist() == [[60, 10, 0]]


def test_gaps_tell_the_time_since_the_entry_before_and_until_the_question():
    torch.manual_seed(0)
    gaps = Gaps(3)
    found = gaps(torch.tensor([[90, 60, 10]]))
    since, until = gaps.since.weight, gaps.until.weight
    steps = [(0, 30), (30, 50), (50, 10)]
    at = [[int(gradation(torch.tensor(seconds))) for seconds in step] for step in steps]
    expected = torch.stack([since[before] + until[after] for before, after in at])
    assert torch.allclose(found[0], expected)


def test_empty_places_before_a_history_change_none_of_its_gaps():
    gaps = Gaps(3)
    alone, after_nothing = gaps(torch.tensor([[90, 60]])), gaps(torch.tensor([[0, 0, 90, 60]]))
    assert torch.allclose(alone, after_nothing[:, 2:])
