"""Measurements: each module is ``python -m benchmarks.NAME``, with ``--json`` for machines."""
