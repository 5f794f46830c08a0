"""What other projects are measured with: in an environment of their own, beside ours.

``requirements/bench.lock`` pins it but for PyTorch, whose build is the machine's choice and which is installed first.
After a change of the group ``bench``, with ``torch`` as the only line of ``apart.txt``::

    uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
      --group pyproject.toml:bench --excludes apart.txt -o requirements/bench.lock
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".venv-bench"
LOCK = ROOT / "requirements" / "bench.lock"
PYTORCH = "torch==2.13.0"  # LensKit and Cornac's nets need it


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
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, PYTORCH], check=True)
        subprocess.run([*install, "--require-hashes", "--no-deps", "-r", str(LOCK)], check=True)
        stamp.write_text(digest)
    return python
