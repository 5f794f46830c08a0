"""Published evaluation protocols, to the last detail that moves a figure: one file a way to cut the data."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.protocols import cold_items, cold_users, gowalla, latest, ml1m, ml100k, strong, strong_tenths
from benchmarks.protocols.split import Protocol, Split, data_folder

__all__ = ["PROTOCOLS", "Protocol", "Split", "data_folder"]

PROTOCOLS: Mapping[str, Protocol] = {
    protocol.name: protocol
    for protocol in (
        ml1m.LEAVE_LAST_OUT,
        ml1m.TIME,
        strong.ML1M,
        strong.ML100K,
        strong_tenths.ML100K,
        gowalla.GOWALLA,
        cold_items.COLD_ITEMS,
        cold_users.COLD_USERS,
        latest.LATEST_TIME,
        ml100k.TEMPORAL,
    )
}
