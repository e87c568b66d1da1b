"""What marks an act of erasure. No database here."""

from __future__ import annotations

from uuid import UUID

ERASED = "payload_erased"
ERASURE_STREAM = UUID("6f0a2d0e-52a3-4c0b-9a0e-0d5a3f1c7b11")
