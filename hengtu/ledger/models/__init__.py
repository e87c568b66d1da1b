"""The ledger's tables: acts and their chains; checkpoints, readers, drafts, access log and jobs beside them."""

from hengtu.ledger.models.access import AccessDay, AccessEntry
from hengtu.ledger.models.act import Act, ActConcern, Origin, Payload, Tombstone
from hengtu.ledger.models.checkpoint import Checkpoint, CheckpointHead
from hengtu.ledger.models.draft import Draft, DraftVersion
from hengtu.ledger.models.job import Job, JobState, WorkerBeat
from hengtu.ledger.models.reader import ReaderCursor
from hengtu.ledger.models.stream import Stream

__all__ = [
    "AccessDay",
    "AccessEntry",
    "Act",
    "ActConcern",
    "Checkpoint",
    "CheckpointHead",
    "Draft",
    "DraftVersion",
    "Job",
    "JobState",
    "Origin",
    "Payload",
    "ReaderCursor",
    "Stream",
    "Tombstone",
    "WorkerBeat",
]
