"""RecBole's atomic files: ``NAME.inter``, and beside it ``NAME.item`` and ``NAME.user`` where there are any.

In: ``user_id``, ``item_id``, ``timestamp`` and ``rating`` of the interactions; one without ``rating`` is taken as a
playback just long enough to count as a view, since the file says only that there was something. A field ``kind`` names
the kind of event as Frontrow does, with ``rating`` its value. Users of a file without ``maturity`` stand in for missing
records only, since it does not say what they may see.

Out: an interaction for each event that says something of a title. What atomic files have no place for is lost: plays,
positions, pages, people, synopses, episodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontrow.core import Kind
from frontrow.data.accounts import User
from frontrow.data.catalogue import Title
from frontrow.data.events import KINDS, EventColumns, code
from frontrow.data.formats import atomic
from frontrow.data.formats.imported import Imported, Refuse, batches, named_users, strict
from frontrow.data.formats.tables import Layout, Wanted, read_columns
from frontrow.data.rules import STARS, are_right_values, right_value
from frontrow.errors import BadInput

EXPECTS = "NAME.inter, with NAME.item and NAME.user where there are any"

VIEW_SECONDS = 120.0
_WRITTEN = (Kind.PLAY, Kind.PROGRESS, Kind.STOP, Kind.THUMB, Kind.RATING, Kind.LIST, Kind.HIDE)
_INTER = ("user_id:token", "item_id:token", "kind:token", "rating:float", "timestamp:float")
_ITEM = (
    "item_id:token", "title:token_seq", "kind:token", "release_year:float", "runtime:float", "maturity:float",
    "added_at:float", "genres:token_seq",
)  # fmt: skip
_USER = ("user_id:token", "maturity:float", "country:token", "language:token")


def detects(directory: Path) -> bool:
    """Return whether a directory holds interactions."""
    return any(directory.glob("*.inter"))


def read(directory: Path, refuse: Refuse = strict) -> Imported:
    """Return the titles, users and interactions of the atomic files in a directory.

    Raises
    ------
    BadInput
        If there is not exactly one ``.inter`` file, or a heading is wrong.
    """
    found = sorted(directory.glob("*.inter"))
    if len(found) != 1:
        raise BadInput(f"{directory}: {len(found)} .inter files.", "Expected one.")
    events = _events(found[0], refuse)
    items, users = found[0].with_suffix(".item"), found[0].with_suffix(".user")
    titles = atomic.titles(items, refuse) if items.is_file() else _named(events["item_id"])
    described = atomic.users(users, refuse) if users.is_file() else named_users(events["user_id"])
    limited = users.is_file() and "maturity" in atomic.fields(users)
    return Imported(titles, batches(events), described, not items.is_file(), not limited)


def write(directory: Path, imported: Imported) -> None:
    """Write ``frontrow.inter``, ``frontrow.item`` and ``frontrow.user``."""
    directory.mkdir(parents=True, exist_ok=True)
    atomic.write(directory / "frontrow.inter", _INTER, _interactions(imported))
    atomic.write(directory / "frontrow.item", _ITEM, map(_item, imported.titles))
    atomic.write(directory / "frontrow.user", _USER, map(_user, imported.users))


def _events(path: Path, refuse: Refuse) -> dict[str, pa.Array]:
    names = atomic.fields(path)
    wanted = {"user_id": Wanted(), "item_id": Wanted(), "timestamp": Wanted(0.0, 1e11)}
    wanted |= {"kind": Wanted(among=tuple(map(str, _WRITTEN)))} if "kind" in names else {}
    wanted |= {"rating": Wanted(-1e9, 1e9) if "kind" in names else Wanted(*STARS)} if "rating" in names else {}
    rows = read_columns(path, Layout("\t", tuple(names), quotes=False, heading=True), wanted, refuse)
    rows = _with_right_values(path, rows, refuse) if {"kind", "rating"} <= set(rows) else rows
    order = pa.array(np.argsort(np.asarray(rows["timestamp"]), kind="stable"))
    rows = {name: column.take(order) for name, column in rows.items()}
    line = rows.pop("line").cast(pa.string())
    columns = {
        "event_id": pc.binary_join_element_wise("recbole", path.stem, line, "-"),
        "user_id": _plain(rows["user_id"]),
        "item_id": _plain(rows["item_id"]),
        "at": rows["timestamp"],
    }
    return columns | _meaning(rows)


def _with_right_values(path: Path, rows: dict[str, pa.Array], refuse: Refuse) -> dict[str, pa.Array]:
    """Return the rows whose rating is one that their kind may have."""
    right = are_right_values(np.asarray(_kind_codes(rows["kind"])), np.asarray(rows["rating"]))
    for row in np.flatnonzero(~right).tolist():
        kind, value = Kind(rows["kind"][row].as_py()), rows["rating"][row].as_py()
        where = f"{path}, line {rows['line'][row]}, column 'rating', of a {kind}"
        refuse(BadInput(f"{where}: {value:g}.", f"Expected {right_value(kind)}."))
    return {name: column.filter(pa.array(right)) for name, column in rows.items()}


def _kind_codes(names: pa.Array) -> pa.Array:
    return pc.index_in(names, pa.array([str(one) for one in KINDS])).cast(pa.int8())


def _meaning(rows: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return the kind and value of each interaction."""
    n = len(rows["timestamp"])
    if "kind" in rows:
        return {"kind": _kind_codes(rows["kind"]), "value": rows.get("rating", pa.array(np.ones(n)))}
    if "rating" in rows:
        return {"kind": pa.array(np.full(n, code(Kind.RATING), np.int8)), "value": rows["rating"]}
    return {
        "kind": pa.array(np.full(n, code(Kind.PROGRESS), np.int8)),
        "value": pa.array(np.full(n, VIEW_SECONDS)),
    }


def _plain(column: pa.Array) -> pa.Array:
    coded = column.dictionary_encode()
    names = pa.array([atomic.plain(name) for name in coded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(coded.indices, names)


def _named(items: pa.DictionaryArray) -> tuple[Title, ...]:
    return tuple(Title(item_id=name, title=name) for name in items.dictionary.to_pylist())


def _interactions(imported: Imported) -> Iterator[tuple[str, ...]]:
    written = np.isin(np.arange(len(KINDS)), [code(kind) for kind in _WRITTEN])
    for batch in imported.events:
        yield from _lines(batch.where(written[batch.number("kind")]))


def _lines(batch: EventColumns) -> Iterator[tuple[str, ...]]:
    columns = [batch.strings(name) for name in ("user_id", "item_id")]
    numbers = [batch.number(name).tolist() for name in ("kind", "value", "at")]
    for user, item, kind, value, at in zip(*columns, *numbers, strict=True):
        yield atomic.escaped(user), atomic.escaped(item), str(KINDS[kind]), repr(value), repr(at)


def _item(title: Title) -> tuple[str, ...]:
    genres = " ".join(atomic.escaped(genre, spaces=True) for genre in title.genres)
    numbers = (title.year, title.runtime, title.maturity, title.added_at)
    year, runtime, maturity, added_at = (repr(float(number)) for number in numbers)
    name = atomic.escaped(title.title)
    return atomic.escaped(title.item_id), name, title.kind, year, runtime, maturity, added_at, genres


def _user(user: User) -> tuple[str, ...]:
    return atomic.escaped(user.user_id), repr(float(user.maturity)), user.country, user.language
