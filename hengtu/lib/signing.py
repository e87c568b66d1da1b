"""Signatures behind a small interface: Ed25519 today; SM2 is another entry of ``VERIFIERS`` and another ``Signer``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hengtu.lib.sm3 import SM3


class Signer(Protocol):
    """Something that signs; keys and signatures are hex."""

    @property
    def algorithm(self) -> str:
        """Name of the algorithm, as stored beside each signature."""

    @property
    def public_key(self) -> str:
        """The key that verifies."""

    def sign(self, message: bytes) -> str:
        """Return the signature."""


class Ed25519Signer:
    """Signs with a key derived from the installation's seed."""

    algorithm = "Ed25519"

    def __init__(self, seed: str) -> None:
        if len(seed) < 32:
            raise ValueError("签名密钥未配置或过短：至少 32 个字符。")
        secret = HKDF(algorithm=SM3, length=32, salt=None, info=b"hengtu signing|Ed25519").derive(seed.encode())
        self._key = Ed25519PrivateKey.from_private_bytes(secret)

    @property
    def public_key(self) -> str:
        """The key that verifies, 64 hex digits."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """Return the signature, 128 hex digits."""
        return self._key.sign(message).hex()


def _verify_ed25519(public_key: str, message: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


VERIFIERS: dict[str, Callable[[str, bytes, str], bool]] = {"Ed25519": _verify_ed25519}


def verifies(algorithm: str, public_key: str, message: bytes, signature: str) -> bool:
    """Return whether a signature is right; an unknown algorithm or a malformed key verifies nothing."""
    verifier = VERIFIERS.get(algorithm)
    return verifier is not None and verifier(public_key, message, signature)
