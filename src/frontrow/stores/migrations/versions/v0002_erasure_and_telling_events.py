"""Who was forgotten of late, and an index over the events that tell what a user has watched or likes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# impression, search, details, preview, message, as they were numbered when this step was written
TELLING = "kind NOT IN (0, 8, 9, 10, 11)"


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "forgotten",
        sa.Column("digest", sa.LargeBinary(), primary_key=True),
        sa.Column("at", sa.Double(), nullable=False),
    )
    op.create_index("telling_events_of_user", "events", ["user_id", "seq"], sqlite_where=sa.text(TELLING))
