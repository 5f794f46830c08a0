"""The page reports what really happened: what was in view, and how long what was played."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Viewer

Open = Callable[..., Page]


@pytest.fixture
def reported(open_page: Open, viewer: Viewer) -> tuple[Page, list[dict[str, Any]]]:
    """Return a viewer's page and the events it sends from then on."""
    events: list[dict[str, Any]] = []

    def sent(request: Request) -> None:
        if request.url.endswith("/v1/events"):
            events.extend(json.loads(request.post_data or "")["events"])

    page = open_page("/")
    page.on("request", sent)
    page.goto(page.url.rstrip("/") + viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    return page, events


def of_kind(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Return the events of a kind, each once however often it was sent."""
    return list({event["event_id"]: event for event in events if event["kind"] == kind}.values())


def test_only_cards_in_view_are_impressions_and_each_once(reported: tuple[Page, list[dict[str, Any]]]) -> None:
    page, events = reported
    page.wait_for_timeout(4500)
    seen = of_kind(events, "impression")
    places = [(event["page_id"], event["row"], event["slot"]) for event in seen]
    assert max(Counter(places).values()) == 1
    ratios = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("li[data-item]")].map((li) => {
            const at = li.getBoundingClientRect(), track = li.parentElement.getBoundingClientRect();
            const wide = Math.min(at.right, innerWidth, track.right) - Math.max(at.left, 0);
            const high = Math.min(at.bottom, innerHeight) - Math.max(at.top, 0);
            const share = Math.max(0, wide) * Math.max(0, high) / (at.width * at.height);
            return [li.closest("section").dataset.kind + "/" + li.dataset.item, share];
        }))"""
    )
    visible = {name.split("/")[1] for name, share in ratios.items() if share > 0.55}
    hidden = {name.split("/")[1] for name, share in ratios.items() if share < 0.45}
    hero = page.locator("[data-hero]").get_attribute("data-hero")
    shown = {event["item_id"] for event in seen}
    assert shown >= visible | {hero}
    assert not shown & (hidden - visible - {hero})
    assert all(event["artwork"] and event["device"] == "web" and event["country"] == "US" for event in seen)


def test_a_card_only_scrolled_past_is_no_impression(reported: tuple[Page, list[dict[str, Any]]]) -> None:
    page, events = reported
    rows = page.locator("section[data-row]:not([data-hero])").count()
    for _ in range(12):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(60)
    page.wait_for_timeout(3500)
    assert len({event["row"] for event in of_kind(events, "impression")}) < rows / 2


def test_what_was_watched_is_told_in_seconds_of_the_title(reported: tuple[Page, list[dict[str, Any]]]) -> None:
    page, events = reported
    page.locator("[data-hero]").get_by_role("button", name="Play").click()
    player = page.get_by_role("dialog")
    player.get_by_role("button", name="600×").click()
    page.wait_for_timeout(1500)
    player.get_by_role("button", name="Forward 10 seconds").click()
    player.get_by_role("button", name="Back to the page").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_timeout(500)
    play, stop = of_kind(events, "play")[0], of_kind(events, "stop")[0]
    progress = of_kind(events, "progress")
    assert {event["play_id"] for event in [play, stop, *progress]} == {play["play_id"]}
    assert 300 <= stop["value"] <= 600 * 10
    assert stop["position"] == pytest.approx(stop["value"] + 10, abs=0.2)  # skipping is not watching
    values = [event["value"] for event in progress]
    assert values == sorted(values)
    assert all(later - earlier >= 300 for earlier, later in zip([0, *values], values, strict=False))
    assert play["page_id"] and play["slot"] == 0


def test_a_resumed_title_begins_where_it_was_left(reported: tuple[Page, list[dict[str, Any]]]) -> None:
    page, events = reported
    item = page.locator("section[data-kind=top_picks] li").first
    item_id = item.get_attribute("data-item")
    item.locator("[data-stop]").click()
    page.get_by_role("dialog").get_by_role("button", name="Play", exact=False).first.click()
    player = page.locator("dialog[open]").last
    player.get_by_role("button", name="600×").click()
    page.wait_for_timeout(1500)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    again = page.locator(f"section[data-kind=continue_watching] li[data-item='{item_id}'] [data-stop]")
    again.click()
    page.get_by_role("dialog").get_by_role("button", name="Resume").click()
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    first, second = of_kind(events, "stop")
    begun = of_kind(events, "play")[1]
    assert begun["position"] == pytest.approx(first["position"], abs=1)
    assert second["value"] < 30


def test_events_are_sent_again_until_the_server_has_them(
    reported: tuple[Page, list[dict[str, Any]]], viewer: Viewer
) -> None:
    page, _ = reported
    page.wait_for_timeout(3500)
    failures = iter([True, True])
    page.route("**/v1/events", lambda route: route.abort() if next(failures, False) else route.continue_())
    before = page.locator("main").get_attribute("data-page") or ""
    page.locator("[data-hero]").get_by_role("button", name="Add to My List").click()
    expect(page.locator("main")).not_to_have_attribute("data-page", before)  # after pauses of one and two seconds
    expect(page.locator("section[data-kind=my_list]")).to_have_count(1)


def test_leaving_the_page_while_it_plays_reports_the_stop(
    reported: tuple[Page, list[dict[str, Any]]], viewer: Viewer
) -> None:
    page, _ = reported
    item_id = page.locator("[data-hero]").get_attribute("data-hero")
    page.locator("[data-hero]").get_by_role("button", name="Play").click()
    page.get_by_role("dialog").get_by_role("button", name="600×").click()
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.locator(f"section[data-kind=continue_watching] li[data-item='{item_id}']")).to_have_count(1)
