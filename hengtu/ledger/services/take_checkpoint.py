"""Collect all heads into one signed root."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from hengtu.ledger.checkpoint_text import checkpoint_hash, checkpoint_text, leaf_of
from hengtu.ledger.models import AccessDay, Checkpoint, CheckpointHead, Stream
from hengtu.ledger.text import NO_HASH
from hengtu.lib.merkle import MerkleTree
from hengtu.lib.signing import Ed25519Signer, Signer

# chain (uid in hex, or a day), number and hash of its last item
Head = tuple[str, int, str]


def signer() -> Signer:
    """Return the signer of this installation."""
    return Ed25519Signer(settings.SIGNING_SEED)


def take_checkpoint(*, at: datetime) -> Checkpoint:
    """Write a checkpoint over the heads of all chains of acts and all days of the access log.

    Only heads that moved since the checkpoint before are stored; the tree is made of all of them. With no chain
    moved, the last checkpoint is returned as it is.

    Args:
        at: aware instant.
    Returns: the checkpoint, signed, chained to the one before.
    """
    with transaction.atomic():
        _one_at_a_time()
        last = Checkpoint.objects.order_by("-number").first()
        known = _known_heads()
        acts, moved = _moved_heads(known)
        if last is not None and not moved:
            return last
        return _write(last, known, moved, acts, at)


def _one_at_a_time() -> None:
    """Keep two checkpoints from being taken at once; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_checkpoint IN SHARE ROW EXCLUSIVE MODE")


def _known_heads() -> dict[str, tuple[int, int, str]]:
    """Return chain -> (leaf, seq, hash) as the last checkpoint left them."""
    rows = CheckpointHead.objects.order_by("checkpoint_id", "leaf").values_list("chain", "leaf", "seq", "hash")
    return {chain: (leaf, seq, digest) for chain, leaf, seq, digest in rows.iterator()}


def _moved_heads(known: dict[str, tuple[int, int, str]]) -> tuple[int, list[Head]]:
    """Return the number of acts, and the heads that are not those of the last checkpoint."""
    acts, moved = 0, []
    for is_act, (chain, seq, digest) in _current_heads():
        acts += seq if is_act else 0
        if known.get(chain, (0, 0, ""))[1:] != (seq, digest):
            moved.append((chain, seq, digest))
    return acts, moved


def _current_heads() -> Iterator[tuple[bool, Head]]:
    streams = Stream.objects.filter(head_seq__gt=0).order_by("uid").values_list("uid", "head_seq", "head_hash")
    yield from ((True, (uid.hex, seq, digest)) for uid, seq, digest in streams.iterator())
    days = AccessDay.objects.order_by("day").values_list("day", "head_seq", "head_hash")
    yield from ((False, (day.isoformat(), seq, digest)) for day, seq, digest in days)


def _write(
    last: Checkpoint | None, known: dict[str, tuple[int, int, str]], moved: list[Head], acts: int, at: datetime
) -> Checkpoint:
    number, prev = (last.number + 1, last.hash) if last else (1, NO_HASH)
    leaves = {chain: leaf for chain, (leaf, _, _) in known.items()}
    heads = [
        CheckpointHead(
            checkpoint_id=number, chain=chain, leaf=leaves.setdefault(chain, len(leaves)), seq=seq, hash=digest
        )
        for chain, seq, digest in moved
    ]
    key = signer()
    text = checkpoint_text(
        number=number,
        at=at,
        chains=len(leaves),
        acts=acts,
        root=_root(known, heads),
        prev=prev,
        algorithm=key.algorithm,
        public_key=key.public_key,
    )
    checkpoint = Checkpoint.objects.create(
        number=number,
        at=at,
        canonical=text,
        hash=checkpoint_hash(text),
        algorithm=key.algorithm,
        public_key=key.public_key,
        signature=key.sign(text.encode()),
    )
    CheckpointHead.objects.bulk_create(heads, batch_size=1000)
    return checkpoint


def _root(known: dict[str, tuple[int, int, str]], heads: list[CheckpointHead]) -> str:
    tree = MerkleTree()
    for chain, (leaf, seq, digest) in sorted(known.items(), key=lambda item: item[1][0]):
        tree.put(leaf, leaf_of(chain, seq, digest))
    for head in heads:
        tree.put(head.leaf, leaf_of(head.chain, head.seq, head.hash))
    return tree.root()
