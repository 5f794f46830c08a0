from dataclasses import replace

import numpy as np

from frontrow.core import Kind
from frontrow.simulate.pages import Seen
from frontrow.simulate.reactions import Glance, impressions, thumbs

N = 200_000


def all_cards(n: int, most: int = 5) -> Seen:
    items = np.tile(np.arange(most, dtype=np.int32), (n, 1))
    return Seen(items, items * 0, items, items * 0, np.full(items.shape, 0.5, np.float32))


def glance(visits, match: float, *, free: bool = True) -> Glance:
    n = len(visits)
    shape = (n, 5)
    return Glance(visits, all_cards(n), np.full(shape, match, np.float32), np.full(shape, free), np.ones(n, np.float32))


def test_thumbs_are_sparse_and_missing_where_enjoyment_is_middling(small) -> None:
    rng = np.random.default_rng(0)
    given = [
        (thumbs(np.full(N, e, np.float32), np.ones(N, np.float32), small.reactions, rng) != 0).mean()
        for e in (0.05, 0.3, 0.5, 0.7, 0.95)
    ]
    assert max(given) < 0.2
    assert given[2] == 0
    assert given[0] > 2 * given[1] > 0
    assert given[4] > 2 * given[3] > 0


def test_thumbs_say_what_was_enjoyed(small) -> None:
    rng = np.random.default_rng(0)
    enjoyment = rng.random(N).astype(np.float32)
    given = thumbs(enjoyment, np.full(N, 20.0, np.float32), small.reactions, rng)
    assert enjoyment[given == -1].max() <= small.reactions.thumb_down
    assert enjoyment[given == 1].min() >= small.reactions.thumb_up
    assert enjoyment[given == 2].min() >= small.reactions.thumb_twice


def test_every_card_seen_is_an_impression_with_its_place(visits) -> None:
    cards = all_cards(len(visits))
    found = impressions(visits, replace(cards, items=np.where(cards.items == 4, -1, cards.items)))
    assert len(found.at) == 4 * len(visits)
    assert found.slot is not None
    assert np.array_equal(found.slot, np.tile(np.arange(4), len(visits)))
    assert np.all(found.probability == 0.5)
    assert (found.at > visits.at[found.viewer]).all()


def test_what_suits_is_listed_and_what_does_not_is_hidden(visits, small) -> None:
    eager = replace(small.reactions, list=0.5, hide=0.5)
    yes = np.ones((len(visits), 5), np.bool_)
    for match, listed_share, hidden_share in ((1.0, 0.5, 0.0), (-1.0, 0.0, 0.5)):
        opened, listed, hidden = glance(visits, match).entries(yes, eager, np.random.default_rng(0))
        assert (opened.kind, listed.kind, hidden.kind) == (Kind.DETAILS, Kind.LIST, Kind.HIDE)
        assert abs(len(listed.at) / yes.size - listed_share) < 0.05
        assert abs(len(hidden.at) / yes.size - hidden_share) < 0.05


def test_nothing_is_done_about_a_card_that_was_chosen(visits, small) -> None:
    eager = replace(small.reactions, list=1.0, hide=1.0, details=1.0)
    yes = np.ones((len(visits), 5), np.bool_)
    found = glance(visits, 1.0, free=False).entries(yes, eager, np.random.default_rng(0))
    assert [len(one.at) for one in found] == [0, 0, 0]


def test_what_is_listed_already_is_not_listed_again(visits, small) -> None:
    eager = replace(small.reactions, list=1.0)
    no = np.zeros((len(visits), 5), np.bool_)
    assert len(glance(visits, 1.0).entries(no, eager, np.random.default_rng(0))[1].at) == 0
