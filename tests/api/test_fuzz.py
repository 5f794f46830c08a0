"""Requests nobody would send by hand, made from the OpenAPI document: no answer is ever a 5xx.

``FRONTROW_FUZZ=10000 pytest tests/api/test_fuzz.py`` sends that many.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

REQUESTS = int(os.environ.get("FRONTROW_FUZZ", "300"))
PROBLEM = "application/problem+json"


def no_server_error(ctx: Any, response: Any, case: Any) -> None:
    """A 5xx is a fault of ours; the one that is none is "no bundle yet", which this world has."""
    assert response.status_code < 500, f"{response.status_code} {response.text[:300]}"


def problems_say_what_would_be_right(ctx: Any, response: Any, case: Any) -> None:
    """A refusal is a problem with a detail and a remedy."""
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == PROBLEM
        problem = response.json()
        assert problem["detail"]
        assert problem.get("remedy"), problem


CHECKS: list[CheckFunction] = [
    no_server_error,
    problems_say_what_would_be_right,
    response_schema_conformance,
    content_type_conformance,
    status_code_conformance,
]


@pytest.fixture(scope="module")
def fuzzed(first_world: Any, server_type: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the schema of a server that runs."""
    server = server_type(first_world.copied_to(tmp_path_factory.mktemp("fuzz") / "world"), 1)
    server.wait()
    yield schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/schema/openapi.json")
    assert server.stop() == 0


@pytest.mark.xdist_group("servers")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_no_request_is_answered_with_a_server_error(fuzzed: Any, mode: GenerationMode) -> None:
    operations = [found.ok() for found in fuzzed.get_all_operations()]
    asked = [one for one in operations if list(one.iter_parameters()) or len(one.body)]  # the others take nothing
    each = -(-REQUESTS // len(GenerationMode) // len(asked))
    sent = sum(requests_sent(operation, mode, each) for operation in asked)
    assert sent >= REQUESTS // len(GenerationMode)


def requests_sent(operation: Any, mode: GenerationMode, number: int) -> int:
    """Send so many requests of one operation, check every answer, and return how many were sent."""
    sent = 0

    @settings(
        max_examples=number,
        deadline=None,
        derandomize=REQUESTS < 1000,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        nonlocal sent
        sent += 1
        case.call_and_validate(checks=CHECKS)

    send()
    return sent
