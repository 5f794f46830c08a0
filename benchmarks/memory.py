"""The most memory a process has held."""

from __future__ import annotations

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_kb() -> float:
    """Return the peak of this process's resident memory, kB.

    Linux's own counter is read where there is one: ``getrusage`` begins a child at the size of the process that started
    it.
    """
    if _STATUS.is_file():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return float(line.split()[1])
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
