"""What a service could observe of it all: events in columns, with ids, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from frontrow.artwork import VARIANTS
from frontrow.core import Floats, Items, Kind, Times
from frontrow.data.events import EVENT_SCHEMA, EventColumns, code
from frontrow.simulate.viewers import Viewers
from frontrow.simulate.world import World

Numbers = NDArray[np.integer] | NDArray[np.floating]


@dataclass(frozen=True)
class Entries:
    """``n`` events of one kind; indices are -1, or left out, where an event has none.

    Parameters
    ----------
    at
        (n,) Seconds since the epoch.
    viewer, device
        (n,) Indices.
    item, part
        (n,) Item index; index of the episode in ``world.runtimes``.
    value, position
        (n,) As the kind has them.
    play, page
        (n,) Number of the play; index of the page in the batch's page ids.
    row, slot, artwork, probability
        (n,) Of the impression that led here.
    text
        Of every event, or the texts of which ``text_at`` (n,) says the place.
    """

    kind: Kind
    at: Times
    viewer: Items
    device: Items | None = None
    item: Items | None = None
    part: Items | None = None
    value: Numbers | None = None
    position: Numbers | None = None
    play: Items | None = None
    page: Items | None = None
    row: Items | None = None
    slot: Items | None = None
    artwork: Items | None = None
    probability: Floats | None = None
    text: Sequence[str] = ("",)
    text_at: Items | None = None


_ABSENT: dict[str, tuple[float, type[np.generic]]] = {
    "device": (-1, np.int32),
    "item": (-1, np.int32),
    "part": (-1, np.int32),
    "value": (1.0, np.float64),
    "position": (0.0, np.float64),
    "play": (-1, np.int32),
    "page": (-1, np.int32),
    "row": (-1, np.int16),
    "slot": (-1, np.int16),
    "artwork": (-1, np.int32),
    "probability": (1.0, np.float64),
}


@dataclass(frozen=True)
class Recorder:
    """Turns entries into events of a world's titles and viewers.

    Parameters
    ----------
    names
        For each coded column the names its codes stand for; the code -1 stands for the last, the empty one.
    country, language
        (viewers,) Codes of each viewer.
    episode
        (parts,) Code of each part of ``world.runtimes``; -1 for a film, which has no episode.
    """

    names: dict[str, Any]
    country: Items
    language: Items
    episode: Items

    @classmethod
    def of(cls, world: World, viewers: Viewers) -> Recorder:
        """Return the recorder of a world."""
        series = [title.episodes for title in world.catalogue.titles]
        numbers = np.repeat([len(one) > 0 for one in series], world.episodes.lengths)
        names = {
            "user_id": viewers.user_ids,
            "item_id": [*world.catalogue.items, ""],
            "episode_id": [*(part.episode_id for one in series for part in one), ""],
            "artwork": [*VARIANTS, ""],
            "device": [*(device.name for device in world.parameters.devices), ""],
            "country": [country.code for country in world.parameters.countries],
            "language": list(world.languages),
        }
        return cls(
            {name: pa.array(one, pa.string()) for name, one in names.items()},
            viewers.country,
            viewers.language,
            np.where(numbers, np.cumsum(numbers) - 1, -1).astype(np.int32),
        )

    def events(self, entries: Sequence[Entries], page_ids: Sequence[str], prefix: str) -> EventColumns:
        """Return the entries as events in the order of time.

        Parameters
        ----------
        page_ids
            What ``page`` counts in.
        prefix
            Starts every id, and makes it distinct from those of other batches.
        """
        sizes = [len(one.at) for one in entries]
        order = np.argsort(np.concatenate([one.at for one in entries]), kind="stable")
        found = {name: _joined(entries, name, sizes)[order] for name in _ABSENT}
        viewer = np.concatenate([one.viewer for one in entries])[order]
        kind = np.repeat([code(one.kind) for one in entries], sizes)[order]
        columns: dict[str, Any] = {
            "seq": np.zeros(len(order), np.int64),
            "event_id": numbered(f"{prefix}-e", np.arange(len(order))),
            "kind": kind.astype(np.int8),
            "at": np.concatenate([one.at for one in entries])[order],
            **{name: found[name] for name in ("value", "position", "row", "slot", "probability")},
            "play_id": numbered(f"{prefix}-p", found["play"]),
            "page_id": pa.array([*page_ids, ""], pa.string()).take(_codes(found["page"], len(page_ids) + 1)),
            "text": _texts(entries, sizes).take(pa.array(order)),
        }
        coded = {
            "user_id": viewer,
            "item_id": found["item"],
            "episode_id": np.where(found["part"] < 0, -1, self.episode[found["part"]]),
            "artwork": found["artwork"],
            "device": found["device"],
            "country": self.country[viewer],
            "language": self.language[viewer],
        }
        columns |= {name: self._coded(name, values) for name, values in coded.items()}
        arrays = [pa.array(columns[field.name], field.type) for field in EVENT_SCHEMA]
        return EventColumns(pa.Table.from_arrays(arrays, schema=EVENT_SCHEMA))

    def _coded(self, name: str, values: Items) -> Any:
        names = self.names[name]
        return pa.DictionaryArray.from_arrays(_codes(values, len(names)), names)


def _codes(values: Items, n: int) -> Any:
    """Return Arrow codes in which -1 means the last of ``n`` names."""
    return pa.array(np.where(values < 0, n - 1, values), pa.int32())


def _joined(entries: Sequence[Entries], name: str, sizes: Sequence[int]) -> NDArray[Any]:
    absent, kind = _ABSENT[name]
    parts = [getattr(one, name) for one in entries]
    full = [np.full(size, absent) if part is None else part for part, size in zip(parts, sizes, strict=True)]
    return np.concatenate(full).astype(kind)


def numbered(prefix: str, numbers: NDArray[np.integer]) -> Any:
    """Return ``prefix-number`` for each number, and nothing for -1."""
    texts = pc.cast(pa.array(numbers), pa.string())
    return pc.if_else(pa.array(numbers >= 0), pc.binary_join_element_wise(prefix, texts, "-"), "")


def _texts(entries: Sequence[Entries], sizes: Sequence[int]) -> Any:
    arrays = [
        pa.array(one.text, pa.string()).take(pa.array(np.zeros(size, np.int32) if one.text_at is None else one.text_at))
        for one, size in zip(entries, sizes, strict=True)
    ]
    return pa.concat_arrays(arrays)
