"""Pages: a viewer's home page, and the titles a new viewer picks from."""

from __future__ import annotations

from typing import Annotated

from litestar import Router, get
from litestar.params import Parameter

from frontrow.api.answers import (
    Asked,
    CountryParameter,
    DeviceParameter,
    Encoded,
    HourParameter,
    LanguageParameter,
    MaturityParameter,
    UserId,
    platform,
)
from frontrow.api.cards import card
from frontrow.api.home import HomePages
from frontrow.api.problems import declared
from frontrow.api.wire import HomePage, PickerPage
from frontrow.app import Visit

_MOST_OFFERED = 400  # titles before a screen: nobody looks through more for a few to pick

_pages = HomePages()

Shown = Annotated[int, Parameter(ge=0, le=_MOST_OFFERED, description="How many titles were shown on screens before.")]


@get("/home", summary="A viewer's home page", responses=declared(400))
async def home(
    request: Asked,
    *,
    user_id: UserId,
    device: DeviceParameter = "",
    country: CountryParameter = "",
    language: LanguageParameter = "",
    hour: HourParameter = None,
) -> Encoded[HomePage]:
    """Make a page now, from the newest events; of a user nobody has heard of, too.

    It is made on the event loop: a few milliseconds of arithmetic that a thread would not speed up.
    """
    shown = platform(request).page(Visit(user_id, device, country, language, hour))
    return Encoded(_pages.encoded(shown))


@get("/picker", summary="Titles for a new viewer to pick from", responses=declared(400))
async def picker(
    request: Asked,
    country: CountryParameter = "",
    language: LanguageParameter = "",
    maturity: MaturityParameter = 18,
    offset: Shown = 0,
) -> PickerPage:
    """Return a screen of popular titles that differ from each other, of those that may be shown.

    A viewer who knows too few of them asks for the screen that follows.
    """
    titles, more = platform(request).picker(Visit(country=country, maturity=maturity), offset)
    return PickerPage([card(title) for title in titles], more and offset + len(titles) <= _MOST_OFFERED)


PAGES = Router("/v1/pages", route_handlers=[home, picker], tags=["pages"])
