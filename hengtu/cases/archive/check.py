"""Checking one archived file: are the bytes those of the chain, are they fit for the archive, is anything missing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pikepdf
from django.conf import settings

from hengtu.cases.history import legal_history
from hengtu.cases.models import AppraisalState, FileAppraisal
from hengtu.law.archive.layout import Part
from hengtu.law.procedure import Situation
from hengtu.law.procedure.follow_ups import since_bound, waits_for_supplement
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.selectors.soundness import stream_is_whole
from hengtu.lib.blobs import BlobStore, sm3_hex
from hengtu.lib.pdfa import faults_of

BINDING = ("archived", "file_supplemented")


@dataclass(frozen=True)
class FileCheck:
    """What a check found: ``findings`` in Chinese, none where ``ok``; ``volumes`` and ``pages`` that were read."""

    ok: bool
    findings: tuple[str, ...]
    volumes: int = 0
    pages: int = 0


def verify_file(case_id: UUID) -> FileCheck:
    """Read every volume of a case's file again and compare it with the chain.

    Checked: the chain is whole; each volume is there, has the SM3 its act gives, the pages it says, and is PDF/A-2b
    by its structure; nothing waits to be bound in. A volume lawfully destroyed is passed over.
    """
    acts = acts_of_stream(case_id)
    volumes = [
        (act.kind, said) for act in acts if act.kind in BINDING for said in (act.payload or {}).get("volumes", ())
    ]
    gone = _destroyed(case_id)
    findings = [] if stream_is_whole(case_id) else ["本案的行为链断了，内容或者次序已被改动"]
    if not volumes:
        return FileCheck(False, (*findings, "没有装订过电子案卷，没有可以核对的"))
    pages = 0
    for kind, said in volumes:
        if said["sha256"] not in gone:
            findings += _faults(kind, said)
            pages += said["pages"]
    findings += _waiting(Situation.of(legal_history(acts)))
    return FileCheck(not findings, tuple(findings), len(volumes), pages)


def _destroyed(case_id: UUID) -> set[str]:
    approved = FileAppraisal.objects.filter(case_id=case_id, state=AppraisalState.APPROVED, destroys=True)
    return {sha256 for erased in approved.values_list("erased", flat=True) for sha256 in erased}


def name_of(kind: str, said: dict[str, Any]) -> str:
    """Return what people call a volume."""
    extra = "补充" if kind == "file_supplemented" else ""
    return f"{Part(said['part']).zh}{extra}第{said['number']}册"


def _faults(kind: str, said: dict[str, Any]) -> Iterator[str]:
    name, path = name_of(kind, said), BlobStore(settings.BLOB_ROOT).path(said["sha256"])
    if not path.is_file():
        yield f"{name}不在存储里，请从备份恢复"
        return
    content = path.read_bytes()
    if sm3_hex(content) != said["sm3"]:
        yield f"{name}与归档时的摘要不一致，已被改动，请从备份恢复并查明原因"
        return
    with pikepdf.open(io.BytesIO(content)) as read:
        if len(read.pages) != said["pages"]:
            yield f"{name}有{len(read.pages)}页，归档时是{said['pages']}页"
        for fault in faults_of(read):
            yield f"{name}不符合PDF/A-2b：{fault}"


def _waiting(situation: Situation) -> Iterator[str]:
    if waits_for_supplement(situation):
        yield f"归档以后又办了{len(since_bound(situation))}件事，还没有补充归档"
