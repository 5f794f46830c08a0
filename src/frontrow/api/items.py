"""Titles: kept, listed, changed, deleted; what is like them; their artwork."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Annotated, Literal

from litestar import Response, Router, delete, get, post, put
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, Parameter

from frontrow import artwork
from frontrow.api.answers import (
    Asked,
    CountryParameter,
    ItemId,
    MaturityParameter,
    Offset,
    ViewerParameter,
    aside,
    platform,
)
from frontrow.api.batches import Batch, BatchBody, all_refused, require_few
from frontrow.api.bodies import Body
from frontrow.api.cards import card
from frontrow.api.problems import declared, refused, unknown
from frontrow.api.wire import ItemsPage, ItemsRequest, RecordsReceipt, SimilarItem, SimilarItems
from frontrow.app import App, Visit
from frontrow.app.similar import similar
from frontrow.data.catalogue import Title

_MOST_ITEMS = 10_000  # titles in one batch
_SVG = "image/svg+xml"
_CACHED = "public, max-age=3600, stale-while-revalidate=86400"

Limit = Annotated[int, Parameter(ge=1, le=1_000, description="How many at most.")]
Nearest = Annotated[int, Parameter(ge=1, le=100, description="How many at most.")]
Variant = Annotated[
    Literal["cast", "mood", "genre", "type"], Parameter(description="One of cast, mood, genre and type.")
]


@get("/", summary="List titles", responses=declared(400))
async def list_items(request: Asked, offset: Offset = 0, limit: Limit = 100) -> ItemsPage:
    """Return titles in the order in which they were added."""
    titles = platform(request).view().titles
    return ItemsPage(list(islice(titles.values(), offset, offset + limit)), len(titles))


@post(
    "/",
    status_code=200,
    dto=BatchBody[ItemsRequest],
    return_dto=None,
    summary="Add or change titles",
    responses=declared(400, 413, 415, 422),
)
async def put_items(request: Asked, data: JSONBody[Batch[Title]]) -> RecordsReceipt:
    """Keep the good titles of a batch and name the others. New ones can be on the next page."""
    require_few(data, "items", _MOST_ITEMS)
    if data.refused and not data.entries:
        raise all_refused(data, "items")
    await aside(platform(request).titles.put, {title.item_id: title for title in data.records})
    return RecordsReceipt(len(data.entries), data.refused)


@get("/{item_id:str}", summary="A title", responses=declared(400, 404))
async def get_item(request: Asked, item_id: ItemId) -> Title:
    """Return everything the service said of a title."""
    return _title(platform(request), item_id)


@put(
    "/{item_id:str}",
    dto=Body[Title],
    return_dto=None,
    summary="Add or change a title",
    responses=declared(400, 413, 415, 422),
)
async def put_item(request: Asked, item_id: ItemId, data: JSONBody[Title]) -> Title:
    """Keep a title under its id."""
    if data.item_id != item_id:
        raise refused(422, "the body is of another title than the path.", f"Give {item_id}.", "item_id", data.item_id)
    await aside(platform(request).titles.put, {item_id: data})
    return data


@delete("/{item_id:str}", summary="Delete a title", responses=declared(400, 404))
async def delete_item(request: Asked, item_id: ItemId) -> None:
    """Delete a title; from now on no page shows it."""
    if not await aside(platform(request).titles.delete, item_id):
        raise _unknown(item_id)


@get("/{item_id:str}/similar", summary="Titles like a title", responses=declared(400, 404))
async def similar_items(
    request: Asked,
    item_id: ItemId,
    *,
    k: Nearest = 20,
    user_id: ViewerParameter = "",
    country: CountryParameter = "",
    maturity: MaturityParameter = 18,
) -> SimilarItems:
    """Return the titles most like one that may be shown; a new title is like others by its description.

    Without a viewer and a country: of those that have arrived and are licensed everywhere, for all ages.
    """
    app = platform(request)
    _title(app, item_id)
    view = app.view()
    item = view.catalogue.items.index(item_id)
    query = app.query(Visit(user_id, country=country, maturity=maturity), view)
    found = similar(view, query, item, k) if item >= 0 else []
    return SimilarItems(item_id, [SimilarItem(card(view.title(one.item)), one.score) for one in found])


@get(
    "/{item_id:str}/artwork/{name:str}",
    summary="A title's artwork",
    media_type=_SVG,
    responses={304: ResponseSpec(None, description="As the client has it."), **declared(400, 404)},
)
async def item_artwork(request: Asked, item_id: ItemId, name: Variant) -> Response[str]:
    """Return a picture drawn from the title's own facts."""
    drawing, tag = _drawn(_title(platform(request), item_id), name)
    headers = {"ETag": tag, "Cache-Control": _CACHED}
    if request.headers.get("if-none-match") == tag:
        return Response("", status_code=304, headers=headers, media_type=_SVG)
    return Response(drawing, headers=headers, media_type=_SVG)


@lru_cache(maxsize=4096)
def _drawn(title: Title, variant: str) -> tuple[str, str]:
    """Return a drawing and its entity tag."""
    drawing = artwork.draw(title, variant)
    return drawing, f'"{blake2b(drawing.encode(), digest_size=12).hexdigest()}"'


def _title(app: App, item_id: str) -> Title:
    title = app.titles.newest([item_id]).get(item_id)
    if title is None:
        raise _unknown(item_id)
    return title


def _unknown(item_id: str) -> Exception:
    return unknown("item", item_id, "GET /v1/items lists the ids.")


ITEMS = Router(
    "/v1/items",
    route_handlers=[list_items, put_items, get_item, put_item, delete_item, similar_items, item_artwork],
    tags=["items"],
)
