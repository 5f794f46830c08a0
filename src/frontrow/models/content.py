"""Content: titles nobody has watched yet are mixtures of watched ones, weighed by what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig, BadInput
from frontrow.models.content_kernel import Kernel, kernel_of, parts
from frontrow.models.ease import EaseModel, inverse, without_self
from frontrow.models.gram import gram, refuse_above
from frontrow.models.liked import liked

# of float32 alive at once in a fit: products, weights, a kernel, its inverse and what is put in order
_MATRICES = 5
# Chosen on the validation of the cold-items protocol, see benchmarks/entries/content.py.
TASTE: Mapping[str, float] = {
    "genres": 6.0, "cast": 0.2, "directors": 0.16, "writers": 0.1, "words": 1.1, "name": 0.4, "maturity": 1.1,
    "year": 6.0, "era": 1.0, "company": 0.35,
}  # fmt: skip
FAME: Mapping[str, float] = {
    "genres": 0.9, "moods": 0.05, "cast": 0.1, "directors": 0.12, "words": 0.1, "maturity": 0.1, "languages": 0.05,
    "facts": 3.0, "age": 0.3, "length": 0.35,
}  # fmt: skip


class Mixed(NamedTuple):
    """New titles in terms of the warm ones."""

    into: Floats  # (n_warm, m) what a title of a history adds to them is that to the warm ones, so weighed
    out: Floats  # (n_warm, m) what they add to others is what the warm ones add, so weighed


@dataclass(frozen=True)
class ContentModel(EaseModel):
    """Item-item weights over the whole catalogue, and what more titles need to join it.

    Parameters
    ----------
    weights
        (n_items, n_items) float32: row i is what a viewing of title i adds to the score of every title.
    item_ids
        Of the catalogue, in its order.
    warm
        (n_warm,) The titles that were watched enough to be learnt from; the others are *cold*.
    mixtures
        (n_warm, n_items − n_warm) What the cold titles add to others, in parts of the warm ones; in catalogue order.
    terms, idf, lists, values, numbers
        The warm titles as :class:`frontrow.models.content_kernel.Kernel` reads them.
    taste, fame
        The weights of the parts of the kernels of mixtures and of plays.
    inverse
        (n_warm, n_warm) (K + noise · I)⁻¹ of the kernel of taste.
    shares
        (n_warm,) ln plays of the warm titles less its mean.
    fames
        (n_warm,) Coefficients that predict ``shares`` from the kernel of fame.
    own, damping, lift
        As in :class:`Content`.
    """

    item_ids: tuple[str, ...]
    warm: Items
    mixtures: Floats
    terms: tuple[str, ...]
    idf: Floats
    lists: Ragged
    values: Floats
    numbers: Floats
    taste: Floats
    fame: Floats
    inverse: Floats
    shares: Floats
    fames: Floats
    own: float
    damping: float
    lift: float

    def extended(self, catalogue: Catalogue) -> ContentModel:
        """Return the model over a catalogue that has grown; its new titles can be recommended at once.

        It is the model a fit would have returned, had the new titles been there without events.

        Parameters
        ----------
        catalogue
            Begins with the titles the model knows, in the same order.

        Raises
        ------
        BadInput
            If it does not.
        """
        ids = tuple(catalogue.items)
        n = len(self.item_ids)
        if ids[:n] != self.item_ids:
            raise BadInput(
                "the content model cannot be extended to a catalogue with other titles or another order.",
                "Give it the catalogue it was trained on, with the new titles at the end.",
            )
        if len(ids) == n:
            return self
        mixed = self.mixed([catalogue[item] for item in range(n, len(ids))])
        return replace(
            self,
            weights=self._grown(mixed),
            item_ids=ids,
            mixtures=np.hstack([self.mixtures, mixed.out]),
        )

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles that a viewing of ``item`` argues for, and how strongly, best first."""
        row = self.weights[item]
        order = np.argsort(-row, kind="stable").astype(np.int32)
        order = order[row[order] > 0]
        return order, row[order]

    def mixed(self, titles: Sequence[Title]) -> Mixed:
        """Return titles that the model does not know in terms of its warm ones, by what is known of them alone."""
        kernel = self.kernel
        new = kernel.described(titles)
        out = self.inverse @ kernel.against(new, self.taste)
        shares = self.fames @ kernel.against(new, self.fame)
        if len(self.warm):  # nobody can be further from the usual than any title has been
            shares = np.clip(shares, self.shares.min(), self.shares.max())
        into = out * np.exp(-self.damping * self.shares)[:, None] * np.exp(self.lift * shares)[None, :]
        return Mixed(into.astype(np.float32), out.astype(np.float32))

    @property
    def cold(self) -> Items:
        """(n_cold,) The titles that were not, rising."""
        return _others(len(self.item_ids), self.warm)

    @cached_property
    def kernel(self) -> Kernel:
        """What compares other titles with the warm ones."""
        return kernel_of(self.terms, self.idf, self.lists, self.values, self.numbers)

    def _grown(self, mixed: Mixed) -> Floats:
        """Return the weights with rows and columns of new titles, which add nothing to themselves."""
        n, m = len(self.weights), mixed.out.shape[1]
        into, out = np.zeros((n, m), np.float32), np.zeros((n + m, m), np.float32)
        into[self.warm], out[self.warm] = mixed
        grown = np.zeros((n + m, n + m), np.float32)
        grown[:n, :n] = self.weights
        columns = self.weights @ into + self.own * into
        columns[_others(n, self.warm)] += self.own * (self.mixtures.T @ mixed.into)
        grown[:n, n:] = columns
        grown[n:] = out.T @ grown
        grown[np.arange(n, n + m), np.arange(n, n + m)] = 0
        return grown


@dataclass(frozen=True)
class Content:
    """EASE between the titles that were watched, and a kernel ridge that carries it to those that were not.

    Parameters
    ----------
    reg
        Ridge penalty λ of EASE, in users: above 0.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.
    min_plays
        A title that fewer users liked is cold: what is known of it says more than they do.
    taste
        Weights of the parts of the kernel of taste, by name, in place of the default ones.
    noise
        ν, the part of a title's taste that nothing known of it tells, in units of those weights: above 0.
    own
        ε, what a title adds to the titles that are made of it.
    damping
        a: the columns of warm titles are divided by (plays / usual plays)ᵃ before they are mixed.
    lift
        γ: the column of a cold title is multiplied by (predicted plays / usual plays)ᵞ.
    fame
        Weights of the parts of the kernel that predicts plays.
    fame_noise
        The part of ln plays that nothing known of a title tells: above 0.
    max_gb
        GiB that each matrix may take; a larger catalogue is refused before anything is made.

    Notes
    -----
    B are the weights of EASE between the warm titles w, K the kernel of
    :class:`frontrow.models.content_kernel.Kernel`. A cold title c is the mixture of warm ones

        S = (K_ww + ν I)⁻¹ K_wc,    W_wc = (B + ε I) D^(−a) S diag(f̂^γ),    W_cw = S' B,

    D the plays of the warm titles over their geometric mean and f̂ those of the cold ones as a second kernel ridge
    predicts them, ln f̂ = K̃_cw (K̃_ww + ν̃ I)⁻¹ ln D. So S' is the kernel ridge regression of the columns of the
    collaborative model on what is known of a title, and every score remains a sum over the history.

    References
    ----------
    .. [1] H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019.
    .. [2] C. Saunders, A. Gammerman, V. Vovk, "Ridge regression learning algorithm in dual variables", ICML 1998.
    """

    reg: float = 1500.0
    threshold: float = 0.0
    min_plays: int = 5
    taste: Mapping[str, float] = field(default_factory=lambda: dict(TASTE))
    noise: float = 1.6
    own: float = 0.07
    damping: float = 0.3
    lift: float = 0.2
    fame: Mapping[str, float] = field(default_factory=lambda: dict(FAME))
    fame_noise: float = 0.11
    max_gb: float = 4.0

    def __post_init__(self) -> None:
        for name in ("reg", "noise", "fame_noise"):
            if not getattr(self, name) > 0:
                raise BadConfig(f"content cannot have {name} = {getattr(self, name)}.", f"{name} is above 0.")
        parts(self.taste)
        parts(self.fame)

    def fit(self, data: Dataset, rng: np.random.Generator) -> ContentModel:
        """Return EASE over the watched titles, extended to the others."""
        n = len(data.catalogue)
        refuse_above(self.max_gb, n, 4 * _MATRICES)
        found = liked(data, self.threshold)
        plays = np.bincount(found.histories.values, minlength=n)
        is_warm = plays >= max(self.min_plays, 1)
        order = np.concatenate([np.flatnonzero(is_warm), np.flatnonzero(~is_warm)])
        warm = order[: is_warm.sum()]
        start = self._warm(data.catalogue, _between(gram(found.histories, n), warm), warm, plays[warm])
        model = start.extended(Catalogue.of(data.catalogue[item] for item in order))
        return _in_order(model, data.catalogue, order)

    def _warm(self, catalogue: Catalogue, upper: Floats, warm: Items, plays: Items) -> ContentModel:
        """Return the model over the warm titles alone."""
        titles = [catalogue[item] for item in warm]
        kernel = Kernel.learnt(titles)
        taste, fame = parts(self.taste), parts(self.fame)
        shares = np.log(plays, dtype=np.float32)
        shares -= shares.mean() if len(shares) else 0
        return ContentModel(
            weights=without_self(upper, self.reg),
            item_ids=tuple(title.item_id for title in titles),
            warm=np.arange(len(warm), dtype=np.int32),
            mixtures=np.zeros((len(warm), 0), np.float32),
            terms=kernel.tf_idf.terms,
            idf=kernel.tf_idf.idf,
            lists=kernel.own.vectors.terms,
            values=kernel.own.vectors.values,
            numbers=kernel.own.numbers,
            taste=taste,
            fame=fame,
            inverse=_inverted(kernel.against(kernel.own, taste), self.noise),
            shares=shares,
            fames=_inverted(kernel.against(kernel.own, fame), self.fame_noise) @ shares,
            own=self.own,
            damping=self.damping,
            lift=self.lift,
        )


def _others(n: int, warm: Items) -> Items:
    return np.setdiff1d(np.arange(n, dtype=np.int32), warm, assume_unique=True)


def _between(upper: Floats, warm: Items) -> Floats:
    """Return the upper triangle of the rows and columns of some titles, rising."""
    return np.ascontiguousarray(upper[np.ix_(warm, warm)], np.float32)


def _inverted(kernel: Floats, noise: float) -> Floats:
    """Return (K + noise · I)⁻¹, both triangles."""
    if not len(kernel):
        return kernel
    found = np.triu(inverse(np.ascontiguousarray(kernel), noise))
    return np.asarray(found + np.triu(found, 1).T, np.float32)


def _in_order(model: ContentModel, catalogue: Catalogue, order: Items) -> ContentModel:
    """Return a model whose titles stand as ``order`` says in the order of the catalogue instead."""
    place = np.argsort(order)
    return replace(
        model,
        weights=np.ascontiguousarray(model.weights[np.ix_(place, place)]),
        item_ids=tuple(catalogue.items),
        warm=order[: len(model.warm)].astype(np.int32),
    )
