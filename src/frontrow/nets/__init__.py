"""Nets over histories: what they read, how they are trained, how they are served. Needs the extra ``deep`` (PyTorch).

Nothing outside this package imports PyTorch; ``frontrow.models`` imports all of this package but
:mod:`~frontrow.nets.settings` and :mod:`~frontrow.nets.windows` inside ``fit`` alone, and serves what it made by ONNX
Runtime.

The contract of a net, a :class:`torch.nn.Module` over ``n_items`` titles:

``forward(items, ages, grades, now) -> (n, n_items)``
    Scores of the title that follows each history: what is exported and served. ``items`` (n, L) int64 is newest last,
    filled up on the left with ``n_items``, which is no title; ``ages`` (n, L) int64 are the seconds from each entry to
    ``now``, never negative; ``grades`` (n, L) float32; ``now`` (n,) float32 in days since the epoch. A history may be
    empty: every place holds ``n_items``.
``loss(batch) -> ()``
    The mean loss of a :class:`~frontrow.nets.batches.Batch`: the same four and ``targets`` (n, L) int64, the title that
    followed each place, ``NO_TARGET`` where there is nothing to learn. The moment at which place j is asked for its
    target is the moment of that target: ``ages[:, j + 1]`` seconds before ``now``, and ``now`` itself for the last
    place.

A learner cuts the histories into rows (:func:`~frontrow.nets.batches.rows`), hands a net and its
:class:`~frontrow.nets.batches.Feed` to :func:`~frontrow.nets.trainer.train`, and the trained net to
:func:`~frontrow.nets.export.onnx_bytes`.
"""
