"""Who watches: accounts and the viewing profiles in them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from frontrow.core import Id, Moment, OptionalCountry, OptionalLanguage


class Account(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A household or a subscription; it has users."""

    account_id: Id
    country: OptionalCountry = ""


class User(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A viewing profile of an account. No age, gender or other protected attribute is kept.

    Parameters
    ----------
    maturity
        The highest age rating the profile may see, in years; 18 = everything.
    picks
        Titles chosen when the profile was made: a first history before any play.
    created_at
        Seconds since the epoch.
    """

    user_id: Id
    account_id: Annotated[str, Meta(max_length=128)] = ""
    name: Annotated[str, Meta(max_length=100)] = ""
    maturity: Annotated[int, Meta(ge=0, le=18)] = 18
    country: OptionalCountry = ""
    language: OptionalLanguage = ""
    picks: tuple[Id, ...] = ()
    created_at: Moment = 0.0
