"""Progress: drawn in a terminal, a line a step in a log."""

from io import StringIO

import pytest
from rich.console import Console
from typer.testing import CliRunner

from frontrow import cli
from frontrow.cli import console
from frontrow.cli.console import counting, steps


def test_in_a_log_each_step_is_a_line_as_it_begins(capsys):
    with steps("train") as progress:
        progress("fitting [bold]")
        assert capsys.readouterr() == ("", "train: fitting [bold]\n")
        progress("a phrase of more than eighty characters stays a line however narrow a terminal would have been")
    with counting("simulate", "living the days", 3) as done:
        done(1)
    assert capsys.readouterr().err.splitlines()[1:] == ["simulate: living the days"]


@pytest.mark.parametrize("kind", ["xterm", "dumb"])
def test_in_a_terminal_the_step_under_way_is_drawn_and_goes(monkeypatch, kind):
    written = StringIO()
    terminal = Console(file=written, force_terminal=True, width=80, _environ={"TERM": kind})
    monkeypatch.setattr(console, "errors", terminal)
    with steps("train") as progress:
        progress("fitting ease")
    with counting("import", "keeping events") as done:
        done(1)
    told = written.getvalue()
    assert "fitting ease" in told
    assert "keeping events" in told
    assert (told == "train: fitting ease\nimport: keeping events\n") is (kind == "dumb")


def test_progress_is_apart_from_the_answer(tmp_path, monkeypatch, ratings):
    monkeypatch.chdir(tmp_path)
    for words in (["import", "movielens", str(ratings)], ["check"], ["train"], ["evaluate"]):
        result = CliRunner().invoke(cli.app, words, catch_exceptions=False)
        lines = result.stderr.splitlines()
        assert lines
        assert all(line.startswith(f"{words[0]}: ") for line in lines)
        assert f"{words[0]}: " not in result.stdout
        assert not result.stdout.startswith("\n")
