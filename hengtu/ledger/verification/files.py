"""Files and texts against the digests that rows give for them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import IO, Any

from cryptography.hazmat.primitives import hashes

from hengtu.ledger.verification.findings import Broken
from hengtu.lib.sm3 import CHUNK, SM3, sm3_hex


def digest_of_file(file: IO[bytes], algorithm: str) -> str:
    """Return the digest of an open file in hex, read in pieces."""
    digest: Any = hashlib.sha256() if algorithm == "sha256" else hashes.Hash(SM3)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return str(digest.hexdigest()) if algorithm == "sha256" else bytes(digest.finalize()).hex()


def check_file(what: str, algorithm: str, digest: str, open_file: Callable[[], IO[bytes]]) -> Broken | None:
    """Compare a file with its digest; ``what`` names it for people."""
    if algorithm not in ("sha256", "sm3"):
        return Broken("digest_unknown", f"{what}的摘要算法 {algorithm} 无法识别。", file=what)
    try:
        with open_file() as file:
            found = digest_of_file(file, algorithm)
    except FileNotFoundError:
        return Broken("original_missing", f"{what}缺失：找不到摘要为 {digest} 的文件。", file=what)
    if found != digest:
        return Broken("original_differs", f"{what}已被改动：登记的摘要是 {digest}，现为 {found}。", file=what)
    return None


def check_texts(what: str, row: Mapping[str, object], texts: Mapping[str, str]) -> Broken | None:
    """Compare texts inside a row with their digests."""
    for name, expected in texts.items():
        algorithm, _, digest = expected.partition(":")
        content = str(row.get(name, "")).encode()
        found = hashlib.sha256(content).hexdigest() if algorithm == "sha256" else sm3_hex(content)
        if found != digest:
            return Broken("text_differs", f"{what}的内容（{name}）与登记的摘要不符，已被改动。", file=what)
    return None
