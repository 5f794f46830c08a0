"""Where the model of sentences comes from that is measured with."""

import sys
import zipfile

import numpy as np
import pytest

from benchmarks import quality, sentences
from benchmarks.report import Report
from frontrow.errors import NotInstalled
from frontrow.models.sentences import Sentences


@pytest.fixture
def package(tmp_path):
    """Return a folder like that of the package: token vectors and what cuts texts."""
    safetensors = pytest.importorskip("safetensors.numpy")
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"<unk>": 0, "dark": 1, "funny": 2}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    for name in (sentences.VECTORS, sentences.TOKENIZER):
        (tmp_path / "wordllama" / name).parent.mkdir(parents=True)
    tokenizer.save(str(tmp_path / "wordllama" / sentences.TOKENIZER))
    safetensors.save_file({"embedding.weight": np.eye(3, dtype=np.float16)}, tmp_path / "wordllama" / sentences.VECTORS)
    return tmp_path / "wordllama"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.delenv("FRONTROW_SENTENCES", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_installed_package_becomes_a_folder_once(package, monkeypatch):
    (package / "__init__.py").write_text("raise AssertionError('it is read, never run')")
    monkeypatch.syspath_prepend(package.parent)
    made = sentences.folder()
    assert Sentences.read(made, ["funny"]).own.tolist() == [[0, 0, 1]]
    monkeypatch.setattr(sentences, "find_spec", lambda name: None)
    assert sentences.folder() == made


def test_a_wheel_serves_as_well(package, tmp_path, monkeypatch, capsys):
    wheel = tmp_path / "wordllama.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name in (sentences.VECTORS, sentences.TOKENIZER):
            packed.write(package / name, f"wordllama/{name}")
    monkeypatch.setattr(sys, "argv", ["sentences", "--wheel", str(wheel)])
    sentences.main()
    assert capsys.readouterr().out.strip() == str(sentences.folder())


def test_a_folder_may_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTROW_SENTENCES", str(tmp_path))
    assert sentences.folder() == tmp_path


def test_without_a_model_the_entry_is_left_out_and_it_is_said(monkeypatch, capsys):
    monkeypatch.setattr(sentences, "find_spec", lambda name: None)
    monkeypatch.setattr(quality, "measure", lambda *_: sentences.ContentWithSentences().fit(None, None))
    quality.here("cold-items", "content-sentences", Report(json=True), recorded=True)
    told = capsys.readouterr()
    assert "cold-items/content-sentences is left out: no model of sentences is installed. `pip install" in told.err
    with pytest.raises(NotInstalled):
        sentences.folder()
