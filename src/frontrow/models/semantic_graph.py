"""Titles in a graph of what they are about and who watches them together: vectors for warm and cold titles alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.sparse import csr_array

from frontrow.core import Bools, Floats, Items
from frontrow.data.catalogue import Title
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.ranges import ABOVE_0, FROM_0, FROM_1, GB, SHARE, THRESHOLD, check
from frontrow.errors import BadConfig
from frontrow.models import Explained, Queries
from frontrow.models.content_features import BLOCKS, documents, words
from frontrow.models.cosine import nearest_by_cosine
from frontrow.models.ease import strongest_reasons, without_self
from frontrow.models.gram import gram, refuse_above
from frontrow.models.liked import liked
from frontrow.models.low_rank import low_rank
from frontrow.models.sequence import require_pytorch
from frontrow.models.tf_idf import Document, TfIdf
from frontrow.nets.settings import LinkSettings

if TYPE_CHECKING:
    from frontrow.nets.semantic_graph import Graph

# The types of edges: the share of titles that a concept may tell of at most. Words of a plot that many have say little.
RELATIONS: Mapping[str, float] = {
    **dict.fromkeys(BLOCKS, 1.0), "words": 0.15, "decade": 1.0, "season": 1.0, "size": 1.0,
}  # fmt: skip
_DECADE = 10  # years
_NEIGHBOURS = (-1, 0, 1)  # years: a title is of its season and of those beside it
_SIZES = 2.0  # steps of ln(1 + words of the synopsis) and of ln(1 + people)
_SEED = 0
_RIDGE = 1.0  # of the map that gives cold titles what they add to others


@dataclass(frozen=True)
class SemanticGraphModel:
    """Vectors of titles as a trained net left them: served without PyTorch.

    Parameters
    ----------
    sources
        (n_items, d) What a title of a history adds to the vector of its viewer.
    targets
        (n_items, d) What a viewer's vector is compared with: by identifier and concepts of a title that was watched, by
        its concepts alone of one that was not.
    semantic
        (n_items, d) By concepts alone, of every title.
    """

    sources: Floats
    targets: Floats
    semantic: Floats

    def scores(self, queries: Queries) -> Floats:
        viewers = self.user_vectors(queries.histories, queries.weights)
        # summed by einsum, in an order that does not depend on how many ask
        scores: Floats = np.einsum("qd,id->qi", viewers, self.targets)
        return scores

    @property
    def vectors(self) -> Floats:
        """(n_items, d) What a viewer's vector is compared with."""
        return self.targets

    def user_vectors(self, histories: Ragged, weights: Floats) -> Floats:
        """Return (n, d) float32: the sum of what the titles of each history add."""
        return np.asarray(histories.matrix(len(self.sources), weights) @ self.sources, np.float32)

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons; a title disliked (weight ≤ 0) moves scores but is never a reason."""
        return strongest_reasons(self._added(asked, self.targets), asked)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        return self._added(asked, self.targets[items])

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles whose concepts point most in the direction of the item's, with the cosine, best first."""
        return nearest_by_cosine(self.semantic, item)

    def _added(self, asked: Queries, targets: Floats) -> Floats:
        return np.asarray(asked.weights, np.float32)[:, None] * (self.sources[asked.histories.values] @ targets.T)


@dataclass(frozen=True)
class SemanticGraph(LinkSettings):
    """Learns titles' vectors from the concepts they are told by, with their identifiers hidden at random.

    Parameters
    ----------
    factors
        Length d of a vector; fewer in a catalogue of fewer watched titles.
    heads
        Parts of a vector that attend to concepts by themselves; they divide ``factors``.
    reg
        Ridge penalty of the EASE whose low-rank factors are the identifiers, in users.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.
    min_plays
        A title that fewer users liked has no identifier.
    dropout, lost
        Shares dropped at random in training: of hidden values, and of edges.
    max_gb
        GiB that a matrix between titles may take; a larger catalogue is refused.

    The others are described by :class:`frontrow.nets.settings.LinkSettings`.

    Notes
    -----
    The edges from titles to concepts are typed (:data:`RELATIONS`), each with its TF-IDF as confidence; co-engagement
    enters as the low-rank factors U V' ≈ B of EASE's weights: V are the identifiers of titles, U is where training
    begins with what a title of a history adds to its viewer. The net is trained to predict links between what is left
    of a history and the titles hidden from it. See :mod:`frontrow.nets.semantic_graph` and
    :mod:`frontrow.nets.graph_links`.

    References
    ----------
    .. [1] Z. Huang et al., "Synergistic signals: exploiting co-engagement and semantic links via graph neural
       networks", arXiv 2312.04071, 2023.
    """

    factors: int = 128
    heads: int = 4
    reg: float = 1500.0
    threshold: float = 0.0
    min_plays: int = 5
    dropout: float = 0.6
    lost: float = 0.5
    max_gb: float = 4.0

    LEARNER: ClassVar[str] = "semantic_graph"

    def __post_init__(self) -> None:
        super().__post_init__()
        check(
            self.LEARNER, self, factors=FROM_1, heads=FROM_1, reg=ABOVE_0, threshold=THRESHOLD, min_plays=FROM_0,
            dropout=SHARE, lost=SHARE, max_gb=GB,
        )  # fmt: skip
        if self.factors % self.heads:
            raise BadConfig(
                f"semantic_graph cannot have factors = {self.factors} with heads = {self.heads}.",
                "factors is a multiple of heads.",
            )

    def fit(self, data: Dataset, rng: np.random.Generator) -> SemanticGraphModel:
        """Return the vectors of all titles.

        Raises
        ------
        BadConfig
            If PyTorch or PyTorch Geometric is not installed.
        """
        require_pytorch("semantic_graph")
        n = len(data.catalogue)
        refuse_above(self.max_gb, n, 4)
        found = liked(data, self.threshold)
        warm = np.bincount(found.histories.values, minlength=n) >= max(self.min_plays, 1)
        if not warm.any():
            nothing = np.zeros((n, self.heads), np.float32)
            return SemanticGraphModel(nothing, nothing, nothing)
        sources, identifiers = self._factors(found.histories, warm, rng)
        histories = csr_array(found.histories.matrix(n).multiply(warm[None, :].astype(np.float32)))
        return self._trained(_graph(data.catalogue.titles, warm, identifiers), sources, histories, warm)

    def _factors(self, histories: Ragged, warm: Bools, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Return U and V of the weights of EASE between the warm titles, (n, d) with 0 for the others."""
        places = np.flatnonzero(warm)
        upper = np.ascontiguousarray(gram(histories, len(warm))[np.ix_(places, places)], np.float32)
        weights = without_self(upper, self.reg)
        d = self.heads * max(1, min(self.factors, len(places)) // self.heads)
        left, right = low_rank(weights, d, rng)
        sources, identifiers = np.zeros((2, len(warm), d), np.float32)
        sources[warm, : left.shape[1]], identifiers[warm, : right.shape[1]] = left, right
        return sources, identifiers

    def _trained(self, graph: Graph, sources: Floats, histories: csr_array, warm: Bools) -> SemanticGraphModel:
        import torch  # noqa: PLC0415 (an extra: only who trains needs it)

        from frontrow.nets.graph_links import fit, vectors  # noqa: PLC0415
        from frontrow.nets.semantic_graph import SemanticGraphNet, Shape  # noqa: PLC0415

        with torch.random.fork_rng():
            torch.manual_seed(_SEED)
            net = SemanticGraphNet(graph, torch.from_numpy(sources), Shape(self.heads, self.dropout, self.lost))
            fit(net, histories, self, np.random.default_rng(_SEED))
        found = vectors(net, warm)
        added = found.sources.copy()
        added[~warm] = found.semantic[~warm] @ _mapped(found.semantic[warm], found.sources[warm])
        targets = np.where(warm[:, None], found.identified, found.semantic)
        return SemanticGraphModel(added, targets, found.semantic)


def _mapped(semantic: Floats, sources: Floats) -> Floats:
    """Return (d, d) the ridge regression of what titles add on what their concepts say."""
    system = semantic.T @ semantic + np.float32(_RIDGE) * np.eye(semantic.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(system, semantic.T @ sources), np.float32)


def _graph(titles: tuple[Title, ...], warm: Bools, identifiers: Floats) -> Graph:
    import torch  # noqa: PLC0415 (an extra: only who trains needs it)

    from frontrow.nets.semantic_graph import Graph as Edges  # noqa: PLC0415

    told = [_with_time_and_size(title, one) for title, one in zip(titles, documents(titles), strict=True)]
    tf_idf = TfIdf.learnt(RELATIONS, [one for one, known in zip(told, warm, strict=True) if known])
    edges = tf_idf.vectors(told)
    deviation = float(identifiers.std()) or 1.0
    return Edges(
        title=torch.from_numpy(edges.terms.owners.astype(np.int64)),
        concept=torch.from_numpy(edges.terms.values.astype(np.int64)),
        confidence=torch.from_numpy(edges.values),
        relation=torch.from_numpy(tf_idf.block_of),
        tells=csr_array(edges.matrix(len(tf_idf.terms)).T),
        identifiers=torch.from_numpy(identifiers / np.float32(deviation)),
        n_relations=len(RELATIONS),
    )


def _with_time_and_size(title: Title, document: Document) -> Document:
    year = title.year
    spoken, people = np.log1p(len(words(title.synopsis))), np.log1p(len(title.people))
    return {
        **document,
        "decade": [str(year // _DECADE)] if year else [],
        "season": [str(year + step) for step in _NEIGHBOURS] if year else [],
        "size": [f"{int(_SIZES * spoken)} of text", f"{int(_SIZES * people)} of people"],
    }
