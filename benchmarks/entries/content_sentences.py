"""``content`` with a model of sentences, and with the same words by TF-IDF alone: what the vectors themselves add."""

from __future__ import annotations

from benchmarks.sentences import ContentWithSentences
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.content import TASTE, Content

_MOODS = 0.2  # in taste, where content has none

ENTRIES: dict[str, dict[str, Learner]] = {
    "cold-items": {
        "content-moods": Ungraded(Content(taste={**TASTE, "moods": _MOODS})),
        "content-sentences": Ungraded(ContentWithSentences()),
    },
}
