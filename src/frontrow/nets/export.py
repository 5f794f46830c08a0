"""A trained net as an ONNX file, which is served without PyTorch."""

from __future__ import annotations

import logging
import warnings
from io import BytesIO

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

INPUTS = ("items", "ages", "grades", "now")
_OPSET = 20


def onnx_bytes(net: nn.Module, n_items: int, length: int) -> NDArray[np.uint8]:
    """Return the ONNX file of a net's ``forward`` for any number of histories of one length.

    Parameters
    ----------
    net
        In evaluation mode, on the CPU.
    length
        Entries of a history that it reads.

    Returns
    -------
    array
        (bytes,) The file, whose inputs are named :data:`INPUTS` and whose output is ``scores``.
    """
    several = torch.export.Dim("n", min=1)
    example = (
        torch.full((2, length), n_items),
        torch.zeros(2, length, dtype=torch.int64),
        torch.zeros(2, length),
        torch.zeros(2),
    )
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter about its own parts; the caller can change nothing
        program = torch.onnx.export(
            net,
            example,
            input_names=list(INPUTS),
            output_names=["scores"],
            dynamic_shapes=tuple({0: several} for _ in INPUTS),
            opset_version=_OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    for part in (program.model, program.model.graph, *program.model.graph):
        part.metadata_props.clear()  # paths of this machine, and counters that differ from one export to the next
    file = BytesIO()
    program.save(file)
    return np.frombuffer(file.getvalue(), np.uint8)
