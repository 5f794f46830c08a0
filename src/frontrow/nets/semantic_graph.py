"""The semantic graph net: vectors of titles from the concepts they are told by, with relation-aware attention."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import NamedTuple

import torch
from scipy.sparse import csr_array
from torch import Tensor, nn
from torch.nn.functional import softplus

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it still uses torch.jit as it is imported
    from torch_geometric.utils import scatter, softmax

_SMALL = 0.02  # standard deviation of what asks, before training
_NARROW = 8  # each relation's own message is this many times narrower than a vector in the last map


class Graph(NamedTuple):
    """Titles, the concepts they are told by, and what viewers made of the watched ones.

    Parameters
    ----------
    title, concept
        (n_edges,) The two ends of each edge.
    confidence
        (n_edges,) How much an edge says of its title, in (0, 1].
    relation
        (n_concepts,) The type of the edges to each concept, from 0.
    tells
        (n_concepts, n_titles) The confidence of each edge again.
    identifiers
        (n_titles, d) What co-engagement says of each title: its row of a low-rank factor of the item-item weights; 0
        for a title that nobody has watched.
    n_relations
        Types of edges.
    """

    title: Tensor
    concept: Tensor
    confidence: Tensor
    relation: Tensor
    tells: csr_array
    identifiers: Tensor
    n_relations: int


@dataclass(frozen=True)
class Shape:
    """How large a semantic graph net is and what is dropped at random in training.

    Parameters
    ----------
    heads
        Parts of a vector that attend by themselves; they divide d.
    dropout
        Share of the hidden values dropped.
    lost
        Share of the edges dropped.
    """

    heads: int
    dropout: float
    lost: float


class SemanticGraphNet(nn.Module):
    """Two hops, titles → concepts → titles, and a map of what the relations say.

    Parameters
    ----------
    graph
        Everything but which identifiers are shown.
    sources
        (n_titles, d) What a title of a history adds to the vector of its viewer, before training.
    shape
        Its size.

    Notes
    -----
    A concept is c = e_c + w_r ∘ Σ_t γ_tc z_t / (κ_r + Σ_t γ_tc), over the titles t whose identifiers z_t are shown, γ
    the confidence of the edges and r their relation: what is known of the titles it tells of, shrunk where they are
    few. A title attends to its concepts relation by relation, a head at a time,

        α_tc ∝ γ_tc^g_r exp(a_c + q_r·c),   m_tr = v_r ∘ Σ_c α_tc c,

    then to its relations, p_t = Σ_r β_tr m_tr with β_t = softmax_r(v·tanh(W m_tr) + b_r), so that a relation with many
    edges does not drown the others. Its vector is U p_t + map(p_t, mean_r m_tr, m_t1 … m_tR) + shown_t · I z_t.

    References
    ----------
    .. [1] Z. Huang et al., "Synergistic signals: exploiting co-engagement and semantic links via graph neural
       networks", arXiv 2312.04071, 2023: the kinds of edges, relation-aware attention; the details are ours.
    """

    def __init__(self, graph: Graph, sources: Tensor, shape: Shape) -> None:
        super().__init__()
        n, relations, d = len(graph.relation), graph.n_relations, graph.identifiers.shape[1]
        self.graph, self.shape = graph, shape
        self.sources = nn.Parameter(sources.clone())
        self.temperature = nn.Parameter(torch.zeros(()))
        self.concepts = nn.Parameter(torch.zeros(n, d))
        self.known = nn.Parameter(torch.ones(relations, d))
        self.shrink = nn.Parameter(torch.ones(relations))
        self.weight = nn.Parameter(torch.zeros(n, shape.heads))
        self.asks = nn.Parameter(_SMALL * torch.randn(relations, d, shape.heads))
        self.trust = nn.Parameter(torch.ones(relations, shape.heads))
        self.values = nn.Parameter(torch.ones(relations, d))
        self.absent = nn.Parameter(torch.zeros(relations, d))
        self.looks, self.judges = nn.Linear(d, d), nn.Linear(d, 1)
        self.prior = nn.Parameter(torch.zeros(relations))
        self.narrow, self.pooled = nn.Linear(d, d // _NARROW), nn.Linear(d, d)
        self.mapped = nn.Sequential(
            nn.Linear(relations * (d // _NARROW) + 2 * d, 2 * d),
            nn.GELU(),
            nn.Dropout(shape.dropout),
            nn.Linear(2 * d, d),
        )
        self.identified = nn.Linear(d, d, bias=False)
        self._begin()

    def _begin(self) -> None:
        """Start as the mean of what the relations say, so that the map is learnt only as far as it helps."""
        for linear in (self.identified, self.pooled):
            nn.init.eye_(linear.weight)
        for parameter in (self.pooled.bias, *self.mapped[-1].parameters()):
            nn.init.zeros_(parameter)

    def forward(self, titles: Tensor, told: Tensor, shown: Tensor) -> Tensor:
        """Return (m, d) vectors of titles.

        Parameters
        ----------
        titles
            (m,) Their indices.
        told
            (n_titles,) Whether a title's identifier tells of its concepts.
        shown
            (m,) Whether each of the titles is known by its own identifier too.
        """
        messages = self._messages(titles, self._told(told))
        judged = self.judges(torch.tanh(self.looks(messages))).squeeze(-1) + self.prior
        pooled = (torch.softmax(judged, dim=1).unsqueeze(-1) * messages).sum(dim=1)
        narrow = self.narrow(messages).flatten(1)
        vectors = self.pooled(pooled) + self.mapped(torch.cat([pooled, messages.mean(dim=1), narrow], dim=1))
        return vectors + shown.unsqueeze(1) * self.identified(self.graph.identifiers[titles])

    def _told(self, told: Tensor) -> Tensor:
        """Return (n_concepts, d) the vectors of concepts."""
        graph, shown = self.graph, told.float()
        sums = torch.from_numpy(graph.tells @ (shown.unsqueeze(1) * graph.identifiers).numpy())
        amounts = torch.from_numpy(graph.tells @ shown.numpy()) + softplus(self.shrink)[graph.relation]
        return self.concepts + self.known[graph.relation] * (sums / amounts.unsqueeze(1))

    def _asked(self, concepts: Tensor) -> Tensor:
        """Return (n_concepts, heads) a_c + q_r·c."""
        relations, d, heads = self.asks.shape
        answers = concepts @ self.asks.permute(1, 0, 2).reshape(d, relations * heads)
        own = self.graph.relation.view(-1, 1, 1).expand(-1, 1, heads)
        return self.weight + answers.view(-1, relations, heads).gather(1, own).squeeze(1)

    def _messages(self, titles: Tensor, concepts: Tensor) -> Tensor:
        """Return (m, n_relations, d) what each relation says of each title."""
        graph, m, heads = self.graph, len(titles), self.shape.heads
        place = torch.full((len(graph.identifiers),), -1)
        place[titles] = torch.arange(m)
        kept = place[graph.title] >= 0
        if self.training:
            kept &= torch.rand(len(kept)) >= self.shape.lost
        concept, confidence = graph.concept[kept], graph.confidence[kept]
        relation = graph.relation[concept]
        group = place[graph.title[kept]] * graph.n_relations + relation
        logits = self._asked(concepts)[concept] + self.trust[relation] * confidence.log().unsqueeze(1)
        attention = softmax(logits, group, num_nodes=m * graph.n_relations)
        parts = attention.unsqueeze(2) * concepts[concept].view(len(concept), heads, concepts.shape[1] // heads)
        sums = scatter(parts.flatten(1), group, 0, m * graph.n_relations).view(m, graph.n_relations, concepts.shape[1])
        there = torch.zeros(m * graph.n_relations).index_fill_(0, group, 1.0).view(m, graph.n_relations, 1)
        return sums * self.values * there + self.absent * (1 - there)
