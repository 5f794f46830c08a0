from frontrow.rows.my_list import MyList


def test_the_last_listed_comes_first_watched_or_not(make_knowledge, ask, ranked):
    (row,) = MyList(make_knowledge([{}] * 4))(ask(listed=[2, 0, 3], watched=[0]), ranked([]))
    assert row.items.tolist() == [3, 0, 2]
    assert row.may_repeat


def test_what_may_not_be_shown_stays_off(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{"maturity": 16}, {"territories": ("FR",)}, {}, {}])
    (row,) = MyList(knowledge)(ask(listed=[0, 1, 2, 3], hidden=[2], maturity=12), ranked([]))
    assert row.items.tolist() == [3]


def test_an_empty_list_has_no_row(make_knowledge, ask, ranked):
    assert list(MyList(make_knowledge([{}]))(ask(), ranked([0]))) == []
