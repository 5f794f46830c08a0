"""Writes what docs/ says about the code from the code itself; a test holds the two equal.

python scripts/build_reference.py
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from typer.main import get_command

from frontrow import cli
from frontrow.commented import FOLDERS, commented, learners, summary
from frontrow.core import Event, Kind
from frontrow.data.formats import FORMATS
from frontrow.data.quality import CHECKS
from frontrow.models.registry import LEARNERS

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- written by scripts/build_reference.py -->"
SETTINGS = (
    "Settings and their defaults are in [frontrow.toml](../frontrow.toml); "
    "those of all learners in [learners.toml](learners.toml)."
)


def pages() -> dict[Path, str]:
    """Return the text of every generated file by its path below ``docs``."""
    return {
        Path("frontrow.toml"): commented(),
        Path("reference/commands.md"): commands(),
        Path("reference/components.md"): components(),
        Path("reference/events.md"): events(),
        Path("reference/learners.toml"): learners(),
    }


def commands() -> str:
    """Return every subcommand with its help."""
    parts = [NOTE, "# The `frontrow` command", "Exit codes: 0 done, 1 refused with the reason, 2 wrong usage."]
    for name, command in sorted(get_command(cli.app).commands.items()):  # type: ignore[attr-defined]  # a group
        options = [
            f"- `{'`, `'.join(one.opts)}`: {getattr(one, 'help', None) or one.human_readable_name}"
            for one in command.params
            if one.name != "help"
        ]
        parts += [f"## {name}", inspect.cleandoc(command.help or ""), "\n".join(options)]
    return "\n\n".join(part for part in parts if part) + "\n"


def components() -> str:
    """Return every component, learner, format and check by its registry name, with the first line it says of itself."""
    registries = {
        "learners (`[models.NAME] learner`)": LEARNERS,
        **{f"{name}": kinds for name, kinds in FOLDERS.items()},
    }
    parts = [NOTE, "# Components", SETTINGS]
    for heading, kinds in registries.items():
        lines = [f"| `{name}` | {summary(kind)} |" for name, kind in kinds.items()]
        parts.append(f"## {heading}\n\n| name | what it does |\n|---|---|\n" + "\n".join(lines))
    lines = [f"| `{name}` | {one.expects} |" for name, one in FORMATS.items()]
    parts.append("## formats (`frontrow import FORMAT`)\n\n| name | files |\n|---|---|\n" + "\n".join(lines))
    lines = [f"| {name} |" for name in CHECKS]
    parts.append("## checks (`frontrow check`)\n\n| name |\n|---|\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def events() -> str:
    """Return the kinds of event and what their value means, and the fields."""
    meanings = dict(re.findall(r'^    [A-Z]+ = "(\w+)"  # (.*)$', inspect.getsource(Kind), re.MULTILINE))
    lines = [f"| `{kind}` | {meanings[kind.value]} |" for kind in Kind]
    fields = inspect.cleandoc(Event.__doc__ or "").partition("Parameters\n----------\n")[2]
    return (
        f'{NOTE}\n\n# Events\n\n`POST /v1/events` takes `{{"events": [...]}}`; each event has a `kind`:\n\n'
        "| kind | what its `value` means |\n|---|---|\n" + "\n".join(lines) + f"\n\n## Fields\n\n```\n{fields}\n```\n"
    )


def main() -> None:
    """Write the files."""
    for path, text in pages().items():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
