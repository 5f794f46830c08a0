"""How much of a chosen title is watched: enjoyment, breaking off, coming back, the next episode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from frontrow.core import Bools, Floats, Items, Times
from frontrow.simulate.parameters import Parameters, Watching
from frontrow.simulate.world import World

HOUR = 3_600.0  # seconds
USUAL_LENGTH = 100 * 60.0  # seconds: a film of this length is finished as often as enjoyment says
BETWEEN_EPISODES = 8.0  # seconds
SHORTEST_PLAY = 20.0  # seconds
MIDDLING = 0.5  # enjoyment


@dataclass(frozen=True)
class Start:
    """``n`` titles chosen, and where each is begun.

    Parameters
    ----------
    item
        (n,) Item indices.
    match
        (n,) z·v, -1 to 1.
    part, position
        (n,) The episode (0 for a film) and the seconds into it.
    at
        (n,) When playback begins.
    """

    item: Items
    match: Floats
    part: Items
    position: Floats
    at: Times


@dataclass(frozen=True)
class Sittings:
    """What became of ``n`` choices, and the ``m`` plays they consist of, in order.

    Parameters
    ----------
    enjoyment
        (n,) 0 to 1.
    finished
        (n,) True where the title was watched to its end.
    part, position, pull
        (n,) Where the viewer will go on, and the logits of wanting to.
    ends
        (n,) When the last play stopped.
    hours
        (n,) Watched.
    owner
        (m,) Which choice a play belongs to.
    parts
        (m,) Index of the episode or film in ``world.runtimes``.
    begin, start, seconds
        (m,) When, from which position, how long it was played.
    """

    enjoyment: Floats
    finished: Bools
    part: Items
    position: Floats
    pull: Floats
    ends: Times
    hours: Floats
    owner: Items
    parts: Items
    begin: Times
    start: Floats
    seconds: Floats


def enjoyed(match: Floats, settings: Watching, rng: Generator) -> Floats:
    """Return (n,) how much each chosen title is enjoyed, 0 to 1: logistic in the match, with luck."""
    return logistic(settings.liking + settings.match * match + rng.normal(0.0, settings.luck, len(match)))


def watched(world: World, start: Start, weekend: bool, rng: Generator) -> Sittings:
    """Return how each chosen title is watched: a film, or episodes until the viewer stops or breaks off.

    Notes
    -----
    A film is finished with probability σ(finish + finish_liking·(e − ½) + length·(hours − 1⅔)) for enjoyment e; an
    episode with σ(episode + episode_liking·(e − ½)); after it comes the next at once with
    σ(next + next_liking·(e − ½) + next_weekend·[weekend] + next_tired·k), k the episodes watched already.
    """
    parameters = world.parameters
    settings = parameters.watching
    enjoyment = enjoyed(start.match, settings, rng)
    last = world.episodes.lengths[start.item] - 1
    part = start.part[:, None] + np.arange(settings.episodes_most)
    index = world.episodes.offsets[start.item][:, None] + np.minimum(part, last[:, None])
    runtime = world.runtimes[index]
    ends_it = rng.random(part.shape) < _finishing(settings, world.catalogue.is_series[start.item], enjoyment, runtime)
    goes_on = rng.random(part.shape) < _going_on(settings, enjoyment, weekend)
    played = np.ones(part.shape, np.bool_)
    played[:, 1:] = np.logical_and.accumulate(ends_it[:, :-1] & goes_on[:, :-1], axis=1)
    played &= part <= last[:, None]
    begun_at = np.zeros(part.shape)
    begun_at[:, 0] = start.position
    coming_back = rng.random(len(part)) < settings.interrupted * enjoyment
    broken_off = _broken_off(settings, runtime, begun_at, coming_back, rng)
    until = np.where(ends_it, _credits(settings, runtime, rng), broken_off)
    shortest = np.minimum(SHORTEST_PLAY, runtime - begun_at)
    seconds = np.where(played, np.maximum(until - begun_at, shortest), 0.0)
    plays = (part, index, played, ends_it, begun_at, seconds)
    return _sittings(parameters, start, (enjoyment, coming_back, last), plays)


def _finishing(settings: Watching, series: Bools, enjoyment: Floats, runtime: Floats) -> Floats:
    keen = (enjoyment - MIDDLING)[:, None]
    hours = (runtime - USUAL_LENGTH) / HOUR
    film = settings.finish + settings.finish_liking * keen + settings.length * hours
    return logistic(np.where(series[:, None], settings.episode + settings.episode_liking * keen, film))


def _going_on(settings: Watching, enjoyment: Floats, weekend: bool) -> Floats:
    tired = settings.next_tired * np.arange(1, settings.episodes_most + 1)
    keen = settings.next_liking * (enjoyment - MIDDLING)[:, None]
    return logistic(settings.next + keen + settings.next_weekend * weekend + tired)


def _credits(settings: Watching, runtime: Floats, rng: Generator) -> NDArray[np.float64]:
    """Return where a finished part is left: somewhere in its credits."""
    return runtime * rng.uniform(settings.credits + 0.001, 1.0, runtime.shape)


def _broken_off(
    settings: Watching, runtime: Floats, begun_at: NDArray[np.float64], coming_back: Bools, rng: Generator
) -> NDArray[np.float64]:
    """Return where an unfinished part is left: anywhere if only interrupted, early if not liked."""
    anywhere, early = rng.uniform(0.15, 0.85, runtime.shape), 0.9 * rng.beta(1.0, 3.5, runtime.shape)
    share = np.where(coming_back[:, None], anywhere, early)
    return begun_at + share * (settings.credits * runtime - begun_at)


def _sittings(
    parameters: Parameters,
    start: Start,
    state: tuple[Floats, Bools, NDArray[np.int64]],
    plays: tuple[NDArray[np.int64], NDArray[np.int64], Bools, Bools, NDArray[np.float64], NDArray[np.float64]],
) -> Sittings:
    """Return the plays laid end to end, and where each title is left."""
    enjoyment, coming_back, last = state
    part, index, played, ends_it, begun_at, seconds = plays
    final = (np.arange(len(part)), played.sum(axis=1) - 1)
    done = ends_it[final]
    go_on = part[final] + done
    series = last > 0
    wanting = np.where(series, np.where(done, enjoyment > MIDDLING, coming_back), coming_back)
    resume = np.where(series, parameters.choice.resume_series, parameters.choice.resume_movie)
    begin = start.at[:, None] + np.cumsum(seconds + BETWEEN_EPISODES, axis=1) - seconds - BETWEEN_EPISODES
    owner, column = np.nonzero(played)
    return Sittings(
        enjoyment,
        done & (part[final] == last),
        go_on.astype(np.int32),
        np.where(done, 0.0, begun_at[final] + seconds[final]).astype(np.float32),
        np.where(wanting, resume, parameters.choice.dropped).astype(np.float32),
        begin[final] + seconds[final],
        (seconds.sum(axis=1) / HOUR).astype(np.float32),
        owner.astype(np.int32),
        index[owner, column].astype(np.int32),
        begin[owner, column],
        begun_at[owner, column].astype(np.float32),
        seconds[owner, column].astype(np.float32),
    )


def logistic(logits: NDArray[np.floating]) -> Floats:
    """Return 1 / (1 + exp(-x))."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), np.float32)
