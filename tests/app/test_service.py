"""The bundle in service follows the live pointer; a bundle that cannot serve changes nothing."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from frontrow import bundle
from frontrow.app.measures import Measures
from frontrow.app.service import Service
from frontrow.bundle import Bundles, Manifest
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.pipeline import DEFAULT_PLAN


@pytest.fixture
def bundles(tmp_path: Path) -> Bundles:
    for name in ("a", "b"):
        titles = Catalogue((Title(item_id=name, title=name),))
        bundle.save(tmp_path, Knowledge(titles, version=name, trained_at=7.0), Manifest(name=name, trained_at=7.0))
    return Bundles(tmp_path)


@pytest.fixture
def service(bundles: Bundles) -> Service:
    return Service(bundles, DEFAULT_PLAN, Measures(), poll_seconds=0.01)


def serving(service: Service) -> str:
    return service.live.knowledge.version if service.live else ""


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def test_without_a_pointer_nothing_serves(service: Service) -> None:
    service.refresh()
    assert service.live is None


def test_it_follows_promotion_and_rollback_while_it_runs(service: Service, bundles: Bundles) -> None:
    bundles.promote("a")
    service.start()
    assert serving(service) == "a"
    bundles.promote("b")
    assert eventually(lambda: serving(service) == "b")
    bundles.rollback()
    assert eventually(lambda: serving(service) == "a")
    service.close()
    bundles.promote("b")
    time.sleep(0.05)
    assert serving(service) == "a"


def test_the_same_pointer_loads_nothing_again(service: Service, bundles: Bundles) -> None:
    bundles.promote("a")
    service.refresh()
    first = service.live
    service.refresh()
    assert service.live is first


def test_a_damaged_bundle_leaves_the_one_before_in_service(service: Service, bundles: Bundles) -> None:
    bundles.promote("a")
    service.refresh()
    (bundles.directory / "b" / "titles.json").write_text("[]")
    bundles.promote("b")
    service.refresh()
    assert serving(service) == "a"
    bundles.rollback()
    service.refresh()
    assert serving(service) == "a"


def test_what_serves_is_told_to_prometheus(bundles: Bundles) -> None:
    measures = Measures()
    service = Service(bundles, DEFAULT_PLAN, measures)
    for name in ("a", "b"):
        bundles.promote(name)
        service.refresh()
    text = measures.text().decode()
    assert 'frontrow_bundle_live{bundle="a"} 0.0' in text
    assert 'frontrow_bundle_live{bundle="b"} 1.0' in text
    assert 'frontrow_bundle_loads_total{outcome="served"} 2.0' in text
    assert "frontrow_bundle_trained_at_seconds 7.0" in text


def test_failures_of_components_are_counted_by_name(bundles: Bundles) -> None:
    measures = Measures()
    Service(bundles, DEFAULT_PLAN, measures).over(Catalogue(()))
    assert b'frontrow_component_failures_total{component="features.personal"} 1.0' in measures.text()


def test_a_service_that_never_started_ends_at_once(service: Service) -> None:
    service.close()
