"""A transformer over histories: what follows, from attention to the titles watched, with or without the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.data.ranges import FROM_1, check
from frontrow.errors import BadConfig
from frontrow.models.sequence import SequenceModel, require_pytorch
from frontrow.nets.settings import NextItemSettings


@dataclass(frozen=True)
class Transformer(NextItemSettings):
    """Learns which of the titles watched tell what follows, by gated self-attention.

    Parameters
    ----------
    layers, heads
        Of attention; ``factors`` is a multiple of ``heads``.
    time_bias
        With ``timed``: whether attention also has a bias for the time elapsed; it is looked up for every pair of places
        in every layer, which takes time.

    The others are described by :class:`frontrow.nets.settings.NextItemSettings` and what it is made of.

    Notes
    -----
    SASRec's objective, the next title at every place of the sequence in one pass, with the gated layers of LiGR, as in
    eSASRec. It differs from them in four ways that make a CPU enough: the softmax is over all titles but those watched,
    which nobody ranks; titles begin with vectors in closed form; where a title stands is told by a number a distance
    that falls at first (ALiBi) instead of vectors of positions; and steps are small, some twenty rows.

    What is read of the time (``timed``) is, at each place, how long after the title before it came and how long until
    the question was asked; in training a question is asked when its target was watched. It is the information of
    HSTU's query timestamps: a page knows it, it is asked for then, and a log of a past page would. Where titles are
    watched, or rated, in bursts, it says whether the next belongs to the same burst.

    References
    ----------
    .. [1] W.-C. Kang, J. McAuley, "Self-attentive sequential recommendation", ICDM 2018.
    .. [2] D. Tikhonovich et al., "eSASRec: enhancing transformer-based recommendations in a modular fashion", RecSys
       2025.
    .. [3] J. Zhai et al., "Actions speak louder than words: trillion-parameter sequential transducers for generative
       recommendations", ICML 2024.
    """

    epochs: int = 9
    layers: int = 2
    heads: int = 2
    time_bias: bool = False

    LEARNER: ClassVar[str] = "transformer"

    def __post_init__(self) -> None:
        super().__post_init__()
        check(self.LEARNER, self, layers=FROM_1, heads=FROM_1)
        if self.factors % self.heads:
            raise BadConfig(
                f"transformer cannot have factors = {self.factors} with heads = {self.heads}.",
                "factors is a multiple of heads.",
            )

    def fit(self, data: Dataset, rng: np.random.Generator) -> SequenceModel:
        """Return the trained net as ONNX Runtime serves it.

        Raises
        ------
        BadConfig
            If PyTorch is not installed.
        """
        require_pytorch("transformer")
        from frontrow.nets.next_item_recipe import onnx_of  # noqa: PLC0415 (PyTorch is an extra)
        from frontrow.nets.transformer import Shape, Transformer  # noqa: PLC0415

        shape = Shape(
            factors=self.factors,
            layers=self.layers,
            heads=self.heads,
            length=self.length,
            dropout=self.dropout,
            timed=self.timed,
            time_bias=self.time_bias,
        )
        onnx = onnx_of(lambda: Transformer(shape), self, data, rng)
        return SequenceModel(onnx, len(data.catalogue), self.length)
