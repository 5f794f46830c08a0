import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.models import Queries, decayed
from frontrow.models.decayed import FAINT, Fading

FADING = Fading(np.array([0.5, 0.9]), np.array([False, True]), 10.0)
HISTORIES = Ragged.of([[4, 1, 2], [], [3]])
AT = np.array([0.0, 5.0, 40.0, 7.0])


def queries(at):
    return Queries(HISTORIES, np.ones(4, np.float32), np.array([45.0, 0.0, 100.0]), ("",) * 3, at)


def test_a_step_over_a_long_pause_empties_the_channels_of_the_sitting():
    assert FADING.within(HISTORIES, AT).tolist() == [[0, 0.5, 0.5, 0], [0, 0.9, 0, 0]]


@pytest.mark.parametrize("kernel", [decayed.fade, decayed.fade.py_func])
def test_what_remains_is_the_product_of_the_steps_up_to_the_question(kernel, monkeypatch):
    monkeypatch.setattr(decayed, "fade", kernel)
    assert FADING.remains(queries(AT)).tolist() == [[0.125, 0.25, 0.5, 0.5], [0, 0, 0.9, 0]]


def test_without_times_every_sitting_is_over():
    assert FADING.remains(queries(None)).tolist() == [[0.125, 0.25, 0.5, 0.5], [0] * 4]


def test_what_is_faint_is_left_out():
    long = Queries(Ragged.of([list(range(20))]), np.ones(20, np.float32), np.zeros(1), ("",))
    left = Fading(np.array([0.5]), np.array([False]), 0.0).remains(long)[0]
    assert left[-9:].tolist() == [0.5**k for k in range(9, 0, -1)]
    assert left[:-9].tolist() == [0.0] * 11
    assert FAINT > 0.5**10
