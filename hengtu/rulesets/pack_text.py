"""The text of a pack: what is signed, and the file that carries the signature. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from hengtu.law.packs import FORMAT
from hengtu.lib.canonical import canonical
from hengtu.lib.dates_zh import BEIJING
from hengtu.lib.signing import Signer, verifies
from hengtu.rulesets.errors import PackRefused


def unsigned_pack(
    *,
    seq: int,
    name: str,
    agency: str,
    reason: str,
    at: datetime,
    previous: str,
    records: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the content of a pack before it is signed; ``at`` is an aware instant."""
    return {
        "format": FORMAT,
        "id": name,
        "seq": seq,
        "agency": agency,
        "reason": reason,
        "published_at": at.astimezone(BEIJING).isoformat(timespec="seconds"),
        "previous": previous,
        "records": {folder: dict(rules) for folder, rules in records.items()},
    }


def signed_file(pack: Mapping[str, Any], signer: Signer) -> str:
    """Return the whole file: the pack with the signature over its canonical text without one."""
    signature = {
        "algorithm": signer.algorithm,
        "public_key": signer.public_key,
        "value": signer.sign(canonical(dict(pack)).encode()),
    }
    return canonical({**pack, "signature": signature}) + "\n"


def digest_of(content: bytes) -> str:
    """Return what the next pack calls ``previous``."""
    return hashlib.sha256(content).hexdigest()


def check_signature(name: str, content: bytes, trusted: Collection[str]) -> dict[str, Any]:
    """Return the pack of a file whose signature is right and whose key is trusted.

    Raises: PackRefused ``rule_pack_unreadable``, ``rule_pack_signature_wrong`` or ``rule_pack_key_unknown``.
    """
    try:
        pack: dict[str, Any] = json.loads(content)
        signature = pack.pop("signature")
        key, right = signature["public_key"], _is_right(pack, signature)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PackRefused("rule_pack_unreadable", f"规则包 {name} 读不出来，没有采用。请从备份恢复。") from None
    if not right:
        raise PackRefused(
            "rule_pack_signature_wrong", f"规则包 {name} 的签名不符，内容被改动过，没有采用。请从备份恢复。"
        )
    if key not in trusted:
        raise PackRefused(
            "rule_pack_key_unknown",
            f"规则包 {name} 由本系统不认识的密钥签署（{key[:16]}…），没有采用。"
            "如果是从备份恢复，请先放回 signing.secret；如果是以前的或者上级的密钥，请列入 HENGTU_RULE_KEYS。",
        )
    return pack


def _is_right(pack: Mapping[str, Any], signature: Mapping[str, Any]) -> bool:
    message = canonical(dict(pack)).encode()
    return verifies(str(signature["algorithm"]), str(signature["public_key"]), message, str(signature["value"]))
