"""Merkle trees: every leaf counts, every proof proves one leaf only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.lib.merkle import EMPTY_ROOT, MerkleTree, leaf_hash, node_hash, proves, root_of

LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(plain_root(leaves[:split]), plain_root(leaves[split:]))


def test_no_leaves_have_a_root_of_their_own() -> None:
    assert root_of([]) == EMPTY_ROOT


def test_a_leaf_is_not_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert root_of([b"a", b"b"]) != root_of([left + right])


@given(LEAVES)
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of(leaves) == plain_root(leaves).hex()


@given(LEAVES, st.data())
def test_changing_leaves_one_by_one_gives_the_root_of_the_result(leaves: list[bytes], data: st.DataObject) -> None:
    tree = MerkleTree()
    now: list[bytes] = []
    for leaf in leaves:
        tree.put(len(now), leaf)
        now.append(leaf)
        place = data.draw(st.integers(0, len(now) - 1))
        now[place] = data.draw(st.binary(max_size=8))
        tree.put(place, now[place])
        assert tree.root() == plain_root(now).hex()


@given(LEAVES)
def test_a_proof_proves_its_leaf_and_no_other(leaves: list[bytes]) -> None:
    tree = MerkleTree()
    for index, leaf in enumerate(leaves):
        tree.put(index, leaf)
    for index, leaf in enumerate(leaves):
        proof = tree.proof(index)
        assert proves(leaf, index, proof, tree.root())
        assert not proves(leaf + b"!", index, proof, tree.root())
        assert not proves(leaf, index, proof, EMPTY_ROOT)


def test_a_leaf_cannot_be_put_beyond_the_next_place() -> None:
    with pytest.raises(IndexError):
        MerkleTree().put(1, b"a")
