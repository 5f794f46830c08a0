import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.attention import Attention, sight

THERE = torch.tensor([[False, True, True, True], [True, True, True, True]])
AGES = torch.tensor([[0, 40, 40, 9], [40, 40, 9, 0]])


def test_a_place_sees_itself_and_the_entries_before_it_but_no_empty_place():
    seen = sight(THERE, None).hidden == 0
    assert seen[0, 0].int().tolist() == [[0, 0, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 1, 1, 1]]
    assert seen[1, 0].int().tolist() == [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]


def test_time_elapses_from_an_entry_to_the_question_at_the_place():
    elapsed = sight(THERE, AGES).elapsed
    # questions are asked at ages 40, 9, 0, 0; gradations of 40 and of 31 seconds are 10
    assert elapsed[1].tolist() == [[0, 0, 0, 0], [10, 10, 0, 0], [10, 10, 6, 0], [10, 10, 6, 0]]


def test_equal_values_stay_what_they_are_whatever_the_scores():
    torch.manual_seed(2)
    attention = Attention(4, 2, 4, timed=True)
    out = attention(torch.ones(2, 4, 4), sight(THERE, AGES))
    assert torch.allclose(out, out[0, 0].expand_as(out), atol=1e-6)


def test_it_is_the_attention_of_pytorch_when_the_bias_is_zero():
    torch.manual_seed(2)
    attention, states = Attention(6, 3, 4, timed=False), torch.randn(2, 4, 6)
    query, key, value = attention.inward(states).view(2, 4, 3, 3, 2).permute(2, 0, 3, 1, 4)
    attention.bias.steps.data.zero_()
    expected = torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True)
    expected = attention.outward(expected.transpose(1, 2).reshape(2, 4, 6))
    assert torch.allclose(attention(states, sight(torch.ones(2, 4, dtype=torch.bool), None)), expected, atol=1e-6)


def test_a_bias_turns_the_eye_to_a_distance_and_to_a_time():
    torch.manual_seed(2)
    attention, states = Attention(4, 1, 4, timed=True), torch.randn(1, 4, 4)
    seen = sight(torch.ones(1, 4, dtype=torch.bool), torch.tensor([[90_000, 60, 60, 60]]))
    value = attention.outward(attention.inward(states)[..., 8:])
    attention.bias.steps.data.copy_(torch.tensor([[0.0, 0.0, 50.0, 0.0]]))
    assert torch.allclose(attention(states, seen)[0, 3], value[0, 1], atol=1e-5)
    attention.bias.time.bias.weight.data[seen.elapsed[0, 3, 0]] = 500.0
    assert torch.allclose(attention(states, seen)[0, 3], value[0, 0], atol=1e-5)
