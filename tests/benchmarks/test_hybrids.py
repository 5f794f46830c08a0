"""The leaderboard says of a hybrid what was recorded of it and of its parts."""

import numpy as np
import pytest

from benchmarks.ablation import record as record_ablation
from benchmarks.entries import gathered
from benchmarks.hybrids import against_best_part, told
from benchmarks.leaderboard import section
from benchmarks.protocols import PROTOCOLS
from benchmarks.record import record
from benchmarks.report import Report


def test_the_leaderboard_tells_what_was_recorded(tmp_path):
    protocol = PROTOCOLS["gowalla"]
    assert told(protocol, tmp_path) == []
    report = Report(json=True, title="")
    for name, value in (("mean", -0.25), ("low", -0.5), ("high", 0.0), ("p", 0.1)):
        report.add("gowalla/hybrid - ials", name, value)
    record_ablation("gowalla", report.figures, tmp_path)
    record_ablation("gowalla", report.figures, tmp_path)  # in the place of the first
    [sentence] = told(protocol, tmp_path)
    assert sentence in section(protocol, [], tmp_path)
    assert "--protocol gowalla" in sentence
    assert sentence.count("ials -0.2500 [-0.5000, +0.0000]") == 1


def test_the_hybrid_is_compared_with_the_best_of_its_parts_once_all_are_recorded(tmp_path):
    protocol = PROTOCOLS["gowalla"]
    values = np.random.default_rng(0).random(100)
    for model, worth in (("hybrid", 0.0), ("ials", -0.2)):
        record("gowalla", model, [], {protocol.deciding: values + worth}, "", folder=tmp_path)
    assert against_best_part(protocol, tmp_path) == []
    record("gowalla", "turbo_cf", [], {protocol.deciding: values - 0.1}, "", folder=tmp_path)
    [found] = against_best_part(protocol, tmp_path)
    assert found.part == "turbo_cf"
    assert found.gain.mean == pytest.approx(0.1, abs=1e-6)
    [sentence] = told(protocol, tmp_path)
    assert sentence.startswith("The hybrid against its best part: turbo_cf +0.1000")


def test_under_each_label_the_hybrid_stands_beside_the_part_that_is_best_there(tmp_path):
    protocol = PROTOCOLS["ml1m-time"]
    values = np.random.default_rng(0).random(100)
    for model in gathered().entries["ml1m-time"]["hybrid"].parts:
        worth = {"linseq": (0.3, 0.0), "ease": (0.0, 0.1)}.get(model, (0.0, 0.0))
        each = {name: values + gain for name, gain in zip(("ndcg@10/last", "ndcg@10/successive"), worth, strict=True)}
        record("ml1m-time", model, [], each, "", folder=tmp_path)
    own = {"ndcg@10/successive": values + 0.2, "ndcg@10/last": values + 0.2, "hr@10/last": values}
    record("ml1m-time", "hybrid", [], own, "", folder=tmp_path)
    [sentence] = told(protocol, tmp_path)
    assert sentence.startswith("The hybrid against its best part: linseq -0.1000 [")
    assert "] last; ease +0.1000 [" in sentence
    assert sentence.endswith("] successive.")
