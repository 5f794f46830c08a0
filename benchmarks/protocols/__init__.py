"""Published evaluation protocols, to the last detail that moves a figure: one file a way to cut the data."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.protocols import ml1m, ml100k
from benchmarks.protocols.split import Protocol, Split, data_folder

__all__ = ["PROTOCOLS", "Protocol", "Split", "data_folder"]

PROTOCOLS: Mapping[str, Protocol] = {protocol.name: protocol for protocol in (ml1m.LEAVE_LAST_OUT, ml100k.TEMPORAL)}
