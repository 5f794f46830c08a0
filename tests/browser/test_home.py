"""The page changes with what its viewer does, at once."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Viewer

Open = Callable[..., Page]
Keep = Callable[[Page, str], None]


def page_id(page: Page) -> str:
    """Return the id of the page on screen."""
    return page.locator("main").get_attribute("data-page") or ""


def next_page(page: Page, before: str) -> None:
    """Wait for another page than the one before."""
    expect(page.locator("main")).not_to_have_attribute("data-page", before)


def card(page: Page, kind: str = "top_picks", place: int = 0) -> Locator:
    """Return a card of the first row of a kind."""
    return page.locator(f"section[data-kind={kind}]").first.locator("li").nth(place)


def opened(page: Page, place: Locator) -> Locator:
    """Rest the pointer on a card until it opens; return the open part."""
    place.scroll_into_view_if_needed()
    place.locator("[data-stop]").hover()
    panel = place.locator("[popover]")
    expect(panel).to_be_visible()
    return panel


def test_three_picks_make_a_page_of_ones_own(open_page: Open, keep: Keep) -> None:
    page = open_page("/")
    expect(page.get_by_role("heading", name="Who is watching?")).to_be_visible()
    keep(page, "profiles")
    page.get_by_role("button", name="New profile").click()
    page.get_by_role("textbox", name="Name").fill("Robin")
    show = page.get_by_role("button", name="Show my page")
    choices = page.locator("button[aria-pressed][data-item]")
    for place in (0, 3, 6):
        expect(show).to_be_disabled()
        choices.nth(place).click()
    picked = {choices.nth(place).get_attribute("aria-label") or "" for place in (0, 3, 6)}
    keep(page, "picker")
    show.click()
    expect(page.locator("[data-hero]")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?user=viewer-"))
    expect(page.get_by_role("heading", name="Top Picks for You")).to_be_visible()
    reason = page.locator("[data-hero] p").first.inner_text()
    assert any(re.sub(r" \(\d+\)$", "", title) in reason for title in picked), reason
    page.get_by_role("button", name="Change profile").click()  # and it is there the next time
    page.get_by_role("listitem").first.get_by_role("button", name="Robin").click()
    expect(page.locator("[data-hero]")).to_be_visible()


def test_a_play_changes_the_next_page(open_page: Open, viewer: Viewer, keep: Keep) -> None:
    page = open_page(viewer.path)
    expect(page.locator("section[data-kind=continue_watching]")).to_have_count(0)
    place = card(page)
    item_id, before = place.get_attribute("data-item"), page_id(page)
    opened(page, place).get_by_role("button", name="Play").click()
    player = page.get_by_role("dialog")
    player.get_by_role("button", name="600×").click()
    page.wait_for_timeout(2000)
    player.get_by_role("button", name="1×", exact=True).click()
    keep(page, "player")
    player.get_by_role("button", name="Back to the page").click()
    next_page(page, before)
    resumed = page.locator(f"section[data-kind=continue_watching] li[data-item='{item_id}']")
    expect(resumed).to_have_count(1)
    expect(resumed).to_contain_text(re.compile("left|Next episode"))


def test_a_thumb_up_changes_the_next_page(open_page: Open, site: Site, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    before, rows = page_id(page), site.home(viewer.user_id)
    place = card(page, place=2)
    title = place.locator("[data-stop]").get_attribute("aria-label") or ""
    opened(page, place).get_by_role("button", name="I like this", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="You like")).to_be_attached()
    next_page(page, before)
    assert site.home(viewer.user_id) != rows, title


def test_a_thumb_down_takes_the_title_away_and_undo_brings_it_back(open_page: Open, site: Site, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    before, place = page_id(page), card(page, place=1)
    item_id = place.get_attribute("data-item") or ""
    opened(page, place).get_by_role("button", name="Not for me").click()
    next_page(page, before)
    expect(page.locator(f"[data-item='{item_id}']")).to_have_count(0)
    assert all(item_id not in row for row in site.home(viewer.user_id))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[data-item='{item_id}']").first).to_be_attached()


def test_not_interested_takes_the_title_away_and_undo_brings_it_back(
    open_page: Open, site: Site, viewer: Viewer, keep: Keep
) -> None:
    page = open_page(viewer.path)
    before, place = page_id(page), card(page, place=1)
    item_id = place.get_attribute("data-item") or ""
    panel = opened(page, place)
    keep(page, "card")
    panel.get_by_role("button", name="Not interested").click()
    next_page(page, before)
    expect(page.locator(f"[data-item='{item_id}']")).to_have_count(0)
    assert all(item_id not in row for row in site.home(viewer.user_id))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[data-item='{item_id}']").first).to_be_attached()


def test_my_list_becomes_a_row(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    expect(page.locator("section[data-kind=my_list]")).to_have_count(0)
    place = card(page, place=1)
    item_id = place.get_attribute("data-item")
    opened(page, place).get_by_role("button", name="Add to My List").click()
    expect(page.locator(f"section[data-kind=my_list] li[data-item='{item_id}']")).to_have_count(1)


def test_why_this_names_a_title_of_the_history(open_page: Open, viewer: Viewer, keep: Keep) -> None:
    page = open_page(viewer.path)
    page.locator("[data-hero]").get_by_role("button", name="Why this?").click()
    why = page.get_by_role("dialog")
    expect(why.get_by_role("listitem").first).to_be_visible()
    keep(page, "why")
    named = why.get_by_role("listitem").all_inner_texts()
    assert all(any(title in text for title in viewer.picks.values()) for text in named), named


def test_details_tell_of_a_title_and_lead_to_similar_ones(open_page: Open, viewer: Viewer, keep: Keep) -> None:
    page = open_page(viewer.path)
    keep(page, "home")
    card(page, place=1).locator("[data-stop]").click()
    details = page.get_by_role("dialog")
    expect(details.get_by_text("Directed by").or_(details.get_by_text("With")).first).to_be_visible()
    keep(page, "details")
    first = details.get_by_role("heading", level=2).inner_text()
    details.get_by_role("region", name="More like this").get_by_role("button").first.click()
    expect(page.locator("dialog[open]")).to_have_count(2)
    assert page.locator("dialog[open]").last.get_by_role("heading", level=2).inner_text() != first
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_another_country_has_another_top_10_and_the_address_keeps_it(
    open_page: Open, viewer: Viewer, keep: Keep
) -> None:
    page = open_page(viewer.path)
    expect(page.get_by_role("heading", name="Top 10 in the United States")).to_be_attached()
    page.get_by_role("button", name="Pretend").click()
    page.get_by_role("combobox", name="Country").select_option("FR")
    expect(page.get_by_role("heading", name="Top 10 in France")).to_be_attached()
    page.locator("section[data-kind=top_10]").scroll_into_view_if_needed()
    keep(page, "top-10")
    page.reload()
    expect(page.get_by_role("heading", name="Top 10 in France")).to_be_attached()
    expect(page).to_have_url(re.compile("country=FR"))


def test_a_degraded_page_says_so_and_a_full_one_does_not(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    expect(page.get_by_text("suggestions are resting")).to_have_count(0)
    page.route(
        "**/v1/pages/home*",
        lambda route: route.fulfill(json={**route.fetch().json(), "tier": "popular", "failures": ["ease"]}),
    )
    page.reload()
    expect(page.get_by_text("suggestions are resting")).to_be_visible()


def test_a_page_that_does_not_come_can_be_asked_for_again(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    problem = {"title": "Bad request", "status": 400, "detail": "No page today.", "remedy": "Come back tomorrow."}
    page.route("**/v1/pages/home*", lambda route: route.fulfill(status=400, json=problem))
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("No page today. Come back tomorrow.")
    page.unroute("**/v1/pages/home*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-hero]")).to_be_visible()


def test_kids_see_what_suits_them(open_page: Open, site: Site) -> None:
    page = open_page("/")
    page.get_by_role("button", name="New profile").click()
    page.get_by_text("Kids, up to 6").click()
    choices = page.locator("button[aria-pressed][data-item]")
    for place in range(3):
        choices.nth(place).click()
    page.get_by_role("button", name="Show my page").click()
    expect(page.locator("[data-hero]")).to_be_visible()
    user_id = page.url.split("user=")[1]
    rows = site.call(f"/v1/pages/home?user_id={user_id}")["rows"]
    assert max(slot["item"]["maturity"] for row in rows for slot in row["slots"]) <= 6


def test_a_second_tab_has_the_new_page_when_one_comes_back_to_it(open_page: Open, viewer: Viewer) -> None:
    first = open_page(viewer.path)
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator("[data-hero]")).to_be_visible()
    second.wait_for_timeout(3100)
    place = card(first, place=1)
    item_id, before = place.get_attribute("data-item") or "", page_id(first)
    opened(first, place).get_by_role("button", name="Not interested").click()
    next_page(first, before)
    expect(second.locator(f"[data-item='{item_id}']").first).to_be_attached()
    second.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(second.locator(f"[data-item='{item_id}']")).to_have_count(0)


def test_coming_back_changes_nothing_under_an_open_dialog(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    card(page, place=1).locator("[data-stop]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    before = page_id(page)
    page.wait_for_timeout(3100)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(500)
    assert page_id(page) == before
