"""A model of sentences to measure with: the token vectors of WordLlama (MIT), as a folder that model2vec reads.

``python -m benchmarks.sentences [--wheel FILE]`` writes the folder and says where. The vectors come with the package
``wordllama`` from PyPI, 32,000 of length 256: either from its wheel, or as installed
(``pip install --no-deps wordllama==0.4.0.post1``), in which case what is measured makes the folder by itself. The
package is only read, never run. ``FRONTROW_SENTENCES`` names another model2vec folder to measure with.
"""

from __future__ import annotations

import argparse
import os
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.errors import NotInstalled
from frontrow.models import Model
from frontrow.models.content import Content

VECTORS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
INSTALL = "`pip install --no-deps wordllama==0.4.0.post1`, or set FRONTROW_SENTENCES to a folder of model2vec."


@dataclass(frozen=True)
class ContentWithSentences:
    """Fits ``content`` with the model of sentences that is there."""

    def fit(self, data: Dataset, rng: np.random.Generator) -> Model:
        """Return the model.

        Raises
        ------
        NotInstalled
            If model2vec or every model of sentences is missing.
        """
        return Content(sentences=str(folder())).fit(data, rng)


def folder() -> Path:
    """Return the folder of the model to measure with; it is made where only the package is there.

    Raises
    ------
    NotInstalled
        If there is neither.
    """
    named = os.environ.get("FRONTROW_SENTENCES")
    if named:
        return Path(named)
    if not (_cached() / "config.json").is_file():
        found = find_spec("wordllama")
        if found is None or found.origin is None:
            raise NotInstalled("no model of sentences is installed.", INSTALL)
        convert(Path(found.origin).parent, _cached())
    return _cached()


def _cached() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "frontrow" / "wordllama-256"


def convert(package: Path | zipfile.Path, target: Path) -> None:
    """Write the vectors and the tokenizer of WordLlama's package as a folder of model2vec.

    Raises
    ------
    NotInstalled
        If model2vec is missing.
    """
    if find_spec("model2vec") is None:
        raise NotInstalled("model2vec is not installed.", "`pip install 'frontrow[sentences]'`.")
    from model2vec import StaticModel  # noqa: PLC0415 # an optional part
    from safetensors.numpy import load  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    vectors = load((package / VECTORS).read_bytes())["embedding.weight"]
    tokenizer = Tokenizer.from_str((package / TOKENIZER).read_text(encoding="utf-8"))
    StaticModel(vectors, tokenizer, normalize=True).save_pretrained(target)


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentences", description=__doc__)
    parser.add_argument("--wheel", type=Path, help="of wordllama, where it is not installed")
    chosen = parser.parse_args()
    if chosen.wheel:
        convert(zipfile.Path(chosen.wheel) / "wordllama", _cached())
    print(folder())


if __name__ == "__main__":
    main()
