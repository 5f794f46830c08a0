"""What each kind of feedback is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Settings of graded feedback: a weight for each component, and where the lines are drawn.

    The grade of a title for a user is the sum of ``weight · component``; 1 is a film watched to its end. The kinds of
    component follow Netflix's public account of its reward (Long-Term Satisfaction, 2024); the figures are our choice.

    Parameters
    ----------
    play
        For having begun to play the title at all.
    completion
        Times the share watched, 0 to 1.
    quantile
        Times the rank of that share among titles of like runtime, 0 to 1, see :mod:`frontrow.data.quantiles`.
    rewatch
        Times log2(1 + the number of times the title was watched again).
    abandoned
        For a title stopped early and not resumed.
    thumb_down, thumb_up, two_thumbs_up
        For the latest thumb.
    rating, neutral_rating
        ``rating`` times (latest stars − ``neutral_rating``).
    hidden
        For "not interested".
    listed
        For standing in My List.
    pick
        The grade of a title picked when the profile was made.
    abandoned_below
        A title is abandoned below this share watched.
    finished_from
        A film or episode is finished from this share of its runtime.
    resume_from
        Seconds; before this there is nothing to resume.
    view_seconds, view_share
        A play counts as a view from so many seconds, or from this share of the runtime.
    rating_is_view
        Whether a rating counts as a view of a title of which the user has no other view.
    quantiles_from
        The least number of completions in a batch from which it makes its own table of quantiles.
    """

    play: float = 0.2
    completion: float = 0.3
    quantile: float = 0.5
    rewatch: float = 0.3
    abandoned: float = -0.6
    thumb_down: float = -2.0
    thumb_up: float = 1.0
    two_thumbs_up: float = 1.5
    rating: float = 0.5
    neutral_rating: float = 2.5
    hidden: float = -2.0
    listed: float = 0.2
    pick: float = 1.0
    abandoned_below: float = 0.1
    finished_from: float = 0.95
    resume_from: float = 120.0
    view_seconds: float = 120.0
    view_share: float = 0.05
    rating_is_view: bool = True
    quantiles_from: int = 1000
