"""What is odd about the data, on the command line."""

from typer.testing import CliRunner

from frontrow import cli
from frontrow.core import Event, Kind
from frontrow.data.catalogue import Title
from frontrow.stores.registry import open_store


def test_check_names_what_is_odd_and_how_often(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    store = open_store(f"sqlite:///{tmp_path / 'frontrow.db'}")
    store.titles.put({"t": Title(item_id="t", title="T")})
    store.log.append([Event(event_id="e", kind=Kind.THUMB, at=1e9, user_id="u", item_id="nobody")])
    store.close()
    result = CliRunner().invoke(cli.app, ["check"], catch_exceptions=False)
    assert "1 events" in result.output
    assert "unknown item" in result.output
