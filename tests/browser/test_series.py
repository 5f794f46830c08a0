"""A series is watched episode by episode."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Viewer

Open = Callable[..., Page]


def test_an_episode_leads_to_the_next(open_page: Open, site: Site, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    series = page.locator("li[data-item^='series-']").first
    item_id = series.get_attribute("data-item")
    episodes = site.call(f"/v1/items/{item_id}")["episodes"]
    series.locator("[data-stop]").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Play episode 1, {episodes[0]['title']}").click()
    player = page.locator("dialog[open]").last
    player.get_by_role("button", name="600×").click()
    expect(player.get_by_text("Up next")).to_be_visible()
    page.keyboard.press("Enter")
    expect(player.get_by_role("heading", level=2)).to_be_visible()
    expect(player.get_by_text(episodes[1]["title"]).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    card = page.locator(f"section[data-kind=continue_watching] li[data-item='{item_id}']")
    expect(card).to_contain_text(f"S1 E2 {episodes[1]['title']}")
