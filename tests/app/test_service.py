"""The bundle in service follows the live pointer; a bundle that cannot serve changes nothing."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from frontrow import bundle
from frontrow.app.measures import Measures
from frontrow.app.service import Service
from frontrow.bundle import Bundles, Manifest
from frontrow.core import Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.models.popularity import PopularityModel
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


def test_a_refusal_is_told_in_a_line_with_what_serves_on(
    service: Service, bundles: Bundles, caplog: pytest.LogCaptureFixture
) -> None:
    bundles.promote("a")
    service.refresh()
    (bundles.directory / "b" / "titles.json").write_text("[]")
    bundles.promote("b")
    service.refresh()
    (told,) = caplog.records
    assert told.getMessage().endswith("is missing or damaged. Roll back, or train again. Bundle a serves on.")
    assert told.exc_info is None


@pytest.mark.parametrize(
    ("spoilt", "says"), [("b", ["bundle a serves instead"]), ("ab", ["a/titles.json", "no bundle serves instead"])]
)
def test_a_refusal_at_the_start_claims_no_bundle_that_does_not_serve(
    service: Service, bundles: Bundles, caplog: pytest.LogCaptureFixture, spoilt: str, says: list[str]
) -> None:
    for name in "ab":
        bundles.promote(name)
    for name in spoilt:
        (bundles.directory / name / "titles.json").write_text("[]")
    service.start()
    service.close()
    lines = [record.getMessage() for record in caplog.records]
    for line, part in zip(lines, ["b/titles.json is missing or damaged.", *says], strict=True):
        assert part in line
        assert "serves on" not in line


def test_what_nobody_expected_is_told_with_its_traceback(
    service: Service, bundles: Bundles, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundles.promote("a")

    def fail(path: Path) -> bundle.Bundle:
        raise OSError("too many open files")

    monkeypatch.setattr(bundle, "load", fail)
    service.refresh()
    (told,) = caplog.records
    assert told.getMessage().endswith("cannot serve now; it is tried again.")
    assert told.exc_info


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
    popular = PopularityModel(np.zeros((1, 0), np.float32), (), 1.0)
    Service(bundles, DEFAULT_PLAN, measures).made(Knowledge(Catalogue(()), {"popular": popular}))
    # once when it could not be made, once at the page that warms the others
    assert b'frontrow_component_failures_total{component="features.personal"} 2.0' in measures.text()


def test_before_the_first_training_nothing_counts_as_a_failure(bundles: Bundles) -> None:
    measures = Measures()
    live = Service(bundles, DEFAULT_PLAN, measures).made(Knowledge(Catalogue((Title(item_id="a", title="A"),))))
    page = live.pipeline.page(Query("u", "p", 1.0))
    assert (page.tier, page.failures, len(page.rows)) == ("editorial", (), 1)
    assert b"frontrow_component_failures_total{" not in measures.text()


def test_a_damaged_bundle_at_the_start_is_stood_in_for_by_the_one_before(service: Service, bundles: Bundles) -> None:
    bundles.promote("a")
    bundles.promote("b")
    (bundles.directory / "b" / "titles.json").write_bytes(b"[]")
    service.start()
    assert serving(service) == "a"
    service.close()


def test_where_every_bundle_is_damaged_none_serves(service: Service, bundles: Bundles) -> None:
    for name in ("a", "b"):
        bundles.promote(name)
        (bundles.directory / name / "titles.json").write_bytes(b"[]")
    service.start()
    assert serving(service) == ""
    service.close()


def test_what_went_wrong_by_chance_is_tried_again_after_ever_longer(
    bundles: Bundles, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundles.promote("a")
    now, tries = [0.0], []
    service = Service(bundles, DEFAULT_PLAN, Measures(), poll_seconds=1.0, clock=lambda: now[0])

    def fail(path: Path) -> bundle.Bundle:
        tries.append(now[0])
        raise OSError("too many open files")

    monkeypatch.setattr(bundle, "load", fail)
    for now[0] in np.arange(0.0, 8.0, 0.5).tolist():
        service.refresh()
    assert tries == [0.0, 1.0, 3.0, 7.0]
    monkeypatch.undo()
    now[0] = 20.0
    service.refresh()
    assert serving(service) == "a"


def test_a_refused_bundle_is_read_once(bundles: Bundles, monkeypatch: pytest.MonkeyPatch) -> None:
    bundles.promote("a")
    (bundles.directory / "a" / "titles.json").write_text("[]")
    measures = Measures()
    service = Service(bundles, DEFAULT_PLAN, measures)
    for _ in range(3):
        service.refresh()
    assert b'frontrow_bundle_loads_total{outcome="refused"} 1.0' in measures.text()


def test_a_look_that_fails_ends_no_other(bundles: Bundles) -> None:
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        raise OSError("the store is away")

    service = Service(bundles, DEFAULT_PLAN, Measures(), poll_seconds=0.01, looked=look)
    service.start()
    assert eventually(lambda: len(looks) > 1)
    service.close()


def test_a_service_that_never_started_ends_at_once(service: Service) -> None:
    service.close()
