"""What components return, held to their contracts, so that a wrong answer counts as a failure where it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Candidates, Column, Floats, Items, Query, Reasons, Row, RowKind, Source, Values
from frontrow.evidence.ladder import Places, Reason
from frontrow.evidence.shown import Shown
from frontrow.features import Features
from frontrow.page.assembler import Assembler
from frontrow.page.gate import Gate

Number = TypeVar("Number", bound=np.generic)


def proposed(source: Source, query: Query, k: int, n_items: int) -> Items:
    """Return what a source proposes: items of the catalogue."""
    items = np.asarray(source(query, k).items, np.int32)
    if len(items) and not 0 <= items.min() <= items.max() < n_items:
        raise ValueError(f"proposes items outside 0 to {n_items - 1}")
    return items


def kept(one: Column[np.bool_], query: Query, found: Candidates) -> Bools:
    """Return a filter's mask: one boolean a candidate."""
    mask = np.asarray(one(query, found))
    if mask.dtype != np.bool_:
        raise TypeError(f"keeps by {mask.dtype}, not by booleans")
    return _of_length(mask, found)


def described(feature: Features, query: Query, found: Candidates) -> Mapping[str, Values]:
    """Return a feature's columns: finite, one value a candidate."""
    return {name: _finite(_of_length(np.asarray(values), found)) for name, values in feature(query, found).items()}


def scored(scorer: Column[np.float32], query: Query, found: Candidates) -> Floats:
    """Return a scorer's scores: finite, one a candidate."""
    return _finite(_of_length(np.asarray(scorer(query, found), np.float32), found))


def offered(kind: RowKind, query: Query, ranked: Candidates) -> list[Row]:
    """Return a kind's rows: item indices in one dimension."""
    rows = list(kind(query, ranked))
    for row in rows:
        if row.items.dtype.kind != "i" or row.items.ndim != 1:
            raise TypeError(f"offers titles as {row.items.dtype} of shape {row.items.shape}, not as item indices")
    return rows


def arranged(assembler: Assembler, query: Query, offers: Sequence[Row], gate: Gate, allowed: Bools) -> tuple[Row, ...]:
    """Return the rows of the page, after a last look at every title on it."""
    rows = tuple(assembler(query, offers))
    if not gate.passes(rows, allowed):
        raise ValueError("arranges a title that must not be shown, or one twice")
    return rows


def answered(reason: Reason, query: Query, shown: Shown, places: Places) -> Reasons:
    """Return a reason's answers: a sentence, or none, and a value for each place asked about."""
    answers = reason(query, shown, places)
    if not len(answers.which) == len(answers.values) == len(places):
        raise ValueError(f"gives {len(answers)} answers, {len(answers.values)} values for {len(places)} places")
    highest = np.maximum.reduce(answers.which, initial=-1)
    if highest >= len(answers.said):
        raise ValueError(f"says sentence {highest} of {len(answers.said)}")
    return answers


def _of_length(values: NDArray[Number], found: Candidates) -> NDArray[Number]:
    if values.shape != (len(found),):
        raise ValueError(f"gives values of shape {values.shape} for {len(found)} candidates")
    return values


def _finite(values: NDArray[Number]) -> NDArray[Number]:
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise ValueError("gives a value that is no finite number")
    return values
