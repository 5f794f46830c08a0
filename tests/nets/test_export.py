import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")
onnxruntime = pytest.importorskip("onnxruntime")

from frontrow.nets.export import INPUTS, onnx_bytes


def test_an_exported_net_scores_any_number_of_histories_as_pytorch_does(follower):
    net = follower(8).eval()
    session = onnxruntime.InferenceSession(onnx_bytes(net, 8, 3).tobytes(), providers=["CPUExecutionProvider"])
    for n in (1, 5):
        inputs = (torch.randint(0, 9, (n, 3)), torch.randint(0, 99, (n, 3)), torch.rand(n, 3), torch.rand(n))
        expected = net(*inputs).detach().numpy()
        arrays = {name: one.numpy() for name, one in zip(INPUTS, inputs, strict=True)}
        assert session.run(["scores"], arrays)[0] == pytest.approx(expected, abs=1e-5)
