"""SM3 (GB/T 32905): the digest everything in the ledger rests on."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives import hashes

SM3 = hashes.SM3()
_ONE_SHOT = hashes.Hash.hash
CHUNK = 1 << 20


def sm3(content: bytes) -> bytes:
    """Return the digest, 32 bytes."""
    return _ONE_SHOT(SM3, content)


def sm3_hex(content: bytes) -> str:
    """Return the digest as 64 hex digits."""
    return _ONE_SHOT(SM3, content).hex()


def sm3_of_file(path: Path) -> str:
    """Return the digest of a file in hex, read in pieces."""
    digest = hashes.Hash(SM3)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.finalize().hex()
