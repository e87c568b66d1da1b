"""Merkle trees over SM3, in the shape of RFC 6962: leaves and nodes hashed apart, an odd node goes up as it is."""

from __future__ import annotations

from collections.abc import Sequence

from hengtu.lib.sm3 import sm3

EMPTY_ROOT = sm3(b"").hex()


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sm3(b"\x00" + content)


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sm3(b"\x01" + left + right)


class MerkleTree:
    """A tree whose leaves may be added and replaced; only the paths that changed are hashed again."""

    def __init__(self) -> None:
        self._levels: list[list[bytes]] = [[]]
        self._dirty: set[int] = set()

    def __len__(self) -> int:
        return len(self._levels[0])

    def put(self, index: int, content: bytes) -> None:
        """Add the next leaf (``index`` equal to the length) or replace one. Raises: IndexError for a gap."""
        leaves = self._levels[0]
        if index == len(leaves):
            leaves.append(leaf_hash(content))
        else:
            leaves[index] = leaf_hash(content)
        self._dirty.add(index)

    def root(self) -> str:
        """Return the root in hex."""
        dirty, depth = self._dirty, 0
        while len(self._levels[depth]) > 1:
            dirty = self._raise(depth, {index // 2 for index in dirty})
            depth += 1
        self._dirty = set()
        return self._levels[depth][0].hex() if self._levels[0] else EMPTY_ROOT

    def proof(self, index: int) -> list[str]:
        """Return the siblings on the way from a leaf to the root, lowest first; an odd node has none."""
        self.root()
        siblings: list[str] = []
        for level in self._levels:
            if len(level) == 1:
                break
            sibling = index ^ 1
            siblings.append(level[sibling].hex() if sibling < len(level) else "")
            index //= 2
        return siblings

    def _raise(self, depth: int, parents: set[int]) -> set[int]:
        """Hash the given nodes of the level above ``depth`` again."""
        below = self._levels[depth]
        if depth + 1 == len(self._levels):
            self._levels.append([])
        above = self._levels[depth + 1]
        for parent in sorted(parents):
            left, right = below[2 * parent], below[2 * parent + 1 : 2 * parent + 2]
            node = node_hash(left, right[0]) if right else left
            if parent == len(above):
                above.append(node)
            else:
                above[parent] = node
        return parents


def root_of(contents: Sequence[bytes]) -> str:
    """Return the root over a list of leaves, in hex."""
    tree = MerkleTree()
    for index, content in enumerate(contents):
        tree.put(index, content)
    return tree.root()


def proves(content: bytes, index: int, siblings: Sequence[str], root: str) -> bool:
    """Return whether the siblings lead from a leaf to the root."""
    node = leaf_hash(content)
    for sibling in siblings:
        if sibling:
            other = bytes.fromhex(sibling)
            node = node_hash(other, node) if index % 2 else node_hash(node, other)
        index //= 2
    return node.hex() == root
