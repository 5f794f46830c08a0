"""Choices that depend on names alone: the same seed and names give the same lot on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
_BITS = 53  # as many as a float holds exactly


def lot(*names: object) -> float:
    """Return a number in [0, 1), uniform over names and independent for different ones."""
    digest = blake2b("\x1f".join(map(str, names)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> (64 - _BITS)) / float(1 << _BITS)


def pick(options: Sequence[T], *names: object) -> T:
    """Return one of the options, each as likely as the others."""
    return options[int(lot(*names) * len(options))]


def shuffled(options: Sequence[T], *names: object) -> list[T]:
    """Return the options in an order that depends on the names alone."""
    return sorted(options, key=lambda option: lot(*names, option))


def between(low: int, high: int, *names: object) -> int:
    """Return a whole number from ``low`` to ``high``, both included."""
    return low + int(lot(*names) * (high - low + 1))
