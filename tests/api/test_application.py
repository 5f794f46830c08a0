"""What holds of every answer: problems, headers, health, figures, the viewer's page, the OpenAPI document."""

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from frontrow.api.application import application
from frontrow.api.edge import Edge
from frontrow.api.worker import platform_of
from frontrow.app import App
from frontrow.config import Config, anchored
from frontrow.data.catalogue import Title

Client = TestClient[Edge]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/items/nobody", 404),
        ("POST", "/v1/pages/home", 405),
        ("DELETE", "/v1/events", 405),
        ("GET", "/v1/pages/home", 400),
        ("GET", "/assets/nothing.js", 404),
    ],
)
def test_every_error_is_a_problem(client: Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"].startswith("urn:frontrow:problem:")
    assert problem["detail"]
    assert problem["remedy"]


def test_a_fault_of_our_own_is_a_problem_without_a_traceback(client: Client, app: App, monkeypatch: Any) -> None:
    monkeypatch.setattr(app, "page", lambda visit: 1 / 0)
    answer = client.get("/v1/pages/home?user_id=u")
    assert (answer.status_code, answer.json()["title"]) == (500, "Internal Server Error")
    assert "ZeroDivision" not in answer.text
    assert 'route="/v1/pages/home",status="500"' in client.get("/metrics").text


def test_answers_keep_a_browser_safe(client: Client) -> None:
    headers = client.get("/v1/health/live").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert client.get("/nowhere").headers["x-content-type-options"] == "nosniff"


def test_health_tells_of_the_bundle_in_service(client: Client) -> None:
    assert client.get("/v1/health/live").json() == {"status": "live"}
    ready = client.get("/v1/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert ready.json()["bundle"]


def test_without_a_bundle_the_server_is_ready_and_shows_pages_of_the_titles_there_are(tmp_path: Path) -> None:
    app = platform_of(anchored(Config(), tmp_path))
    app.store.titles.put({f"t{n}": Title(item_id=f"t{n}", title=f"Title {n}", year=2000 + n) for n in range(9)})
    with TestClient(application(app)) as client:
        ready = client.get("/v1/health/ready")
        assert (ready.status_code, ready.json()) == (200, {"status": "ready"})
        page = client.get("/v1/pages/home?user_id=u").json()
        assert {slot["item"]["item_id"] for row in page["rows"] for slot in row["slots"]} == {f"t{n}" for n in range(9)}
        assert page["bundle"] == ""
        assert client.get("/v1/items/t1/similar").json()["items"] == []
        assert len(client.get("/v1/pages/picker").json()["items"]) == 9
        client.put("/v1/items/later", json={"item_id": "later", "title": "Later"})
        page = client.get("/v1/pages/home?user_id=u").json()
        assert "later" in {slot["item"]["item_id"] for row in page["rows"] for slot in row["slots"]}


def test_figures_are_told_to_prometheus(client: Client) -> None:
    client.get("/v1/pages/home?user_id=u1")
    client.get("/nowhere")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'frontrow_requests_total{method="GET",route="/v1/pages/home",status="200"} 1.0' in answer.text
    assert 'frontrow_requests_total{method="GET",route="unmatched",status="404"} 1.0' in answer.text
    assert 'frontrow_pages_total{tier="full"} 1.0' in answer.text
    assert 'frontrow_request_seconds_bucket{le="0.1",route="/v1/pages/home"}' in answer.text
    assert 'frontrow_bundle_live{bundle="' in answer.text


def test_the_viewers_page_is_served_where_it_was_built(world: Any, tmp_path: Path) -> None:
    built = tmp_path / "ui"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>Frontrow</title>")
    (built / "assets" / "index-1a2b.js").write_text("start()")
    with TestClient(application(platform_of(world.config), built)) as client:
        page, script = client.get("/"), client.get("/assets/index-1a2b.js")
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-cache"
    assert page.text.startswith("<!doctype html><title>Frontrow")
    assert "javascript" in script.headers["content-type"]
    assert "immutable" in script.headers["cache-control"]


def test_a_page_that_was_not_built_says_how(world: Any, tmp_path: Path) -> None:
    with TestClient(application(platform_of(world.config), tmp_path / "nothing")) as client:
        answer = client.get("/")
    assert answer.status_code == 200
    assert "make setup" in answer.text


def test_the_openapi_document_has_every_endpoint_its_bodies_and_its_problems(client: Client) -> None:
    document = client.get("/schema/openapi.json").json()
    paths = document["paths"]
    assert {path for path in paths if path.startswith("/v1")} == {
        "/v1/events",
        "/v1/pages/home",
        "/v1/pages/picker",
        "/v1/items",
        "/v1/items/{item_id}",
        "/v1/items/{item_id}/similar",
        "/v1/items/{item_id}/artwork/{name}",
        "/v1/users",
        "/v1/users/{user_id}",
        "/v1/users/{user_id}/why/{item_id}",
        "/v1/accounts/{account_id}",
        "/v1/health/live",
        "/v1/health/ready",
    }
    events = paths["/v1/events"]["post"]
    body = events["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/EventsRequest"}
    assert "422" in events["responses"]
    assert "application/problem+json" in events["responses"]["413"]["content"]
    schema = paths["/v1/pages/home"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/HomePage"}
