"""What the portal remembers: tries to open a door, and what is public."""

from hengtu.portal.models.publicity import (
    LogEvent,
    PublicationOrder,
    PublicLogEntry,
    PublicLogHead,
    PublicMatter,
    PublicRecord,
    PublicWords,
    RecordState,
    Standing,
)
from hengtu.portal.models.tries import IdentityTry, Tried

__all__ = [
    "IdentityTry",
    "LogEvent",
    "PublicLogEntry",
    "PublicLogHead",
    "PublicMatter",
    "PublicRecord",
    "PublicWords",
    "PublicationOrder",
    "RecordState",
    "Standing",
    "Tried",
]
