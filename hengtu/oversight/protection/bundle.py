"""The bundle that leaves: paper, lines, chain, contents that may be opened, proof to a checkpoint; a signed list."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from hengtu.evidence.models import Exhibit
from hengtu.ledger.models import Act
from hengtu.ledger.services.prove_inclusion import Inclusion, inclusion_of
from hengtu.ledger.services.take_checkpoint import signer
from hengtu.ledger.text import instant
from hengtu.ledger.verification.excerpt import CHAIN, CHECKPOINT, CONTENTS, FORMAT, MANIFEST, SIGNATURE
from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex
from hengtu.oversight.protection.known import exhibits_named
from hengtu.oversight.protection.masking import hidden_words, masked, masked_file
from hengtu.oversight.protection.paper import paper_of
from hengtu.oversight.protection.values import Line, ProtectionFile

READ_ME = """这是一份执法履职记录的证明包。

验证：hengtu verify 文件名.zip（不用数据库，不用联网）。
履职记录.pdf 给人看；file.json 是同样的内容；chain.jsonl 是本案每个行为的规范文本，一个不少，前后用摘要相接；
contents.jsonl 是本人的行为内容，含有当事人个人信息的只给遮盖后的文字，不打开承诺；
checkpoint.json 是到已签名检查点的证明，没有这个文件的，链还没有进检查点；originals.json 是证据和视频原件的摘要。
"""


def bundle_of(file: ProtectionFile, others: Iterable[ProtectionFile] = ()) -> bytes:
    """Return the zip of a protection file, or of several of one person in one case.

    Args: file: as it is shown inside; it is masked here. others: of the same case and person.
    Raises: DocumentRefused as ``paper_of``.
    """
    own = [file, *others]
    shown = [masked_file(each) for each in own]
    files = _papers(shown)
    files["file.json"] = _json([_as_json(each) for each in shown])
    files[CHAIN] = _jsonl(_chain(file.case.pk))
    files[CONTENTS] = _jsonl(_contents(file, {each.act.uid for each in own}))
    files["originals.json"] = _json(_originals(own))
    files["说明.txt"] = READ_ME.encode()
    inclusion = inclusion_of(file.case.pk)
    if inclusion is not None:
        files[CHECKPOINT] = _json(_checkpoint(file.case.pk, inclusion))
    return _zipped(files, file.made_at)


def _papers(files: list[ProtectionFile]) -> dict[str, bytes]:
    if len(files) == 1:
        return {"履职记录.pdf": paper_of(files[0])}
    return {f"履职记录-{each.anchor.seq}.pdf": paper_of(each) for each in files}


def _as_json(file: ProtectionFile) -> dict[str, Any]:
    sections = [
        {
            "key": each.key,
            "title": each.title,
            "empty": each.empty,
            "lines": [_line(line) for line in each.lines],
        }
        for each in file.sections
    ]
    return {
        "case": str(file.case.pk),
        "number": file.case.number,
        "act": file.act.uid.hex,
        "seq": file.anchor.seq,
        "hash": file.anchor.hash,
        "person": file.person.name,
        "state": file.examined.state.value,
        "made_at": instant(file.made_at),
        "sections": sections,
    }


def _line(line: Line) -> dict[str, Any]:
    return {**asdict(line), "at": instant(line.at) if line.at else None}


def _chain(stream: UUID) -> list[dict[str, Any]]:
    rows = Act.objects.filter(stream_id=stream).order_by("seq").values_list("canonical", "hash")
    return [{"canonical": text, "hash": digest} for text, digest in rows]


def _contents(file: ProtectionFile, own: Collection[UUID]) -> list[dict[str, Any]]:
    """Open a content only where nothing in it needs a mask: a masked text cannot answer for the commitment."""
    words = hidden_words(file.case)
    rows = Act.objects.filter(uid__in=own).order_by("seq").values_list("uid", "payload__body", "payload__salt")
    return [_content(uid, body, salt, words) for uid, body, salt in rows]


def _content(uid: UUID, body: str | None, salt: Any, words: tuple[str, ...]) -> dict[str, Any]:
    if body is None:
        return {"act": uid.hex, "body": None, "salt": None, "reading": "内容已依法删除"}
    names = tuple(str(name) for name in json.loads(body).get("names", {}).values())
    reading = masked(body, (*words, *names))
    if reading != body or any(names):
        return {"act": uid.hex, "body": None, "salt": None, "reading": reading}
    return {"act": uid.hex, "body": body, "salt": bytes(salt).hex(), "reading": None}


def _originals(files: list[ProtectionFile]) -> list[dict[str, Any]]:
    """The digests of exhibits the acts name and of films shown; the originals themselves do not leave here."""
    named = {uid for each in files for uid in exhibits_named(each.act)}
    exhibits = [
        {"kind": "exhibit", "uid": str(row.pk), "sm3": row.sm3, "sha256": row.sha256, "bytes": row.size}
        for row in Exhibit.objects.filter(pk__in=named).order_by("seq")
    ]
    films = {
        line.proof.url: line.proof.digest
        for each in files
        for section in each.sections
        for line in section.lines
        if line.what == "视频" and line.proof
    }
    return exhibits + [{"kind": "film", "at": url, "sm3": digest} for url, digest in sorted(films.items())]


def _checkpoint(stream: UUID, inclusion: Inclusion) -> dict[str, Any]:
    row = inclusion.checkpoint
    return {
        "canonical": row.canonical,
        "hash": row.hash,
        "algorithm": row.algorithm,
        "public_key": row.public_key,
        "signature": row.signature,
        "chain": stream.hex,
        "leaf": inclusion.leaf,
        "seq": inclusion.seq,
        "head": inclusion.hash,
        "siblings": list(inclusion.siblings),
    }


def _zipped(files: dict[str, bytes], at: datetime) -> bytes:
    key = signer()
    listed = {name: {"sm3": sm3_hex(content), "bytes": len(content)} for name, content in files.items()}
    manifest = _json(
        {"format": FORMAT, "at": instant(at), "algorithm": key.algorithm, "public_key": key.public_key, "files": listed}
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, MANIFEST: manifest, SIGNATURE: f"{key.sign(manifest)}\n".encode()}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _jsonl(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(canonical(row).encode() + b"\n" for row in rows)
