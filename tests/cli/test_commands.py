"""The command line, as a person uses it: from files, or from nothing, to a page."""

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from frontrow import cli
from frontrow.bundle import MANIFEST, Bundles
from frontrow.cli.serve import refuse_taken
from frontrow.config import Config, anchored, read_config
from frontrow.errors import BadInput

FEW = ("--viewers", "60", "--days", "14", "--no-serve")


def test_files_become_a_page_with_reasons(run, ratings):
    assert "20 titles" in run("import", "movielens", str(ratings))
    assert "0 new events" in run("import", "movielens", str(ratings))
    assert "is promoted" in run("train")
    page = run("page", "--user", "1")
    assert "what 1 watched last" in page
    assert "tier full" in page
    assert "●" in run("bundles")
    assert "popular" in run("evaluate")


def test_a_second_bundle_can_be_rolled_back(run, ratings, tmp_path):
    run("import", "movielens", str(ratings))
    run("train")
    first = Bundles(tmp_path / "bundles").live()
    run("train")
    assert Bundles(tmp_path / "bundles").live() != first
    run("rollback")
    assert Bundles(tmp_path / "bundles").live() == first


def test_init_writes_every_default_with_its_meaning(run, tmp_path):
    run("init", "mine")
    read = read_config(tmp_path / "mine" / "frontrow.toml")
    defaults = anchored(Config(), tmp_path / "mine")
    for table in ("store", "bundles", "server", "signals", "training"):
        assert getattr(read, table) == getattr(defaults, table)
    assert replace(read.page, settings={}) == defaults.page
    assert {len(one) for folder in read.page.settings.values() for one in folder.values()} == {0}
    assert set(read.models) == set(defaults.models)


def test_the_demo_builds_a_world_once(run, tmp_path):
    assert "simulated" in run("demo", *FEW)
    assert "simulated" not in run("demo", *FEW)
    assert Bundles(tmp_path / "world" / "bundles").live()


def test_a_world_wants_an_empty_store(run, ratings):
    run("import", "movielens", str(ratings))
    with pytest.raises(BadInput, match="has titles already"):
        CliRunner().invoke(cli.app, ["simulate"], catch_exceptions=False)


def test_serve_hands_the_configuration_to_the_server(run, tmp_path, monkeypatch):
    served = []
    monkeypatch.setattr("frontrow.cli.serve.listen", served.append)
    run("demo", *FEW[:-1], "--port", "9001")
    assert "no bundle yet" in run("serve", "--port", "9002", "--workers", "3")
    assert [(c.server.port, c.server.workers) for c in served] == [(9001, 1), (9002, 3)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["train"], "the store has no titles"),
        (["evaluate"], "the store has no titles"),
        (["rollback"], "no earlier bundle"),
        (["import", "movilens", "."], "No format 'movilens'"),
        (["import", "movielens", "nowhere"], "nowhere"),
        (["train", "--config", "absent.toml"], "there is no absent.toml"),
    ],
)
def test_what_is_refused_is_said_without_a_traceback(run, monkeypatch, capsys, words, says):
    monkeypatch.setattr(sys, "argv", ["frontrow", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert says in capsys.readouterr().err.replace("\n", " ")


def test_main_ends_quietly_when_all_is_well(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["frontrow", "--help"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0


@pytest.mark.parametrize("name", [one.name for one in cli.app.registered_commands])
def test_every_command_has_help_with_an_example(run, name):
    assert f"frontrow {name}" in run(name, "--help").partition("Example")[2]


def test_an_address_in_use_is_refused(run, monkeypatch):
    monkeypatch.setattr("frontrow.cli.serve.listen", lambda config: pytest.fail("served all the same"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match=f"127.0.0.1:{port} cannot be listened on"):
            CliRunner().invoke(cli.app, ["serve", "--port", str(port)], catch_exceptions=False)


@pytest.mark.parametrize("address", [("127.0.0.1", 99_999), ("nowhere.invalid", 8000)])
def test_an_address_that_cannot_be_is_refused(address):
    with pytest.raises(BadInput, match="Choose another"):
        refuse_taken(*address)


def test_what_the_system_refuses_is_said_without_a_traceback(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(sys, "argv", ["frontrow", "init", str(tmp_path / "file" / "below")])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert "file" in capsys.readouterr().err


def test_bundles_says_that_there_are_none(run):
    assert "none yet" in run("bundles")


@pytest.mark.parametrize(
    ("option", "word", "right"),
    [
        ("--country", "ZZZ", "two capital letters"),
        ("--country", "de", "two capital letters"),
        ("--language", "English", "two or three small letters"),
        ("--device", "fridge", "tv, web, mobile or tablet"),
    ],
)
def test_a_page_for_what_the_api_would_refuse_is_wrong_usage(run, tmp_path, option, word, right):
    told = run("page", "--user", "1", option, word, code=2)
    assert f"'{word}' is not {right}" in told
    assert option in told
    assert not list(tmp_path.iterdir())  # no store was opened for it


def test_a_page_without_a_bundle_says_where_the_reason_is(run):
    run("demo", *FEW, "--days", "2")
    run("page", "--user", "1", "--config", "world/frontrow.toml", "--country", "US", "--language", "en")
    live = Bundles(Path("world/bundles")).live()
    (live / MANIFEST).write_text("{")
    told = run("page", "--user", "1", "--config", "world/frontrow.toml")
    assert "no bundle serves: `frontrow bundles` says why" in told


def test_helps_say_what_figures_are_of(run):
    told = " ".join(run("evaluate", "--help").split())
    assert "popularity stands beside them" not in told
    assert "--leaderboard puts popularity of all time and of 7 days beside the models" in told
    assert "include what it adds to them" in " ".join(run("models", "--help").split())
