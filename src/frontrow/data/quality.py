"""What is odd about events: a count, an example and what to do, for each check that found something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from rich.markup import escape
from rich.table import Table

from frontrow.data import checks
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import EventColumns
from frontrow.data.inspected import Inspected, Limits, Oddity


class Check(NamedTuple):
    """A check: what it looks for, and what to do about it."""

    looks: Callable[[Inspected], Oddity]
    remedy: str


CHECKS: Mapping[str, Check] = {
    "repeated id": Check(checks.repeated_id, "Send each event once; the log keeps the first of an id."),
    "repeated content": Check(checks.repeated_content, "Keep an event's id when sending it again."),
    "in the future": Check(checks.in_future, "Set the clock of the client, or send the server's time."),
    "clock never set": Check(checks.clock_unset, "Send seconds since 1970, UTC, from a clock that was set."),
    "came late": Check(checks.late, "See whether devices were offline so long, or their clocks are behind."),
    "no item": Check(checks.no_item, "Name the title in item_id."),
    "unknown item": Check(checks.unknown_item, "Import the title, or send the catalogue's id."),
    "unknown episode": Check(checks.unknown_episode, "Import the episode, or send one of the title's own."),
    "before it was added": Check(checks.before_added, "Correct added_at of the title, or the time of the event."),
    "impossible value": Check(
        checks.impossible_value, "Send seconds from 0, stars 0.5 to 5, thumbs -1 to 2, lists 0 or 1."
    ),
    "watched too long": Check(checks.watched_too_long, "Report seconds watched in this play, and the right runtime."),
    "impression without position": Check(checks.no_position, "Send row and slot of the page."),
    "impossible probability": Check(checks.bad_probability, "Send the probability that the page came with, above 0."),
    "orphan play": Check(checks.orphan_play, "Send progress as the play goes on, and stop at its end."),
    "orphan stop": Check(checks.orphan_stop, "Send a play with the same play_id when playback begins."),
    "seconds watched fall": Check(checks.seconds_fall, "Count on through a play; give every playback its own play_id."),
    "position falls": Check(checks.position_falls, "Some viewers seek back; many such mean events out of order."),
    "too busy": Check(checks.too_busy, "Look whether it is a person; leave out the user if not."),
    "odd volume": Check(checks.odd_volume, "Look for an outage, a release that lost events, or a second import."),
}


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Parameters
    ----------
    check
        Its name in :data:`CHECKS`.
    count, share
        How many (events; days for "odd volume"), and of all that it looked at, in 0 to 1.
    example
        One of them.
    remedy
        What to do about it.
    """

    check: str
    count: int
    share: float
    example: str
    remedy: str


@dataclass(frozen=True)
class Report:
    """What all checks found over some events.

    Parameters
    ----------
    findings
        Of the checks that found something, in the order of :data:`CHECKS`.
    events
        How many were looked at.
    since, until
        The earliest and latest time, seconds since the epoch; 0 where there are no events.
    """

    findings: tuple[Finding, ...]
    events: int
    since: float = 0.0
    until: float = 0.0

    def table(self) -> Table:
        """Return the report as a table for a terminal."""
        days = f", {_day(self.since)} to {_day(self.until)}" if self.events else ""
        table = Table(title=f"{self.events:,} events{days}: {len(CHECKS)} checks", title_justify="left")
        table.add_column("check", style="bold")
        table.add_column("count", justify="right")
        table.add_column("share", justify="right")
        table.add_column("example", overflow="fold")
        table.add_column("what to do", overflow="fold")
        for one in self.findings:
            table.add_row(one.check, f"{one.count:,}", f"{one.share:.2%}", escape(one.example), one.remedy)
        if not self.findings:
            table.add_row("nothing odd", "0", "", "", "")
        return table


def report(events: EventColumns, catalogue: Catalogue, now: float, limits: Limits | None = None) -> Report:
    """Return what the checks find.

    Parameters
    ----------
    events
        In the order of the log.
    catalogue
        What the events should speak of.
    now
        Seconds since the epoch: what is later is in the future.
    limits
        Where the lines are drawn; the defaults where None.
    """
    seen = Inspected(events, catalogue, now, limits or Limits())
    found = {name: check.looks(seen) for name, check in CHECKS.items()}
    findings = tuple(
        Finding(name, odd.many, odd.many / odd.of, odd.example, CHECKS[name].remedy)
        for name, odd in found.items()
        if odd.many
    )
    at = seen.at
    return Report(findings, len(events), *((float(at.min()), float(at.max())) if len(at) else ()))


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
