"""Request bodies: strict JSON, decoded once, refused with the field named.

A body is declared on its handler as ``data: Title`` with ``dto=Body[Title]``; the DTO is Litestar's place for reading
bodies, and gives the OpenAPI document the type.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Generic, TypeVar

import msgspec
from litestar.dto import AbstractDTO, DTOFieldDefinition
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from frontrow.api.faults import fault, read, shown
from frontrow.api.problems import refused

T = TypeVar("T")


class Body(AbstractDTO[T], Generic[T]):
    """Reads a body as the type it is narrowed to; anything else than JSON is 415, what will not do 400 or 422."""

    def decode_bytes(self, value: bytes) -> Any:
        """Return the body as its type."""
        self.require_json()
        return decoded(value, self.model_type)

    def require_json(self) -> None:
        """Refuse a body that says it is something else."""
        given = self.asgi_connection.headers.get("content-type", "application/json")
        if given.partition(";")[0].strip().lower() != "application/json":
            raise refused(
                415,
                "the body is not declared as JSON.",
                "Send Content-Type: application/json.",
                "Content-Type",
                shown(given),
            )

    @classmethod
    def create_for_field_definition(
        cls, field_definition: FieldDefinition, handler_id: str, backend_cls: Any = None
    ) -> None:
        """Make nothing: msgspec reads the type itself."""

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any
    ) -> Reference | Schema:
        """Return the type's own schema."""
        made: Reference | Schema = schema_creator.for_field_definition(field_definition)
        return made

    @classmethod
    def generate_field_definitions(cls, model_type: type[Any]) -> Generator[DTOFieldDefinition, None, None]:
        """Yield nothing: no field is renamed or left out."""
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        """Return False: nested types are msgspec's."""
        return False


def decoded(raw: bytes, kind: Any) -> Any:
    """Return JSON as a type.

    Raises
    ------
    Refused
        400 where it is no JSON, 422 where it says what the type does not allow; the field is named.
    """
    try:
        return read(raw, kind)
    except msgspec.DecodeError as error:
        status = 422 if isinstance(error, msgspec.ValidationError) else 400
        wrong = fault(raw, kind, error)
        raise refused(status, wrong.problem, wrong.remedy, wrong.field, wrong.value) from error
