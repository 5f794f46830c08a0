"""Nets over histories as they are served: by ONNX Runtime, without PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats
from frontrow.errors import NotInstalled
from frontrow.models import Queries
from frontrow.nets.windows import Entries, windows

_BLOCK = 32  # histories scored at a time: what attention holds of them is the memory a net takes


@dataclass(frozen=True)
class SequenceModel:
    """A trained net as an ONNX file.

    Parameters
    ----------
    onnx
        (bytes,) uint8 The file; it takes ``items``, ``ages``, ``grades`` and ``now`` of :mod:`frontrow.nets` and gives
        ``scores``.
    n_items
        Titles of the catalogue it was trained on.
    length
        How many of the newest titles of a history it reads.

    Notes
    -----
    What a net reads of the time is the age of each title of the history at ``Queries.now``, the moment of the request.
    Scores are equal to PyTorch's to 1e-4, and to the last bit the same whoever else is asked for.
    """

    onnx: NDArray[np.uint8]
    n_items: int
    length: int

    def scores(self, queries: Queries) -> Floats:
        histories = queries.histories
        read = windows(
            Entries(histories.values, queries.at, queries.weights),
            histories.offsets[:-1],
            histories.offsets[1:],
            queries.now,
            n_items=self.n_items,
            length=self.length,
        )
        scores = np.empty((len(histories), self.n_items), np.float32)
        for first in range(0, len(histories), _BLOCK):
            block = {name: values[first : first + _BLOCK] for name, values in read._asdict().items()}
            scores[first : first + _BLOCK] = self._session.run(["scores"], block)[0]
        return scores

    @cached_property
    def _session(self) -> Any:
        """ONNX Runtime with the net loaded, made at the first request of a process."""
        import onnxruntime  # noqa: PLC0415 (an extra: only who serves a net needs it)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker is a thread
        options.log_severity_level = 3  # errors
        return onnxruntime.InferenceSession(self.onnx.tobytes(), options, providers=["CPUExecutionProvider"])


def require_pytorch(model: str) -> None:
    """Refuse to train a net where PyTorch is not installed.

    Raises
    ------
    NotInstalled
        Naming the extra that brings it.
    """
    if find_spec("torch") is None:
        raise NotInstalled(
            f"{model} is trained with PyTorch, which is not installed.",
            "Install frontrow[deep], or train elsewhere: serving needs frontrow[onnx] alone.",
        )
