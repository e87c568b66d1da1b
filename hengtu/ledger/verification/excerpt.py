"""Verify an excerpt: one chain with some of its contents, and the way to a signed checkpoint. No database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hengtu.ledger.checkpoint_text import checkpoint_hash, leaf_of
from hengtu.ledger.text import NO_HASH, commitment_of, hash_of
from hengtu.ledger.verification.archive import DAMAGE, Archive, open_archive
from hengtu.ledger.verification.findings import Broken, Findings
from hengtu.lib.merkle import proves
from hengtu.lib.signing import verifies
from hengtu.lib.sm3 import sm3_hex

FORMAT = "hengtu-excerpt/1"
CHAIN, CONTENTS, CHECKPOINT = "chain.jsonl", "contents.jsonl", "checkpoint.json"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"


def is_excerpt(path: Path) -> bool:
    """Whether a path holds an excerpt; what cannot be read is none."""
    try:
        manifest = json.loads(_read(open_archive(path), MANIFEST))
    except (*DAMAGE, OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def verify_excerpt(path: Path, *, trusted_key: str | None = None) -> Findings:
    """Check an excerpt and return counts and defects.

    Args:
        path: a zip file or folder that holds one. trusted_key: hex of the only key that may have signed.
    The chain runs from its first act, so every act, none left out, leads to the head that the checkpoint signed.
    """
    found = Findings(streams=1)
    try:
        archive = open_archive(path)
        _check_manifest(found, archive, trusted_key)
        acts = _check_chain(found, archive)
        _check_contents(found, archive, acts)
        _check_checkpoint(found, archive, acts, trusted_key)
    except FileNotFoundError as missing:
        found.add(Broken("file_missing", f"证明包缺少文件 {missing}：不完整或者被删减。", file=str(missing)))
    except (*DAMAGE, ValueError, KeyError, TypeError):
        found.add(Broken("excerpt_unreadable", "证明包无法识别：内容已被改动或者损坏。"))
    return found


def _read(archive: Archive, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read()


def _lines(archive: Archive, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _read(archive, name).splitlines() if line.strip()]


def _check_manifest(found: Findings, archive: Archive, trusted_key: str | None) -> None:
    text = _read(archive, MANIFEST)
    manifest = json.loads(text)
    key, signature = str(manifest["public_key"]), _read(archive, SIGNATURE).decode().strip()
    if not verifies(str(manifest["algorithm"]), key, text, signature):
        found.add(Broken("manifest_signature_wrong", "证明包清单的签名不符：清单已被改动。", file=MANIFEST))
    if trusted_key is not None and key != trusted_key:
        found.add(Broken("manifest_key_unknown", f"证明包清单由另一把密钥签署：{key}。", file=MANIFEST))
    found.keys.append(key)
    for name, expected in sorted(manifest["files"].items()):
        if sm3_hex(_read(archive, name)) != expected["sm3"]:
            message = f"文件 {name} 与清单中的摘要不符：内容已被改动。"
            found.add(Broken("file_differs", message, file=name))


def _check_chain(found: Findings, archive: Archive) -> list[dict[str, Any]]:
    acts, prev = _lines(archive, CHAIN), NO_HASH
    for number, row in enumerate(acts, start=1):
        text = json.loads(row["canonical"])
        if (text["seq"], text["prev"]) != (number, prev) or hash_of(prev, row["canonical"]) != row["hash"]:
            message = f"第 {number} 个行为和前一个不相接，或者内容已被改动。"
            stream = str(text["stream"])
            found.add(Broken("act_hash_differs", message, stream=stream, seq=number, file=CHAIN, line=number))
            break
        prev = str(row["hash"])
        found.acts += 1
    return acts


def _check_contents(found: Findings, archive: Archive, acts: list[dict[str, Any]]) -> None:
    """What is opened must be what the chain committed to; what was masked is not opened and proves nothing here."""
    commitments = {json.loads(row["canonical"])["act"]: json.loads(row["canonical"])["commitment"] for row in acts}
    for line, row in enumerate(_lines(archive, CONTENTS), start=1):
        if row.get("body") is None:
            continue
        if commitment_of(bytes.fromhex(row["salt"]), row["body"]) != commitments.get(row["act"]):
            message = "打开的行为内容和链里的承诺不符：内容已被改动。"
            found.add(Broken("commitment_differs", message, file=CONTENTS, line=line))


def _check_checkpoint(found: Findings, archive: Archive, acts: list[dict[str, Any]], trusted_key: str | None) -> None:
    if not archive.exists(CHECKPOINT):
        return  # none covered the chain yet; the count says so
    row = json.loads(_read(archive, CHECKPOINT))
    text = json.loads(row["canonical"])
    if checkpoint_hash(row["canonical"]) != row["hash"] or not verifies(
        row["algorithm"], row["public_key"], row["canonical"].encode(), row["signature"]
    ):
        found.add(Broken("checkpoint_signature_wrong", "检查点的摘要或者签名不符。", file=CHECKPOINT))
    if trusted_key is not None and row["public_key"] != trusted_key:
        found.add(Broken("checkpoint_key_unknown", f"检查点由另一把密钥签署：{row['public_key']}。", file=CHECKPOINT))
    leaf = leaf_of(row["chain"], row["seq"], row["head"])
    if not proves(leaf, row["leaf"], row["siblings"], text["root"]):
        found.add(Broken("inclusion_wrong", "链首不在检查点签名的默克尔根里。", file=CHECKPOINT))
    signed = acts[row["seq"] - 1]["hash"] if row["seq"] <= len(acts) else None
    stream = json.loads(acts[0]["canonical"])["stream"] if acts else ""
    if (signed, stream) != (row["head"], row["chain"]):
        found.add(Broken("head_differs", "检查点签名的链首不是这条链的。", file=CHECKPOINT))
    found.checkpoints += 1
