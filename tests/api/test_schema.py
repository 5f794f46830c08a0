"""The API is shown in words without asking anything of another host."""

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from frontrow.api.application import application
from frontrow.api.worker import platform_of


@pytest.mark.parametrize("path", ["/schema", "/schema/"])
def test_the_page_of_the_api_is_served_where_it_was_built(world: Any, tmp_path: Path, path: str) -> None:
    (tmp_path / "schema.html").write_text("<!doctype html><title>The API</title>")
    with TestClient(application(platform_of(world.config), tmp_path)) as client:
        answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text == "<!doctype html><title>The API</title>"


def test_without_the_page_there_is_a_word_on_where_the_document_is(world: Any, tmp_path: Path) -> None:
    with TestClient(application(platform_of(world.config), tmp_path)) as client:
        answer = client.get("/schema")
        assert answer.status_code == 200
        assert 'href="/schema/openapi.json"' in answer.text
        assert "//" not in answer.text  # and nothing from elsewhere
        assert "/v1/pages/home" in client.get("/schema/openapi.json").json()["paths"]
