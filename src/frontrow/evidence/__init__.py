"""Evidence: why a title stands where it stands, as a claim that can be checked.

A reason is a frozen dataclass whose first field is the knowledge and whose other fields are its settings; called with
the places asked about, it returns their :class:`~frontrow.core.Reasons`, with none where its claim would not be true.
:data:`LADDERS` says which reasons a row kind tries, in order; :mod:`frontrow.evidence.ladder` climbs. Adding one is one
file and one line of :data:`REASONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontrow.evidence.again import Again
from frontrow.evidence.facts import Facts
from frontrow.evidence.genre import Genre
from frontrow.evidence.ladder import Reason
from frontrow.evidence.listed import Listed
from frontrow.evidence.new import NewHere
from frontrow.evidence.popular import PopularHere
from frontrow.evidence.rank import Rank
from frontrow.evidence.resume import ResumePoint
from frontrow.evidence.trending import Trend
from frontrow.evidence.watched import Watched

REASONS: Mapping[str, Callable[..., Reason]] = {
    "again": Again,
    "continue": ResumePoint,
    "facts": Facts,
    "genre": Genre,
    "listed": Listed,
    "new": NewHere,
    "popular": PopularHere,
    "rank": Rank,
    "trending": Trend,
    "watched": Watched,
}
"""By name; a reason's name is the kind of the evidence it gives, save ``facts``, which gives ``genre``."""
