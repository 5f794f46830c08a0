"""The semantic graph net on cold items, by itself and beside the kernel ridge of ``content``."""

from __future__ import annotations

from benchmarks.blended import Blended
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.content import Content
from frontrow.models.semantic_graph import SemanticGraph

# Nine settings on the validation of the first draw (2,000 users, hr@10 / ndcg@10; content has .422/.441 there). Vectors
# of 64 .353/.367, of 128 .387/.395; dropout of .4, .6 and .7 .377/.392, .387/.395 and .381/.393; half of the titles
# hidden .377/.389; after some 100 steps it learns the titles by heart (240 steps, dropout .4: .368/.378). Added to
# content's scores with a weight of .02 .430/.447, .045 .431/.447, .09 .428/.443.
_GRAPH = Ungraded(SemanticGraph(shown=0.0))
ENTRIES: dict[str, dict[str, Learner]] = {
    "cold-items": {"semantic_graph": _GRAPH, "content-and-graph": Blended(Ungraded(Content()), _GRAPH, 0.035)}
}
NOTES: dict[str, dict[str, str]] = {
    "cold-items": {
        "semantic_graph": (
            "The graph net does not beat the kernel ridge of content: there are only 2,600 titles to learn from how "
            "concepts make a title, and after 100 steps it knows them by heart, whatever is dropped at random; the "
            "ridge has two dozen weights to tune. What the net knows besides is worth its place in the sum of both."
        ),
        "content-and-graph": "The sum of the item-item weights of both, and so a sum over the history too.",
    }
}
