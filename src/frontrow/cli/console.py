"""What every subcommand shares: the configuration option, the console, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from frontrow.config import Config, anchored, read_config
from frontrow.errors import FrontrowError

DEFAULT_FILE = Path("frontrow.toml")

console = Console()
errors = Console(stderr=True)

ConfigPath = Annotated[
    Path,
    typer.Option(
        "--config", "-c", envvar="FRONTROW_CONFIG", help="The configuration file; absent: every default, here."
    ),
]


def configuration(path: Path) -> Config:
    """Return the configuration of a file, or the defaults when the default file does not exist."""
    if path == DEFAULT_FILE and not path.exists():
        return anchored(Config(), Path.cwd())
    return read_config(path)


def complain(error: FrontrowError) -> None:
    """Say on standard error what was refused and what would be right."""
    errors.print(f"[bold red]refused:[/] {escape(error.message)}", highlight=False, soft_wrap=True)
    if error.remedy:
        errors.print(escape(error.remedy), highlight=False, soft_wrap=True)


@contextmanager
def steps(title: str) -> Iterator[Callable[[str], None]]:
    """Show a spinner with the phrase of the step under way and the time since the start; in a log, a line a step.

    Progress goes to standard error: what a command answers can be read by a program.
    """
    if not _draws():
        yield lambda step: _line(title, step)
        return
    with _progress(SpinnerColumn(), _phrase()) as progress:
        task = progress.add_task("beginning", total=None, name=title)
        yield lambda step: progress.update(task, description=step)


@contextmanager
def counting(title: str, phrase: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar of how much is done and the time since the start; in a log, a line when it begins.

    Yields
    ------
    Callable
        Called with how much more is done.
    """
    if not _draws():
        _line(title, phrase)
        yield lambda more: None
        return
    with _progress(_phrase(), BarColumn(), MofNCompleteColumn()) as progress:
        task = progress.add_task(phrase, total=total, name=title)
        yield lambda more: progress.advance(task, more)


def _draws() -> bool:
    """Return whether what is drawn can be drawn over: not in a pipe or file, such as the log of a nightly run."""
    return errors.is_terminal and not errors.is_dumb_terminal


def _line(title: str, phrase: str) -> None:
    errors.print(f"{title}: {phrase}", highlight=False, markup=False, soft_wrap=True)


def _phrase() -> TextColumn:
    return TextColumn("{task.fields[name]}: {task.description}", markup=False)


def _progress(*columns: ProgressColumn) -> Progress:
    return Progress(*columns, TimeElapsedColumn(), console=errors, transient=True)
