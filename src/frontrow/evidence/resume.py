"""Continue: how much is left, or which episode comes next."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Evidence, Query, Reasons, Resume
from frontrow.data.catalogue import Title
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge

_MINUTE = 60.0  # seconds


@dataclass(frozen=True)
class ResumePoint:
    """Tells where a title goes on; the evidence's value is the seconds left of the film or episode."""

    knowledge: Knowledge

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        newest: dict[int, Resume] = {}
        for point in query.profile.resume:
            if point.item not in newest or point.at > newest[point.item].at:
                newest[point.item] = point
        return Reasons.each([self._of(newest.get(item)) for item in shown.items[places].tolist()])

    def _of(self, point: Resume | None) -> Evidence | None:
        if point is None:
            return None
        left = max(point.runtime - point.position, 0.0)
        minutes = f"{max(round(left / _MINUTE), 1)} min left"
        episode = _episode(self.knowledge.catalogue[point.item], point.episode)
        if not episode:
            return Evidence("continue", minutes if left else "Continue watching", point.item, left)
        text = f"{episode} · {minutes}" if point.position > 0 else f"Next: {episode}"
        return Evidence("continue", text, point.item, left)


def _episode(title: Title, place: int) -> str:
    if not 0 <= place < len(title.episodes):
        return ""
    return f"S{title.episodes[place].season} E{title.episodes[place].number}"
