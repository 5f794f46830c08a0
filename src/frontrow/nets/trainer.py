"""The one trainer of all nets."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.progress import track
from torch import Tensor, nn

from frontrow.errors import BadConfig
from frontrow.nets import checkpoints
from frontrow.nets.batches import Batch, Feed
from frontrow.nets.settings import NetSettings
from frontrow.nets.windows import Ints

Judge = Callable[[nn.Module], float]  # a validation metric: higher is better

_WARMUP = 0.05  # share of the steps in which the learning rate rises from 0; then it falls along a cosine to 0
_CLIP = 1.0  # the greatest Euclidean norm of a gradient


@dataclass
class Course:
    """What happened, epoch by epoch.

    Parameters
    ----------
    losses
        Mean training loss of each epoch.
    judged
        Validation metric of each epoch, empty without one.
    cpu_seconds
        Processor time of all the runs that led here.
    """

    losses: list[float] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0


def train(net: nn.Module, feed: Feed, settings: NetSettings, seed: int, judge: Judge | None = None) -> Course:
    """Train a net in place, and leave it in evaluation mode on the CPU with its best weights.

    On a terminal a bar shows how far it is.

    Parameters
    ----------
    net
        Keeps the contract of :mod:`frontrow.nets`.
    seed
        Of the order of rows and of dropout. An epoch's draws depend on it and the epoch alone, so a run that was
        interrupted and goes on from its checkpoint ends as one that was not.
    judge
        The validation metric of a net in evaluation mode, taken after each epoch.

    Raises
    ------
    BadConfig
        If there is no such device, or the loss of a step is not finite.
    """
    run = _Run(net.to(device(settings.device)), feed, settings, seed, judge)
    run.resume()
    epochs: Iterable[int] = range(run.epoch, settings.epochs)
    console = Console(stderr=True)
    if console.is_terminal:
        epochs = track(epochs, "Training", console=console)
    with torch.random.fork_rng():  # PyTorch's own random state stays as it was
        for epoch in epochs:
            if run.over():
                break
            run.step_through(epoch)
    run.finish()
    return run.course


def device(name: str) -> torch.device:
    """Return the device of a name; ``auto`` is a GPU where there is one.

    Raises
    ------
    BadConfig
        If there is no such device here.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise BadConfig(f"device = {name!r}, but PyTorch finds no GPU here.", 'Say "cpu" or "auto".')
    try:
        return torch.device(name)
    except RuntimeError as error:
        raise BadConfig(f"there is no device {name!r}.", 'Known are "auto", "cpu" and "cuda".') from error


def schedule(done: float, warmup: float) -> float:
    """Return the learning rate as a share of its height when a share of the training is done."""
    if done < warmup:
        return done / warmup
    return 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))


class _Run:
    """The state of one training."""

    def __init__(self, net: nn.Module, feed: Feed, settings: NetSettings, seed: int, judge: Judge | None) -> None:
        self.net, self.feed, self.settings, self.seed, self.judge = net, feed, settings, seed, judge
        self.optimizer = torch.optim.AdamW(_groups(net, settings.weight_decay), lr=settings.learning_rate, fused=True)
        self.average = copy.deepcopy(net).eval() if settings.average else net
        self.device = next(net.parameters()).device
        self.epoch = self.steps = 0
        self.best: dict[str, Tensor] = {}
        self.course = Course()
        self.path = checkpoints.path_of(settings.checkpoint, self._identity()) if settings.checkpoint else None

    def over(self) -> bool:
        """Return whether no epoch of the last few was better than the best."""
        judged, patience = self.course.judged, self.settings.patience
        return bool(patience and judged and len(judged) - 1 - int(np.argmax(judged)) >= patience)

    def step_through(self, epoch: int) -> None:
        """Train one epoch, judge it and keep it."""
        begun = time.process_time()
        rng = np.random.default_rng([self.seed, epoch])
        torch.manual_seed(int(rng.integers(2**62)))
        plan = self.feed.plan(rng)
        self.net.train()
        losses = [self._step(rows, (epoch + i / len(plan)) / self.settings.epochs) for i, rows in enumerate(plan)]
        self.course.losses.append(self._mean(losses))
        self.epoch = epoch + 1
        self._judge()
        self.course.cpu_seconds += time.process_time() - begun
        if self.path:
            checkpoints.write(self.path, self._state())

    def _mean(self, losses: list[Tensor]) -> float:
        """Return the mean loss of an epoch; looked at when it is over, as a GPU would wait after every step."""
        if not losses:
            return 0.0
        every = torch.stack(losses)
        wrong = (~every.isfinite()).nonzero()
        if len(wrong):
            step = self.steps - len(losses) + int(wrong[0]) + 1
            raise BadConfig(
                f"the loss is not finite at step {step:,}, in epoch {self.epoch + 1}: training diverged.",
                f"Lower the learning rate, which is {self.settings.learning_rate:g}.",
            )
        return float(every.mean())

    def _step(self, rows: Ints, done: float) -> Tensor:
        for group in self.optimizer.param_groups:
            group["lr"] = self.settings.learning_rate * schedule(done, _WARMUP)
        batch: Batch = self.feed.batch(rows).to(self.device)
        half = self.settings.precision == "bfloat16"
        with torch.autocast(self.device.type, torch.bfloat16, enabled=half):
            loss: Tensor = self.net.loss(batch)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), _CLIP)
        self.optimizer.step()
        self.steps += 1
        self._follow()
        return loss.detach()

    def _follow(self) -> None:
        """Move the average towards the net; the first steps, when the past is noise, count less."""
        if self.average is self.net:
            return
        past = min(self.settings.average, self.steps / (self.steps + 9))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.net.parameters(), strict=True):
                mean.lerp_(now, 1 - past)

    def _judge(self) -> None:
        if self.judge is None:
            return
        self.average.eval()
        with torch.inference_mode():
            value = self.judge(self.average)
        if value > max(self.course.judged, default=-math.inf):
            self.best = {name: one.detach().clone() for name, one in self.average.state_dict().items()}
        self.course.judged.append(value)

    def finish(self) -> None:
        """Leave the best weights in the net, and nothing to go on from."""
        self.net.load_state_dict(self.best or self.average.state_dict())
        self.net.to("cpu").eval()
        if self.path:
            self.path.unlink(missing_ok=True)

    def resume(self) -> None:
        """Go on from the checkpoint, where there is one."""
        state = checkpoints.read(self.path) if self.path else None
        if state is None:
            return
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.steps, self.best = state["epoch"], state["steps"], state["best"]
        self.course = Course(state["losses"], state["judged"], state["cpu_seconds"])

    def _state(self) -> dict[str, Any]:
        return {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "steps": self.steps,
            "best": self.best,
            **asdict(self.course),
        }

    def _identity(self) -> str:
        """Return what must be the same for a run to go on: settings, seed, net and data."""
        shapes = [tuple(one.shape) for one in self.net.parameters()]
        own = replace(self.settings, checkpoint="", device="auto")
        return repr((own, self.seed, shapes, self.feed.digest()))


def _groups(net: nn.Module, weight_decay: float) -> list[dict[str, Any]]:
    matrices = [one for one in net.parameters() if one.ndim > 1]
    vectors = [one for one in net.parameters() if one.ndim <= 1]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": vectors, "weight_decay": 0.0}]
