from collections.abc import Callable

import pytest

from frontrow.data.catalogue import Person, Title


@pytest.fixture(scope="session")
def title() -> Callable[..., Title]:
    def made(name: str = "Heat", genre: str = "Crime", cast: int = 3, **fields: object) -> Title:
        people = tuple(Person(f"Ada Number{index}") for index in range(cast))
        settled: dict[str, object] = {
            "item_id": "heat-1995",
            "year": 1995,
            "genres": (genre, "Drama"),
            "people": people,
        }
        return Title(title=name, **(settled | fields))  # type: ignore[arg-type]  # fields of every type

    return made
