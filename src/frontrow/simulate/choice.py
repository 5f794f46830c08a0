"""The choice of a visit: titles seen, titles in mind, titles begun, or nothing.

U(u, i, t) = α_i + strength·z_ut·v_i + β·seen·(1 + γ·z_ut·v_i) + artwork + language and country + newness + occasion
+ what was begun or watched before. The choice is the largest U plus Gumbel noise, which is multinomial logit. After
Zielnicki et al. 2025 (arXiv 2511.07280), which models daily choices with an outside option in this way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from frontrow.core import NO_ITEM, Bools, Floats, Items
from frontrow.simulate.pages import Seen, Visits
from frontrow.simulate.unfinished import Unfinished
from frontrow.simulate.viewers import Viewers
from frontrow.simulate.world import Day, World

SMALLEST = np.finfo(np.float32).tiny


@dataclass(frozen=True)
class Scene:
    """Where choices are made: the world, its viewers, the day, and the visits of it."""

    world: World
    viewers: Viewers
    day: Day
    visits: Visits


@dataclass(frozen=True)
class Mind:
    """What viewers bring to a choice, at one moment.

    Parameters
    ----------
    taste
        (viewers, dimensions) z now.
    finished, refused
        (viewers, titles) Watched to the end; hidden by the viewer.
    unfinished
        What they have begun.
    considered
        (viewers, k) Titles they have in mind, -1 for none.
    """

    taste: Floats
    finished: Bools
    refused: Bools
    unfinished: Unfinished
    considered: Items


@dataclass(frozen=True)
class Options:
    """What ``n`` visits choose among: (n, k) titles with their utilities, and the utility of nothing.

    Parameters
    ----------
    items
        First the cards seen, then titles begun, then titles in mind; -1 where void.
    utility
        Logits, −inf where void.
    match
        z·v, −1 to 1.
    nothing
        (n,) Utility of the outside option.
    seen, searched
        The places before ``seen`` are cards seen; those from ``searched`` on are titles in mind.
    """

    items: Items
    utility: Floats
    match: Floats
    nothing: Floats
    seen: int
    searched: int

    def at(self, visit: Items) -> Options:
        """Return the options of the given visits."""
        return replace(
            self,
            items=self.items[visit],
            utility=self.utility[visit],
            match=self.match[visit],
            nothing=self.nothing[visit],
        )

    def without(self, visit: Items, place: Items) -> Options:
        """Return the options with one title gone for each of the visits."""
        utility = self.utility.copy()
        utility[visit, place] = -np.inf
        return replace(self, utility=utility)


def options(scene: Scene, mind: Mind, cards: Seen) -> Options:
    """Return what each visit may choose among and how much it is wanted."""
    world, visits = scene.world, scene.visits
    settings = world.parameters.choice
    begun, pull = mind.unfinished.wanted(visits.viewer, visits.at, settings.resume_days)
    thought = mind.considered[visits.viewer]
    items = np.concatenate([cards.items, begun, thought], axis=1)
    match = np.einsum("vd,vkd->vk", mind.taste[visits.viewer], world.traits[items])
    match = np.clip(match, -1.0, 1.0)
    utility = wanted(scene, items, match)
    utility += settings.rewatch * mind.finished[visits.viewer[:, None], items]
    width = cards.items.shape[1]
    utility[:, :width] += shown(scene, cards, match[:, :width])
    utility[:, width : width + begun.shape[1]] += pull
    same = cards.items[:, :, None] == begun[:, None, :]
    utility[:, :width] += np.where(same, pull[:, None, :], 0.0).sum(axis=2)
    edges = (width, width + begun.shape[1])
    void = _void(scene, mind, items) | _repeated(items, edges)
    nothing = np.full(len(visits), settings.outside + settings.weekend * scene.day.weekend, np.float32)
    return Options(items, np.where(void, -np.inf, utility).astype(np.float32), match, nothing, *edges)


def wanted(scene: Scene, items: Items, match: Floats) -> Floats:
    """Return (n, k) the utility of titles on no page and never begun."""
    world, viewers, visits, day = scene.world, scene.viewers, scene.visits, scene.day
    settings = world.parameters
    country, language = viewers.country[visits.viewer, None], viewers.language[visits.viewer, None]
    total: Floats = (
        world.appeal[items]
        + settings.taste.strength * match
        + settings.choice.language * world.spoken[language, items]
        + settings.choice.home * world.local[country, items]
        + day.newness[items]
        + day.occasion[country, visits.hour[:, None], items]
    ).astype(np.float32)
    return total


def shown(scene: Scene, cards: Seen, match: Floats) -> Floats:
    """Return (n, m) what being seen on the page adds: β(1 + γ·match) and the theme of the artwork."""
    world, viewers, visits = scene.world, scene.viewers, scene.visits
    attention = world.parameters.attention
    theme = np.maximum(cards.artwork, 0)
    liking = viewers.themes[visits.viewer[:, None], theme] + world.themes[cards.items, theme]
    bonus = attention.bonus * (1.0 + attention.match * match) + np.where(cards.artwork >= 0, liking, 0.0)
    return np.asarray(bonus, np.float32)


def chosen(found: Options, watched_hours: Floats, satiation: float, rng: Generator) -> Items:
    """Return (n,) the place of the title each visit chooses, -1 for nothing."""
    noise = rng.gumbel(size=(len(found.items), found.items.shape[1] + 1)).astype(np.float32)
    nothing = found.nothing + satiation * watched_hours + noise[:, -1]
    total = found.utility + noise[:, :-1]
    best = total.argmax(axis=1)
    taken = total[np.arange(len(best)), best] > nothing
    return np.where(taken, best, -1).astype(np.int32)


def considered(world: World, viewers: Viewers, taste: Floats, who: Items, *, now: float, rng: Generator) -> Items:
    """Return (len(who), k) titles each viewer comes to have in mind: drawn without replacement as exp(utility) says.

    The k largest of utility plus Gumbel noise are such a draw (Vieira 2014, "Gumbel-max trick and weighted reservoir
    sampling"). Titles that may not be shown to a viewer, or are not there yet, are never among them.
    """
    settings = world.parameters
    utility = settings.taste.strength * (taste[who] @ world.traits.T) + (world.appeal + world.newness(now))
    utility += np.float32(settings.choice.language) * world.spoken[viewers.language[who]]
    utility += np.float32(settings.choice.home) * world.local[viewers.country[who]]
    suitable = world.catalogue.maturity <= viewers.maturity[who, None]
    utility[~(suitable & world.available[viewers.country[who]])] = -np.inf
    exponential = rng.standard_exponential(utility.shape, dtype=np.float32)
    utility -= np.log(np.maximum(exponential, SMALLEST))  # minus the log of an exponential is Gumbel noise
    k = min(settings.choice.considered, len(world))
    best = np.argpartition(utility, len(world) - k, axis=1)[:, -k:].astype(np.int32)
    return np.where(np.isfinite(np.take_along_axis(utility, best, axis=1)), best, NO_ITEM).astype(np.int32)


def _void(scene: Scene, mind: Mind, items: Items) -> Bools:
    """Return (n, k) where no title stands, or one that the viewer may not or will not see."""
    world, viewers, visits = scene.world, scene.viewers, scene.visits
    viewer = visits.viewer
    allowed = world.allowed(viewers.country[viewer], viewers.maturity[viewer], items)
    late = world.catalogue.added_at[items] > visits.at[:, None]
    void: Bools = (items == NO_ITEM) | ~allowed | late | mind.refused[viewer[:, None], items]
    return void


def _repeated(items: Items, edges: tuple[int, int]) -> Bools:
    """Return (n, k) where a title stands in an earlier group already: seen, then begun, then in mind."""
    first, second = edges
    repeated = np.zeros(items.shape, np.bool_)
    for begin, end in ((first, second), (second, items.shape[1])):
        repeated[:, begin:end] = (items[:, begin:end, None] == items[:, None, :begin]).any(axis=2)
    return repeated
