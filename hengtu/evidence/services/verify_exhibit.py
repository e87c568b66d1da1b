"""Hash an original again."""

from __future__ import annotations

from django.conf import settings

from hengtu.evidence.models import Exhibit
from hengtu.lib.blobs import BlobStore, sm3_hex


def verify_exhibit(exhibit: Exhibit) -> bool:
    """Return whether the original is there and still has both hashes it was taken in with."""
    store = BlobStore(settings.BLOB_ROOT)
    if not store.verify(exhibit.original_key):
        return False
    return exhibit.original_key == exhibit.sha256 and sm3_hex(store.path(exhibit.original_key)) == exhibit.sm3


def read_original(exhibit: Exhibit) -> bytes:
    """Return the original, checked. Raises: BlobMissing, BlobDamaged."""
    return BlobStore(settings.BLOB_ROOT).read(exhibit.original_key)


def read_display(exhibit: Exhibit) -> bytes | None:
    """Return the display copy of a picture (JPEG), or None. Raises: BlobMissing, BlobDamaged."""
    return BlobStore(settings.BLOB_ROOT).read(exhibit.display_key) if exhibit.display_key else None
