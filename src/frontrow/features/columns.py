"""The names of the columns that more than one stage speaks of."""

from __future__ import annotations

PERSONAL = "personal"  # float32: the personal model's score; 0 where the history says nothing
CONTRIBUTION = "contribution"  # float32: what the title named in BECAUSE adds to PERSONAL, above 0 where one is named
NEXT = "next"  # float32: how well it follows what was watched last; there only where the bundle has such a model
POPULAR = "popular"  # float32: ln(1 + plays relative to an average title in the country)
FRESH = "fresh"  # float32: 1 for a title added now, halving with age
EXPLORE = "explore"  # float32: a draw from [0, 1)
COLUMNS = (PERSONAL, CONTRIBUTION, NEXT, POPULAR, FRESH, EXPLORE)  # what a scorer may weigh
