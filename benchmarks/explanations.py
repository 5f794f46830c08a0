"""Are the reasons true: what happens to a Because You Watched X title when X had never been watched.

``python -m benchmarks.explanations [--slots N] [--json]``. Pages of random MovieLens 1M users are made by the default
plan; of their Because You Watched places so many are drawn. For each, every event of X is deleted from the user's log,
the profile is computed anew from what is left, and the title is scored again:

``falls_serving``
    the share of places whose score falls by the compact model that the page was made with;
``falls_full``
    by the full EASE matrix it was cut from, which knows weights the page did not;
``falls_ranking``
    by the whole scorer (personal, next, popular, fresh), over all titles;
``top_3_serving``, ``top_3_full``
    the share of places with X among the three titles of the history that add most to the score;
``reason_told``
    the share of places whose evidence names X;
``falls_control``
    the share of places whose score by the full matrix falls when another title of the history is deleted instead, drawn
    at random: what the figures above would be if X were any title.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from benchmarks.protocols import data_folder
from benchmarks.report import Report, json_flag
from frontrow.core import Bools, Candidates, Floats, Query
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.events import EventColumns, concatenated
from frontrow.data.formats import movielens
from frontrow.data.prepare import dataset
from frontrow.data.profile import profile
from frontrow.knowledge import Knowledge
from frontrow.models import ExplainingModel, Model, Queries
from frontrow.models.ease import Ease, EaseModel
from frontrow.models.item_knn import ItemKNN
from frontrow.models.popularity import Popularity
from frontrow.models.sparse_next_item import SparseNextItem
from frontrow.models.trending import Trending
from frontrow.pipeline import DEFAULT_PLAN, Pipeline

CASE = "ml1m/because_you_watched"
SLOTS_A_USER = 5
SEED = 0


@dataclass(frozen=True)
class World:
    """A log, what was learnt from it, and the pages made with that."""

    events: EventColumns
    data: Dataset
    full: EaseModel
    pipeline: Pipeline

    @property
    def serving(self) -> ExplainingModel:
        """The model that pages are made with."""
        return self.pipeline.knowledge.explaining("ease")

    def query(self, events: EventColumns, user: str) -> Query:
        """Return the query of a user whose events are given."""
        state = profile(events, self.data.catalogue, quantiles=self.data.quantiles)
        return Query(user_id=user, page_id=f"explanations-{user}", now=self.data.now, profile=state)

    def ranking_score(self, query: Query, item: int) -> float:
        """Return the score by which the page ranks a title, beside all others."""
        found = Candidates(np.arange(len(self.data.catalogue), dtype=np.int32))
        for feature in self.pipeline.features.values():
            for name, column in feature(query, found).items():
                found = found.with_column(name, column)
        return float(self.pipeline.scorers[self.pipeline.plan.scorer](query, found)[item])


@dataclass(frozen=True)
class Claim:
    """A place of a page: this title stands here because X was watched."""

    user: str
    item: int
    anchor: int
    told: bool  # whether the evidence says so too


def ml1m() -> World:
    """Return the world of MovieLens 1M."""
    read = movielens.read(data_folder() / "ml-1m")
    events = concatenated(list(read.events))
    data = dataset(events, Catalogue.of(read.titles), float(events.number("at").max()))
    rng = np.random.default_rng(SEED)
    full = Ease().fit(data, rng)
    models: dict[str, Model] = {
        "ease": full.compact(),
        "item_knn": ItemKNN().fit(data, rng),
        "next": SparseNextItem(decays=(0.8,)).fit(data, rng),
        "popular": Popularity().fit(data, rng),
        "recent": Popularity(half_life_days=float("inf"), window_days=7.0).fit(data, rng),
        "trending": Trending().fit(data, rng),
    }
    knowledge = Knowledge(data.catalogue, models, data.now, "explanations", data.quantiles)
    return World(events, data, full, Pipeline.of(knowledge, DEFAULT_PLAN, _raise))


def _raise(component: str, error: Exception) -> None:
    raise RuntimeError(f"{component} failed") from error


def claims(world: World, rng: np.random.Generator) -> Iterator[tuple[EventColumns, Claim]]:
    """Yield random places of Because You Watched rows, a few a user, with the user's events."""
    code, names = world.events.coded("user_id")
    for user in rng.permutation(len(names)):
        events = world.events.where(code == user)
        page = world.pipeline.page(world.query(events, names[user]))
        places = [
            Claim(names[user], slot.item, row.anchor, slot.evidence.item == row.anchor)
            for row in page.rows
            if row.kind == "because_you_watched"
            for slot in row.slots()
        ]
        for place in rng.permutation(len(places))[:SLOTS_A_USER]:
            yield events, places[place]


def tested(world: World, events: EventColumns, claim: Claim, rng: np.random.Generator) -> dict[str, bool]:
    """Return what became of one claim."""
    catalogue = world.data.catalogue
    other = np.array(events.strings("item_id"), object) != catalogue.items[claim.anchor]
    before, after = world.query(events, claim.user), world.query(events.where(other), claim.user)
    if claim.anchor in after.profile.history:
        raise RuntimeError(f"title {claim.anchor} is still in the history of {claim.user}")
    another = before.profile.history != rng.choice(after.profile.history)
    scores = {"serving": world.serving, "full": world.full}
    return {
        **{f"falls_{name}": score(model, after, claim) < score(model, before, claim) for name, model in scores.items()},
        "falls_ranking": world.ranking_score(after, claim.item) < world.ranking_score(before, claim.item),
        **{f"top_3_{name}": claim.anchor in strongest(model, before, claim) for name, model in scores.items()},
        "reason_told": claim.told,
        "falls_control": score(world.full, without(before, another), claim) < score(world.full, before, claim),
    }


def without(query: Query, kept: Bools) -> Query:
    """Return the query with a part of the history."""
    state = query.profile
    return replace(query, profile=replace(state, history=state.history[kept], weights=state.weights[kept]))


def score(model: ExplainingModel, query: Query, claim: Claim) -> float:
    """Return the personal score of the claim's title."""
    return float(model.scores(Queries.one(query))[0, claim.item])


def strongest(model: ExplainingModel, query: Query, claim: Claim) -> Sequence[int]:
    """Return the three titles of the history that add most to the score."""
    added: Floats = model.contributions(Queries.one(query), np.array([claim.item], np.int32))[:, 0]
    return [int(item) for item in query.profile.history[np.argsort(-added, kind="stable")[:3]]]


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.explanations",
        parents=[json_flag()],
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--slots", type=int, default=500)
    chosen = parser.parse_args()
    world = ml1m()
    rng = np.random.default_rng(SEED)
    drawn = islice(claims(world, rng), chosen.slots)
    found = [tested(world, events, claim, rng) for events, claim in drawn]
    with Report(chosen.json, "Because You Watched X, without X") as report:
        report.add(CASE, "slots", len(found))
        for name in found[0]:
            report.add(CASE, name, float(np.mean([one[name] for one in found])))


if __name__ == "__main__":
    main()
