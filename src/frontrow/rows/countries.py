"""The names of countries, as headings say them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _names() -> dict[str, str]:
    text = files("frontrow.rows").joinpath("countries.tab").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return dict((code, name) for code, name in lines)


def within(country: str) -> str:
    """Return " in Germany" for "DE", " in XX" for a code without a name, "" where the country is unknown."""
    return f" in {_names().get(country, country)}" if country else ""
