"""What held-out figures are said to be of."""

import pytest

from frontrow.cli.evaluate import measured_on
from frontrow.config import TrainingSettings

DAY = 86_400.0


@pytest.mark.parametrize(
    ("days", "users", "asked", "says"),
    [
        (7.0, 100, 100, ""),
        (7.0, 3, 0, ""),
        (28.0, 1_043, 1_000, " Held out are 28 days instead of 7, for 1,000 users to be in them."),
        (
            28.0,
            43,
            100,
            " Held out are 28 days instead of 7, with only 43 of the 100 users asked for: "
            "twice as many days would be more than half of the log.",
        ),
        (7.0, 43, 100, " Held out are 7 days, with only 43 of the 100 users asked for: twice as many days"),
    ],
)
def test_other_days_or_fewer_users_than_asked_for_are_said(days, users, asked, says):
    begun = 1_700_000_000.123
    seconds = begun + days * DAY - begun  # not whole days any more, as between the times of a manifest
    told = measured_on(seconds, users, TrainingSettings(held_out_days=7.0, held_out_users=asked))
    first = f"Fitted without the last {days:g} days, measured on what {users:,} users turned to in them."
    assert told.startswith(first + says)
    assert bool(says) is (told != first)


def test_commands_say_on_how_few_users_they_measure(run, ratings):
    run("import", "movielens", str(ratings))
    for command in (["train"], ["evaluate"], ["evaluate", "--leaderboard", "--markdown", "board.md"]):
        assert "with only 32 of the 100 users asked for" in run(*command)
