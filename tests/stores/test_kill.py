from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from frontrow.data.events import concatenated
from frontrow.stores.sql import SqlStore

APPENDING = """
import itertools, os, sys, threading
from frontrow.core import Event, Kind
from frontrow.stores.group_commit import GroupCommit
from frontrow.stores.registry import open_store

url, life = sys.argv[1:]
commit = GroupCommit(open_store(url).log)

def post(worker):
    for n in itertools.count():
        names = [f"{life}-{worker}-{n}-{part}" for part in range(5)]
        batch = [Event(event_id=name, kind=Kind.PLAY, at=1.0, user_id="ann") for name in names]
        commit.append(batch).result()
        os.write(1, "".join(f"{name}\\n" for name in names).encode())  # at once: threads do not mix their lines

for worker in range(4):
    threading.Thread(target=post, args=(worker,)).start()
"""
LIVES = 2
ACKNOWLEDGED = 300  # names to wait for before the process is killed


def acknowledged_until_killed(url: str, life: int) -> list[str]:
    command = [sys.executable, "-c", APPENDING, url, str(life)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = [process.stdout.readline() for _ in range(ACKNOWLEDGED)]
        process.kill()
        names = "".join([*first, process.stdout.read()]).split("\n")
    return names[:-1]  # the last may be cut short


def test_every_event_acknowledged_before_kill_9_is_in_the_log_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/frontrow.db"
    acknowledged = [name for life in range(LIVES) for name in acknowledged_until_killed(url, life)]
    store = SqlStore(url)
    logged = Counter(concatenated(list(store.log.replay())).strings("event_id"))
    store.close()
    assert len(acknowledged) >= LIVES * (ACKNOWLEDGED - 1)
    assert set(acknowledged) <= set(logged)
    assert set(logged.values()) == {1}
    whole = Counter(name.rpartition("-")[0] for name in logged)
    assert set(whole.values()) == {5}  # a batch is kept whole or not at all
