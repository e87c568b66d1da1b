"""Write personal data again under the key that is now first in ``settings.FIELD_KEY``."""

from __future__ import annotations

from django.db import transaction

from hengtu.subjects.models import Party

BATCH = 500


def rotate_keys() -> int:
    """Encrypt every party's data again and recompute the digests; returns how many parties. Safe to repeat.

    Works in batches, each its own transaction: interrupted, it leaves a mixture that every configured key still reads.
    """
    done, last = 0, 0
    while True:
        with transaction.atomic():
            batch = list(Party.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH])
            for party in batch:
                party.save(update_fields=["id_number", "id_number_digest", "address", "phone"])
        if not batch:
            return done
        done, last = done + len(batch), batch[-1].pk
