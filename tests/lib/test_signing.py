"""Signatures: the same seed gives the same key, and nothing else verifies."""

import pytest

from hengtu.lib.signing import Ed25519Signer, verifies

SEED = "0123456789abcdef" * 4


def test_what_is_signed_verifies_with_the_public_key_alone() -> None:
    signer = Ed25519Signer(SEED)
    signature = signer.sign(b"checkpoint")
    assert verifies("Ed25519", signer.public_key, b"checkpoint", signature)
    assert Ed25519Signer(SEED).public_key == signer.public_key


@pytest.mark.parametrize(
    ("algorithm", "key", "message", "signature"),
    [
        ("Ed25519", None, b"other", None),
        ("Ed25519", Ed25519Signer("x" * 32).public_key, b"checkpoint", None),
        ("Ed25519", "not hex", b"checkpoint", None),
        ("Ed25519", None, b"checkpoint", "00" * 64),
        ("Ed25519", None, b"checkpoint", ""),
        ("Unheard", None, b"checkpoint", None),
    ],
)
def test_nothing_else_verifies(algorithm: str, key: str | None, message: bytes, signature: str | None) -> None:
    signer = Ed25519Signer(SEED)
    signed = signer.sign(b"checkpoint") if signature is None else signature
    assert not verifies(algorithm, key or signer.public_key, message, signed)


def test_a_short_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="至少 32 个字符"):
        Ed25519Signer("short")
