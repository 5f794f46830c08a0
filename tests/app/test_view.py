"""What the store's newest titles do to a bundle's pages."""

import numpy as np
import pytest

from frontrow.app.view import View
from frontrow.core import Evidence, Page, Profile, Resume, Row
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.pipeline import DEFAULT_PLAN, Pipeline

TITLES = tuple(Title(item_id=f"t{n}", title=f"T{n}", maturity=6) for n in range(5))


def view_with(*titles: Title) -> View:
    knowledge = Knowledge(Catalogue(TITLES))
    pipeline = Pipeline.of(knowledge, DEFAULT_PLAN, lambda name, error: None)
    return View(knowledge, pipeline, {title.item_id: title for title in titles})


def row(*items: int, anchor: int = -1, reasons: tuple[int, ...] = ()) -> Row:
    why = tuple(Evidence("watched", "…", item) for item in reasons or [-1] * len(items))
    return Row("k", "K", np.array(items, np.int32), why, anchor)


def page(*rows: Row) -> Page:
    return Page("p", "u", rows)


def items(page: Page) -> list[list[int]]:
    return [row.items.tolist() for row in page.rows]


def test_a_store_like_the_bundle_changes_nothing() -> None:
    view = view_with(*TITLES)
    whole, profile = page(row(0, 1), row(2, anchor=1)), Profile()
    assert (view.gone, dict(view.changed)) == (frozenset(), {})
    assert view.fit(whole, "", 18) is whole
    assert view.seen_by(profile) is profile


def test_deleted_titles_leave_slots_reasons_and_anchors() -> None:
    view = view_with(*TITLES[1:])
    assert view.gone == {0}
    shown = view.fit(page(row(0, 1), row(0), row(2, anchor=0), row(3, 4, reasons=(0, 1))), "", 18)
    assert items(shown) == [[1], [4]]
    assert [len(one.evidence) for one in shown.rows] == [1, 1]


@pytest.mark.parametrize(
    ("change", "country", "maturity", "stays"),
    [
        ({"maturity": 16}, "FR", 12, False),
        ({"maturity": 16}, "FR", 16, True),
        ({"territories": ("FR",)}, "FR", 12, True),
        ({"territories": ("FR",)}, "DE", 12, False),
        ({"territories": ("FR",)}, "", 12, False),
        ({"title": "New"}, "FR", 6, True),
    ],
)
def test_a_changed_title_obeys_its_new_limits(
    change: dict[str, object], country: str, maturity: int, stays: bool
) -> None:
    changed = Title(**{"item_id": "t0", "title": "T0", "maturity": 6, **change})  # type: ignore[arg-type]  # as a table
    view = view_with(changed, *TITLES[1:])
    assert view.title(0) == changed
    assert items(view.fit(page(row(0, 1)), country, maturity)) == [[0, 1] if stays else [1]]


def test_a_profile_without_deleted_titles_is_whole_in_itself() -> None:
    view = view_with(TITLES[0], *TITLES[2:])
    seen = view.seen_by(
        Profile(
            history=np.array([0, 1, 2], np.int32),
            weights=np.array([1, 2, 3], np.float32),
            watched_at=np.array([1.0, 2.0, 3.0]),
            hidden=np.array([4], np.int32),
            listed=np.array([1, 3], np.int32),
            resume=(Resume(1, -1, 5.0, 9.0, 1.0), Resume(2, -1, 5.0, 9.0, 1.0)),
            finished=np.array([1], np.int32),
        )
    )
    assert seen.history.tolist() == [0, 2]
    assert seen.weights.tolist() == [1, 3]
    assert seen.watched_at.tolist() == [1.0, 3.0]
    assert seen.hidden.tolist() == [1, 4]
    assert seen.listed.tolist() == [3]
    assert [one.item for one in seen.resume] == [2]
    assert seen.finished.tolist() == []


def test_a_title_no_bundle_knows_changes_nothing_yet() -> None:
    view = view_with(*TITLES, Title(item_id="new", title="New"))
    assert (view.gone, dict(view.changed)) == (frozenset(), {})
    assert "new" in view.titles
