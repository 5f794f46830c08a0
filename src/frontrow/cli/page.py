"""``frontrow page``: a page in the terminal, with reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, get_args

import msgspec
import typer
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from frontrow.api.worker import platform_of
from frontrow.app import Shown, Visit
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console
from frontrow.core import Device, OptionalCountry, OptionalLanguage, Row
from frontrow.data.catalogue import Catalogue

HISTORY = 12  # titles of the history shown


def like(kind: Any) -> Callable[[str], str]:
    """Return what refuses a word that the API would refuse too, saying what would be right."""
    right = get_args(kind)[1].description

    def checked(word: str) -> str:
        try:
            return str(msgspec.convert(word, kind))
        except msgspec.ValidationError as error:
            raise typer.BadParameter(f"{word!r} is not {right}.") from error

    return checked


def page(
    user: Annotated[str, typer.Option("--user", "-u", help="Whose page.")],
    country: Annotated[
        str, typer.Option(callback=like(OptionalCountry), help="ISO 3166-1 alpha-2; absent: the user's.")
    ] = "",
    language: Annotated[str, typer.Option(callback=like(OptionalLanguage), help="ISO 639; absent: the user's.")] = "",
    device: Annotated[str, typer.Option(callback=like(Device), help="tv, web, mobile or tablet.")] = "tv",
    hour: Annotated[int | None, typer.Option(min=0, max=23, help="Local hour; absent: now, UTC.")] = None,
    slots: Annotated[int, typer.Option(min=1, help="Titles shown of each row.")] = 6,
    config: ConfigPath = DEFAULT_FILE,
) -> None:
    """Print a viewer's page: rows, titles, and the reason of each; beside it the history it came from.

    Example: `frontrow page --user 1 --country US`
    """
    app = platform_of(configuration(config))
    app.start()
    try:
        shown = app.page(Visit(user, device, country, language, hour))
        render(shown, slots)
    finally:
        app.close()


def render(shown: Shown, slots: int) -> None:
    """Print a page and the history it came from."""
    page, catalogue = shown.page, shown.view.catalogue
    console.print(
        Panel(history(shown, catalogue), title=f"what {escape(page.user_id)} watched last", title_align="left")
    )
    for row in page.rows:
        console.print(table(row, catalogue, slots))
    failed = f", without {', '.join(page.failures)}" if page.failures else ""
    bundle = shown.view.knowledge.version or "no bundle serves: `frontrow bundles` says why"
    console.print(f"page {page.page_id} · tier {page.tier}{failed} · {escape(bundle)}")


def history(shown: Shown, catalogue: Catalogue) -> str:
    """Return the newest titles of the history, a line each."""
    profile = shown.query.profile
    newest = list(zip(profile.history, profile.watched_at, profile.weights, strict=True))[::-1]
    lines = [
        f"{datetime.fromtimestamp(float(at), UTC):%Y-%m-%d}  {float(weight):+5.2f}  {escape(catalogue[item].title)}"
        for item, at, weight in newest[:HISTORY]
    ]
    more = len(newest) - len(lines)
    return "\n".join([*lines, f"… and {more:,} more"] if more > 0 else lines) or "nothing yet"


def table(row: Row, catalogue: Catalogue, slots: int) -> Table:
    """Return a row as a table of titles and reasons."""
    found = Table(title=escape(row.title), title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
    for slot in row.slots()[:slots]:
        title = catalogue[slot.item]
        year = f" ({title.year})" if title.year else ""
        found.add_row(f"{escape(title.title)}{year}", f"[dim]{escape(slot.evidence.text)}[/]")
    return found
