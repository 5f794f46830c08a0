from __future__ import annotations

from pathlib import Path

import pytest

from frontrow.errors import BadConfig
from frontrow.stores.memory import MemoryStore
from frontrow.stores.registry import open_store
from frontrow.stores.sql import SqlStore


def test_memory_opens_a_new_store_each_time() -> None:
    first, second = open_store("memory:"), open_store("memory:")
    assert isinstance(first, MemoryStore)
    assert first is not second


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+pysqlite"])
def test_a_file_opens_sqlite(scheme: str, tmp_path: Path) -> None:
    store = open_store(f"{scheme}:///{tmp_path}/frontrow.db")
    assert isinstance(store, SqlStore)
    store.close()


def test_memory_has_no_places() -> None:
    with pytest.raises(BadConfig, match=r"'memory:here'.*alone"):
        open_store("memory:here")


def test_a_misspelt_scheme_names_the_nearest() -> None:
    with pytest.raises(BadConfig, match=r"kind 'sqllite' \(in 'sqllite:///x'\)\. Did you mean 'sqlite'\?"):
        open_store("sqllite:///x")


def test_an_unknown_scheme_says_which_are_known() -> None:
    with pytest.raises(BadConfig, match='Begin it with "memory:" or "sqlite:"'):
        open_store("cassandra://x")
