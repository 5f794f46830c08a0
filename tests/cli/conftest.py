"""The command line in an empty folder, and files to import."""

import pytest
from typer.testing import CliRunner

from frontrow import cli
from frontrow.cli.console import console


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return what runs a command and returns its answer, or what refused it, once it has ended with the code expected.

    Progress, on standard error, is no part of an answer.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "240")  # of help
    monkeypatch.setattr(console, "width", 240)  # of all else, whatever the terminal is

    def command(*words, code=0):
        result = CliRunner().invoke(cli.app, list(words))
        assert result.exit_code == code, (result.output, result.exception)
        return result.output if code else result.stdout

    return command


@pytest.fixture
def ratings(tmp_path):
    """Write forty users of two tastes over twenty films, in the CSV files people download."""
    folder = tmp_path / "ml"
    folder.mkdir()
    films = [f"{n},Film {n} ({1980 + n}),{'Drama' if n % 2 else 'Comedy'}" for n in range(1, 21)]
    lines = [
        f"{user},{film},{5.0 if (user + film) % 2 == 0 else 1.5},{1_700_000_000 + user * 1000 + film * 86_400}"
        for user in range(1, 41)
        for film in range(1, 21)
        if (user * film) % 5
    ]
    (folder / "movies.csv").write_text("\n".join(["movieId,title,genres", *films]) + "\n")
    (folder / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *lines]) + "\n")
    return folder
