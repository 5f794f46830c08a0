"""Run by Alembic: migrate the connection that was handed over, in the transaction it is in."""

from __future__ import annotations

from alembic import context

from frontrow.stores.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
