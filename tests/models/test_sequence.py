import sys
from dataclasses import fields

import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries
from frontrow.models.decay_bag import DecayBag
from frontrow.models.sequence import SequenceModel


def queries():
    histories = Ragged.of([[0, 1, 2], [], [6, 7, 0, 1, 2, 3, 4, 5]])
    total = len(histories.values)
    ones = np.ones(total, np.float32)
    return Queries(histories, ones, np.full(3, 1e9), ("",) * 3, 1e9 - np.arange(total)[::-1] * 3600.0)


@pytest.fixture(scope="module")
def served():
    """A net with random weights, as PyTorch and as it is served."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnxscript")
    pytest.importorskip("onnxruntime")
    from frontrow.nets.decay_bag import DecayBagNet, Shape
    from frontrow.nets.export import onnx_bytes

    torch.manual_seed(1)
    net = DecayBagNet(8, Shape(16, (0.4, 0.9), 2, 0.1, 0.1, 0.0)).eval().requires_grad_(False)
    for one in net.parameters():
        one.normal_(std=0.3)
    return net, SequenceModel(onnx_bytes(net, 8, 5), 8, 5)


def test_a_served_net_scores_as_pytorch_does(served):
    import torch

    from frontrow.nets.windows import Entries, windows

    net, model = served
    asked = queries()
    entries = Entries(asked.histories.values, asked.at, asked.weights)
    offsets = asked.histories.offsets
    read = windows(entries, offsets[:-1], offsets[1:], asked.now, n_items=8, length=5)
    expected = net(*map(torch.from_numpy, read)).numpy()
    assert np.abs(model.scores(asked) - expected).max() < 1e-4
    assert expected.std() > 0.1


def test_serving_imports_no_pytorch(served, tmp_path):
    import subprocess

    np.save(tmp_path / "onnx.npy", served[1].onnx)
    code = (
        "import sys, numpy as np\n"
        "from frontrow.data.ragged import Ragged\n"
        "from frontrow.models import Queries\n"
        "from frontrow.models.sequence import SequenceModel\n"
        f"model = SequenceModel(np.load({str(tmp_path / 'onnx.npy')!r}, mmap_mode='r'), 8, 5)\n"
        "one = Queries(Ragged.of([[1, 2]]), np.ones(2, np.float32), np.ones(1), ('',))\n"
        "assert model.scores(one).shape == (1, 8)\n"
        "assert 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_session_is_no_part_of_what_a_bundle_saves(served):
    served[1].scores(queries())
    assert [field.name for field in fields(SequenceModel)] == ["onnx", "n_items", "length"]


def test_without_pytorch_a_fit_names_the_extra(monkeypatch, make_data):
    monkeypatch.setattr("frontrow.models.sequence.find_spec", lambda name: None)
    with pytest.raises(BadConfig, match=r"frontrow\[deep\]"):
        DecayBag().fit(make_data([[0, 1]], 2), np.random.default_rng(0))


@pytest.mark.parametrize("block", [1, 2, 3, 5, 8])
def test_scores_do_not_depend_on_how_many_are_asked_for_at_a_time(served, monkeypatch, block):
    rng = np.random.default_rng(block)
    histories = Ragged.of([rng.integers(0, 8, length) for length in rng.integers(0, 8, 23)])
    total = len(histories.values)
    at = 1e9 - np.arange(total)[::-1] * rng.uniform(0, 9e4, total)
    many = Queries(histories, rng.random(total).astype(np.float32), np.full(23, 1e9), ("",) * 23, at)
    _, model = served
    together = model.scores(many)
    monkeypatch.setattr("frontrow.models.sequence._BLOCK", block)
    assert np.array_equal(model.scores(many), together)
