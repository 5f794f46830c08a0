"""Records in memory are the shelf's, as it is now."""

from frontrow.app.records import Records
from frontrow.stores import User
from frontrow.stores.memory import MemoryShelf


def test_a_record_is_as_the_shelf_has_it_now() -> None:
    shelf: MemoryShelf[User] = MemoryShelf()
    records = Records(shelf)
    assert records.get("u") is None
    for name in ("Ada", "Bob"):
        shelf.put({"u": User(user_id="u", name=name)})
        found = records.get("u")
        assert found is not None
        assert found.name == name
    shelf.delete(["u"])
    assert records.get("u") is None


def test_an_unchanged_record_is_read_once() -> None:
    shelf: MemoryShelf[User] = MemoryShelf()
    shelf.put({"u": User(user_id="u")})
    records = Records(shelf)
    assert records.get("u") is records.get("u")


def test_no_more_are_held_than_the_size() -> None:
    shelf: MemoryShelf[User] = MemoryShelf()
    records = Records(shelf, size=3)
    for number in range(20):
        records.get(f"u{number}")
        assert len(records._held) <= 3
