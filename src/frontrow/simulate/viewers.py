"""Who lives in the simulated world: households, their profiles, and what each likes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from frontrow.artwork import VARIANTS
from frontrow.core import Bools, Floats, Items, Times
from frontrow.simulate.parameters import People
from frontrow.simulate.world import DAY, World, unit
from frontrow.stores import Account, User

ADULT = 18  # years: no limit
FAMILY = 2  # profiles from which one may be a child's
NAMES = """
Ada Ben Cleo Dario Emi Finn Gia Hugo Ines Jonas Kira Leo Mina Noel Olga Pau Quinn Rosa Sami Tara Uma Vito Wanda Xenia
Yuki Zoe Arlo Bea Caio Dina Elio Faye Goran Hana Ivo June Kofi Luz Marek Nora
"""


@dataclass(frozen=True)
class Viewers:
    """``n`` viewing profiles, their habits and their long-run tastes; none of it is known to a recommender.

    Parameters
    ----------
    account, country, language
        (n,) Indices; of the account, ``parameters.countries`` and ``world.languages``.
    maturity
        (n,) The age limit of the profile.
    since
        (n,) When its account subscribed.
    taste
        (n, dimensions) Where z lives in the long run, of length about 1.
    habit
        (n,) Logit of a visit on a day.
    readiness
        (n,) How ready to react: a factor of middle 1.
    devices
        (n, devices) Probability of each.
    themes
        (n, themes) Logits for each artwork theme.
    names
        Of the profiles.
    """

    account: Items
    country: Items
    language: Items
    maturity: Items
    since: Times
    taste: Floats
    habit: Floats
    readiness: Floats
    devices: Floats
    themes: Floats
    names: tuple[str, ...]

    @classmethod
    def of(cls, world: World, until: float, rng: Generator) -> Viewers:
        """Draw the population of the parameters over a world that ends at ``until``."""
        settings = world.parameters
        n, devices = settings.people.viewers, len(settings.devices)
        account, place, size = _households(settings.people, rng)
        child = (rng.random(account[-1] + 1) < settings.people.kids)[account] & (size >= FAMILY) & (place == size - 1)
        limits = rng.choice(settings.people.kids_limits, n)
        country, language = _homes(world, account, rng)
        shares = np.array([device.share for device in settings.devices])
        return cls(
            account,
            country,
            language,
            np.where(child, limits, ADULT).astype(np.int32),
            _since(settings.people, int(account[-1]) + 1, until, rng)[account],
            _tastes(world, child, rng),
            rng.normal(settings.visits.habit, settings.visits.spread, n).astype(np.float32),
            np.exp(rng.normal(0.0, settings.reactions.readiness, n)).astype(np.float32),
            rng.dirichlet(shares / shares.sum() * devices, n).astype(np.float32),
            rng.normal(0.0, settings.artwork.viewer, (n, len(VARIANTS))).astype(np.float32),
            _names(child, rng),
        )

    def __len__(self) -> int:
        return len(self.account)

    @property
    def user_ids(self) -> list[str]:
        """The id of each profile."""
        return [f"viewer-{index + 1:05}" for index in range(len(self))]


def account_records(world: World, viewers: Viewers) -> list[Account]:
    """Return the households as a store keeps them."""
    _, first = np.unique(viewers.account, return_index=True)
    codes = [country.code for country in world.parameters.countries]
    return [
        Account(account_id=f"account-{number + 1:05}", country=codes[viewers.country[owner]])
        for number, owner in enumerate(first)
    ]


def user_records(world: World, viewers: Viewers, picks: Items) -> list[User]:
    """Return the profiles as a store keeps them; ``picks`` (n, most) are item indices, -1 for none."""
    codes = [country.code for country in world.parameters.countries]
    items = world.catalogue.items
    return [
        User(
            user_id=user_id,
            account_id=f"account-{viewers.account[index] + 1:05}",
            name=viewers.names[index],
            maturity=int(viewers.maturity[index]),
            country=codes[viewers.country[index]],
            language=world.languages[int(viewers.language[index])],
            picks=tuple(items.select(picks[index][picks[index] >= 0])),
            created_at=float(viewers.since[index]),
        )
        for index, user_id in enumerate(viewers.user_ids)
    ]


def _names(child: Bools, rng: Generator) -> tuple[str, ...]:
    names = NAMES.split()
    picks = rng.integers(len(names), size=len(child))
    return tuple("Kids" if kid else names[pick] for kid, pick in zip(child, picks, strict=True))


def _households(people: People, rng: Generator) -> tuple[Items, Items, Items]:
    """Return each profile's account, its place in it and the size of it."""
    shares = np.array(people.profiles) / np.sum(people.profiles)
    sizes = rng.choice(np.arange(1, len(shares) + 1), people.viewers, p=shares)
    account = np.repeat(np.arange(people.viewers, dtype=np.int32), sizes)[: people.viewers]
    size = np.bincount(account).astype(np.int32)
    place = np.arange(people.viewers) - (np.cumsum(size) - size)[account]
    return account, place.astype(np.int32), size[account]


def _homes(world: World, account: Items, rng: Generator) -> tuple[Items, Items]:
    """Return the country of each profile, one an account, and its language."""
    countries = world.parameters.countries
    shares = np.array([country.share for country in countries])
    country = rng.choice(len(countries), int(account[-1]) + 1, p=shares / shares.sum())[account].astype(np.int32)
    table = np.array([[country.languages.get(name, 0.0) for name in world.languages] for country in countries])
    table = table / table.sum(axis=1, keepdims=True)
    second = world.parameters.people.second_language
    table = (1 - second) * table + second / len(world.languages)
    return country, drawn(table[country], rng)


def _since(people: People, accounts: int, until: float, rng: Generator) -> Times:
    """Return when each account subscribed: some in the simulated days, the others in the two years before."""
    begin = until - people.days * DAY
    joining = rng.random(accounts) < people.joining
    return np.where(joining, rng.uniform(begin, until, accounts), begin - rng.uniform(1, 730, accounts) * DAY)


def _tastes(world: World, child: Bools, rng: Generator) -> Floats:
    """Return a mixture of archetypes for each viewer; those of children lie among titles for children."""
    settings = world.parameters.taste
    for_kids = world.catalogue.maturity <= min(world.parameters.people.kids_limits, default=0)
    grown = _archetypes(world, np.ones(len(world), np.bool_), settings.archetypes, rng)
    young = _archetypes(world, for_kids, settings.kids_archetypes, rng)
    mixture = np.where(
        child[:, None],
        rng.dirichlet(np.full(len(young), settings.mixture), len(child)) @ young,
        rng.dirichlet(np.full(len(grown), settings.mixture), len(child)) @ grown,
    )
    noise = unit(rng.normal(size=mixture.shape))
    return unit(unit(mixture) + settings.spread * noise)


def _archetypes(world: World, among: Bools, k: int, rng: Generator) -> Floats:
    """Return (k, dimensions) directions: the middle of the titles nearest to titles drawn by their appeal."""
    pool = np.flatnonzero(among) if among.any() else np.arange(len(world))
    weights = np.exp(world.appeal[pool].astype(np.float64))
    anchors = rng.choice(pool, k, p=weights / weights.sum())
    near = np.argsort(-(world.traits[anchors] @ world.traits[pool].T), axis=1)[:, : max(1, len(pool) // 50)]
    return unit(world.traits[pool][near].mean(axis=1))


def drawn(table: NDArray[np.floating], rng: Generator) -> Items:
    """Return for each row of probabilities the place drawn from it."""
    edges = np.cumsum(table, axis=1)
    places: Items = (rng.random((len(table), 1)) * edges[:, -1:] >= edges).sum(axis=1).astype(np.int32)
    return places
