"""A method in another environment speaks through files."""

import sys
from pathlib import Path

import numpy as np

from benchmarks.entries import Outside
from benchmarks.peers.outside import Peer
from benchmarks.protocols.split import Log, Split, asked, learnt
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged


def test_a_peer_ranks_what_it_may_and_tells_what_it_took():
    catalogue = Catalogue.of(Title(item_id=str(item), title=str(item)) for item in range(4))
    plays = np.array([0, 1, 2, 3, 1, 2, 3, 2, 3, 3], np.int32)  # 3 is the most played, then 2, 1, 0
    log = Log(np.arange(10, dtype=np.int32), plays, np.ones(10, np.float32), np.zeros(10))
    known = Log(np.array([0, 1], np.int32), np.array([3, 2], np.int32), np.ones(2, np.float32), np.zeros(2))
    candidates = np.array([True, False, True, True])
    split = Split(
        learnt(log, catalogue, 10), asked(known, 2, np.zeros(2)), Ragged.of([[2], [3]]), candidates=candidates
    )
    peer = Peer("most_played", python=lambda: Path(sys.executable))
    assert isinstance(peer, Outside)
    found = peer.ranked(split, 3)
    assert found.lists.tolist() == [[2, 0, -1], [3, 0, -1]]
    assert found.fit_gb > 0
    assert found.score_cpu_s >= 0
