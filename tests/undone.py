"""What a whole file of tests stands on, built once: it is undone with the file, as each test undoes what it did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def undone(django_db_blocker: Any) -> Iterator[None]:
    """Let what is built inside stand for a module-scoped fixture, and roll it back at its end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
