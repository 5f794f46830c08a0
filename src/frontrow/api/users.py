"""Users: a viewing profile's record, its first picks, why it is shown a title, and forgetting it."""

from __future__ import annotations

from typing import Annotated

from litestar import Router, delete, get, put
from litestar.params import JSONBody, Parameter

from frontrow.api.answers import Asked, CountryParameter, ItemId, Offset, UserId, aside, platform
from frontrow.api.bodies import Body
from frontrow.api.problems import declared, refused, unknown
from frontrow.api.wire import Contribution, UsersPage, Why
from frontrow.app import App, Visit
from frontrow.app.why import why
from frontrow.stores import User

Limit = Annotated[int, Parameter(ge=1, le=1_000, description="How many at most.")]


@get("/", summary="List users", responses=declared(400))
async def list_users(request: Asked, offset: Offset = 0, limit: Limit = 1_000) -> UsersPage:
    """Return users in the order in which they were made."""
    users = list((await aside(platform(request).store.users.all)).values())
    return UsersPage(users[offset : offset + limit], len(users))


@get("/{user_id:str}", summary="A user", responses=declared(400, 404))
async def get_user(request: Asked, user_id: UserId) -> User:
    """Return a user's record."""
    user = platform(request).users.get(user_id)
    if user is None:
        raise _unknown(user_id)
    return user


@put(
    "/{user_id:str}",
    dto=Body[User],
    return_dto=None,
    summary="Make or change a user",
    responses=declared(400, 413, 415, 422, 503),
)
async def put_user(request: Asked, user_id: UserId, data: JSONBody[User]) -> User:
    """Keep a user's record. Its picks are a first history, so the next page is personal."""
    app = platform(request)
    if data.user_id != user_id:
        raise refused(422, "the body is of another user than the path.", f"Give {user_id}.", "user_id", data.user_id)
    _require_titles(app, data.picks)
    await aside(app.store.users.put, {user_id: data})
    return data


@delete("/{user_id:str}", summary="Forget a user", responses=declared(400, 404))
async def delete_user(request: Asked, user_id: UserId) -> None:
    """Delete a user's record, every event, and every page shown.

    Events that happened before are not taken again: those that arrive within a day count as repeated.
    """
    if not await aside(platform(request).forget, user_id):
        raise _unknown(user_id)


@get("/{user_id:str}/why/{item_id:str}", summary="Why this title", responses=declared(400, 404))
async def why_item(request: Asked, user_id: UserId, item_id: ItemId, country: CountryParameter = "") -> Why:
    """Return which titles of the history argue for a title, and by how much; of titles that the viewer may see."""
    app = platform(request)
    view = app.view()
    query = app.query(Visit(user_id, country=country), view)
    item = view.catalogue.items.index(item_id)
    if item < 0 or not view.permitted(query)[item]:
        remedy = "GET /v1/items lists the ids; a title that the viewer may not see is not known."
        raise unknown("item", item_id, remedy)
    found = why(view, query, item)
    because = [
        Contribution(view.catalogue[one.item].item_id, view.title(one.item).title, one.contribution)
        for one in found.arguments
    ]
    return Why(user_id, item_id, view.title(item).title, found.text, found.score, because)


def _require_titles(app: App, picks: tuple[str, ...]) -> None:
    titles = app.titles.newest(picks)
    for place, item_id in enumerate(picks):
        if item_id not in titles:
            raise refused(422, "a pick is no title.", "Pick from GET /v1/pages/picker.", f"picks[{place}]", item_id)


def _unknown(user_id: str) -> Exception:
    return unknown("user", user_id, "PUT /v1/users/{user_id} makes one.")


USERS = Router("/v1/users", route_handlers=[list_users, get_user, put_user, delete_user, why_item], tags=["users"])
