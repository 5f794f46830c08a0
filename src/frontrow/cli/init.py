"""``frontrow init``: a configuration file with every setting explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontrow.cli.console import DEFAULT_FILE, console
from frontrow.commented import commented
from frontrow.errors import BadInput


def init(directory: Annotated[Path, typer.Argument(help="Where to put frontrow.toml.")] = Path()) -> None:
    """Write a `frontrow.toml` with every setting and its default.

    Example: `frontrow init my-service`
    """
    path = directory / DEFAULT_FILE
    if path.exists():
        raise BadInput(f"{path} exists.", "Remove it first, or choose another directory.")
    directory.mkdir(parents=True, exist_ok=True)
    path.write_text(commented(), encoding="utf-8")
    console.print(f"wrote {path}")
