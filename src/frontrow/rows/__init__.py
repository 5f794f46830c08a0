"""Row kinds: which shelves a page can have.

A row kind is a frozen dataclass whose first field is the knowledge and whose other fields are its settings; called
with the ranked candidates, it yields rows, the most wanted first, each with more titles than fit. A page takes from
each row the titles not shown above it. Adding one is one file and one line of :data:`ROWS`.

Rows of ``ranked`` hold only titles that passed every filter. The rows that look beyond it (``continue_watching``,
``my_list``, ``top_10``, ``watch_again``) hold watched titles too, and ask :func:`frontrow.filters.permitted.permitted`
themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontrow.core import RowKind
from frontrow.rows.because_you_watched import BecauseYouWatched
from frontrow.rows.continue_watching import ContinueWatching
from frontrow.rows.genre import GenreRows
from frontrow.rows.hidden_gems import HiddenGems
from frontrow.rows.my_list import MyList
from frontrow.rows.new_releases import NewReleases
from frontrow.rows.popular import PopularRow
from frontrow.rows.top_10 import Top10
from frontrow.rows.top_picks import TopPicks
from frontrow.rows.trending import TrendingNow
from frontrow.rows.watch_again import WatchAgain

ROWS: Mapping[str, Callable[..., RowKind]] = {
    "because_you_watched": BecauseYouWatched,
    "continue_watching": ContinueWatching,
    "genre": GenreRows,
    "hidden_gems": HiddenGems,
    "my_list": MyList,
    "new_releases": NewReleases,
    "popular": PopularRow,
    "top_10": Top10,
    "top_picks": TopPicks,
    "trending": TrendingNow,
    "watch_again": WatchAgain,
}
