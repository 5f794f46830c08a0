"""Content: titles nobody has watched yet are mixtures of watched ones, weighed by what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.ranges import ABOVE_0, FINITE, FROM_0, FROM_1, GB, THRESHOLD, check
from frontrow.errors import BadConfig
from frontrow.models.content_features import text
from frontrow.models.content_kernel import SENTENCES, Kernel, parts
from frontrow.models.content_model import ContentModel
from frontrow.models.ease import inverse, without_self
from frontrow.models.gram import GIB, gram, refuse_above
from frontrow.models.liked import liked
from frontrow.models.narrow_content import NarrowContent, chosen
from frontrow.models.sentences import Sentences, require
from frontrow.models.sparse import places

# of float32 alive at once in a fit: products, weights, a kernel, its inverse and what is put in order
_MATRICES = 6
# Chosen on the validation of the cold-items protocol, see benchmarks/entries/content.py.
TASTE: Mapping[str, float] = {
    "genres": 6.0, "moods": 0.2, "cast": 0.2, "directors": 0.16, "writers": 0.1, "words": 1.1, "name": 0.4,
    "maturity": 1.1, "year": 6.0, "era": 1.0, "company": 0.35,
}  # fmt: skip
FAME: Mapping[str, float] = {
    "genres": 0.9, "moods": 0.05, "cast": 0.1, "directors": 0.12, "words": 0.1, "maturity": 0.1, "languages": 0.05,
    "facts": 3.0, "age": 0.3, "length": 0.35,
}  # fmt: skip
IN_TASTE, IN_FAME = 0.25, 0.08  # of sentences, where a model of them is; chosen likewise


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
    sentences
        The folder of a model of sentences (extra ``sentences``), by which titles' texts are compared too; "" for none.
        Where neither ``taste`` nor ``fame`` weighs the part "sentences", the measured weights are used.
    max_gb
        GiB that all matrices together may take while they are made. By default there is room for 13,377 titles.
    narrow
        Titles of a larger catalogue that are kept, at least 1: the most watched, and of those that are cold the newest,
        at most 1,000. No other argues or is argued for; titles that join later are mixtures of the warm ones as ever.

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
    sentences: str = ""
    max_gb: float = 4.0
    narrow: int = 6_000

    def __post_init__(self) -> None:
        check(
            "content", self, reg=ABOVE_0, threshold=THRESHOLD, noise=ABOVE_0, own=FINITE, damping=FINITE, lift=FINITE,
            fame_noise=ABOVE_0, max_gb=GB, narrow=FROM_1, min_plays=FROM_0,
        )  # fmt: skip
        taste, fame = self._weights()
        parts(taste)
        parts(fame)
        if self.sentences:
            require(Path(self.sentences))
        elif SENTENCES in (taste | fame):
            raise BadConfig("content cannot weigh 'sentences' without a model of them.", "Name its folder: sentences.")

    def fit(self, data: Dataset, rng: np.random.Generator) -> ContentModel | NarrowContent:
        """Return EASE over the watched titles, extended to the others; that of some titles where all are too many."""
        n = len(data.catalogue)
        histories = liked(data, self.threshold).histories
        room = int(np.sqrt(self.max_gb * GIB / (4 * _MATRICES)))
        if n <= room or not room:
            return self._fitted(data.catalogue, histories)
        plays = np.bincount(histories.values, minlength=n).astype(np.int32)
        titles = chosen(plays, plays >= max(self.min_plays, 1), data.catalogue, min(self.narrow, room), data.now)
        place = places(titles, n)
        known = place[histories.values] >= 0
        theirs = Ragged.grouped(histories.owners[known], place[histories.values[known]], len(histories))
        part = self._fitted(Catalogue.of(data.catalogue[item] for item in titles), theirs)
        return NarrowContent((part,), titles, n)

    def _fitted(self, catalogue: Catalogue, histories: Ragged) -> ContentModel:
        n = len(catalogue)
        refuse_above(self.max_gb, n, 4 * _MATRICES)
        plays = np.bincount(histories.values, minlength=n)
        is_warm = plays >= max(self.min_plays, 1)
        order = np.concatenate([np.flatnonzero(is_warm), np.flatnonzero(~is_warm)])
        warm = order[: is_warm.sum()]
        start = self._warm(catalogue, _between(gram(histories, n), warm), warm, plays[warm])
        model = start.extended(Catalogue.of(catalogue[item] for item in order))
        return _in_order(model, catalogue, order)

    def _warm(self, catalogue: Catalogue, upper: Floats, warm: Items, plays: Items) -> ContentModel:
        """Return the model over the warm titles alone."""
        titles = [catalogue[item] for item in warm]
        sentences = (Sentences.read(Path(self.sentences), [text(one) for one in titles]),) if self.sentences else ()
        kernel = Kernel.learnt(titles, sentences)
        taste, fame = (parts(weights) for weights in self._weights())
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
            sentences=sentences,
        )

    def _weights(self) -> tuple[dict[str, float], dict[str, float]]:
        """Return ``taste`` and ``fame``, with the measured weights of a model of sentences that they do not weigh."""
        taste, fame = dict(self.taste), dict(self.fame)
        if self.sentences and SENTENCES not in (taste | fame):
            taste[SENTENCES], fame[SENTENCES] = IN_TASTE, IN_FAME
        return taste, fame


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
