import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from frontrow.data.quantiles import Quantiles


def test_an_empty_table_ranks_a_completion_at_itself():
    assert Quantiles().of(np.array([0.3, np.nan]), np.array([60.0, 60.0]))[0] == 0.3


def test_ranks_are_uniform_within_every_decile_of_runtime():
    rng = np.random.default_rng(0)
    runtime = rng.uniform(100, 10_000, 20_000)
    completion = rng.random(20_000) ** (runtime / 2000)  # the longer, the less of it
    ranks = Quantiles.learnt(completion, runtime).of(completion, runtime)
    assert abs(spearmanr(completion, runtime).statistic) > 0.3
    assert abs(spearmanr(ranks, runtime).statistic) < 0.05
    assert np.quantile(ranks, [0.1, 0.5, 0.9]) == pytest.approx([0.1, 0.5, 0.9], abs=0.02)


def test_equal_completions_rank_at_the_middle_of_their_share():
    completion = np.array([0.0] * 20 + [1.0] * 80)
    ranks = Quantiles.learnt(completion, np.full(100, 60.0)).of(np.array([0.0, 1.0]), np.array([60.0, 60.0]))
    assert ranks.tolist() == pytest.approx([0.1, 0.6], abs=0.01)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([60.0, 600.0, 6000.0])), min_size=1, max_size=30),
    st.floats(0, 1),
    st.floats(1, 1e5),
)
def test_ranks_lie_in_0_to_1_and_rise_with_completion(seen, completion, runtime):
    table = Quantiles.learnt(*np.array(seen).T)
    some = np.sort(np.array([0.0, completion, 1.0]))
    ranks = table.of(some, np.full(3, runtime))
    assert np.all((ranks >= 0) & (ranks <= 1))
    assert np.all(np.diff(ranks) >= -1e-12)


def test_an_unknown_completion_has_no_rank():
    table = Quantiles.learnt(np.array([0.5]), np.array([60.0]))
    assert np.isnan(table.of(np.array([np.nan]), np.array([np.nan]))).all()


@pytest.mark.data
def test_on_real_viewing_a_rank_says_nothing_of_the_runtime(shared_data):
    table = pq.read_table(shared_data / "kuairand-part" / "exposures.parquet")
    seconds, runtime = (table[name].to_numpy() / 1000.0 for name in ("play_time_ms", "duration_ms"))
    played = np.flatnonzero((seconds > 0) & (runtime > 0))
    completion, runtime = np.minimum(seconds[played] / runtime[played], 1.0), runtime[played]
    learnt = Quantiles.learnt(completion[::2], runtime[::2])
    ranks = learnt.of(completion[1::2], runtime[1::2])
    assert abs(spearmanr(completion, runtime).statistic) > 0.4
    assert abs(spearmanr(ranks, runtime[1::2]).statistic) < 0.05
