"""What docs/growth.md shows, run as it stands."""

import re
from pathlib import Path

from benchmarks.growth import Size, predicted

PAGE = (Path(__file__).parents[2] / "docs" / "growth.md").read_text(encoding="utf-8")
(CODE,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_a_user_is_forgotten_as_the_page_says():
    exec(CODE, {})


def test_the_formula_of_the_page_is_the_one_measured():
    cell, block = map(float, re.search(r"(\d+) · n² \+ (\d+) · 10⁶ bytes", PAGE).groups())
    assert predicted(Size(1, 0, 1000)) == block * 1e6
    assert predicted(Size(1, 10_000, 1000)) == cell * 10_000**2 + block * 1e6
