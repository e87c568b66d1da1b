"""Is one chain whole? The same checks as a full verification, for the page of one case."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from hengtu.ledger.verification.sources import Reading, check_streams


def stream_is_whole(stream: UUID) -> bool:
    """Check numbers, links, hashes, commitments and columns of one chain against its head and its checkpoints."""
    with transaction.atomic():
        connection.ensure_connection()
        found = check_streams(Reading(connection.vendor, connection.connection), stream.hex, stream.hex)
    return not found.broken
