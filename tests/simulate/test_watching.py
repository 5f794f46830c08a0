from dataclasses import replace

import numpy as np
import pytest

from frontrow.simulate.watching import BETWEEN_EPISODES, Sittings, Start, enjoyed, watched

SERIES, FILM = 0, 1  # of the small world
N = 4_000


def sat(
    population, item: int, match: float, *, part: int = 0, position: float = 0.0, weekend: bool = False
) -> Sittings:
    start = Start(
        np.full(N, item, np.int32),
        np.full(N, match, np.float32),
        np.full(N, part, np.int32),
        np.full(N, position, np.float32),
        np.full(N, 1e9),
    )
    return watched(population.world, start, weekend, np.random.default_rng(0))


def episodes(sittings: Sittings) -> np.ndarray:
    return np.bincount(sittings.owner, minlength=N)


def test_a_better_match_is_enjoyed_more(small) -> None:
    rng = np.random.default_rng(0)
    means = [enjoyed(np.full(N, match, np.float32), small.watching, rng).mean() for match in (-0.5, 0.0, 0.5, 1.0)]
    assert (np.diff(means) > 0.05).all()


def test_a_film_is_one_play_within_its_runtime(population) -> None:
    found = sat(population, FILM, 0.6)
    runtime = population.world.catalogue.runtime[FILM]
    assert (episodes(found) == 1).all()
    assert (found.seconds > 0).all()
    assert (found.start + found.seconds <= runtime + 0.01).all()
    assert np.allclose(found.ends, 1e9 + found.seconds)


def test_a_film_that_suits_is_finished_more_often(population) -> None:
    poor, good = (sat(population, FILM, match).finished.mean() for match in (0.0, 0.9))
    assert poor < 0.35
    assert good > 0.75


def test_a_long_film_is_finished_less_often(population) -> None:
    runtimes = population.world.runtimes.copy()
    runtimes[population.world.episodes.offsets[FILM]] = 4 * 3600.0
    population.world = replace(population.world, runtimes=runtimes)
    long = sat(population, FILM, 0.6).finished.mean()
    runtimes[population.world.episodes.offsets[FILM]] = 80 * 60.0
    assert long < sat(population, FILM, 0.6).finished.mean() - 0.1


def test_what_is_finished_ends_in_the_credits_and_what_is_not_before(population) -> None:
    found = sat(population, FILM, 0.6)
    share = (found.start + found.seconds) / population.world.catalogue.runtime[FILM]
    assert (share[found.finished] > population.world.parameters.watching.credits).all()
    assert (share[~found.finished] <= population.world.parameters.watching.credits).all()
    assert np.allclose(found.position[~found.finished], (found.start + found.seconds)[~found.finished])


def test_a_film_goes_on_from_where_it_was_left(population) -> None:
    found = sat(population, FILM, 0.9, position=3000.0)
    assert (found.start == 3000.0).all()
    assert (found.start + found.seconds > 3000.0).all()


def test_a_series_that_suits_goes_on_to_the_next_episode(population) -> None:
    poor, good = (episodes(sat(population, SERIES, match)).mean() for match in (0.0, 0.9))
    assert poor < 1.5
    assert good > 2.0


def test_more_episodes_are_watched_at_the_weekend(population) -> None:
    weekday, weekend = (episodes(sat(population, SERIES, 0.6, weekend=free)).mean() for free in (False, True))
    assert weekend > weekday + 0.05


def test_episodes_follow_each_other_in_order_and_in_time(population) -> None:
    found = sat(population, SERIES, 0.9)
    same = found.owner[1:] == found.owner[:-1]
    assert (np.diff(found.parts)[same] == 1).all()
    gap = found.begin[1:] - (found.begin + found.seconds)[:-1]
    assert np.allclose(gap[same], BETWEEN_EPISODES, atol=0.01)
    assert (found.start[np.flatnonzero(same) + 1] == 0).all()


def test_a_sitting_never_runs_past_the_last_episode(population) -> None:
    found = sat(population, SERIES, 0.9, part=7)  # the last of eight
    assert (episodes(found) == 1).all()
    assert found.finished.mean() > 0.8
    left = ~found.finished
    assert (found.part[left] == 7).all()


def test_the_next_part_is_the_one_after_the_last_finished(population) -> None:
    found = sat(population, SERIES, 0.6)
    last = found.parts[np.cumsum(episodes(found)) - 1]
    done = found.position == 0
    assert (found.part[done] == last[done] + 1).all()
    assert (found.part[~done] == last[~done]).all()


def test_what_was_broken_off_for_lack_of_interest_does_not_pull(population) -> None:
    choice = population.world.parameters.choice
    found = sat(population, FILM, 0.3)
    assert set(found.pull[~found.finished]) == {np.float32(choice.dropped), np.float32(choice.resume_movie)}
    back = found.pull == np.float32(choice.resume_movie)
    assert found.enjoyment[back & ~found.finished].mean() > found.enjoyment[~back & ~found.finished].mean()


def test_hours_are_those_of_all_plays(population) -> None:
    found = sat(population, SERIES, 0.9)
    assert np.allclose(np.bincount(found.owner, found.seconds) / 3600.0, found.hours, rtol=1e-4)
    assert pytest.approx(found.ends.max()) == (found.begin + found.seconds).max()
