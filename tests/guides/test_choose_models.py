"""The guide's configurations are ones that train, and what it says of learners is so."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frontrow.config import Config, read_config
from frontrow.knowledge import Knowledge
from frontrow.models.registry import LEARNERS
from frontrow.page.plan import DEFAULT_PLAN
from frontrow.pipeline import Pipeline
from frontrow.train import fit, learners_of
from tests.conformance.test_models import UNPERSONAL, WITHOUT_REASONS

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "choose-models.md").read_text(encoding="utf-8")
CONFIGS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
EXPLAINING = set(re.findall(r"`(\w+)`", re.findall(r"must: (.*?), or", GUIDE, re.DOTALL)[0]))


N = 40  # titles


def viewings(make_data):
    rng = np.random.default_rng(2)
    return make_data([rng.permutation(N)[:8].tolist() for _ in range(80)], N)


def read(tmp_path, text) -> Config:
    (tmp_path / "frontrow.toml").write_text(text)
    return read_config(tmp_path / "frontrow.toml")


@pytest.mark.parametrize("text", CONFIGS)
def test_each_configuration_of_the_guide_makes_pages(make_world, make_data, tmp_path, text):
    world, config = make_world(3, N), read(tmp_path, text)
    data = replace(viewings(make_data), catalogue=world.knowledge.catalogue)
    knowledge = Knowledge(data.catalogue, fit(data, learners_of(config), config))
    failed = {}
    pipeline = Pipeline.of(knowledge, config.page, lambda name, error: failed.update({name: error}))
    page = pipeline.page(world.query(np.random.default_rng(1)))
    assert (page.tier, failed) == ("full", {})


def test_the_learners_that_may_rank_pages_are_those_that_explain():
    assert set(LEARNERS) - UNPERSONAL - WITHOUT_REASONS == EXPLAINING


def test_the_weights_of_the_guide_are_those_of_its_parts(tmp_path):
    (weights,) = re.findall(r"`(weights = .*?)`", GUIDE)
    text = CONFIGS[1].replace("[models.blend]", f"[models.blend]\n{weights}")
    hybrid = learners_of(read(tmp_path, text))["blend"]
    assert set(hybrid.weights) == set(hybrid.parts)


def test_pages_rank_and_reason_by_the_model_that_is_named(make_world, make_data):
    world, data = make_world(3, N), viewings(make_data)
    one, other = (LEARNERS[name]().fit(data, np.random.default_rng(0)) for name in ("item_knn", "edlae"))
    knowledge = replace(world.knowledge, models={**world.knowledge.models, "ease": one, "mine": other})
    plan = replace(DEFAULT_PLAN, settings={"features": {"personal": {"model": "mine"}}})
    assert Pipeline.of(knowledge, plan, lambda *given: None).explaining is other
    assert Pipeline.of(knowledge, DEFAULT_PLAN, lambda *given: None).explaining is one
