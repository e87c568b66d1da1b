"""Files and texts against the digests that rows give for them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

from cryptography.hazmat.primitives import hashes

from hengtu.ledger.verification.findings import Broken
from hengtu.lib.signing import verifies
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


def check_signed(
    what: str, row: Mapping[str, object], signed: Iterable[Mapping[str, str]], trusted_key: str | None = None
) -> Broken | None:
    """Check the signatures over texts of a row: ``text`` (its field), ``algorithm``, ``public_key``, ``signature``."""
    for each in signed:
        content = str(row.get(each["text"], "")).encode()
        if not verifies(each["algorithm"], each["public_key"], content, each["signature"]):
            return Broken("row_signature_wrong", f"{what}的签名不符，内容已被改动。", file=what)
        if trusted_key is not None and each["public_key"] != trusted_key:
            return Broken("row_key_unknown", f"{what}由另一把密钥签署：{each['public_key']}。", file=what)
    return None


class LinkChecker:
    """Follows a chain of rows: each must name the one before."""

    def __init__(self) -> None:
        self._last = ""

    def check(self, what: str, link: tuple[str, str] | None) -> Broken | None:
        """Return the defect if the row before is not the one that this row names."""
        if link is None:
            return None
        last, self._last = self._last, link[0]
        return (
            None if link[1] == last else Broken("row_chain_broken", f"{what}与前一条接不上，缺了或者换了。", file=what)
        )
