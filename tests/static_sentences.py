"""A model of sentences small enough to know by heart."""

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import numpy as np
import pytest

# "dark" and "gloomy" are near each other, "funny" is like neither; [UNK] would be like all of them
VECTORS = {
    "[UNK]": (1.0, 1.0, 1.0),
    "dark": (1.0, 0.0, 0.0),
    "gloomy": (0.6, 0.8, 0.0),
    "funny": (0.0, 0.0, 2.0),
    "crime": (0.0, 1.0, 0.5),
    "comedy": (0.0, -0.5, 1.0),
    **{str(number): (1.0, 0.1 * number, -0.05 * number) for number in range(20)},
}


def saved(folder, **more):
    """Save it for model2vec; the test is skipped where that is not installed."""
    model2vec = pytest.importorskip("model2vec")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(VECTORS)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = more.pop("vectors", np.array(list(VECTORS.values()), np.float32))
    model2vec.StaticModel(vectors, tokenizer, **more).save_pretrained(folder)
    return folder


@cache
def kept() -> Path:
    """Return its folder, saved once; it goes with the process."""
    pytest.importorskip("model2vec")
    place = Path(mkdtemp())
    atexit.register(rmtree, place, ignore_errors=True)
    saved(place)
    return place
