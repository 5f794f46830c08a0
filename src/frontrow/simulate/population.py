"""The viewers, alive: they visit, answer pages with events, change their minds, and some leave."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from frontrow.core import Bools, Floats, Items, Kind, Times
from frontrow.data.events import EventColumns
from frontrow.simulate import reactions
from frontrow.simulate.attention import seen
from frontrow.simulate.choice import Mind, Options, Scene, chosen, considered, options
from frontrow.simulate.log import Entries, Recorder
from frontrow.simulate.loyalty import disappointed, leaving, moved, returning
from frontrow.simulate.occasions import HOURS
from frontrow.simulate.pages import Seen, ShownPages, Visits
from frontrow.simulate.reactions import Told
from frontrow.simulate.unfinished import Unfinished
from frontrow.simulate.viewers import Viewers, drawn
from frontrow.simulate.watching import HOUR, Sittings, Start, logistic, watched
from frontrow.simulate.world import DAY, World, is_weekend, unit

BETWEEN_VISITS = 3 * HOUR  # mean seconds from the end of a visit to a second one on the day
SEARCHING = 8.0  # seconds from a query to the play it led to
LOOKING_AROUND = (15.0, 60.0)  # seconds on a page before a title is chosen
PAUSE = 60.0  # seconds between a title's end and the next choice, and between visits


@dataclass
class Population:
    """The hidden state of all viewers; it changes as they live. A recommender sees only the events it returns.

    Parameters
    ----------
    world, viewers
        Titles and people as drawn.
    taste
        (viewers, dimensions) z now.
    satisfaction
        (viewers,) The stock, 0 to 1.
    subscribed
        (viewers,) Whether the account pays today.
    finished, refused, listed
        (viewers, titles) Watched to the end; hidden; in My List.
    unfinished
        What was begun.
    considered
        (viewers, k) Titles in mind.
    free_at
        (viewers,) When the last sitting ended.
    answers
        How many batches have been given: it makes their ids distinct.
    """

    world: World
    viewers: Viewers
    taste: Floats
    satisfaction: Floats
    subscribed: Bools
    finished: Bools
    refused: Bools
    listed: Bools
    unfinished: Unfinished
    considered: Items
    free_at: Times
    name: str
    recorder: Recorder
    queries: list[str] = field(repr=False)
    answers: int = 0

    @classmethod
    def of(cls, world: World, viewers: Viewers, begin: float, name: str, rng: Generator) -> Population:
        """Return the viewers as they stand when the simulation begins; ``name`` starts every event id."""
        n, settings = len(viewers), world.parameters
        taste = viewers.taste.copy()
        every = np.arange(n, dtype=np.int32)
        return cls(
            world,
            viewers,
            taste,
            np.full(n, settings.satisfaction.start, np.float32),
            viewers.since < begin,
            np.zeros((n, len(world)), np.bool_),
            np.zeros((n, len(world)), np.bool_),
            np.zeros((n, len(world)), np.bool_),
            Unfinished.empty(n),
            considered(world, viewers, taste, every, now=begin, rng=rng),
            np.maximum(viewers.since, begin),
            name,
            Recorder.of(world, viewers),
            [title.title for title in world.catalogue.titles],
        )

    def wake(self, day: float, rng: Generator) -> EventColumns:
        """Begin a day: tastes drift, other titles come to mind, accounts start, end and come back.

        Parameters
        ----------
        day
            Its midnight, UTC, seconds since the epoch.

        Returns
        -------
        EventColumns
            The subscriptions started and cancelled.
        """
        taste, viewers = self.world.parameters.taste, self.viewers
        self.taste += taste.pull * (viewers.taste - self.taste)
        self.taste = unit(self.taste + taste.drift * rng.normal(size=self.taste.shape))
        every = self.world.parameters.choice.refresh_days
        due = np.flatnonzero(np.arange(len(viewers)) % every == int(day // DAY) % every).astype(np.int32)
        self.considered[due] = considered(self.world, viewers, self.taste, due, now=day, rng=rng)
        return self._subscriptions(day, rng)

    def visits(self, day: float, rng: Generator) -> Visits:
        """Return who visits on a day: those subscribed, each by habit, more if satisfied and at weekends."""
        settings, viewers = self.world.parameters.visits, self.viewers
        devices = self.world.parameters.devices
        logit = viewers.habit + settings.weekend * is_weekend(day)
        logit = logit + settings.satisfaction * 2.0 * (self.satisfaction - 0.5)
        who = np.flatnonzero((rng.random(len(viewers)) < logistic(logit)) & self.subscribed).astype(np.int32)
        device = drawn(viewers.devices[who], rng)
        hours = drawn(np.array([one.hours for one in devices])[device], rng)
        offset = self._offsets[viewers.country[who]]
        at = day + (hours - offset) % HOURS * HOUR + rng.uniform(0.0, HOUR, len(who))
        return self._arriving(who, device, at)

    def again(self, visits: Visits, rng: Generator) -> Visits:
        """Return who of the visitors comes a second time, some hours after; ask once the first visits are answered."""
        back = rng.random(len(visits)) < self.world.parameters.visits.again
        who = visits.viewer[back]
        later = self.free_at[who] + rng.exponential(BETWEEN_VISITS, len(who))
        return self._arriving(who, visits.device[back], later)

    def answer(self, day: float, pages: ShownPages, rng: Generator) -> EventColumns:
        """Return what viewers do with their pages, in the order of time; their state moves with it.

        Parameters
        ----------
        day
            Midnight, UTC, of the day of the visits.
        pages
            At most one a viewer, made by any recommender.
        """
        world, visits = self.world, pages.visits
        cards = seen(pages, world.parameters, rng)
        scene = Scene(world, self.viewers, world.day(day), visits)
        mind = Mind(self.taste, self.finished, self.refused, self.unfinished, self.considered)
        found = options(scene, mind, cards)
        entries, taken = self._choices(scene, cards, found, rng)
        empty = visits.viewer[~taken.any(axis=1)]
        self.satisfaction[empty] = disappointed(self.satisfaction[empty], world.parameters.satisfaction)
        entries += self._glances(scene, cards, found.match[:, : found.seen], ~taken[:, : found.seen], rng)
        self.answers += 1
        entries.append(reactions.impressions(visits, cards))
        return self.recorder.events(entries, pages.page_id, f"{self.name}-{self.answers}")

    @property
    def _offsets(self) -> Items:
        return np.array([country.offset for country in self.world.parameters.countries], np.int32)

    def _arriving(self, who: Items, device: Items, at: Times) -> Visits:
        """Return the visits, none before its viewer is free, with the local hour."""
        at = np.maximum(at, self.free_at[who] + PAUSE)
        hour = (at // HOUR).astype(np.int64) + self._offsets[self.viewers.country[who]]
        return Visits(who, device, at, (hour % HOURS).astype(np.int32))

    def _choices(self, scene: Scene, cards: Seen, found: Options, rng: Generator) -> tuple[list[Entries], Bools]:
        """Let each visit choose, watch, and choose again; return the events and which options were taken."""
        visits, settings = scene.visits, self.world.parameters.choice
        at = visits.at + rng.uniform(*LOOKING_AROUND, len(visits))
        hours = np.zeros(len(visits), np.float32)
        going = np.arange(len(visits), dtype=np.int32)
        taken = np.zeros(found.items.shape, np.bool_)
        entries: list[Entries] = []
        plays = 0
        for _ in range(settings.rounds):
            place = chosen(found.at(going), hours[going], settings.satiation, rng)
            going, place = going[place >= 0], place[place >= 0]
            card = cards.of(going, np.where(place < found.seen, place, -1))
            told = Told(visits, going, found.items[going, place], card)
            entries.append(told.searches(self.queries, place >= found.searched, at[going] - SEARCHING, rng))
            sitting = self._sit(scene, told, found.match[going, place], at[going], rng)
            entries += [
                *told.plays(sitting, plays, self.world.parameters.watching),
                *self._opinions(told, sitting, rng),
            ]
            at[going], hours[going] = sitting.ends + PAUSE, hours[going] + sitting.hours
            taken[going, place] = True
            found = found.without(going, place)
            plays += len(sitting.owner)
        self.free_at[visits.viewer] = at
        return entries, taken

    def _sit(self, scene: Scene, told: Told, match: Floats, at: Times, rng: Generator) -> Sittings:
        """Let each viewer watch what was chosen, from where it was left, and be moved by it."""
        viewer, item = told.viewer, told.item
        start = Start(item, match, *self.unfinished.where(viewer, item), at)
        sitting = watched(self.world, start, scene.day.weekend, rng)
        parameters = self.world.parameters
        self.satisfaction[viewer] = moved(self.satisfaction[viewer], sitting.enjoyment, parameters.satisfaction)
        step = parameters.taste.learning * sitting.enjoyment[:, None]
        self.taste[viewer] = unit(self.taste[viewer] + step * self.world.traits[item])
        self._leave(viewer, item, sitting)
        return sitting

    def _leave(self, viewer: Items, item: Items, sitting: Sittings) -> None:
        """Note where each viewer (once each) left a title."""
        done = sitting.finished
        self.finished[viewer, item] |= done
        self.unfinished.drop(viewer[done], item[done])
        left = ~done
        self.unfinished.keep(
            viewer[left],
            item[left],
            part=sitting.part[left],
            position=sitting.position[left],
            at=sitting.ends[left],
            pull=sitting.pull[left],
        )

    def _opinions(self, told: Told, sitting: Sittings, rng: Generator) -> list[Entries]:
        """Return the thumbs given, and what leaves My List because it was finished."""
        given = reactions.thumbs(
            sitting.enjoyment, self.viewers.readiness[told.viewer], self.world.parameters.reactions, rng
        )
        done = sitting.finished & self.listed[told.viewer, told.item]
        self.listed[told.viewer[done], told.item[done]] = False
        return [told.thumbs(sitting, given), told.unlisted(sitting, done)]

    def _glances(self, scene: Scene, cards: Seen, match: Floats, free: Bools, rng: Generator) -> list[Entries]:
        """Return what is done about cards not chosen; keep in mind what was listed, refuse what was hidden."""
        settings = self.world.parameters.reactions
        listable = ~self.listed[scene.visits.viewer[:, None], cards.items]
        glance = reactions.Glance(scene.visits, cards, match, free, self.viewers.readiness[scene.visits.viewer])
        opened, listed, hidden = glance.entries(listable, settings, rng)
        assert listed.item is not None
        assert hidden.item is not None
        self.considered[listed.viewer, 0] = listed.item
        self.listed[listed.viewer, listed.item] = True
        self.refused[hidden.viewer, hidden.item] = True
        return [opened, listed, hidden]

    def _subscriptions(self, day: float, rng: Generator) -> EventColumns:
        """Let accounts start, end and come back on a day."""
        viewers, settings = self.viewers, self.world.parameters.satisfaction
        _, owner = np.unique(viewers.account, return_index=True)
        active = self.subscribed[owner]
        since = viewers.since[owner]
        joins = (since >= day) & (since < day + DAY)
        gone = active & leaving(self.satisfaction, viewers.account, viewers.since, day=day, settings=settings, rng=rng)
        back = ~active & (since < day) & returning(len(owner), settings, rng)
        self.subscribed = (active & ~gone | joins | back)[viewers.account]
        self.satisfaction[back[viewers.account]] = settings.start
        soon = day + rng.uniform(0.0, HOUR, len(owner))
        last = np.maximum.reduceat(self.free_at, owner)  # a sitting of last night is over first
        at = np.where(joins, since, np.maximum(soon, last))
        starts = joins | back
        self.free_at = np.where(starts[viewers.account], np.maximum(self.free_at, at[viewers.account]), self.free_at)
        entries = [
            Entries(Kind.SUBSCRIPTION, at[which], owner[which].astype(np.int32), text=[text])
            for which, text in ((starts, "started"), (gone, "cancelled"))
        ]
        self.answers += 1
        return self.recorder.events(entries, (), f"{self.name}-{self.answers}")
