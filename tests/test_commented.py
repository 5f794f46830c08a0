"""Every setting is told with its meaning, wherever it is written."""

import tomllib

import pytest

from frontrow.commented import described, learners
from frontrow.config import settings
from frontrow.models.registry import LEARNERS

TABLES = tomllib.loads(learners())["models"]


class Kind:
    """A kind of thing.

    Parameters
    ----------
    shared
        What
        all have.
    size, weight
        Numbers.
    """


class Special(Kind):
    """A thing apart.

    Parameters
    ----------
    weight
        In users.
    own
        Its own.

    The others are described by :class:`Kind`.

    Notes
    -----
    shared
        Not a setting.
    """


def test_what_is_inherited_is_described_and_a_class_has_the_last_word():
    assert described(Special) == {
        "shared": "What all have.",
        "size": "Numbers.",
        "weight": "In users.",
        "own": "Its own.",
    }


def test_a_function_without_settings_describes_none():
    assert described(lambda: None) == {}


@pytest.mark.parametrize("name", LEARNERS)
def test_the_table_of_a_learner_holds_its_defaults(name):
    table = dict(TABLES[name])
    assert table.pop("learner") == name
    assert settings(LEARNERS[name], table, name) == LEARNERS[name]()
