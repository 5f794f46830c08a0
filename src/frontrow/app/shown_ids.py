"""What the page log keeps of a page: on the path of every request, so ids are gathered as bytes, not one by one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Row
from frontrow.data.vocabulary import Vocabulary

_json = msgspec.json.Encoder().encode


def quoted(items: Vocabulary) -> NDArray[np.bytes_]:
    """Return (n_items,) each id as JSON after a comma; those shorter than the longest end in zero bytes."""
    return np.array([b"," + _json(name) for name in items], np.bytes_)


def rows_as_json(rows: Sequence[Row], quoted: NDArray[np.bytes_]) -> bytes:
    """Return the kind and the item ids of each row as JSON: ``[["top_picks",["t7","t3"]],…]``.

    Parameters
    ----------
    quoted
        Of :func:`quoted`: a zero byte stands in no JSON, so all that fill up the ids can go at the end.
    """
    ids = quoted.take(np.concatenate([np.empty(0, np.int32), *(row.items for row in rows)])).tobytes()
    pieces, end = [], 0
    for row in rows:
        start, end = end, end + len(row.items) * quoted.itemsize
        pieces.append(b"[%b,[%b]]" % (_json(row.kind), ids[start + 1 : end]))
    return b"[%b]" % b",".join(pieces).translate(None, b"\0")  # a fifteenth of the time of replace
