"""Checkpoints: numbers, links, signatures, Merkle roots."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hengtu.ledger.checkpoint_text import checkpoint_hash, leaf_of
from hengtu.ledger.text import NO_HASH
from hengtu.ledger.verification.findings import Broken
from hengtu.lib.merkle import MerkleTree
from hengtu.lib.signing import verifies


class CheckpointRow(NamedTuple):
    """One checkpoint as stored, with the heads that moved since the one before: (chain, leaf, seq, hash)."""

    number: int
    canonical: str
    hash: str
    algorithm: str
    public_key: str
    signature: str
    heads: tuple[tuple[str, int, int, str], ...]
    place: tuple[str, int] | None = None


class Signed(NamedTuple):
    """What sound checkpoints attest: how many, which keys, which heads, and the first defect."""

    checked: int
    keys: list[str]
    pins: dict[str, dict[int, str]]
    broken: Broken | None


def check_checkpoints(rows: Iterable[CheckpointRow], *, trusted_key: str | None = None) -> Signed:
    """Check checkpoints in order and return what they attest.

    Args:
        rows: checkpoints by number, from the first one.
        trusted_key: hex of the only key that may have signed, known from elsewhere; ``None`` takes the keys as they
            are, and the caller shows them.
    """
    tree, prev, keys = MerkleTree(), NO_HASH, list[str]()
    pins: dict[str, dict[int, str]] = defaultdict(dict)
    number = 0
    for number, row in enumerate(rows, start=1):
        broken = _check(row, number, prev, trusted_key) or _check_root(tree, row)
        if broken is not None:
            return Signed(number - 1, keys, pins, broken)
        prev = row.hash
        for chain, _, seq, digest in row.heads:
            pins[chain][seq] = digest
        if row.public_key not in keys:
            keys.append(row.public_key)
    return Signed(number, keys, pins, None)


def _check(row: CheckpointRow, number: int, prev: str, trusted_key: str | None) -> Broken | None:
    if row.number != number:
        return _broken(row, "checkpoint_missing", f"检查点 {number} 缺失：其后是检查点 {row.number}。")
    if checkpoint_hash(row.canonical) != row.hash:
        return _broken(row, "checkpoint_hash_differs", f"检查点 {number} 的摘要不符：文本或摘要已被改动。")
    if not verifies(row.algorithm, row.public_key, row.canonical.encode(), row.signature):
        return _broken(
            row, "checkpoint_signature_wrong", f"检查点 {number} 的签名不符：内容已被改动或者不是该密钥签署。"
        )
    text = json.loads(row.canonical)
    if (text["number"], text["prev"], text["public_key"]) != (number, prev, row.public_key):
        return _broken(row, "checkpoint_displaced", f"检查点 {number} 与前一检查点不相接，或者其检索列已被改动。")
    if trusted_key is not None and row.public_key != trusted_key:
        return _broken(row, "checkpoint_key_unknown", f"检查点 {number} 由另一把密钥签署：{row.public_key}。")
    return None


def _check_root(tree: MerkleTree, row: CheckpointRow) -> Broken | None:
    """Bring the tree up to this checkpoint and compare its root and size."""
    for chain, leaf, seq, digest in sorted(row.heads, key=lambda head: head[1]):
        if leaf > len(tree):
            return _broken(row, "checkpoint_root_differs", f"检查点 {row.number} 的第 {len(tree)} 个链首缺失。")
        tree.put(leaf, leaf_of(chain, seq, digest))
    text = json.loads(row.canonical)
    if (text["root"], text["chains"]) != (tree.root(), len(tree)):
        message = f"检查点 {row.number} 的链首与签名的默克尔根不符：链首记录已被改动。"
        return _broken(row, "checkpoint_root_differs", message)
    return None


def _broken(row: CheckpointRow, code: str, message: str) -> Broken:
    file, line = row.place or (None, None)
    return Broken(code, message, file=file, line=line)
