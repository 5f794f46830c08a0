"""What other projects are measured with: in an environment of their own, beside ours."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".venv-bench"
LOCK = ROOT / "requirements" / "bench.lock"


def peer_python() -> Path:
    """Return the Python of the peers' environment, made anew when ``requirements/bench.lock`` has changed.

    Peers pin other versions of numpy than Frontrow does, so they cannot share its environment.
    """
    python = ENVIRONMENT / "bin" / "python"
    stamp = ENVIRONMENT / "lock.sha256"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print(f"making {ENVIRONMENT.name} from {LOCK.name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([python, *install, "-r", LOCK], check=True)
        stamp.write_text(digest)
    return python
