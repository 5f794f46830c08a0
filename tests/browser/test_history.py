"""Back closes what lies open, Forward opens it again, and a reload or a link finds it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Viewer

Open = Callable[..., Page]
HISTORY = "window.history.length"


def dialogs(page: Page) -> Locator:
    """Return the overlays that are open."""
    return page.locator("dialog[open]")


def from_the_profiles(open_page: Open, viewer: Viewer) -> Page:
    """Return a viewer's page with the profiles before it in the history."""
    page = open_page("/")
    expect(page.get_by_role("heading", name="Who is watching?")).to_be_visible()
    page.goto(page.url.rstrip("/") + viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("button", "name"),
    [("Play", "play"), ("More about it", "title"), ("Why this?", "why")],
    ids=["player", "details", "why"],
)
def test_back_closes_an_overlay_and_forward_opens_it_again(
    open_page: Open, viewer: Viewer, button: str, name: str
) -> None:
    page = from_the_profiles(open_page, viewer)
    before = page.evaluate(HISTORY)
    item_id = page.locator("[data-hero]").get_attribute("data-hero") or ""
    page.locator("[data-hero]").get_by_role("button", name=button).click()
    expect(dialogs(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(f"user={viewer.user_id}&{name}={re.escape(item_id)}$"))
    assert page.evaluate(HISTORY) == before + 1
    page.go_back()
    expect(dialogs(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(f"user={viewer.user_id}$"))
    expect(page.locator("[data-hero]")).to_be_visible()
    page.go_forward()
    expect(dialogs(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(dialogs(page)).to_have_count(0)
    page.go_back()  # closing went back, so the next Back leaves the page
    expect(page.get_by_role("heading", name="Who is watching?")).to_be_visible()


def test_what_lies_open_is_closed_one_by_one_and_a_reload_keeps_it(open_page: Open, viewer: Viewer) -> None:
    page = from_the_profiles(open_page, viewer)
    page.locator("section[data-kind=top_picks] li").nth(1).locator("[data-stop]").click()
    dialogs(page).get_by_role("region", name="More like this").get_by_role("button").first.click()
    expect(dialogs(page)).to_have_count(2)
    above = dialogs(page).last.get_by_role("heading", level=2).inner_text()
    page.reload()
    expect(dialogs(page)).to_have_count(2)
    expect(dialogs(page).last.get_by_role("heading", level=2)).to_have_text(above)
    page.go_back()
    expect(dialogs(page)).to_have_count(1)
    expect(dialogs(page).get_by_role("heading", level=2)).not_to_have_text(above)
    dialogs(page).get_by_role("button", name="Close").click()
    expect(dialogs(page)).to_have_count(0)
    expect(page.locator("[data-hero]")).to_be_visible()


def test_escape_pressed_again_and_again_closes_everything_and_leaves_nobody(open_page: Open, viewer: Viewer) -> None:
    page = from_the_profiles(open_page, viewer)
    page.locator("section[data-kind=top_picks] li").nth(1).locator("[data-stop]").click()
    dialogs(page).get_by_role("button", name="Why this?").first.click()
    expect(dialogs(page)).to_have_count(2)
    for _ in range(5):
        page.keyboard.press("Escape")
    expect(dialogs(page)).to_have_count(0)
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile(f"user={viewer.user_id}$"))


def test_a_reloaded_player_falls_back_to_the_details_under_it(open_page: Open, viewer: Viewer) -> None:
    page = from_the_profiles(open_page, viewer)
    page.locator("section[data-kind=top_picks] li").nth(1).locator("[data-stop]").click()
    dialogs(page).get_by_role("button", name="Play", exact=False).first.click()
    expect(page.get_by_label("Position", exact=True)).to_be_visible()
    page.reload()
    expect(dialogs(page)).to_have_count(1)
    expect(page.get_by_label("Position", exact=True)).to_have_count(0)
    expect(page).to_have_url(re.compile("&title="))
    page.go_back()
    expect(dialogs(page)).to_have_count(0)


def test_forward_into_a_player_goes_on_where_it_was_left(open_page: Open, viewer: Viewer) -> None:
    page = from_the_profiles(open_page, viewer)
    before = page.locator("main").get_attribute("data-page") or ""
    page.locator("[data-hero]").get_by_role("button", name="Play").click()
    page.get_by_role("button", name="600×").click()
    page.wait_for_timeout(1500)
    page.go_back()
    expect(page.locator("main")).not_to_have_attribute("data-page", before)
    page.go_forward()
    assert int(page.get_by_label("Position", exact=True).input_value()) > 300


def test_a_title_sent_away_from_its_details_closes_all_that_is_open(open_page: Open, viewer: Viewer) -> None:
    page = from_the_profiles(open_page, viewer)
    page.locator("section[data-kind=top_picks] li").nth(1).locator("[data-stop]").click()
    dialogs(page).get_by_role("region", name="More like this").get_by_role("button").first.click()
    dialogs(page).last.get_by_role("button", name="Not interested").click()
    expect(dialogs(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(f"user={viewer.user_id}$"))


@pytest.mark.parametrize("name", ["title", "why", "play"])
def test_a_link_opens_a_title_over_the_page(open_page: Open, site: Site, viewer: Viewer, name: str) -> None:
    item_id, title = next(iter(viewer.picks.items()))
    page = open_page(f"{viewer.path}&{name}={item_id}")
    expect(dialogs(page).get_by_role("heading", level=2)).to_have_text(title)
    expect(page.get_by_label("Position", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialogs(page)).to_have_count(0)
    expect(page).to_have_url(f"{site.url}{viewer.path}")
    expect(page.locator("[data-hero]")).to_be_visible()


def test_a_link_to_no_title_shows_the_page(open_page: Open, site: Site, viewer: Viewer) -> None:
    page = open_page(f"{viewer.path}&title=nothing")
    expect(page.locator("[data-hero]")).to_be_visible()
    expect(page).to_have_url(f"{site.url}{viewer.path}")
    expect(dialogs(page)).to_have_count(0)


def test_pretending_keeps_the_history_of_what_is_open(open_page: Open, viewer: Viewer) -> None:
    page = open_page(f"{viewer.path}&country=FR")
    page.locator("[data-hero]").get_by_role("button", name="More about it").click()
    expect(page).to_have_url(re.compile("country=FR&title="))
    page.go_back()
    expect(page).to_have_url(re.compile("country=FR$"))
