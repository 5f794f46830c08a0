"""From a query to a page: the one function to read is :meth:`Pipeline.page`.

What may fail is run by :class:`Watch`, the one place that catches what a component raises, counts it and goes on
without. What then becomes of the page:

==========================  ===================================================================  ==============
what failed                 what happens                                                         tier
==========================  ===================================================================  ==============
nothing                                                                                          ``full``
nothing, but no model yet   a list made beforehand, as long as nothing has been trained          ``editorial``
a source                    the others propose; where none does, all that may be shown           ``partial``
a filter the gate knows     the gate's own computation answers instead                           ``partial``
any other filter            nobody knows what it would have kept, so no candidate is shown       ``editorial``
a feature                   its columns are missing, and the scorer does without                 ``partial``
the scorer, or a column     the fallback scorer ranks: plays in the viewer's country             ``popular``
it cannot do without
the fallback scorer too     a list made beforehand                                               ``editorial``
a row kind                  its rows are left out                                                ``partial``
the assembler               a list made beforehand                                               ``editorial``
a reason of the evidence    the next true reason of the row's ladder, at last a neutral one      ``partial``
==========================  ===================================================================  ==============

On every tier each title passes the :class:`~frontrow.page.gate.Gate`: territory, maturity, arrival and "not interested"
hold whatever fails. A page is empty only where not one title may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from frontrow.core import SCORE, Bools, Candidates, Filter, Items, Page, Query, Reasons, Row, RowKind, Source
from frontrow.evidence import REASONS
from frontrow.evidence.ladder import Places, Reason, told
from frontrow.evidence.shown import Shown
from frontrow.features import FEATURES, Features
from frontrow.features.personal import Personal
from frontrow.filters import FILTERS
from frontrow.knowledge import Knowledge
from frontrow.models import ExplainingModel
from frontrow.page import ASSEMBLERS, checked
from frontrow.page.assembler import Assembler
from frontrow.page.editorial import Editorial
from frontrow.page.gate import Gate
from frontrow.page.parts import Absent, Registry, check_known, checked_settings, settings_of
from frontrow.page.plan import DEFAULT_PLAN, Plan
from frontrow.rows import ROWS
from frontrow.scorers import SCORERS, RankingScorer
from frontrow.sources import SOURCES

__all__ = ["DEFAULT_PLAN", "REGISTRIES", "Pipeline", "Plan", "Watch"]

T = TypeVar("T")
OnFailure = Callable[[str, Exception], None]

REGISTRIES: Mapping[str, Registry] = {
    "sources": SOURCES,
    "filters": FILTERS,
    "features": FEATURES,
    "scorers": SCORERS,
    "rows": ROWS,
    "page": ASSEMBLERS,
    "evidence": REASONS,
}
"""The components a plan can name, by folder: the keys of ``Plan.settings``."""


class Watch:
    """Runs the components of one page: what raises is reported and named, and answered with None.

    Parameters
    ----------
    on_failure
        Called with the component's name (``rows.top_10``) and what it raised, once a page for each component; it must
        not raise.
    """

    def __init__(self, on_failure: OnFailure) -> None:
        self._on_failure = on_failure
        self._failed: dict[str, None] = {}

    @property
    def failures(self) -> tuple[str, ...]:
        """The names of the components that failed, each once, the first first."""
        return tuple(self._failed)

    def __call__(self, name: str, component: Callable[..., T], *given: object, **settings: object) -> T | None:
        """Return what a component returns; None where it raises, or did so before on this page."""
        if name in self._failed:
            return None
        try:
            return component(*given, **settings)
        except Exception as error:
            self._failed[name] = None
            self._on_failure(name, error)
            return None


@dataclass(frozen=True)
class Pipeline:
    """Makes pages from one bundle's knowledge by one plan; frozen, and used by many threads at once.

    Parameters
    ----------
    knowledge, plan
        What it was made of.
    gate, editorial
        The last word on what may be shown, and the page of last resort; both need no component and no model.
    sources, filters, features, scorers, row_kinds, reasons
        Components by name. The first of the scorers ranks; the next where it cannot.
    assembler
        Arranges rows into a page.
    on_failure
        See :class:`Watch`.
    """

    knowledge: Knowledge = field(repr=False)
    plan: Plan
    gate: Gate = field(repr=False)
    editorial: Editorial = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    filters: Mapping[str, Filter] = field(repr=False)
    features: Mapping[str, Features] = field(repr=False)
    scorers: Mapping[str, RankingScorer] = field(repr=False)
    row_kinds: Mapping[str, RowKind] = field(repr=False)
    assembler: Assembler = field(repr=False)
    reasons: Mapping[str, Reason] = field(repr=False)
    on_failure: OnFailure = field(repr=False)

    @classmethod
    def of(cls, knowledge: Knowledge, plan: Plan, on_failure: OnFailure) -> Pipeline:
        """Return the pipeline of a plan.

        A component that cannot be made, its model missing from the bundle for one, is reported, and each page does
        without it as if it had failed.

        Raises
        ------
        BadConfig
            If the plan names an unknown component or setting, or a value has the wrong type.
        """
        check_plan(plan)
        make = _Maker(knowledge, plan, Watch(on_failure if knowledge.models else _expected))
        return cls(
            knowledge=knowledge,
            plan=plan,
            gate=Gate(knowledge.catalogue.titles),
            editorial=Editorial(knowledge.catalogue, plan.editorial, plan.rows, plan.slots),
            sources=make.all("sources", plan.sources_for(len(knowledge.catalogue))),
            filters=make.all("filters", plan.filters),
            features=make.all("features", plan.features),
            scorers=make.all("scorers", (plan.scorer, plan.fallback)),
            row_kinds=make.all("rows", plan.layout),
            assembler=make.one("page", plan.assembler),
            reasons=make.all("evidence", plan.reasons),
            on_failure=on_failure,
        )

    @property
    def explaining(self) -> ExplainingModel:
        """The model that pages rank a history by, whose sum over the history is what there is to say of a title.

        Raises
        ------
        NotFound
            If the bundle does not have it, or it explains nothing.
        """
        settings = self.plan.settings.get("features", {}).get("personal", {})
        return self.knowledge.explaining(settings.get("model", Personal.model))

    def page(self, query: Query) -> Page:
        """Return the page for a query: never an error, and never empty while one title may be shown."""
        watch = Watch(self.on_failure)
        allowed = self.gate.allowed(query)
        made = self._made(query, allowed, watch) if self.knowledge.models else None
        rows, tier = made or (self.editorial(query, allowed), "editorial")
        if tier == "full" and watch.failures:
            tier = "partial"
        return Page(query.page_id, query.user_id, rows, tier, watch.failures)

    def _made(self, query: Query, allowed: Bools, watch: Watch) -> tuple[tuple[Row, ...], str] | None:
        """Return the rows that the components make and the tier, None where only the editorial list is left."""
        items = self._proposed(query, allowed, watch)
        kept = self._kept(query, items, allowed, watch)
        if kept is None:
            return None
        described = self._described(query, kept, watch)
        ranked, tier = self._ranked(query, described, watch)
        rows = self._arranged(query, ranked, allowed, watch) if tier else ()
        return (self._told(query, ranked, rows, watch), tier) if rows else None

    def _proposed(self, query: Query, allowed: Bools, watch: Watch) -> Items:
        """Return what the sources propose together, without repeats; where that is nothing, all that is allowed."""
        parts = [
            watch(f"sources.{name}", checked.proposed, source, query, self.plan.proposals(len(allowed)), len(allowed))
            for name, source in self.sources.items()
        ]
        proposed = [part for part in parts if part is not None and len(part)]
        return _union(proposed, len(allowed)) if proposed else np.flatnonzero(allowed).astype(np.int32)

    def _kept(self, query: Query, items: Items, allowed: Bools, watch: Watch) -> Candidates | None:
        """Return the candidates that every filter keeps; None where nobody can say which those are."""
        found = Candidates(items)
        keep = np.ones(len(found), np.bool_)
        for name, one in self.filters.items():
            mask = watch(f"filters.{name}", checked.kept, one, query, found)
            if mask is None:
                instead = self.gate.instead_of(name, query, allowed)
                if instead is None:
                    return None
                mask = instead[items]
            keep &= mask
        return found.at(keep)

    def _described(self, query: Query, found: Candidates, watch: Watch) -> Candidates:
        """Return the candidates with the columns of every feature."""
        for name, feature in self.features.items():
            columns = watch(f"features.{name}", checked.described, feature, query, found) or {}
            found = Candidates(found.items, {**found.columns, **columns})
        return found

    def _ranked(self, query: Query, found: Candidates, watch: Watch) -> tuple[Candidates, str]:
        """Return the candidates best first by the first scorer that can rank, and the tier; "" where none can."""
        for name, scorer in self.scorers.items():
            if all(column in found.columns for column in scorer.needs):
                score = watch(f"scorers.{name}", checked.scored, scorer, query, found)
                if score is not None:
                    return found.with_column(SCORE, score).best(), "full" if name == self.plan.scorer else "popular"
        return found, ""

    def _arranged(self, query: Query, ranked: Candidates, allowed: Bools, watch: Watch) -> tuple[Row, ...]:
        """Return the rows of the page, without evidence; none where they could not be arranged as they must be."""
        rows: list[Row] = []
        for name, kind in self.row_kinds.items():
            rows += watch(f"rows.{name}", checked.offered, kind, query, ranked) or ()
        offered = self.gate.through(rows, allowed)
        name = f"page.{self.plan.assembler}"
        return watch(name, checked.arranged, self.assembler, query, offered, self.gate, allowed) or ()

    def _told(self, query: Query, ranked: Candidates, rows: Sequence[Row], watch: Watch) -> tuple[Row, ...]:
        """Return the rows with a true reason at every place."""
        reasons = {name: _watched(watch, name, reason) for name, reason in self.reasons.items()}
        return told(reasons, query, Shown.of(rows, ranked, len(self.knowledge.catalogue)))


def check_plan(plan: Plan) -> None:
    """Refuse a plan that names components or settings that are not there.

    Raises
    ------
    BadConfig
        Names the nearest known one, or the type that a value should have.
    """
    for folder, named in plan.settings.items():
        check_known(folder, REGISTRIES, "folder of components")
        for name, settings in named.items():
            checked_settings(REGISTRIES[folder], folder, name, settings)
    for folder, names in plan.components.items():
        for name in names:
            check_known(name, REGISTRIES[folder], f"component of {folder!r}")


@dataclass(frozen=True)
class _Maker:
    """Makes components by name: settings that are wrong are refused, a component that cannot be made is reported."""

    knowledge: Knowledge
    plan: Plan
    watch: Watch

    def one(self, folder: str, name: str) -> Any:
        """Return a component; in its place, where it cannot be made, one that says so whenever it is called."""
        given = self.plan.settings.get(folder, {}).get(name, {})
        settings = checked_settings(REGISTRIES[folder], folder, name, given)
        component = REGISTRIES[folder][name]
        shared = {"layout": self.plan.layout, "rows": self.plan.rows, "slots": self.plan.slots, "seed": self.plan.seed}
        known = settings_of(component) if folder != "rows" else {}  # a row kind's `rows` is its own
        settings = {**{key: value for key, value in shared.items() if key in known}, **settings}
        made = self.watch(f"{folder}.{name}", component, self.knowledge, **settings)
        return Absent(f"{folder}.{name}") if made is None else made

    def all(self, folder: str, names: Sequence[str]) -> dict[str, Any]:
        """Return components by name, each once, in the order in which they are first named."""
        return {name: self.one(folder, name) for name in dict.fromkeys(names)}


def _expected(name: str, error: Exception) -> None:
    """Say nothing: without a model no component that needs one can be made, and no page asks for one."""


def _union(parts: Sequence[Items], n_items: int) -> Items:
    """Return the items of all parts, each once, in order of first appearance."""
    items = parts[0] if len(parts) == 1 else np.concatenate(parts)
    there = np.zeros(n_items, np.bool_)
    there[items] = True
    if np.count_nonzero(there) == len(items):
        return items
    return items[np.sort(np.unique(items, return_index=True)[1])]


def _watched(watch: Watch, name: str, reason: Reason) -> Reason:
    """Return the reason run by the watch: where it fails, it has nothing to say."""

    def answer(query: Query, shown: Shown, places: Places) -> Reasons:
        found = watch(f"evidence.{name}", checked.answered, reason, query, shown, places)
        return Reasons.each([None] * len(places)) if found is None else found

    return answer
