import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frontrow.rows.top_10 import Top10

COUNT = st.integers(0, 4)


def recounted(knowledge, query, counts, size):
    """Return the row as a person would count it: title by title, most plays first, earlier titles first."""
    hidden = set(query.profile.hidden.tolist())
    may = [
        item
        for item, title in enumerate(knowledge.catalogue.titles)
        if counts[item] > 0
        and item not in hidden
        and title.maturity <= query.maturity
        and (not title.territories or query.country in title.territories)
    ]
    return sorted(may, key=lambda item: (-counts[item], item))[:size]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_top_10_is_a_recount(make_knowledge, ask, ranked, data):
    n, maturity = data.draw(st.integers(1, 25)), data.draw(st.integers(0, 18))
    country = data.draw(st.sampled_from(["", "DE", "FR"]))
    record = st.fixed_dictionaries(
        {"maturity": st.sampled_from([0, 12, 18]), "territories": st.sampled_from([(), ("DE",), ("FR", "US")])}
    )
    every, german = (data.draw(st.lists(COUNT, min_size=n, max_size=n)) for _ in range(2))
    knowledge = make_knowledge(data.draw(st.lists(record, min_size=n, max_size=n)), every, german)
    query = ask(country, maturity, hidden=data.draw(st.lists(st.integers(0, n - 1), unique=True)))
    counts = {"": every, "DE": german, "FR": [0] * n}[country]
    rows = list(Top10(knowledge)(query, ranked([])))
    assert [row.items.tolist() for row in rows] == [one for one in [recounted(knowledge, query, counts, 10)] if one]


def test_watched_titles_stay_in_the_ten(make_knowledge, ask, ranked):
    (row,) = Top10(make_knowledge([{}] * 3, german=[1, 3, 2]))(ask(watched=[1]), ranked([0, 2]))
    assert row.items.tolist() == [1, 2, 0]
    assert row.title == "Top 10 in Germany"
    assert row.may_repeat


def test_a_random_country_is_counted_as_its_plays_are(make_world, ranked):
    world = make_world(3, 80)
    plays = world.knowledge.counting("recent")
    for seed in range(30):
        query = world.query(np.random.default_rng(seed))
        rows = list(Top10(world.knowledge)(query, ranked([])))
        may = set(range(80)) - world.forbidden(query)
        counts = plays.counts(query.country).tolist()
        expected = sorted((i for i in may if counts[i] > 0), key=lambda item: (-counts[item], item))[:10]
        assert [row.items.tolist() for row in rows] == ([expected] if expected else [])
