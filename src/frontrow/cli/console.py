"""What every subcommand shares: the configuration option, the console, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

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
    """Show a spinner with the phrase of the step under way and the time since the start."""
    columns = (SpinnerColumn(), TextColumn("{task.fields[name]}: {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("beginning", total=None, name=title)
        yield lambda step: progress.update(task, description=step)
