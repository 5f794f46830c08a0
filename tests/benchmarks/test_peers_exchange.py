"""What a peer reads is what was written, and its lists hold what may be ranked, best first."""

import json
import sys

import numpy as np

from benchmarks.peers import exchange


def written(folder):
    arrays = {
        "users": np.array([0, 0, 1]),
        "items": np.array([0, 2, 3]),
        "histories_values": np.array([1, 3, 0]),
        "histories_offsets": np.array([0, 2, 2, 3]),  # the second query knows nothing
        "masked_values": np.array([1, 3, 0]),
        "masked_offsets": np.array([0, 2, 2, 3]),
        "candidates": np.array([True, True, True, True, False]),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def test_what_is_told_is_a_row_a_user_and_a_row_a_query(tmp_path):
    written(tmp_path)
    watched, known = exchange.told(tmp_path)
    assert watched.toarray().tolist() == [[1, 0, 1, 0, 0], [0, 0, 0, 1, 0]]
    assert known.toarray().tolist() == [[0, 1, 0, 1, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 0]]


def test_lists_leave_out_what_is_masked_no_candidate_or_has_no_score(tmp_path, monkeypatch, capsys):
    written(tmp_path)
    monkeypatch.setattr(exchange, "BATCH", 2)
    monkeypatch.setattr(sys, "argv", ["peer", str(tmp_path), "3", json.dumps({"model": "one", "times": 2})])

    def fit(watched, settings):
        assert settings == {"times": 2}
        row = np.array([5.0, 4.0, np.nan, 6.0, 9.0]) * settings["times"]
        return lambda known: np.tile(row, (known.shape[0], 1))

    exchange.answer({"one": fit})
    assert np.load(tmp_path / "lists.npy").tolist() == [[0, -1, -1], [3, 0, 1], [3, 1, -1]]
    assert set(json.loads(capsys.readouterr().out)) == {"fit_cpu_s", "score_cpu_s", "fit_gb", "score_gb"}
