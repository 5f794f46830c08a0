"""What the store's newest titles do to a bundle's pages."""

from pathlib import Path

import numpy as np
import pytest
from msgspec import structs

from frontrow.app.measures import Measures
from frontrow.app.service import Service
from frontrow.app.view import View
from frontrow.bundle import Bundles
from frontrow.core import Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.pipeline import Plan

TITLES = tuple(Title(item_id=f"t{n}", title=f"T{n}", maturity=6) for n in range(30))
SERVICE = Service(Bundles(Path("nowhere")), Plan(rows=2, slots=5), Measures())
LIVE = SERVICE.made(Knowledge(Catalogue(TITLES)))
NOW = 1000.0


def view_with(*titles: Title, before: View | None = None) -> View:
    return View.of(LIVE, {title.item_id: title for title in titles}, SERVICE, before)


def query(country: str = "", maturity: int = 18, hidden: tuple[int, ...] = ()) -> Query:
    profile = Profile(hidden=np.array(hidden, np.int32))
    return Query("u", "p", NOW, country=country, maturity=maturity, profile=profile)


def barred(view: View, asked: Query) -> list[int]:
    return np.flatnonzero(~view.permitted(asked)).tolist()


def test_a_store_like_the_bundle_serves_the_bundle_as_it_is() -> None:
    view = view_with(*TITLES)
    assert view.pipeline is LIVE.pipeline
    assert barred(view, query()) == []


def test_new_titles_join_at_the_end_and_obey_their_limits() -> None:
    new = Title(item_id="new", title="New", territories=("FR",)), Title(item_id="later", title="L", added_at=NOW + 1)
    view = view_with(new[0], *TITLES, new[1])
    assert view.catalogue.titles == (*TITLES, *new)
    assert barred(view, query("FR")) == [31]
    assert barred(view, query("DE")) == [30, 31]
    assert view_with(*TITLES, before=view).pipeline is LIVE.pipeline  # deleted


def test_of_very_many_new_titles_those_added_last_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontrow.app.view.MOST", 2)
    new = [Title(item_id=f"n{n}", title="N", added_at=float(at)) for n, at in enumerate((5, 9, 1, 9, 5))]
    assert view_with(*TITLES, *new).catalogue.titles[30:] == (new[1], new[3])


@pytest.mark.parametrize(
    ("change", "country", "maturity", "stays"),
    [
        ({"maturity": 16}, "FR", 12, False),
        ({"maturity": 16}, "FR", 16, True),
        ({"territories": ("FR",)}, "FR", 12, True),
        ({"territories": ("FR",)}, "DE", 12, False),
        ({"territories": ("FR",)}, "", 12, False),
        ({"added_at": NOW + 1}, "FR", 12, False),
        ({"title": "New"}, "FR", 6, True),
    ],
)
def test_a_changed_title_obeys_its_new_limits(
    change: dict[str, object], country: str, maturity: int, stays: bool
) -> None:
    changed = structs.replace(TITLES[0], **change)
    view = view_with(changed, *TITLES[1:])
    assert view.title(0) == changed
    assert barred(view, query(country, maturity)) == ([] if stays else [0])


def test_deleted_and_hidden_titles_are_barred() -> None:
    assert barred(view_with(*TITLES[1:]), query(hidden=(3,))) == [0, 3]


def test_what_is_barred_leaves_no_gap_in_a_page() -> None:
    first = LIVE.pipeline.page(query())
    shown = {item for row in first.rows for item in row.items.tolist()}
    view = view_with(*(title for item, title in enumerate(TITLES) if item not in shown))
    after = view.pipeline.page(query())
    assert [len(row.items) for row in after.rows] == [len(row.items) for row in first.rows]
    assert not shown & {item for row in after.rows for item in row.items.tolist()}


def test_a_view_of_the_same_titles_keeps_the_pipeline() -> None:
    changed = structs.replace(TITLES[0], title="Changed")
    first = view_with(changed, *TITLES[1:])
    second = view_with(changed, *TITLES[1:], before=first)
    assert second.pipeline is first.pipeline
    assert view_with(*TITLES[1:], before=first).pipeline is not first.pipeline
