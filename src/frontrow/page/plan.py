"""What a page is made of: the components by name, their settings, its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frontrow.errors import BadConfig

DEFAULT_LAYOUT = (
    "continue_watching",
    "top_picks",
    "because_you_watched",
    "trending",
    "top_10",
    "genre",
    "my_list",
    "new_releases",
    "because_you_watched",
    "genre",
    "genre",
    "popular",
    "because_you_watched",
    "genre",
    "watch_again",
    "genre",
    "hidden_gems",
    "because_you_watched",
    "genre",
    "genre",
    "because_you_watched",
)


@dataclass(frozen=True)
class Plan:
    """The components of a page by their registry names, and its shape.

    Parameters
    ----------
    sources
        Where candidates come from. Empty chooses by size: the whole catalogue up to ``whole`` titles, above it
        ``top_scoring``, ``similar``, ``popular`` and ``new``.
    filters
        Which candidates stay.
    features
        The columns that are computed of each candidate.
    scorer
        What ranks them.
    fallback
        What ranks them where the scorer or a column it needs failed.
    assembler
        What arranges rows into a page.
    layout
        Row kinds from top to bottom; a kind named several times gives a row each time, and what is left of the page
        is filled with the rows left over. A kind that is not named is not asked.
    reasons
        What evidence may say.
    rows, slots
        The most rows of a page, the most titles of a row.
    whole
        The largest catalogue that is looked at in whole: up to here that costs less than the sources would.
    candidates
        The most titles each source may propose from a larger one.
    seed
        Of every random draw, with the user and the page id; given to the components that have such a setting.
    editorial
        Item ids of the page of last resort, best first.
    settings
        Of components, by folder and name: ``settings.rows.top_10.size``. What is not named keeps its default.
    """

    sources: tuple[str, ...] = ()
    filters: tuple[str, ...] = ("arrived", "in_territory", "within_maturity", "not_hidden", "unwatched")
    features: tuple[str, ...] = ("personal", "next", "popular", "fresh")
    scorer: str = "blend"
    fallback: str = "popularity"
    assembler: str = "template"
    layout: tuple[str, ...] = DEFAULT_LAYOUT
    reasons: tuple[str, ...] = (
        "again",
        "continue",
        "facts",
        "genre",
        "listed",
        "new",
        "popular",
        "rank",
        "trending",
        "watched",
    )
    rows: int = 25
    slots: int = 20
    whole: int = 100_000
    candidates: int = 2_000
    seed: int = 0
    editorial: tuple[str, ...] = ()
    settings: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("rows", "slots", "whole", "candidates"):
            if getattr(self, name) < 1:
                raise BadConfig(f"a page cannot have {name} = {getattr(self, name)}.", "It is 1 or more.")

    @property
    def components(self) -> Mapping[str, tuple[str, ...]]:
        """The names of all its components, by folder."""
        return {
            "sources": self.sources,
            "filters": self.filters,
            "features": self.features,
            "scorers": (self.scorer, self.fallback),
            "rows": self.layout,
            "page": (self.assembler,),
            "evidence": self.reasons,
        }

    def sources_for(self, n_items: int) -> tuple[str, ...]:
        """Return the sources for a catalogue of a size: those named, else the whole of a small one."""
        if self.sources:
            return self.sources
        return ("catalogue",) if n_items <= self.whole else ("top_scoring", "similar", "popular", "new")

    def proposals(self, n_items: int) -> int:
        """Return the most titles a source may propose for a catalogue of a size."""
        return max(n_items, 1) if n_items <= self.whole else self.candidates


DEFAULT_PLAN = Plan()
