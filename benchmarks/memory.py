"""The most memory a process has held."""

from __future__ import annotations

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


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


def peak_gb() -> float:
    """Return the peak of this process's resident memory, GiB."""
    return peak_kb() / 2**20


def reset_peak() -> None:
    """Let the peak begin again at what the process holds now; where the system cannot, the old peak stays."""
    try:
        _RESET.write_text("5")
    except OSError:
        return


def cpu_seconds() -> float:
    """Return the CPU-seconds of this process and of the children it has waited for, all threads together."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
