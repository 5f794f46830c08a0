"""What was measured is kept case by case, and the page is written from it alone."""

import sys
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks import entries, leaderboard, tune
from benchmarks.entries import Entries, gathered
from benchmarks.leaderboard import all_rows, command, page, rows_of
from benchmarks.protocols import PROTOCOLS, data_folder
from benchmarks.published import PUBLISHED
from benchmarks.record import record, recorded, settings_of, users_of
from benchmarks.report import Figure
from frontrow.errors import BadConfig


def put(folder, model, values, protocol="ml1m-loo"):
    value = float(np.mean(values))
    case = f"{protocol}/{model}"
    figures = [Figure(case, name, value, "") for name in ("ndcg@10", "ndcg@10_low", "ndcg@10_high", "coverage")]
    record(protocol, model, figures, {"ndcg@10": np.array(values)}, f"Settings of {model}", folder=folder)


def test_a_case_is_replaced_and_the_others_stay(tmp_path):
    put(tmp_path, "one", [0.0, 1.0])
    put(tmp_path, "other", [1.0, 1.0])
    put(tmp_path, "one", [0.5, 1.0])
    found = {(figure.case, figure.metric): figure.value for figure in recorded(tmp_path)}
    assert found["ml1m-loo/one", "ndcg@10"] == 0.75
    assert found["ml1m-loo/other", "ndcg@10"] == 1.0
    assert len(found) == len(recorded(tmp_path)) == 8
    users = users_of("ml1m-loo", "one", tmp_path)
    assert users.values["ndcg@10"].tolist() == [0.5, 1.0]
    assert users.settings == "Settings of one"


def test_nothing_recorded_is_nothing(tmp_path):
    assert recorded(tmp_path) == []
    assert users_of("ml1m-loo", "one", tmp_path) is None


@pytest.mark.parametrize("step", ["numpy.savez_compressed", "msgspec.json.encode"])
def test_an_interrupted_record_leaves_whole_files_and_no_figure_without_its_users(tmp_path, monkeypatch, step):
    put(tmp_path, "one", [0.0, 1.0])
    before = recorded(tmp_path)

    def fails(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(step, fails)
        for model in ("one", "other"):
            with pytest.raises(KeyboardInterrupt):
                put(tmp_path, model, [1.0, 1.0])
    assert recorded(tmp_path) == before
    assert users_of("ml1m-loo", "one", tmp_path).values["ndcg@10"][1] == 1.0
    assert not list(tmp_path.rglob("*.new"))


def test_labels_of_figures_come_back(tmp_path):
    record("cold-users", "one", [], {"ndcg@10/3": np.array([0.5])}, "", folder=tmp_path)
    assert list(users_of("cold-users", "one", tmp_path).values) == ["ndcg@10/3"]


def test_rows_stand_best_first_each_against_the_best_other(tmp_path):
    put(tmp_path, "worse", np.zeros(50))
    put(tmp_path, "best", np.ones(50))
    put(tmp_path, "middle", np.full(50, 0.5))
    best, middle, worse = rows_of(PROTOCOLS["ml1m-loo"], tmp_path)
    assert [row.model for row in (best, middle, worse)] == ["best", "middle", "worse"]
    assert [row.against[0] for row in (best, middle, worse)] == ["middle", "best", "best"]
    assert best.against[1].mean == 0.5
    assert worse.against[1].mean == -1.0


def test_records_of_other_users_are_not_compared(tmp_path):
    put(tmp_path, "one", np.zeros(50))
    put(tmp_path, "older", np.ones(40))
    assert [row.against for row in rows_of(PROTOCOLS["ml1m-loo"], tmp_path)] == [None, None]


def test_one_model_has_nobody_to_be_compared_with(tmp_path):
    put(tmp_path, "alone", [1.0])
    (row,) = rows_of(PROTOCOLS["ml1m-loo"], tmp_path)
    assert row.against is None


def test_the_page_is_the_same_again_and_names_commands_and_sources(tmp_path):
    put(tmp_path, "ease", [0.25, 0.75])
    put(tmp_path, "popularity", [0.0, 0.25])
    told = page(all_rows(tmp_path))
    assert told == page(all_rows(tmp_path))
    assert command("ml1m-loo", "ease") in told
    assert "| ease | **0.5000** [0.5000, 0.5000] |" in told
    assert "popularity: +0.3750 [" in told
    assert "| eSASRec | 0.1772 | 0.3133 |" in told
    assert all(f"## {name}\n" in told for name in PROTOCOLS)
    assert "(its entry has changed since)" in told
    assert "Not recorded yet: " in told


def test_labelled_figures_stand_in_columns_of_their_own_the_deciding_first(tmp_path):
    names = ("ndcg@10/1", "ndcg@10/3", "ndcg@10/3_low", "ndcg@10/3_high", "ndcg@10/3_se", "hr@10/3", "ecs/1", "ecs/3")
    figures = [Figure("cold-users/one", name, 0.5, "") for name in names]
    record("cold-users", "one", figures, {"ndcg@10/3": np.array([0.5])}, "", folder=tmp_path)
    assert "| model | ndcg@10/3 | ndcg@10/1 | hr@10/3 | ECS | fit CPU-s |" in page(all_rows(tmp_path))


def test_published_figures_are_of_protocols_there_are_and_of_their_metrics():
    assert set(PUBLISHED) <= set(PROTOCOLS)
    for protocol, rows in PUBLISHED.items():
        names = {one.name for one in PROTOCOLS[protocol].metrics}
        assert all({name.split("/")[0] for name in row.figures} <= names and row.source for row in rows)


def test_the_page_is_written_and_checked(tmp_path, monkeypatch, capsys):
    put(tmp_path, "ease", [0.25, 0.75])
    put(tmp_path, "popularity", [0.0, 0.25])

    def run(*words):
        where = ["--results", str(tmp_path), "--page", str(tmp_path / "page.md")]
        monkeypatch.setattr(sys, "argv", ["leaderboard", *words, *where])
        leaderboard.main()
        return capsys.readouterr().out

    with pytest.raises(SystemExit, match="not of the records"):
        run("--check")
    assert '"metric":"ndcg@10 against popularity: mean","value":0.375' in run("--json")
    assert run("--check") == ""


@dataclass(frozen=True)
class Inner:
    reg: float = 1.0
    hidden: str = field(default="x", repr=False)


@dataclass(frozen=True)
class Outer:
    inner: Inner
    k: int = 3


def test_settings_are_told_without_the_defaults():
    assert settings_of(Outer(Inner(2.0))) == "Outer(inner=Inner(reg=2.0))"
    assert settings_of(Outer(Inner(), k=4)) == "Outer(inner=Inner(), k=4)"
    assert settings_of(None) == "None"


def test_every_entry_and_space_is_of_a_protocol():
    found = gathered()
    assert set(found.entries) <= set(PROTOCOLS)
    assert all({"popularity"} <= set(models) for models in found.entries.values())
    for protocol, spaces in found.spaces.items():
        assert protocol in PROTOCOLS
        assert all(callable(space) for space in spaces.values())


def test_a_model_has_one_file():
    whole = Entries({}, {}, {}).entries
    entries._merge(whole, {"p": {"m": 1}}, "one.ENTRIES")
    with pytest.raises(BadConfig, match=r"other\.ENTRIES names p/m again"):
        entries._merge(whole, {"p": {"m": 2}}, "other.ENTRIES")


def test_tuning_reads_the_labels_that_decide_and_the_first_draws(tmp_path):
    def split(label, number):
        return SimpleNamespace(label=label, validation=number)

    def protocol(label, *splits):
        return SimpleNamespace(label=label, splits=lambda folder: iter(splits))

    labelled = protocol("3", *(split(str(picks), picks) for picks in (0, 1, 3, 5)))
    drawn = protocol("", *(split("", draw) for draw in range(5)))
    assert tune.validations(labelled, tmp_path) == [3]
    assert tune.validations(drawn, tmp_path) == [0, 1]


@pytest.mark.data
@pytest.mark.usefixtures("shared_data")
def test_tuning_searches_the_space_of_an_entry_on_validation(monkeypatch, capsys):
    pytest.importorskip("optuna")
    words = ["tune", "--protocol", "ml100k-temporal", "--model", "item_knn", "--trials", "2"]
    monkeypatch.setattr(sys, "argv", words)
    tune.main()
    told = capsys.readouterr()
    assert "validation_recall@10" in told.out
    assert "best of 2 trials" in told.err
    split = tune.validations(PROTOCOLS["ml100k-temporal"], data_folder())
    assert len(split) == 1
    assert split[0].validation is None
