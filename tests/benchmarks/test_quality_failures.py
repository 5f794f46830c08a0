"""A model that cannot be measured does not keep the others from it."""

import subprocess
import sys

import pytest

from benchmarks import quality
from benchmarks.entries import Entries
from benchmarks.report import Report
from frontrow.errors import BadConfig
from frontrow.models import sequence

MODELS = ("first", "broken", "last")


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a run over three models, those named ending with status 3."""

    def apart(command, **_):
        model = command[command.index("--model") + 1]
        if model in run.broken:
            raise subprocess.CalledProcessError(3, command)
        line = f'{{"case":"p/{model}","metric":"ndcg@10","value":0.5,"unit":""}}\n'
        return subprocess.CompletedProcess(command, 0, line)

    def run(*broken):
        run.broken = broken
        monkeypatch.setattr(subprocess, "run", apart)
        monkeypatch.setattr(quality, "gathered", lambda: Entries({"ml1m-loo": dict.fromkeys(MODELS)}, {}, {}))
        monkeypatch.setattr(sys, "argv", ["quality", "--protocol", "ml1m-loo", "--json"])
        with pytest.raises(SystemExit) as ended:
            quality.main()
        return ended.value.code, *capsys.readouterr()

    return run


def test_the_others_are_measured_when_one_fails_and_the_status_tells(run):
    status, out, err = run("broken")
    assert int(status) == 1
    assert [line.split('"')[3] for line in out.splitlines()] == ["p/first", "p/last"]
    assert "ml1m-loo/broken failed: its process ended with 3" in err


def test_the_status_is_0_when_all_are_measured(run):
    status, out, err = run()
    assert (int(status), len(out.splitlines()), err) == (0, 3, "")


def test_a_net_without_pytorch_is_left_out_and_it_is_said(monkeypatch, capsys):
    def measure(protocol, model, report):
        sequence.require_pytorch(model)
        raise AssertionError

    monkeypatch.setattr(sequence, "find_spec", lambda name: None)
    monkeypatch.setattr(quality, "measure", measure)
    quality.here("ml1m-loo", "lstm", Report(json=True), recorded=True)
    told = capsys.readouterr()
    assert "ml1m-loo/lstm is left out: lstm is trained with PyTorch, which is not installed." in told.err
    assert not told.out


def test_a_wrong_setting_is_no_missing_package(monkeypatch):
    def measure(protocol, model, report):
        raise BadConfig("a setting is wrong.")

    monkeypatch.setattr(quality, "measure", measure)
    with pytest.raises(BadConfig):
        quality.here("ml1m-loo", "lstm", Report(json=True), recorded=True)
