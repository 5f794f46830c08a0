"""The learners a configuration can name."""

from __future__ import annotations

from collections.abc import Mapping

from frontrow.models import Learner
from frontrow.models.content import Content
from frontrow.models.decay_bag import DecayBag
from frontrow.models.ease import Ease
from frontrow.models.edlae import Edlae
from frontrow.models.gf_cf import GfCf
from frontrow.models.higher_order import HigherOrderEase
from frontrow.models.hybrid import Hybrid
from frontrow.models.ials import Ials
from frontrow.models.item_knn import ItemKNN
from frontrow.models.local_ease import LocalEase
from frontrow.models.lstm import Lstm
from frontrow.models.marec import Marec
from frontrow.models.next_item import NextItem
from frontrow.models.popularity import Popularity
from frontrow.models.semantic_graph import SemanticGraph
from frontrow.models.sparse_ease import SparseEase
from frontrow.models.sparse_next_item import SparseNextItem
from frontrow.models.transformer import Transformer
from frontrow.models.trending import Trending
from frontrow.models.turbo_cf import TurboCf

LEARNERS: Mapping[str, type[Learner]] = {
    "content": Content,
    "decay_bag": DecayBag,
    "ease": Ease,
    "edlae": Edlae,
    "gf_cf": GfCf,
    "higher_order": HigherOrderEase,
    "hybrid": Hybrid,
    "ials": Ials,
    "item_knn": ItemKNN,
    "local_ease": LocalEase,
    "lstm": Lstm,
    "marec": Marec,
    "next_item": NextItem,
    "popularity": Popularity,
    "semantic_graph": SemanticGraph,
    "sparse_ease": SparseEase,
    "sparse_next_item": SparseNextItem,
    "transformer": Transformer,
    "trending": Trending,
    "turbo_cf": TurboCf,
}
