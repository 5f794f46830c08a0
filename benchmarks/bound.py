"""The least a page can cost: score the catalogue once and encode the same JSON, behind the same server.

No candidates, filters, rows, evidence, state, log or metrics: what :mod:`benchmarks.serve` divides by. It is a
Litestar application for Granian; ``FRONTROW_BOUND`` names the bundle, and a file with pages as JSON lines.
"""

from __future__ import annotations

import os
from itertools import cycle
from pathlib import Path

import msgspec
import numpy as np
from litestar import Litestar, Response, get

from frontrow import bundle
from frontrow.api.answers import CountryParameter, DeviceParameter, HourParameter, LanguageParameter, UserId
from frontrow.api.wire import HomePage

BOUND = "FRONTROW_BOUND"  # two paths, parted by os.pathsep
_HISTORY = 30  # titles; the median viewer of the demo world has about as many


def application() -> Litestar:
    """Return an application whose one page costs one scoring and one encoding."""
    directory, pages_file = os.environ[BOUND].split(os.pathsep)
    knowledge = bundle.load(Path(directory)).knowledge
    model = knowledge.explaining("ease")
    rng = np.random.default_rng(0)
    histories = cycle(
        [rng.choice(len(knowledge.catalogue), _HISTORY, replace=False).astype(np.int32) for _ in range(64)]
    )
    grades = np.ones(_HISTORY, np.float32)
    pages = cycle([msgspec.json.decode(line, type=HomePage) for line in Path(pages_file).read_bytes().splitlines()])
    encoder = msgspec.json.Encoder()

    @get("/v1/pages/home")
    async def home(
        *,
        user_id: UserId,
        device: DeviceParameter = "",
        country: CountryParameter = "",
        language: LanguageParameter = "",
        hour: HourParameter = None,
    ) -> Response[bytes]:
        """Answer with a page made beforehand, scored and encoded now; the query is read as the API reads it."""
        model.explained(next(histories), grades)
        return Response(encoder.encode(next(pages)), media_type="application/json")

    return Litestar([home], openapi_config=None, logging_config=None)
