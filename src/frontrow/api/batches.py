"""Bodies that hold many records: a good record is kept, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar, get_args

import msgspec
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from frontrow.api.bodies import Body, decoded
from frontrow.api.faults import Fault, fault, read
from frontrow.api.problems import refused
from frontrow.api.wire import Refusal

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):
    """A record and its place in the batch."""

    place: int
    record: T


class Batch(NamedTuple, Generic[T]):
    """What could be read of a batch, and the refusals of the rest."""

    entries: list[Entry[T]]
    refused: list[Refusal]

    def __len__(self) -> int:
        return len(self.entries) + len(self.refused)

    def checked(self, check: Callable[[T], Fault | None], name: Callable[[T], str]) -> Batch[T]:
        """Return the batch with those records refused that a check finds fault with.

        Parameters
        ----------
        check
            Returns the first fault of a record, None when it may be kept.
        name
            Returns a record's id.
        """
        found = [(entry, check(entry.record)) for entry in self.entries]
        refusals = [refusal(entry.place, wrong, name(entry.record)) for entry, wrong in found if wrong]
        return Batch([entry for entry, wrong in found if wrong is None], sorted_refusals(self.refused + refusals))

    @property
    def records(self) -> list[T]:
        """The records that may be kept, in order."""
        return [entry.record for entry in self.entries]


class BatchBody(Body[T], Generic[T]):
    """Reads a struct with one list field as a :class:`Batch` of that list's type."""

    def decode_bytes(self, value: bytes) -> Any:
        """Return every record of the body, and the refusals of those that cannot be read."""
        self.require_json()
        return batch(value, self.model_type)

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any
    ) -> Reference | Schema:
        """Return the struct's own schema."""
        return super().create_openapi_schema(
            FieldDefinition.from_annotation(cls.model_type), handler_id, schema_creator
        )


def batch(raw: bytes, kind: Any) -> Batch[Any]:
    """Return a body as a batch; only when a record will not do are they read one by one.

    Parameters
    ----------
    kind
        A struct whose one field is a list of records.

    Raises
    ------
    Refused
        If the body is no such struct at all.
    """
    [one] = msgspec.structs.fields(kind)
    try:
        whole = read(raw, kind)
    except msgspec.DecodeError:
        return _one_by_one(raw, kind.__name__, one.encode_name, get_args(one.type)[0])
    return Batch([Entry(index, record) for index, record in enumerate(getattr(whole, one.name))], [])


def refusal(index: int, wrong: Fault, record_id: str) -> Refusal:
    """Return what is wrong with a record of a batch, for the answer."""
    return Refusal(index, wrong.problem, wrong.remedy, record_id, wrong.field, wrong.value)


def sorted_refusals(refusals: list[Refusal]) -> list[Refusal]:
    """Return refusals in the order of the batch."""
    return sorted(refusals, key=lambda one: one.index)


def require_few(batch: Batch[Any], what: str, most: int) -> None:
    """Refuse a batch with too many records.

    Raises
    ------
    Refused
        413.
    """
    if len(batch) > most:
        raise refused(413, f"the batch has {len(batch)} {what}.", f"Send at most {most} at a time.", what)


def all_refused(batch: Batch[Any], what: str) -> Exception:
    """Return the 422 of a batch of which nothing could be kept."""
    first = batch.refused[0]
    detail = f"none of the {len(batch)} {what} could be kept."
    return refused(422, detail, first.remedy, first.field, first.value, records=batch.refused)


def _one_by_one(raw: bytes, name: str, field: str, kind: Any) -> Batch[Any]:
    loose: Any = msgspec.defstruct(name, [(field, list[msgspec.Raw])], forbid_unknown_fields=True)
    entries: list[Entry[Any]] = []
    refusals: list[Refusal] = []
    for index, one in enumerate(getattr(decoded(raw, loose), field)):
        try:
            entries.append(Entry(index, read(one, kind)))
        except msgspec.DecodeError as error:
            refusals.append(refusal(index, fault(one, kind, error), _id_of(one, kind)))
    return Batch(entries, refusals)


def _id_of(raw: msgspec.Raw, kind: Any) -> str:
    """Return the id that a broken record gives, "" where it has none; the id is a struct's first field by custom."""
    try:
        found = read(raw, dict[str, Any]).get(kind.__struct_fields__[0], "")
    except msgspec.DecodeError:
        return ""
    return found[:128] if isinstance(found, str) else ""
