"""What both projects' matrix factorizations are told; imported in both environments, so it needs nothing."""

from __future__ import annotations

from dataclasses import dataclass

FOUND = 100  # titles ranked for each who asks


@dataclass(frozen=True)
class Task:
    """One fit.

    Parameters
    ----------
    n_items
        Titles in the catalogue.
    factors, epochs
        Length of a vector; times that both sides are solved for.
    reg
        λ: as Frontrow scales it (:class:`frontrow.models.ials.Ials`), or as implicit does, whose loss is 1 /
        ``unobserved_weight`` times as large: its penalty is the same for every user and title.
    reg_exponent
        ν of Frontrow; not for implicit.
    unobserved_weight
        α₀; implicit's confidence in a watched pair is 1 + 1 / α₀.
    block
        Of Frontrow: 0 for the exact solution.
    conjugate
        Of implicit: three steps of conjugate gradient instead of the exact solution.
    seed
        Of the first vectors.
    """

    n_items: int
    factors: int = 64
    epochs: int = 3
    reg: float = 0.003
    reg_exponent: float = 1.0
    unobserved_weight: float = 0.1
    block: int = 0
    conjugate: bool = False
    seed: int = 0
