"""Figures of one process, and of several that share a directory."""

import subprocess
import sys
from pathlib import Path

from frontrow.app.measures import MULTIPROCESS, Measures

COUNT = "from frontrow.app.measures import Measures; Measures().pages.labels('full').inc()"


def test_figures_of_two_platforms_in_a_process_are_apart() -> None:
    one, other = Measures(), Measures()
    one.pages.labels("full").inc()
    assert b'frontrow_pages_total{tier="full"} 1.0' in one.text()
    assert b'tier="full"' not in other.text()


def test_figures_of_several_processes_add_up(tmp_path: Path) -> None:
    environment = {MULTIPROCESS: str(tmp_path), "OPENBLAS_NUM_THREADS": "1"}
    for _ in range(3):
        subprocess.run([sys.executable, "-c", COUNT], env=environment, check=True)
    told = "from frontrow.app.measures import Measures; print(Measures().text().decode())"
    text = subprocess.run([sys.executable, "-c", told], env=environment, check=True, capture_output=True).stdout
    assert b'frontrow_pages_total{tier="full"} 3.0' in text
