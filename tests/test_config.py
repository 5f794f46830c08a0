"""The configuration file: every key is known or named."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from frontrow.config import (
    Config,
    StoreSettings,
    anchored,
    check_keys,
    default_models,
    learner_of,
    read_config,
    settings,
)
from frontrow.errors import BadConfig
from frontrow.models.ease import Ease
from frontrow.models.hybrid import Hybrid


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "frontrow.toml"
        path.write_text(text)
        return path

    return write


def test_an_empty_file_means_every_default(written, tmp_path):
    assert read_config(written("")) == anchored(Config(), tmp_path)


def test_a_setting_of_the_file_wins(written):
    assert read_config(written("[server]\nport = 9000")).server.port == 9000


def test_relative_paths_count_from_the_file(written, tmp_path):
    config = read_config(written('[store]\nurl = "sqlite:///a.db"\n[bundles]\ndirectory = "b"'))
    assert config.store.url == f"sqlite:///{tmp_path / 'a.db'}"
    assert config.bundles.directory == tmp_path / "b"


def test_the_folder_of_a_model_of_sentences_counts_from_the_file(written, tmp_path):
    table = 'learner = "content"\nsentences = "models/potion"'
    parts = f'[models.content]\n{table}\n[models.both]\nlearner = "hybrid"\n[models.both.parts.one]\n{table}'
    models = read_config(written(parts)).models
    expected = str(tmp_path / "models" / "potion")
    assert models["content"]["sentences"] == models["both"]["parts"]["one"]["sentences"] == expected
    assert read_config(written('[models.content]\nlearner = "content"\nsentences = ""')).models["content"] == {
        "learner": "content",
        "sentences": "",
    }


def test_the_checkpoint_of_a_net_counts_from_the_file(written, tmp_path):
    models = read_config(written('[models.bag]\nlearner = "decay_bag"\ncheckpoint = "kept/bag"')).models
    assert models["bag"]["checkpoint"] == str(tmp_path / "kept" / "bag")


def test_where_bundles_lie_does_not_change_how_many_are_kept(written):
    assert read_config(written("[bundles]\nkeep = 3")).bundles.keep == 3


def test_a_model_of_the_file_replaces_the_one_of_its_name_alone(written):
    models = read_config(written('[models.ease]\nlearner = "ease"\nreg = 9\n[models.mine]\nlearner = "ease"')).models
    assert models == {**default_models(), "ease": {"learner": "ease", "reg": 9}, "mine": {"learner": "ease"}}


def test_a_model_without_learner_is_left_out(written):
    models = read_config(written('[models.item_knn]\nlearner = ""')).models
    assert set(models) == set(default_models()) - {"item_knn"}


def test_absolute_and_other_urls_stay(tmp_path):
    for url in ("memory:", "sqlite:////srv/a.db"):
        assert anchored(Config(store=StoreSettings(url)), tmp_path).store.url == url


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[server]\nprt = 1", r"\[server\].*unknown key 'prt'.*'port'"),
        ("[sever]\nport = 1", r"unknown key 'sever'.*'server'"),
        ("[server]\nport = 'x'", r"\[server\] \[port\].*Expected `int`, got `str`"),
        ("server = 1", r"is no table"),
        ("[bundles]\ndirectory = 3", r"Expected `Path`"),
        ("[server", r"is no TOML"),
        ("[server]\nport = 0", r"\[server\]: port is 0.*1 to 65535"),
        ("[server]\nport = 65536", r"port is 65536"),
        ("[server]\nworkers = 0", r"workers is 0.*1 or more"),
        ("[server]\nmax_events = 0", r"max_events is 0"),
        ("[server]\nmax_bytes = -1", r"max_bytes is -1"),
        ("[server]\nfuture_tolerance = -1.0", r"future_tolerance is -1.0"),
        ("[server]\npoll_seconds = 0.0", r"poll_seconds is 0.0.*above 0"),
        ("[bundles]\nkeep = 0", r"\[bundles\]: keep is 0.*1 or more"),
        ("[training]\nheld_out_days = 0.0", r"\[training\]: held_out_days is 0.0.*above 0"),
        ("[training]\nheld_out_days = nan", r"held_out_days is nan"),
        ("[training]\nmargin = 1.0", r"margin is 1.0.*below 1"),
        ("[training]\nmargin = -0.1", r"margin is -0.1"),
        ("[training]\nseed = -1", r"seed is -1"),
        ("[server]\nkeep_pages_days = -1.0", r"keep_pages_days is -1.0.*0 or more"),
        (
            "[models]\nease = 'sparse_ease'",
            r"\[models.ease\]: 'sparse_ease' is no table.*table \[models.ease\]",
        ),
        (
            "[page.settings.features]\npersonal = 'ease'",
            r"\[settings.features.personal\]: 'ease' is no table.*\[page.settings.features.personal\]",
        ),
        (
            "[page.settings.scorers.blend]\nweights = {personl = 1.0}",
            r"\[page.settings.scorers.blend\] weights: unknown column 'personl'.*'personal'",
        ),
        ("[training]\ndays = 7.0", r"days is 7.0.*more than held_out_days"),
        ("[page]\nfeatures = ['persnal']", r"\[page\]: 'persnal' is no component of 'features'.*'personal'"),
        ("[page.settings.rows.top_10]\nszie = 3", r"\[page\]: 'szie' is no setting of rows.top_10.*'size'"),
        (
            "[page.settings.features.personal]\nmodel = 'eas'",
            r"\[page.settings.features.personal\] model: unknown model 'eas'.*'ease'",
        ),
    ],
)
def test_a_mistake_names_file_key_and_what_would_be_right(written, text, says):
    path = written(text)
    with pytest.raises(BadConfig, match=says) as refusal:
        read_config(path)
    assert str(path) in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[models.mine]\nreg = 1.0", r"\[models.mine\] names no learner.*ease"),
        ("[models.mine]\nlearner = 3", r"\[models.mine\] learner is 3.*'ease'"),
        ("[models.mine]\nlearner = 'mine.py'", r"\[models.mine\]: learner is 'mine.py'.*'mine.py:CLASS'"),
        ("[models.mine]\nlearner = 'eas'", r"\[models.mine\]: unknown learner 'eas'.*'ease'"),
        ("[models.mine]\nlearner = 'ease'\nrge = 1.0", r"\[models.mine\]: unknown key 'rge'.*'reg'"),
        (
            "[models.mine]\nlearner = 'hybrid'\n[models.mine.parts.one]\nlearner = 'ease'\nrge = 1.0",
            r"\[models.mine.parts.one\]: unknown key 'rge'.*'reg'",
        ),
        (
            "[models.mine]\nlearner = 'hybrid'\n[models.mine.parts.one]\nreg = 1.0",
            r"\[models.mine.parts.one\] names no learner",
        ),
        (
            "[models.mine]\nlearner = 'hybrid'\nparts.one.learner = 'hybrid'\nparts.one.parts.two.learner = 'eas'",
            r"\[models.mine.parts.one.parts.two\]: unknown learner 'eas'",
        ),
        (
            "[models.mine]\nlearner = 'hybrid'\nparts = 3",
            r"\[parts\]: 3 is no table.*\[models.mine.parts\]",
        ),
        ("[models.mine]\nlearner = 'hybrid'\nparts.one = 'ease'", r"'ease' is no table.*\[models.mine.parts.one\]"),
    ],
)
def test_a_mistake_in_a_model_names_its_table(written, text, says):
    config = read_config(written(text))
    with pytest.raises(BadConfig, match=says):
        learner_of("mine", config.models["mine"])


def test_parts_are_learners_with_settings_of_their_own(written):
    text = "[models.mine]\nlearner = 'hybrid'\n[models.mine.parts.one]\nlearner = 'ease'\nreg = 9.0"
    assert learner_of("mine", read_config(written(text)).models["mine"]) == Hybrid({"one": Ease(reg=9.0)})


def test_a_missing_file_says_how_to_make_one():
    with pytest.raises(BadConfig, match="frontrow init"):
        read_config(Path("/nowhere/frontrow.toml"))


def test_a_component_without_settings_takes_no_keys():
    with pytest.raises(BadConfig, match="takes no keys"):
        check_keys(["a"], [], "here")


def test_a_dataclass_that_refuses_a_value_is_named_by_its_place():
    @dataclass(frozen=True)
    class Even:
        number: int = 0

        def __post_init__(self):
            if self.number % 2:
                raise ValueError("number is odd")

    with pytest.raises(BadConfig, match="here: number is odd"):
        settings(Even, {"number": 3}, "here")


def test_settings_of_any_dataclass_are_read():
    assert settings(StoreSettings, {"url": "memory:"}, "here") == StoreSettings("memory:")
