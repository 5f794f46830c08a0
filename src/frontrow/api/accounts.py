"""Accounts: households that have users."""

from __future__ import annotations

from litestar import Router, delete, get, put
from litestar.params import JSONBody

from frontrow.api.answers import AccountId, Asked, aside, platform
from frontrow.api.bodies import Body
from frontrow.api.problems import declared, refused, unknown
from frontrow.stores import Account


@get("/{account_id:str}", summary="An account", responses=declared(400, 404))
async def get_account(request: Asked, account_id: AccountId) -> Account:
    """Return an account's record."""
    found = platform(request).store.accounts.get([account_id])
    if not found:
        raise _unknown(account_id)
    return found[account_id]


@put(
    "/{account_id:str}",
    dto=Body[Account],
    return_dto=None,
    summary="Make or change an account",
    responses=declared(400, 413, 415, 422),
)
async def put_account(request: Asked, account_id: AccountId, data: JSONBody[Account]) -> Account:
    """Keep an account's record."""
    if data.account_id != account_id:
        detail = "the body is of another account than the path."
        raise refused(422, detail, f"Give {account_id}.", "account_id", data.account_id)
    await aside(platform(request).store.accounts.put, {account_id: data})
    return data


@delete("/{account_id:str}", summary="Delete an account", responses=declared(400, 404))
async def delete_account(request: Asked, account_id: AccountId) -> None:
    """Delete an account's record; its users stay."""
    if not await aside(platform(request).store.accounts.delete, [account_id]):
        raise _unknown(account_id)


def _unknown(account_id: str) -> Exception:
    return unknown("account", account_id, "PUT /v1/accounts/{account_id} makes one.")


ACCOUNTS = Router("/v1/accounts", route_handlers=[get_account, put_account, delete_account], tags=["accounts"])
