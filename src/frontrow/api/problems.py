"""Every error as RFC 9457 problem details: what was wrong, in which field, what it held, and what would be right."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec

from frontrow.api.faults import meant, shown
from frontrow.api.wire import Problem, Refusal
from frontrow.errors import BadInput, FrontrowError, NotFound, StoreUnavailable

log = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
Asked: TypeAlias = Request[Any, Any, Any]

_MISSING = re.compile(r"Missing required \w+ parameter '(.+?)'")

_REMEDIES: Mapping[int, str] = {
    404: "/schema lists every path.",
    405: "/schema lists the methods of every path.",
    413: "Send fewer or smaller records at a time.",
    415: "Send JSON with the header Content-Type: application/json.",
}
_STATUSES: Mapping[type[FrontrowError], int] = {NotFound: 404, BadInput: 422, StoreUnavailable: 503}


class Refused(Exception):
    """Carries a problem to the answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def refused(
    status: int,
    detail: str,
    remedy: str = "",
    field: str = "",
    value: str = "",
    *,
    records: list[Refusal] | None = None,
) -> Refused:
    """Return an error that answers with a problem.

    Parameters
    ----------
    status
        HTTP status code.
    detail, remedy
        What was wrong; what would be right.
    field, value
        Where it was wrong, and what stood there.
    records
        The refusals of single records of a batch.
    """
    name = HTTPStatus(status).phrase
    kind = f"urn:frontrow:problem:{name.lower().replace(' ', '-')}"
    return Refused(Problem(kind, name, status, detail, field, value, remedy, records or []))


def unknown(what: str, record_id: str, remedy: str) -> Refused:
    """Return the 404 of an id that names nothing."""
    return refused(404, f"there is no {what} {shown(record_id)}.", remedy, f"{what}_id", shown(record_id))


def declared(*statuses: int) -> dict[int, ResponseSpec]:
    """Return the problems an operation may answer with, for the OpenAPI document."""
    return {
        status: ResponseSpec(Problem, description=HTTPStatus(status).phrase, media_type=PROBLEM_JSON)
        for status in statuses
    }


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """Return a problem as a response."""
    body = msgspec.json.encode(problem)
    return Response(body, status_code=problem.status, media_type=PROBLEM_JSON, headers=dict(headers or {}))


def _on_refused(_: Asked, error: Refused) -> Response[bytes]:
    return answer(error.problem)


def _on_frontrow(_: Asked, error: FrontrowError) -> Response[bytes]:
    status = next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s", error)
    headers = {"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return answer(refused(status, error.message, error.remedy).problem, headers)


def _on_parameters(request: Asked, error: ValidationException) -> Response[bytes]:
    """Answer parameters of the path or query that will not do; the first is named, the detail tells of all."""
    faults = [one for one in error.extra if isinstance(one, dict)] if isinstance(error.extra, list) else []
    if missing := _MISSING.search(error.detail):
        return answer(refused(400, error.detail, f"Give it. {_described(request, missing[1])}", missing[1]).problem)
    if not faults or faults[0].get("key") in {None, "data"}:
        return answer(refused(400, "the body is empty.", "Send JSON; /schema says of what form.").problem)
    name, message = str(faults[0]["key"]), str(faults[0].get("message", ""))
    held = {**request.path_params, **request.query_params.dict()}.get(name, "")
    held = held[0] if isinstance(held, list) and held else held
    detail = "; ".join(f"{one.get('key', 'body')}: {one.get('message', '')}" for one in faults)
    remedy = f"{meant(message)} {_described(request, name)}"
    return answer(refused(400, detail, remedy.strip(), name, shown(str(held))).problem)


def _described(request: Asked, name: str) -> str:
    """Return what the OpenAPI document says of a parameter."""
    field = request.route_handler.parsed_fn_signature.parameters.get(name)
    return getattr(field.kwarg_definition, "description", None) or "" if field else ""


def _on_http(_: Asked, error: HTTPException) -> Response[bytes]:
    problem = refused(error.status_code, error.detail, _REMEDIES.get(error.status_code, "")).problem
    return answer(problem, error.headers)


def _on_fault(request: Asked, error: Exception) -> Response[bytes]:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(refused(500, "the server failed at this request.", "Its log says how; please report it.").problem)


HANDLERS: dict[int | type[Exception], Callable[..., Response[bytes]]] = {
    Refused: _on_refused,
    FrontrowError: _on_frontrow,
    ValidationException: _on_parameters,
    HTTPException: _on_http,
    Exception: _on_fault,
}
