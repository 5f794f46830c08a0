"""``frontrow evaluate --leaderboard`` and ``frontrow models`` on a team's own log."""

import json
from dataclasses import replace

import pytest

from frontrow.bundle import MANIFEST
from frontrow.cli.leaderboard import page
from frontrow.evaluate.leaderboard import Row
from frontrow.evaluate.offline import Measured


@pytest.fixture
def imported(run, ratings):
    """Import the ratings."""
    run("import", "movielens", str(ratings))


@pytest.mark.usefixtures("imported")
def test_a_leaderboard_for_people_and_for_a_file(run, tmp_path):
    told = run("evaluate", "--leaderboard", "--markdown", "board.md")
    assert "popularity, 7 days" in told
    assert "against the best other" in told
    page = (tmp_path / "board.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert lines[0].startswith("| model | ndcg@10 | recall@10 | hr@10 |")
    assert {line.split(" | ")[0].strip("| ") for line in lines[2:]} >= {"ease", "popular", "popularity, all time"}
    assert all(line.count("|") == lines[0].count("|") for line in lines)


@pytest.mark.usefixtures("imported")
def test_a_leaderboard_for_machines_is_sorted_by_the_deciding_metric(run):
    rows = json.loads(run("evaluate", "--leaderboard", "--json"))
    figures = [row["figures"]["ndcg@10"]["value"] for row in rows]
    assert figures == sorted(figures, reverse=True)
    assert rows[0]["against"]["model"] == rows[1]["model"]
    assert 0 < rows[0]["against"]["difference"]["p"] <= 1
    assert all(row["fit_cpu_s"] >= 0 and row["score_cpu_s"] >= 0 for row in rows)


def test_a_form_without_a_leaderboard_is_wrong_usage(run):
    assert "--leaderboard" in run("evaluate", "--json", code=2)


@pytest.mark.usefixtures("imported")
def test_models_of_bundles_stand_beside_each_other(run, tmp_path):
    for _ in range(2):
        run("train")
    first, second = sorted(path.parent for path in (tmp_path / "bundles").glob(f"*/{MANIFEST}"))
    told = run("models").splitlines()
    assert len([line for line in told if " ease " in line]) == 2
    assert [line.strip() for line in told if line.startswith(("●", "○"))] == [f"○ {first.name}", f"● {second.name}"]
    assert len([line for line in told if "ndcg@10" in line]) == 2
    assert len([line for line in run("models", "--last", "1").splitlines() if " ease " in line]) == 1
    (first / MANIFEST).write_text("{")
    assert "cannot be read" in run("models")


def test_models_says_that_there_are_no_bundles(run):
    assert "none yet" in run("models")


def test_what_a_model_does_not_have_stays_empty():
    one = Row("one", {"ndcg@10": Measured(0.5, 0.4, 0.6, 9), "c_kl": Measured(0.1, 0.1, 0.1, 9)}, None, 1.0, 2.0)
    lines = page([one, replace(one, model="two", figures={"ndcg@10": one.figures["ndcg@10"]})], "Toy.").splitlines()
    assert lines[-2] == "| one | 0.5000 [0.4000, 0.6000] | 0.1000 | 1.00 | 2.00 |  |"
    assert lines[-1] == "| two | 0.5000 [0.4000, 0.6000] |  | 1.00 | 2.00 |  |"
