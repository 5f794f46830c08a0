"""The offline run: replay the log → dataset → fit → measure on held-out days → bundle → gate.

Nothing is trained in a request, and no bundle that does worse than the one in service is promoted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np

from frontrow import __version__, bundle
from frontrow.bundle import Bundles, Manifest
from frontrow.config import DISPENSABLE, Config, check_keys, default_models, learner_of
from frontrow.data.dataset import Dataset
from frontrow.errors import BadConfig, BadInput, FrontrowError, TooLarge
from frontrow.evaluate.held_out import METRICS, HeldOut, next_items
from frontrow.evaluate.leaderboard import BASELINES, Row, leaderboard
from frontrow.knowledge import Knowledge
from frontrow.models import Learner, Model
from frontrow.models.newcomers import completed
from frontrow.page.plan import Plan
from frontrow.pipeline import Pipeline
from frontrow.stores import Store
from frontrow.train.gate import gate
from frontrow.train.material import Material, gathered

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
        The time now, seconds since the epoch; names the bundle. Events dated later are left out and counted.
    progress
        Called with a phrase as each step begins.

    Raises
    ------
    BadInput
        If the store has no titles or no events.
    BadConfig
        If a model's settings are wrong, or what decides will not be measured; before anything is read.
    """
    learners = learners_of(config)
    material = gathered(store, config, made_at, progress)
    metrics = measured(material, learners, config, progress) if material.past else {}
    seconds: dict[str, float] = {}
    models = fit(material.whole, learners, config, progress, seconds)

    progress("writing the bundle")
    data = material.whole
    manifest = msgspec.structs.replace(_manifest(material, config, metrics, made_at), fit_seconds=seconds)
    bundles = Bundles(config.bundles.directory)
    knowledge = Knowledge(data.catalogue, models, data.now, manifest.name, data.quantiles, config.signals)
    bundle.save(bundles.directory, knowledge, manifest)
    progress("comparing with the bundle in service")
    unmade = _unmade(knowledge, config.page)
    promoted, verdict = gate(bundles, manifest, material.held_out, config, _lacking(unmade, config.page))
    if promoted:
        bundles.promote(manifest.name)
        bundles.prune(config.bundles.keep)
    missing = [name for name in learners if name not in models]
    if missing:
        verdict += f" Too large for its max_gb and left out: {', '.join(missing)}."
    verdict += _told(unmade)
    if manifest.future_events:
        verdict += f" {manifest.future_events:,} events are dated later than the run and were left out."
    return Outcome(manifest, promoted, verdict)


def _unmade(knowledge: Knowledge, plan: Plan) -> dict[str, str]:
    """Return the components that pages have to do without with a bundle, and why."""
    failed: dict[str, str] = {}

    def noted(name: str, error: Exception) -> None:
        failed[name] = error.message if isinstance(error, FrontrowError) else str(error)

    Pipeline.of(knowledge, plan, noted)
    return failed


def _lacking(unmade: Mapping[str, str], plan: Plan) -> str:
    """Return why pages cannot be ranked as the plan says, "" where they can."""
    return next((unmade[name] for name in ("features.personal", f"scorers.{plan.scorer}") if name in unmade), "")


def _told(unmade: Mapping[str, str]) -> str:
    """Return a sentence for each reason why components cannot be made."""
    named: dict[str, list[str]] = {}
    for name, reason in unmade.items():
        named.setdefault(reason, []).append(name)
    return "".join(f" Pages do without {', '.join(names)}: {reason}" for reason, names in named.items())


def learners_of(config: Config) -> dict[str, Learner]:
    """Return the configured learners by the names their models get.

    Raises
    ------
    BadConfig
        For an unknown learner or setting, or a deciding model or metric that will not be measured, naming the nearest.
    """
    rule = config.training
    if rule.model in default_models() and rule.model not in config.models:  # not misspelt
        raise BadConfig(
            f'[training] model names {rule.model!r}, which [models.{rule.model}] learner = "" leaves out.',
            f"Name a model there is: {', '.join(config.models)}." if config.models else "Leave one in.",
        )
    check_keys([rule.model], config.models, "[training] model", "model")
    check_keys([rule.metric], METRICS, "[training] metric", "metric")
    return {name: learner_of(name, table) for name, table in config.models.items()}


def fit(
    data: Dataset,
    learners: Mapping[str, Learner],
    config: Config,
    progress: Callable[[str], None] = lambda step: None,
    seconds: dict[str, float] | None = None,
) -> dict[str, Model]:
    """Return the model of every learner, each with draws of its own, completed by what is known of each title.

    Parameters
    ----------
    seconds
        Takes how long each fit was, where it is given.

    Raises
    ------
    TooLarge
        If a model would take more memory than it may. One that pages can do without, and that decides nothing, is
        left out instead: there are bundles of any size.
    """
    models: dict[str, Model] = {}
    for name, learner in learners.items():
        progress(f"fitting {name}")
        begun = time.monotonic()
        try:
            models[name] = learner.fit(data, np.random.default_rng([config.training.seed, len(models)]))
        except TooLarge as error:
            if name == config.training.model or name not in DISPENSABLE:
                raise
            progress(f"leaving out {name}: {error.message}")
            continue
        if seconds is not None:
            seconds[name] = time.monotonic() - begun
    return completed(models, data.catalogue)


def measured(
    material: Material,
    learners: Mapping[str, Learner],
    config: Config,
    progress: Callable[[str], None] = lambda step: None,
) -> dict[str, dict[str, float]]:
    """Return the figures of models fitted without the last days, on those days.

    Raises
    ------
    BadInput
        If nothing could be held out.
    """
    past, part = _measurable(material, config)
    models = fit(past, learners, config, lambda step: progress(f"{step}, without the last days"))
    progress("measuring on held-out days")
    return {name: next_items(part, model) for name, model in models.items()}


def compared(
    material: Material,
    learners: Mapping[str, Learner],
    config: Config,
    progress: Callable[[str], None] = lambda step: None,
) -> list[Row]:
    """Return the learners and two kinds of popularity on the held-out days, the best first, with paired tests.

    Raises
    ------
    BadInput
        If nothing could be held out.
    """
    past, part = _measurable(material, config)
    every = {**BASELINES, **learners}
    return leaderboard(every, past, part, seed=config.training.seed, progress=progress)


def _measurable(material: Material, config: Config) -> tuple[Dataset, HeldOut]:
    if material.past is None or material.held_out is None:
        raise BadInput(
            f"nothing to measure: no event is older than the {config.training.held_out_days:g} held-out days, "
            "or nobody turned to a new title in them.",
            "Set a smaller [training] held_out_days.",
        )
    return material.past, material.held_out


def _manifest(material: Material, config: Config, metrics: Metrics, made_at: float) -> Manifest:
    extent = material.extent
    stamp = datetime.fromtimestamp(made_at, UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return Manifest(
        name=f"{stamp}-{extent.digest[:6]}",
        trained_at=material.whole.now,
        made_at=made_at,
        events=extent.events,
        future_events=extent.future,
        first_event_at=extent.first_at,
        last_seq=extent.last_seq,
        data_hash=extent.digest,
        settings=_settings(config),
        held_out_from=material.past.now if material.past else 0.0,
        held_out_users=material.held_out_users,
        metrics={name: dict(figures) for name, figures in metrics.items()},
        code_version=__version__,
    )


def _settings(config: Config) -> dict[str, Any]:
    learnt = {"training": asdict(config.training), "signals": asdict(config.signals), "models": dict(config.models)}
    plain: dict[str, Any] = msgspec.to_builtins(learnt)
    return plain
