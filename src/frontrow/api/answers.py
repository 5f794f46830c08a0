"""What the handlers share: the platform behind a request, answers that are JSON already, parameters."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, ParamSpec, TypeAlias, TypeVar, cast

from litestar import Request, Response
from litestar.enums import MediaType
from litestar.params import Parameter

from frontrow.app import App

T = TypeVar("T")
P = ParamSpec("P")

Asked: TypeAlias = Request[Any, Any, Any]
PLATFORM = "frontrow"

UserId = Annotated[str, Parameter(min_length=1, max_length=128, description="The viewing profile.")]
ItemId = Annotated[str, Parameter(min_length=1, max_length=128, description="The title.")]
ViewerParameter = Annotated[
    str, Parameter(max_length=128, description="Whom it is for: their country, age limit and hidden titles apply.")
]
AccountId = Annotated[str, Parameter(min_length=1, max_length=128, description="The household.")]
CountryParameter = Annotated[
    str, Parameter(pattern="^([A-Z]{2})?$", description="ISO 3166-1 alpha-2; the user's own when left out.")
]
LanguageParameter = Annotated[
    str, Parameter(pattern="^([a-z]{2,3})?$", description="ISO 639; the user's own when left out.")
]
DeviceParameter = Annotated[
    str, Parameter(pattern="^(tv|web|mobile|tablet)?$", description="tv, web, mobile or tablet.")
]
HourParameter = Annotated[
    int | None, Parameter(ge=0, le=23, description="Local hour of the day; that of UTC when left out.")
]
MaturityParameter = Annotated[int, Parameter(ge=0, le=18, description="The highest age rating to show, in years.")]
Offset = Annotated[int, Parameter(ge=0, le=1_000_000_000, description="How many to skip.")]


class Encoded(Response[T]):
    """JSON made by the handler itself; the type says of what, for the OpenAPI document."""

    def __init__(self, body: bytes, status_code: int = 200) -> None:
        super().__init__(cast(T, body), status_code=status_code, media_type=MediaType.JSON)


async def aside(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Do in a thread what waits for the store, so that pages go on being made meanwhile."""
    return await asyncio.to_thread(work, *given, **named)


def platform(request: Asked) -> App:
    """Return the platform that answers a request."""
    return cast(App, request.app.state[PLATFORM])
