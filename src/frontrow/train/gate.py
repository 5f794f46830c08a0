"""Whether a new bundle may serve: it must not lose against the one in service."""

from __future__ import annotations

from math import nan
from typing import NamedTuple

from frontrow import bundle
from frontrow.bundle import Bundles, Manifest
from frontrow.config import Config
from frontrow.errors import BundleRefused
from frontrow.evaluate.held_out import HeldOut, next_items
from frontrow.evaluate.translated import Translated

BASELINE = "popular"


class Rival(NamedTuple):
    """What a new bundle is compared with.

    Parameters
    ----------
    name
        With what should be known of the comparison.
    figure
        0 when it has none; None when nothing can be compared with.
    serves
        Whether it is a bundle in service that can be read.
    """

    name: str
    figure: float | None
    serves: bool


def gate(
    bundles: Bundles, manifest: Manifest, part: HeldOut | None, config: Config, lacking: str = ""
) -> tuple[bool, str]:
    """Decide whether a new bundle is promoted.

    Where nothing serves, or a bundle that cannot be read, any bundle is better than none; the sentence then tells
    how it stands beside popularity, if that was measured. Every other bundle must be one that pages can be ranked with,
    have something to show on the held-out days, and lose no more than the margin against the bundle in service.

    Parameters
    ----------
    lacking
        Why pages cannot be ranked with the new bundle; "" where they can.

    Returns
    -------
    tuple
        Whether to promote, and why in a sentence.
    """
    rule = config.training
    new = manifest.metrics.get(rule.model, {}).get(rule.metric, nan)
    rival = _rival(bundles, manifest, part, config)
    if manifest.held_out_users:
        promoted = new > 0.0 and new >= (rival.figure or 0.0) * (1.0 - rule.margin)
        reason = f"{rule.metric} of {rule.model} is {new:.4f}"
        users = f"({manifest.held_out_users:,} users)"
        if rival.figure is None:
            reason += f" {users}, and {rival.name}"
        else:
            reason += f", {rival.name} has {rival.figure:.4f} {users}, and a share of {rule.margin:.0%} may be lost"
    else:
        promoted, reason = False, "nothing could be measured, no user having a new title in the held-out days"
    if lacking:
        promoted, reason = False, f"pages cannot be ranked with it: {lacking.rstrip('.')}"
    if not rival.serves:
        lost = "" if promoted else "nothing else serves, and any bundle is better than none; but "
        promoted, reason = True, lost + reason
    return promoted, f"{manifest.name} is {'promoted' if promoted else 'not promoted'}: {reason}."


def _rival(bundles: Bundles, manifest: Manifest, part: HeldOut | None, config: Config) -> Rival:
    unread = ""
    try:
        serving = bundles.live()
        if serving is not None:
            return _serving(serving.name, bundles, manifest, part, config)
    except BundleRefused as error:
        unread = f"the bundle in service cannot be read: {error.message.rstrip('.')}"
    found = manifest.metrics.get(BASELINE, {}).get(config.training.metric)
    if found is None:  # popularity is among the models unless the configuration leaves it out
        return Rival(unread or "no bundle serves to compare it with", None, serves=False)
    return Rival(f"popularity ({unread})" if unread else "popularity", _positive(found), serves=False)


def _serving(name: str, bundles: Bundles, manifest: Manifest, part: HeldOut | None, config: Config) -> Rival:
    """Return the bundle in service with its figure on the held-out days, or on its own where it has seen these.

    Where it does not have the model that decides now, the one that decided for it stands for it.
    """
    metric = config.training.metric
    found = bundle.load(bundles.directory / name)
    measured, models = found.manifest.metrics, found.knowledge.models
    deciding, before = config.training.model, found.manifest.settings.get("training", {}).get("model", "")
    if deciding not in {*models, *measured} and before in {*models, *measured}:
        deciding, name = before, f"{name}, by its {before}"
    if found.manifest.trained_at > manifest.held_out_from and deciding in {*models, *measured}:
        figure = measured.get(deciding, {}).get(metric, 0.0)
        return Rival(f"{name}, on the days held out from it,", _positive(figure), serves=True)
    if part is None or deciding not in models:
        return Rival(f"{name}, without that model,", 0.0, serves=True)
    over = Translated.of(models[deciding], found.knowledge.catalogue, part.catalogue)
    return Rival(f"{name}, on the same days,", _positive(next_items(part, over)[metric]), serves=True)


def _positive(figure: float) -> float:
    """Return a figure, 0 for NaN: one that was not defined is nothing to lose against."""
    return figure if figure > 0.0 else 0.0
