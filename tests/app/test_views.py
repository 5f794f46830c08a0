"""Titles change at once where they are changed, and soon everywhere else."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from frontrow import bundle
from frontrow.app.measures import Measures
from frontrow.app.service import Service
from frontrow.app.views import Views
from frontrow.bundle import Bundles, Manifest
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.weights import Weights
from frontrow.knowledge import Knowledge
from frontrow.pipeline import DEFAULT_PLAN
from frontrow.stores.memory import MemoryShelf

A, B, C = (Title(item_id=name, title=name.upper()) for name in "abc")


class Shelf(MemoryShelf[Title]):
    """Counts how often everything is read; lets another process write after a write."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0
        self.then: Callable[[], None] = lambda: None
        super().put({"a": A, "b": B})

    def all(self) -> dict[str, Title]:
        self.read += 1
        return super().all()

    def put(self, records: Mapping[str, Title]) -> None:
        super().put(records)
        then, self.then = self.then, lambda: None
        then()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def service(tmp_path: Path) -> Service:
    bundle.save(tmp_path, Knowledge(Catalogue((A, B)), version="x"), Manifest(name="x", trained_at=0.0))
    Bundles(tmp_path).promote("x")
    return Service(Bundles(tmp_path), DEFAULT_PLAN, Measures())


@pytest.fixture
def views(shelf: Shelf, service: Service) -> Views:
    service.refresh()
    made = Views(shelf, service, Weights())
    made.refresh()
    return made


def test_what_is_changed_here_holds_at_once_and_is_read_alone(views: Views, shelf: Shelf) -> None:
    views.put({"a": Title(item_id="a", title="New")})
    assert views.now.catalogue[0].title == "New"
    assert views.delete("b")
    assert list(views.now.titles) == ["a"]
    assert not views.delete("b")
    assert views.refresh() is views.now
    assert shelf.read == 1


def test_what_another_process_changes_is_there_after_a_look(views: Views, shelf: Shelf) -> None:
    shelf.put({"c": C})
    assert "c" not in views.now.titles
    assert views.newest(["c"])["c"] == C  # whoever asks for it by name need not wait
    views.refresh()
    assert views.newest([]) is views.now.titles
    assert "c" in views.now.titles


def test_a_change_beside_another_hides_neither(views: Views, shelf: Shelf) -> None:
    shelf.then = lambda: shelf.put({"c": C})
    views.put({"a": Title(item_id="a", title="New")})
    assert views.now.catalogue[0].title == "New"
    views.refresh()
    assert list(views.now.titles) == ["a", "b", "c"]


def test_a_look_between_a_change_and_its_taking_in_loses_nothing(views: Views, shelf: Shelf) -> None:
    def look_and_change() -> None:
        views.refresh()
        shelf.put({"c": C})

    shelf.then = look_and_change
    views.put({"a": Title(item_id="a", title="New")})
    views.refresh()
    assert list(views.now.titles) == ["a", "b", "c"]


def test_before_the_first_look_a_change_is_kept_and_seen_by_it(shelf: Shelf, service: Service) -> None:
    views = Views(shelf, service, Weights(play=0.7))
    views.put({"c": C})
    assert len(views.now.catalogue) == 3  # no bundle: the titles there are
    assert views.now.knowledge.weights.play == 0.7


def test_another_bundle_is_taken_in_without_reading_the_titles_again(
    views: Views, service: Service, shelf: Shelf, tmp_path: Path
) -> None:
    bundle.save(tmp_path, Knowledge(Catalogue((B,)), version="y"), Manifest(name="y", trained_at=0.0))
    Bundles(tmp_path).promote("y")
    service.refresh()
    assert views.refresh().knowledge.version == "y"
    assert shelf.read == 1
