"""What the components of a page may read: immutable, made by training, loaded from a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontrow.data.catalogue import Catalogue
from frontrow.models import Model


@dataclass(frozen=True)
class Knowledge:
    """A catalogue and the models fitted over it, by the names the configuration gives them.

    Parameters
    ----------
    catalogue
        Its order is the item index of every model.
    models
        ``ease`` (personal, explaining), ``popular`` (time-decayed plays by country), ``recent`` (plays of the last
        7 days by country), ``trending`` (rising titles), ``item_knn`` and what a team adds.
    trained_at
        The end of the data, seconds since the epoch.
    version
        The bundle's name.
    """

    catalogue: Catalogue
    models: Mapping[str, Model] = field(default_factory=dict)
    trained_at: float = 0.0
    version: str = ""
