"""The guide's configuration is one that trains."""

import re
from pathlib import Path

import numpy as np

from frontrow.config import read_config
from frontrow.train import learners_of
from tests.static_sentences import saved

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "sentences.md").read_text(encoding="utf-8")


def test_the_configuration_of_the_guide_reads_titles(make_data, tmp_path):
    saved(tmp_path / "models" / "potion")
    (tmp_path / "frontrow.toml").write_text(re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL).group(1))
    learner = learners_of(read_config(tmp_path / "frontrow.toml"))["content"]
    model = learner.fit(make_data([[0, 1], [1, 2]] * 5, 4), np.random.default_rng(0))
    assert model.sentences[0].own.shape == (3, 3)
