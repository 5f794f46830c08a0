"""The offline run: replay the log → dataset → fit → measure on held-out days → bundle → gate.

Nothing is trained in a request, and no bundle that does worse than the one in service is promoted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np

from frontrow import __version__, bundle
from frontrow.bundle import Bundles, Manifest
from frontrow.config import Config, check_keys, settings
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.events import EventColumns, concatenated
from frontrow.data.prepare import dataset
from frontrow.errors import BadConfig, BadInput
from frontrow.evaluate.held_out import next_items
from frontrow.knowledge import Knowledge
from frontrow.models import Learner, Model
from frontrow.models.registry import LEARNERS
from frontrow.stores import Store

DAY = 86_400.0  # seconds
BASELINE = "popular"

Metrics = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Outcome:
    """What a training run came to.

    Parameters
    ----------
    promoted
        Whether the new bundle is in service now.
    verdict
        Why, in a sentence with the figures.
    """

    manifest: Manifest
    promoted: bool
    verdict: str


def train(store: Store, config: Config, made_at: float, progress: Callable[[str], None] = lambda step: None) -> Outcome:
    """Make a bundle of everything in the store, and promote it if it does not lose.

    Parameters
    ----------
    made_at
        The time now, seconds since the epoch; names the bundle.
    progress
        Called with a phrase as each step begins.

    Raises
    ------
    BadInput
        If the store has no titles or no events.
    BadConfig
        If a model's settings are wrong.
    """
    progress("replaying the log")
    events = concatenated(list(store.log.replay()))
    catalogue = Catalogue.of(store.titles.all().values())
    _refuse_empty(events, catalogue)
    learners = learners_of(config)
    now = float(events.number("at").max())
    metrics = measured(events, catalogue, learners, config, progress)
    progress("grading feedback")
    data = dataset(events, catalogue, now, config.signals)
    models = fit(data, learners, config, progress)

    progress("writing the bundle")
    manifest = _manifest(events, config, metrics, made_at, now)
    bundles = Bundles(config.bundles.directory)
    knowledge = Knowledge(catalogue, models, now, manifest.name, data.quantiles, config.signals)
    bundle.save(bundles.directory, knowledge, manifest)
    progress("comparing with the bundle in service")
    promoted, verdict = gate(bundles, manifest, events, config)
    if promoted:
        bundles.promote(manifest.name)
    return Outcome(manifest, promoted, verdict)


def learners_of(config: Config) -> dict[str, Learner]:
    """Return the configured learners by the names their models get.

    Raises
    ------
    BadConfig
        For an unknown learner or setting, naming the nearest.
    """
    return {name: _learner(name, table) for name, table in config.models.items()}


def _learner(name: str, table: Mapping[str, Any]) -> Learner:
    rest = dict(table)
    kind = rest.pop("learner", None)
    if kind is None:
        raise BadConfig(f"[models.{name}] names no learner.", f"Add learner = one of {', '.join(LEARNERS)}.")
    check_keys([kind], LEARNERS, f"[models.{name}] learner")
    learner: Learner = settings(LEARNERS[kind], rest, f"[models.{name}]")
    return learner


def fit(
    data: Dataset, learners: Mapping[str, Learner], config: Config, progress: Callable[[str], None] = lambda step: None
) -> dict[str, Model]:
    """Return the model of every learner, each with draws of its own."""
    models: dict[str, Model] = {}
    for name, learner in learners.items():
        progress(f"fitting {name}")
        models[name] = learner.fit(data, np.random.default_rng([config.training.seed, len(models)]))
    return models


def gate(bundles: Bundles, manifest: Manifest, events: EventColumns, config: Config) -> tuple[bool, str]:
    """Decide whether a new bundle may serve: it must not lose against the one in service.

    The serving bundle is measured on the same held-out days when its data ended before they began; otherwise the figure
    in its manifest stands for it. The first bundle is compared with popularity.

    Returns
    -------
    tuple
        Whether to promote, and why in a sentence.
    """
    rule = config.training
    new = manifest.metrics[rule.model][rule.metric]
    serving = bundles.live()
    if serving is None:
        old, rival = manifest.metrics[BASELINE][rule.metric], "popularity"
    else:
        old, rival = _serving_figure(serving.name, bundles, manifest, events, config), serving.name
    promoted = new >= old * (1.0 - rule.margin)
    verdict = (
        f"{manifest.name} is {'promoted' if promoted else 'not promoted'}: {rule.metric} of {rule.model} is {new:.4f}, "
        f"{rival} has {old:.4f}, and a share of {rule.margin:.0%} may be lost."
    )
    return promoted, verdict


def _serving_figure(name: str, bundles: Bundles, manifest: Manifest, events: EventColumns, config: Config) -> float:
    rule = config.training
    cut = held_out_from(manifest.trained_at, config)
    old = bundle.read_manifest(bundles.directory / name)
    if old.trained_at > cut:
        return old.metrics.get(rule.model, {}).get(rule.metric, 0.0)
    knowledge = bundle.load(bundles.directory / name).knowledge
    model = knowledge.models.get(rule.model)
    if model is None:
        return 0.0
    data = dataset(events, knowledge.catalogue, manifest.trained_at, config.signals)
    return next_items(data, model, cut)[rule.metric]


def held_out_from(trained_at: float, config: Config) -> float:
    """Return when the held-out days begin, seconds since the epoch."""
    return trained_at - config.training.held_out_days * DAY


def measured(
    events: EventColumns,
    catalogue: Catalogue,
    learners: Mapping[str, Learner],
    config: Config,
    progress: Callable[[str], None] = lambda step: None,
) -> dict[str, dict[str, float]]:
    """Return the figures of models fitted without the last days, on those days.

    Raises
    ------
    BadInput
        If there are no titles, no events, or none older than the held-out days.
    """
    _refuse_empty(events, catalogue)
    at = np.asarray(events.number("at"), np.float64)
    cut = held_out_from(float(at.max()), config)
    before = events.where(at < cut)
    if not len(before):
        raise BadInput(
            f"no event is older than the {config.training.held_out_days:g} held-out days.",
            "Set a smaller [training] held_out_days.",
        )
    past = dataset(before, catalogue, cut, config.signals)
    data = dataset(events, catalogue, float(at.max()), config.signals)
    models = fit(past, learners, config, lambda step: progress(f"{step}, without the last days"))
    progress("measuring on held-out days")
    return {name: next_items(data, model, cut) for name, model in models.items()}


def _refuse_empty(events: EventColumns, catalogue: Catalogue) -> None:
    if not len(catalogue):
        raise BadInput("the store has no titles.", "`frontrow import` or POST /v1/items brings them.")
    if not len(events):
        raise BadInput("the store has no events.", "`frontrow import` or POST /v1/events brings them.")


def _manifest(events: EventColumns, config: Config, metrics: Metrics, made_at: float, now: float) -> Manifest:
    ids = "\n".join(events.strings("event_id"))
    digest = hashlib.sha256(ids.encode()).hexdigest()
    stamp = datetime.fromtimestamp(made_at, UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return Manifest(
        name=f"{stamp}-{digest[:6]}",
        trained_at=now,
        made_at=made_at,
        events=len(events),
        first_event_at=float(events.number("at").min()),
        last_seq=int(events.number("seq").max()),
        data_hash=digest,
        settings=_settings(config),
        metrics={name: dict(figures) for name, figures in metrics.items()},
        code_version=__version__,
    )


def _settings(config: Config) -> dict[str, Any]:
    learnt = {"training": asdict(config.training), "signals": asdict(config.signals), "models": dict(config.models)}
    plain: dict[str, Any] = msgspec.to_builtins(learnt)
    return plain
