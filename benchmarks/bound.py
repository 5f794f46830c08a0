"""The least a page can cost: score the catalogue once and encode the same JSON, behind the same server.

No candidates, filters, rows, evidence, state, page log: what :mod:`benchmarks.serve` divides by. ``FRONTROW_BOUND``
names the bundle, a file of histories and a file of pages, both as JSON lines.

"The same server" is Granian, Litestar and the :class:`~frontrow.api.edge.Edge` that counts, times and adds the headers
of every answer; "score once" is one pass of the model over the history of one of the viewers whose pages are asked for.
(A history drawn from the catalogue by lot would cost an eighth of that: most titles have few weights, those that people
watch have many.)
"""

from __future__ import annotations

import os
from itertools import cycle
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from litestar import Litestar, Response, get

from frontrow import bundle
from frontrow.api.answers import CountryParameter, DeviceParameter, HourParameter, LanguageParameter, UserId
from frontrow.api.edge import Edge
from frontrow.api.wire import HomePage
from frontrow.app.measures import Measures
from frontrow.models import Queries

T = TypeVar("T")

BOUND = "FRONTROW_BOUND"  # three paths, parted by os.pathsep


class History(msgspec.Struct):
    """What a viewer is scored by: item indices, and the grade of each."""

    items: list[int]
    grades: list[float]


def application() -> Edge:
    """Return an application whose one page costs one scoring and one encoding."""
    directory, histories_file, pages_file = os.environ[BOUND].split(os.pathsep)
    model = bundle.load(Path(directory)).knowledge.explaining("ease")
    histories = cycle(
        [
            Queries.of(np.array(one.items, np.int32), np.array(one.grades, np.float32))
            for one in _lines(Path(histories_file), History)
        ]
    )
    pages = cycle(_lines(Path(pages_file), HomePage))
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
        model.explained(next(histories))
        return Response(encoder.encode(next(pages)), media_type="application/json")

    return Edge(Litestar([home], openapi_config=None, logging_config=None), Measures())


def _lines(path: Path, kind: type[T]) -> list[T]:
    return [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines()]
