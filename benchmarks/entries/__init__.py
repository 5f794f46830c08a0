"""What is measured under each protocol: one file a family of models, each with its settings and how they were found.

A family's file has ``ENTRIES``: protocol → name of the model → learner with its tuned settings. It may have ``SPACES``:
protocol → model → a function that makes the entry of an Optuna trial, which is what ``python -m benchmarks.tune``
searches; and ``NOTES``: protocol → model → what was tried, in a sentence or two for the leaderboard. An entry whose
method lives in another environment is an :class:`Outside` instead of a learner.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol, runtime_checkable

from benchmarks.protocols import Split
from frontrow.core import Items
from frontrow.errors import BadConfig
from frontrow.models import Learner


class Ranked(NamedTuple):
    """Lists made outside, and what they took.

    Parameters
    ----------
    lists
        (n_queries, k) The best titles of each query, best first; -1 after the end of a shorter list.
    fit_cpu_s, score_cpu_s
        CPU-seconds, children included.
    fit_gb, score_gb
        Peak resident memory, GiB.
    """

    lists: Items
    fit_cpu_s: float
    score_cpu_s: float
    fit_gb: float
    score_gb: float


@runtime_checkable
class Outside(Protocol):
    """A method of another project: it learns from a split and ranks for its queries in an environment of its own."""

    def ranked(self, split: Split, k: int) -> Ranked:
        """Return the best ``k`` titles of each query, masked titles left out."""


Entry = Learner | Outside
Space = Callable[[Any], Entry]  # of an optuna.Trial


class Entries(NamedTuple):
    """All families together."""

    entries: Mapping[str, Mapping[str, Entry]]
    spaces: Mapping[str, Mapping[str, Space]]
    notes: Mapping[str, Mapping[str, str]]


@cache
def gathered() -> Entries:
    """Return what the files of this folder hold; a family that cannot be imported is left out, and it is said.

    Raises
    ------
    BadConfig
        If two families name the same model under one protocol.
    """
    found = Entries({}, {}, {})
    for module in sorted(one.name for one in pkgutil.iter_modules(__path__)):
        try:
            family = importlib.import_module(f"{__name__}.{module}")
        except ImportError as error:
            print(f"benchmarks/entries/{module}.py is left out: {error}", file=sys.stderr)
            continue
        for whole, name in zip(found, ("ENTRIES", "SPACES", "NOTES"), strict=True):
            _merge(whole, getattr(family, name, {}), f"{module}.{name}")
    return found


def _merge(whole: Any, part: Mapping[str, Mapping[str, Any]], where: str) -> None:
    for protocol, models in part.items():
        known = whole.setdefault(protocol, {})
        for model, value in models.items():
            if model in known:
                raise BadConfig(f"{where} names {protocol}/{model} again.", "Give each model one name and one file.")
            known[model] = value
