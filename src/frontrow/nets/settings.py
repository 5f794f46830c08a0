"""How nets are trained: the settings that learners inherit and trainers read. Needs no PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from frontrow.data.ranges import ABOVE_0, FROM_0, FROM_1, SHARE, SHARE_BELOW_1, THRESHOLD, check
from frontrow.errors import BadConfig

_DEVICES = ("auto", "cpu", "cuda")
_PRECISIONS = ("bfloat16", "float32")


@dataclass(frozen=True)
class NetSettings:
    """How a net over histories is trained.

    Parameters
    ----------
    factors
        Length of a title's vector.
    length
        Titles of a history that are read, the newest.
    threshold
        A history's title counts as watched with pleasure when its grade is above this. The others are read like any
        title, but no target is one of them: neither in training nor when an epoch is judged.
    epochs
        Passes over the data; the more data, the fewer are needed.
    batch
        Events a step learns from.
    learning_rate
        Of AdamW, at its height.
    weight_decay
        Of AdamW, of matrices; biases and gains, which have one axis, are free of it.
    average
        Weight of the past in the moving average of the net, in [0, 1): 0 for none; .999 is the mean of about the last
        thousand steps. The average is what is judged and serves.
    dropout
        Share of the net's numbers dropped at random in training.
    judged
        Users whose newest title, one above the threshold, is kept from training, to choose the best epoch by; 0 trains
        on everything.
    patience
        With ``judged``: epochs without a better NDCG@10 after which training ends; 0 trains to the end. Either way the
        best epoch serves.
    device
        ``cpu``, ``cuda``, or ``auto``: a GPU where there is one.
    precision
        ``bfloat16`` for the matrix products (but an LSTM's), up to three times as fast on a processor that has them, or
        ``float32``.
    checkpoint
        File that keeps the end of each epoch, from which an interrupted training goes on; "" for none. In a
        configuration it counts from the folder of the file. Its name gets a hash of settings, seed and data, and it is
        deleted when the training is finished.
    """

    factors: int = 64
    length: int = 200
    threshold: float = 0.0
    epochs: int = 8
    batch: int = 3200
    learning_rate: float = 2e-3
    weight_decay: float = 0.01
    average: float = 0.0
    dropout: float = 0.1
    judged: int = 0
    patience: int = 0
    device: str = "auto"
    precision: str = "bfloat16"
    checkpoint: str = ""

    LEARNER: ClassVar[str] = "a net"  # its name in a configuration

    def __post_init__(self) -> None:
        check(
            self.LEARNER, self, factors=FROM_1, length=FROM_1, threshold=THRESHOLD, epochs=FROM_1, batch=FROM_1,
            learning_rate=ABOVE_0, weight_decay=FROM_0, average=SHARE_BELOW_1, dropout=SHARE_BELOW_1, judged=FROM_0,
            patience=FROM_0,
        )  # fmt: skip
        for name, known in {"device": _DEVICES, "precision": _PRECISIONS}.items():
            if getattr(self, name) not in known:
                said = f"{self.LEARNER} cannot have {name} = {getattr(self, name)!r}."
                raise BadConfig(said, f"{name} is one of {', '.join(known)}.")


@dataclass(frozen=True)
class NextItemSettings(NetSettings):
    """How a net that is asked for the next title at every place of a history is trained.

    Parameters
    ----------
    timed
        Whether it knows the time: the gaps between titles, and the one from the newest to the moment of the question.
    negatives
        Titles a step draws to learn against, for catalogues of tens of thousands; 0 for all titles.
    begun
        Whether titles begin with vectors of what is watched together, instead of random ones; see
        :mod:`frontrow.nets.begun`.
    """

    timed: bool = True
    negatives: int = 0
    begun: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        check(self.LEARNER, self, negatives=FROM_0)


@dataclass(frozen=True)
class LinkSettings:
    """How a net over a graph is trained to predict which hidden titles belong to a history.

    Parameters
    ----------
    steps, users
        Batches in training, and users of each.
    hidden
        Share of the titles that a step hides from the histories, and predicts.
    shown
        Share of those that keep their identifiers; the others live from their concepts alone.
    learning_rate, weight_decay
        Of AdamW.
    """

    steps: int = 100
    users: int = 512
    hidden: float = 0.25
    shown: float = 0.2
    learning_rate: float = 2e-3
    weight_decay: float = 0.1

    LEARNER: ClassVar[str] = "a net"  # its name in a configuration

    def __post_init__(self) -> None:
        check(
            self.LEARNER, self, steps=FROM_1, users=FROM_1, hidden=SHARE, shown=SHARE, learning_rate=ABOVE_0,
            weight_decay=FROM_0,
        )  # fmt: skip
