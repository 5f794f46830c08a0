"""The genre shelves a catalogue can have: genres, and genres narrowed by tone, decade, kind, origin or second genre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Floats
from frontrow.data.catalogue import Catalogue
from frontrow.rows.countries import within

_PLURALS = {
    "Adventure": "Adventures",
    "Comedy": "Comedies",
    "Documentary": "Documentaries",
    "Drama": "Dramas",
    "Mystery": "Mysteries",
    "Musical": "Musicals",
    "Romance": "Romances",
    "Thriller": "Thrillers",
    "Western": "Westerns",
}  # the genres whose plural is what a shelf is called; the others name a shelf as they are


class Shelf(NamedTuple):
    """A heading, and the genre it is mainly about (an index into the catalogue's genres)."""

    title: str
    genre: int


@dataclass(frozen=True)
class Shelves:
    """Shelves over a catalogue.

    Parameters
    ----------
    shelves
        ``s`` headings.
    holds
        (s, n_items) Which titles stand on each.
    shares
        (s,) The share of the catalogue on each.
    """

    shelves: tuple[Shelf, ...]
    holds: Bools
    shares: Floats

    @classmethod
    def of(cls, catalogue: Catalogue, smallest: int, most: int) -> Shelves:
        """Return the shelves of at least ``smallest`` titles, the ``most`` largest."""
        n = len(catalogue)
        found = [(shelf, held) for shelf, held in _shelves(catalogue) if held.sum() >= smallest]
        found.sort(key=lambda one: -int(one[1].sum()))
        holds = np.array([held for _, held in found[:most]], np.bool_).reshape(min(most, len(found)), n)
        shares = holds.sum(axis=1, dtype=np.float32) / np.float32(max(n, 1))
        return cls(tuple(shelf for shelf, _ in found[:most]), holds, shares)

    def __len__(self) -> int:
        return len(self.shelves)


def called(genre: str) -> str:
    """Return what a shelf of a genre is called: "Thrillers", "Horror"."""
    return _PLURALS.get(genre, genre)


def _shelves(catalogue: Catalogue) -> Iterator[tuple[Shelf, Bools]]:
    """Yield the genres, and of each the narrower shelves that hold at most half of it: more would tell nothing new."""
    narrower = _narrower(catalogue)
    for genre, held in enumerate(catalogue.has_genre):
        name = called(catalogue.genres[genre])
        yield Shelf(name, genre), held
        for form, mask in [*narrower, *_second(catalogue, genre)]:
            both = held & mask
            if 2 * np.count_nonzero(both) <= np.count_nonzero(held):
                yield Shelf(form.format(name), genre), both


def _second(catalogue: Catalogue, genre: int) -> list[tuple[str, Bools]]:
    """Return the headings and masks of a genre together with each later one."""
    name = _escaped(catalogue.genres[genre])
    pairs = [
        (f"{name} & {_escaped(catalogue.genres[second])}", catalogue.has_genre[second])
        for second in range(genre + 1, len(catalogue.genres))
    ]
    return [(f"{name} Series", catalogue.is_series), *pairs]


def _narrower(catalogue: Catalogue) -> list[tuple[str, Bools]]:
    """Return headings with a place for the genre, and the titles each holds."""
    moods = sorted({mood for title in catalogue.titles for mood in title.moods})
    origins = sorted({country for title in catalogue.titles for country in title.countries})
    decades = np.unique(catalogue.year[catalogue.year > 0] // 10 * 10)
    forms = [
        (f"{_escaped(mood).title()} {{}}", _those(catalogue, [mood in t.moods for t in catalogue.titles]))
        for mood in moods
    ]
    forms += [(f"{{}} from the {decade}s", catalogue.year // 10 * 10 == decade) for decade in decades]
    forms += [
        (f"{{}} from{within(c).removeprefix(' in')}", _those(catalogue, [c in t.countries for t in catalogue.titles]))
        for c in origins
    ]
    return forms


def _those(catalogue: Catalogue, mask: list[bool]) -> NDArray[np.bool_]:
    return np.array(mask, np.bool_).reshape(len(catalogue))


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
