"""A new profile is never a dead end."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

Open = Callable[..., Page]
PICKER = "**/v1/pages/picker*"


def making(open_page: Open, answer: Callable[[Route], Any] | None = None) -> Page:
    """Return the page on which a profile is made; the titles to pick from are answered as told."""
    page = open_page("/")
    if answer:
        page.route(PICKER, answer)
    page.get_by_role("button", name="New profile").click()
    return page


def offering(count: int) -> Callable[[Route], Any]:
    """Return an answer that offers so many titles."""

    def answered(route: Route) -> None:
        route.fulfill(json={"items": route.fetch().json()["items"][:count], "more": False})

    return answered


def test_without_titles_one_can_go_on_and_the_page_says_it_fills(open_page: Open) -> None:
    page = making(open_page, offering(0))
    expect(page.get_by_text("No titles yet — the page fills as titles arrive.")).to_be_visible()
    expect(page.get_by_text("more to go")).to_have_count(0)
    page.route(
        "**/v1/pages/home*", lambda route: route.fulfill(json={**route.fetch().json(), "rows": [], "tier": "editorial"})
    )
    page.get_by_role("button", name="Show my page").click()
    expect(page.get_by_role("heading", name="No titles yet")).to_be_visible()
    page.unroute("**/v1/pages/home*")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("[data-hero]")).to_be_visible()


@pytest.mark.parametrize("picked", [0, 2])
def test_fewer_titles_than_asked_for_are_enough(open_page: Open, picked: int) -> None:
    page = making(open_page, offering(2))
    choices = page.locator("button[aria-pressed][data-item]")
    expect(choices).to_have_count(2)
    for place in range(picked):
        choices.nth(place).click()
    expect(page.get_by_text(f"{picked} picked. There are only 2 so far")).to_be_visible()
    page.get_by_role("button", name="Show my page").click()
    expect(page.locator("[data-hero]")).to_be_visible()


def test_when_the_titles_do_not_come_one_can_try_again_or_skip(open_page: Open) -> None:
    problem = {"title": "Bad request", "status": 400, "detail": "No titles today.", "remedy": ""}
    page = making(open_page, lambda route: route.fulfill(status=400, json=problem))
    expect(page.get_by_role("alert")).to_contain_text("No titles today.")
    skip = page.get_by_role("button", name="Skip")
    expect(skip).to_be_enabled()
    page.unroute(PICKER)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("button[aria-pressed][data-item]").first).to_be_visible()
    skip.click()
    expect(page.locator("[data-hero]")).to_be_visible()


def test_skipping_makes_a_page_of_several_rows_without_a_pick(open_page: Open) -> None:
    page = making(open_page)
    page.locator("button[aria-pressed][data-item]").first.wait_for()
    page.get_by_role("button", name="Skip").click()
    expect(page.locator("[data-hero]")).to_be_visible()
    assert page.locator("section[data-kind]").count() > 3


def test_who_knows_too_few_titles_is_shown_more(open_page: Open) -> None:
    page = making(open_page)
    choices = page.locator("button[aria-pressed][data-item]")
    expect(choices).to_have_count(40)
    page.route("**/v1/pages/picker*offset=40*", lambda route: route.fulfill(status=400, json={"title": "No"}))
    page.get_by_role("button", name="Show more titles").click()
    page.unroute("**/v1/pages/picker*offset=40*")
    page.get_by_role("button", name="The titles did not come. Try again").click()
    expect(choices).to_have_count(80)
    shown = choices.evaluate_all("all => all.map(one => one.dataset.item)")
    assert len(set(shown)) == 80
    for place in (0, 45, 79):
        choices.nth(place).click()
    expect(page.get_by_text("3 picked. Your page is ready to be made.")).to_be_visible()
    page.get_by_role("button", name="Show my page").click()
    expect(page.locator("[data-hero]")).to_be_visible()
