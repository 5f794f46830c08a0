"""The event log, the shelves and their versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# the place of an event in its log, of a record on its shelf
RISING = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make every table."""
    _events()
    for name in ("titles", "accounts", "users", "blobs"):
        _shelf(name)
    _shelf("pages", sa.Column("user_id", sa.Text(), nullable=False), sa.Column("at", sa.Double(), nullable=False))
    op.create_index("pages_of_user", "pages", ["user_id", "position"])
    op.create_index("pages_at", "pages", ["at"])
    _versions("titles", "accounts", "users", "blobs", "pages")


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("seq", RISING, primary_key=True, autoincrement=True),
        sa.Column("event_id", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("episode_id", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("position", sa.Double(), nullable=False),
        sa.Column("play_id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("row", sa.SmallInteger(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("artwork", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("events_of_user", "events", ["user_id", "seq"])


def _shelf(name: str, *more: sa.Column[str] | sa.Column[float]) -> None:
    op.create_table(
        name,
        sa.Column("position", RISING, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        *more,
        sqlite_autoincrement=True,
    )


def _versions(*shelves: str) -> None:
    made = op.create_table(
        "versions",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.bulk_insert(made, [{"name": shelf, "version": 0} for shelf in shelves])
