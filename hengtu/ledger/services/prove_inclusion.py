"""The way from one chain to the signed root of a checkpoint, so that a part of the ledger proves itself elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hengtu.ledger.checkpoint_text import leaf_of
from hengtu.ledger.models import Checkpoint, CheckpointHead
from hengtu.lib.merkle import MerkleTree


@dataclass(frozen=True)
class Inclusion:
    """A checkpoint, the head of one chain in it, and the siblings from its leaf to the root (hex, "" for none)."""

    checkpoint: Checkpoint
    leaf: int
    seq: int
    hash: str
    siblings: tuple[str, ...]


def inclusion_of(stream: UUID) -> Inclusion | None:
    """Return the proof for the last checkpoint that knows a chain; None before any does.

    The whole tree of that checkpoint is made again: about as dear as taking one, so it is asked for exports alone.
    """
    last = Checkpoint.objects.order_by("-number").first()
    own = CheckpointHead.objects.filter(chain=stream.hex).order_by("-checkpoint_id").first()
    if last is None or own is None:
        return None
    heads = CheckpointHead.objects.filter(checkpoint_id__lte=last.number).order_by("checkpoint_id", "leaf")
    rows = heads.values_list("chain", "leaf", "seq", "hash")
    known = {leaf: (chain, seq, digest) for chain, leaf, seq, digest in rows.iterator()}
    tree = MerkleTree()
    for leaf in range(len(known)):
        tree.put(leaf, leaf_of(*known[leaf]))
    return Inclusion(last, own.leaf, own.seq, own.hash, tuple(tree.proof(own.leaf)))
