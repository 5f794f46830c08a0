"""The page works by keyboard, on a phone, and for those who hear it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Viewer

Open = Callable[..., Page]
Keep = Callable[[Page, str], None]

FOCUSED = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
NAMELESS = """() => {
    const named = (element) => element.getAttribute("aria-label") || element.textContent.trim()
        || element.getAttribute("title") || element.labels?.length;
    const said = (image) =>
        image.alt || (image.hasAttribute("alt") && image.closest("[aria-label], [aria-labelledby]"));
    const bad = [...document.querySelectorAll("button, a, input, select")].filter((one) => !named(one))
        .concat([...document.querySelectorAll("img")].filter((one) => !said(one)),
                [...document.querySelectorAll("[role=img], [role=group], dialog")].filter((one) => !named(one)));
    return bad.map((one) => one.outerHTML.slice(0, 120));
}"""
DOUBLE_IDS = (
    "() => [...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, at, all) => all.indexOf(id) < at)"
)


def test_the_arrow_keys_walk_the_page_like_a_remote_control(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    keys = page.keyboard
    keys.press("ArrowDown")  # into the page: the large title
    assert "Play" in page.evaluate(FOCUSED)
    keys.press("ArrowDown")
    row = page.locator("section[data-kind]").first
    expect(row.locator("li").first.locator("[data-stop]")).to_be_focused()
    keys.press("ArrowRight")
    second = row.locator("li").nth(1)
    expect(second.locator("[data-stop]")).to_be_focused()
    expect(second.locator("[popover]")).to_be_visible()
    keys.press("Tab")
    expect(second.get_by_role("button", name="Play", exact=False).last).to_be_focused()
    keys.press("ArrowRight")
    expect(second.get_by_role("button", name="Add to My List")).to_be_focused()
    keys.press("Escape")
    expect(second.locator("[data-stop]")).to_be_focused()
    keys.press("ArrowUp")
    assert "Play" in page.evaluate(FOCUSED) or "More" in page.evaluate(FOCUSED)


def test_enter_opens_escape_closes_and_the_focus_comes_back(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(40):  # the focus stays in the dialog
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("section[data-kind]").first.locator("li").nth(1).locator("[data-stop]")).to_be_focused()


def test_each_row_is_one_stop_of_the_tab_key(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    reachable = page.evaluate(
        """[...document.querySelectorAll("section[data-kind]")].map(
            (row) => row.querySelectorAll('li [tabindex="0"]').length)"""
    )
    assert set(reachable) == {1}


def test_a_hidden_title_hands_its_focus_to_the_next(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path)
    expect(page.locator("[data-hero]")).to_be_visible()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Tab"):
        page.keyboard.press(key)
    before = page.locator("main").get_attribute("data-page") or ""
    page.locator("section[data-kind]").first.locator("li").nth(1).get_by_role("button", name="Not interested").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).not_to_have_attribute("data-page", before)
    expect(page.locator("section[data-kind]").first.locator("li").nth(1).locator("[data-stop]")).to_be_focused()


@pytest.mark.parametrize("place", ["home", "card", "details", "why", "player", "profiles", "new profile"])
def test_everything_has_a_name(open_page: Open, viewer: Viewer, place: str) -> None:
    page = open_page("/" if "profile" in place else viewer.path)
    card = page.locator("section[data-kind=top_picks] li").nth(1)
    if place == "new profile":
        page.get_by_role("button", name="New profile").click()
        page.locator("button[aria-pressed][data-item]").first.wait_for()
    elif place == "profiles":
        page.get_by_role("heading", name="Who is watching?").wait_for()
    elif place == "card":
        card.locator("[data-stop]").hover()
        card.locator("[popover]").wait_for()
    elif place == "details":
        card.locator("[data-stop]").click()
        page.get_by_role("region", name="More like this").wait_for()
    elif place == "why":
        page.locator("[data-hero]").get_by_role("button", name="Why this?").click()
        page.get_by_role("dialog").get_by_role("listitem").first.wait_for()
    elif place == "player":
        page.locator("[data-hero]").get_by_role("button", name="Play").click()
        page.get_by_label("Position", exact=True).wait_for()
    else:
        page.locator("[data-hero]").wait_for()
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(DOUBLE_IDS) == []
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [360, 390])
def test_a_small_screen_shows_everything_in_its_width(open_page: Open, viewer: Viewer, keep: Keep, width: int) -> None:
    phone = {
        "viewport": {"width": width, "height": 844},
        "has_touch": True,
        "is_mobile": True,
        "device_scale_factor": 2,
    }
    page = open_page(viewer.path, **phone)
    expect(page.locator("[data-hero]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width == 390:
        keep(page, "phone-home")
    card = page.locator("section[data-kind=top_picks] li").first
    card.scroll_into_view_if_needed()
    card.locator("[data-stop]").tap()
    details = page.get_by_role("dialog")
    expect(details).to_be_visible()
    expect(details.get_by_role("region", name="More like this")).to_be_attached()
    box = details.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, width)
    assert details.evaluate("(dialog) => dialog.scrollWidth") <= width
    if width == 390:
        keep(page, "phone-details")


def test_less_motion_is_respected(open_page: Open, viewer: Viewer) -> None:
    page = open_page(viewer.path, reduced_motion="reduce")
    expect(page.locator("[data-hero]")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0


COVERED = """() => {
    const handle = document.querySelector("[aria-controls=pretend]").getBoundingClientRect();
    const meets = (at) => at.left < handle.right && at.right > handle.left
        && at.top < handle.bottom && at.bottom > handle.top;
    const shown = "main li, main h1, main h2, main p, main button, header > :not([aria-controls])";
    return [...document.querySelectorAll(shown)]
        .filter((one) => meets(one.getBoundingClientRect())).map((one) => one.outerHTML.slice(0, 120));
}"""
FLOATING = """() => [...document.querySelectorAll("body *")].filter((one) =>
    getComputedStyle(one).position === "fixed" && one.getBoundingClientRect().width > 0
    && !one.matches("[data-toasts], [popover]")).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [360, 1440])
def test_the_button_to_pretend_covers_nothing(open_page: Open, viewer: Viewer, width: int) -> None:
    page = open_page(viewer.path, viewport={"width": width, "height": 844})
    expect(page.locator("[data-hero]")).to_be_visible()
    assert page.evaluate(COVERED) == []
    assert page.evaluate(FLOATING) == []  # so scrolling moves nothing over a card
    page.get_by_role("button", name="Pretend").click()
    bar = page.get_by_role("complementary", name="Pretend")
    expect(bar).to_contain_text("do not yet change which titles are chosen")
    assert "not yet change" in (bar.get_by_text("Hour", exact=True).locator("..").get_attribute("title") or "")
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(300)
    last = page.locator("section[data-kind]").last.locator("li").first.bounding_box()
    box = bar.bounding_box()
    assert last is not None and box is not None
    assert last["y"] + last["height"] <= box["y"]  # the open bar leaves the last row to be seen
    bar.get_by_role("button", name="Close this bar").click()
    assert page.evaluate(FLOATING) == []
