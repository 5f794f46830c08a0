"""The API is shown in words without the internet."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_the_api_is_shown_and_nothing_is_asked_of_another_host(open_page: Open) -> None:
    page = open_page("/")
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(page.url.rstrip("/") + "/schema")
    endpoint = page.get_by_text("/v1/pages/home", exact=True)
    expect(endpoint).to_be_visible()
    endpoint.click()
    expect(page.locator("details[open]").get_by_text("The viewing profile.")).to_be_visible()
    page.locator("details[open]").get_by_role("link", name="HomePage").click()
    expect(page.locator("#HomePage")).to_be_in_viewport()
    assert {urlsplit(url).hostname for url in asked if not url.startswith("data:")} == {"127.0.0.1"}
    assert faults == []  # nothing its security policy forbids, either
