"""What models are fitted on: who watched what, how much they liked it, when and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontrow.core import Floats, Items, Times
from frontrow.data.catalogue import Catalogue
from frontrow.data.quantiles import Quantiles
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary


@dataclass(frozen=True)
class Plays:
    """Every single play that counts as a view, in order of time, as a struct of arrays of equal length.

    Parameters
    ----------
    user, item
        Indices.
    at
        When it began, seconds since the epoch.
    seconds
        Watched.
    country
        Index into ``Dataset.countries``; -1 unknown.
    """

    user: Items
    item: Items
    at: Times
    seconds: Floats
    country: Items


@dataclass(frozen=True)
class Dataset:
    """Graded histories over a catalogue, and the plays they came from.

    Parameters
    ----------
    catalogue
        Its order defines the item index; titles without any event are part of it.
    users
        Its order defines the user index.
    histories
        Of each user: the titles watched or rated, once each, by time of last watching, newest last.
    grades
        (total,) Graded feedback of ``histories.values``: above 0 liked, below 0 disliked; see
        :mod:`frontrow.data.signals`.
    at
        (total,) Last watched, seconds since the epoch.
    plays
        Single plays.
    countries
        The countries that ``plays.country`` indexes.
    now
        The end of the data, seconds since the epoch: what "last 7 days" counts back from.
    quantiles
        The table the grades were made with; a request must grade with the same.
    """

    catalogue: Catalogue
    users: Vocabulary
    histories: Ragged
    grades: Floats
    at: Times
    plays: Plays
    countries: Vocabulary
    now: float
    quantiles: Quantiles = field(default_factory=Quantiles)
