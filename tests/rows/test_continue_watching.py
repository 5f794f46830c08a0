from frontrow.core import Resume
from frontrow.rows.continue_watching import ContinueWatching


def point(item, at):
    return Resume(item, -1, 100.0, 5000.0, at)


def items(rows):
    return [row.items.tolist() for row in rows]


def test_the_last_watched_comes_first_and_once(make_knowledge, ask, ranked):
    row = ContinueWatching(make_knowledge([{}] * 4))
    query = ask(resume=(point(1, 10.0), point(2, 30.0), point(1, 20.0)))
    (shelf,) = row(query, ranked([]))
    assert shelf.items.tolist() == [2, 1]
    assert shelf.may_repeat


def test_what_may_not_be_shown_is_not_continued(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{}, {"maturity": 16}, {"territories": ("FR",)}, {}])
    query = ask(maturity=12, hidden=[3], resume=tuple(point(item, 1.0) for item in range(4)))
    assert items(ContinueWatching(knowledge)(query, ranked([]))) == [[0]]


def test_without_a_resume_point_there_is_no_row(make_knowledge, ask, ranked):
    assert items(ContinueWatching(make_knowledge([{}]))(ask(), ranked([0]))) == []
