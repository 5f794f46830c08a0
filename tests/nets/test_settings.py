"""What nets cannot be trained with is refused before anything is."""

import pytest

from frontrow.errors import BadConfig
from frontrow.nets.settings import LinkSettings, NetSettings


@pytest.mark.parametrize(
    "wrong",
    [
        {"length": 0},
        {"factors": 0},
        {"dropout": 1.0},
        {"average": 1.0},
        {"learning_rate": float("nan")},
        {"patience": -1},
        {"threshold": float("nan")},
        {"threshold": float("inf")},
        {"precision": "bf16"},
        {"device": "gpu"},
    ],
    ids=str,
)
def test_settings_of_a_net_over_histories(wrong):
    with pytest.raises(BadConfig, match=next(iter(wrong))):
        NetSettings(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"steps": 0}, {"hidden": 1.5}, {"learning_rate": 0.0}, {"weight_decay": -1.0}], ids=str
)
def test_settings_of_a_net_over_a_graph(wrong):
    with pytest.raises(BadConfig, match=next(iter(wrong))):
        LinkSettings(**wrong)
