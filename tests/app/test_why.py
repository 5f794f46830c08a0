"""Reasons: the model's exact sum, and a sentence that is true beside the history."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pytest

from frontrow.app.view import View
from frontrow.app.why import why
from frontrow.core import Floats, Items, Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.errors import NotFound
from frontrow.knowledge import Knowledge
from frontrow.models import Explained, Queries
from frontrow.pipeline import DEFAULT_PLAN, Pipeline


@dataclass(frozen=True)
class Fixed:
    """A title adds its own index, less two, times the grade: titles 0 and 1 argue against everything."""

    def scores(self, queries: Queries) -> Floats:
        return np.zeros((1, 7), np.float32)

    def explained(self, asked: Queries) -> Explained:
        nothing = np.zeros(7, np.float32)
        return Explained(nothing, np.full(7, -1, np.int32), nothing)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        assert asked.at is not None  # a reason is told with the times that pages rank with
        return np.repeat(((asked.histories.values - 2) * asked.weights)[:, None], len(items), axis=1).astype(np.float32)


def view(settings: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType({}), **models: Fixed) -> View:
    knowledge = Knowledge(Catalogue.of(Title(item_id=f"t{n}", title=f"T{n}") for n in range(7)), dict(models))
    pipeline = Pipeline.of(knowledge, replace(DEFAULT_PLAN, settings=settings), lambda name, error: None)
    return View(knowledge, pipeline, {title.item_id: title for title in knowledge.catalogue.titles})


def profile(*history: int, watched: tuple[int, ...] | None = None, thumbs: dict[int, int] | None = None) -> Query:
    seen = history if watched is None else watched
    state = Profile(
        history=np.array(history, np.int32),
        weights=np.ones(len(history), np.float32),
        watched_at=np.zeros(len(history)),
        watched=np.array(seen, np.int32),
        thumbs=thumbs or {},
    )
    return Query("u", "p", 1.0, profile=state)


def test_the_score_is_the_sum_and_only_what_argues_for_it_is_named() -> None:
    found = why(view(ease=Fixed()), profile(0, 3, 5), 6)
    assert found.score == pytest.approx(-2 + 1 + 3)
    assert [(one.item, one.contribution) for one in found.arguments] == [(5, 3.0), (3, 1.0)]
    assert found.text == "Because you watched T5 and T3."


def test_at_most_three_watched_titles_make_the_sentence() -> None:
    assert why(view(ease=Fixed()), profile(3, 4, 5, 6), 2).text == "Because you watched T6, T5 and T4."


def test_what_was_not_watched_is_not_said_to_be() -> None:
    assert why(view(ease=Fixed()), profile(5, 3, watched=(3,), thumbs={5: 1}), 6).text == "Because you liked T5."
    assert why(view(ease=Fixed()), profile(5, watched=()), 6).text == "Because you picked T5."
    assert why(view(ease=Fixed()), profile(5, 4, watched=(5,)), 6).text == "Because you watched T5."


def test_a_history_that_argues_for_nothing_says_so() -> None:
    found = why(view(ease=Fixed()), profile(0, 1), 6)
    assert (found.arguments, found.text) == ([], "Nothing in your history argues for T6.")


def test_what_may_not_be_shown_counts_and_is_not_named() -> None:
    asked = profile(3, 5, 6)
    hidden = replace(asked.profile, hidden=np.array([5], np.int32))
    found = why(view(ease=Fixed()), replace(asked, profile=hidden), 2)
    assert found.score == pytest.approx(1 + 3 + 4)
    assert [one.item for one in found.arguments] == [6, 3]
    assert found.text == "Because you watched T6 and T3."


def test_the_model_that_pages_rank_by_is_asked() -> None:
    settings = {"features": {"personal": {"model": "mine"}}}
    found = why(view(settings, mine=Fixed()), profile(0, 3, 5), 6)
    assert found.text == "Because you watched T5 and T3."
    with pytest.raises(NotFound, match="no model 'mine'"):
        why(view(settings, ease=Fixed()), profile(3), 6)


def test_an_empty_history_needs_no_model() -> None:
    assert why(view(), profile(), 6).score == 0.0


def test_a_bundle_that_explains_nothing_says_so() -> None:
    with pytest.raises(NotFound, match="no model 'ease'"):
        why(view(), profile(3), 6)
