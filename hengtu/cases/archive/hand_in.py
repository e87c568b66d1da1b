"""Papers handed in for a file that no act has made: a scan of what was missing, a ruling that came later."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime

import pikepdf
from django.conf import settings
from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.cases.archive.refusals import HANDING_IN, ArchiveRefused, holds_one_of
from hengtu.cases.models import EnforcementCase, FilePaper
from hengtu.documents.fonts import refuse_unprintable
from hengtu.law.archive.layout import Part
from hengtu.law.procedure import day_of
from hengtu.lib.blobs import BlobStore
from hengtu.lib.images import display_copy
from hengtu.lib.pdfa import faults_of

LARGEST = 20 << 20  # bytes of one paper


@dataclass(frozen=True)
class HandedIn:
    """What was typed about a paper; ``supplies`` is the code of the missing paper it stands for, or empty."""

    part: Part
    title: str
    dated_on: date
    number: str = ""
    supplies: str = ""


def hand_in_paper(*, case: EnforcementCase, said: HandedIn, content: bytes, by: Account, at: datetime) -> FilePaper:
    """Take in a picture or a PDF/A for the file of a case; it waits until the file is bound.

    Raises: ArchiveRefused ``may_not_hand_in``, ``title_missing``, ``paper_too_large``, ``paper_is_no_pdfa``,
        ``paper_unreadable``, ``dated_ahead``; lib.images.ImageRefused; documents.DocumentRefused for a character that
        no font has; lib.blobs.BlobStoreFull.
    """
    on = day_of(at)
    if not holds_one_of(by, case.agency, on, HANDING_IN):
        raise ArchiveRefused("may_not_hand_in", "补入材料由案卷管理人员或者办案人员办理。")
    if not said.title.strip():
        raise ArchiveRefused("title_missing", "请写明材料名称，卷内目录要用。")
    if said.dated_on > on:
        raise ArchiveRefused("dated_ahead", "材料日期在今天以后，请核对。")
    refuse_unprintable([said.title, said.number])
    kept, media, pages = _readable(content)
    blob = BlobStore(settings.BLOB_ROOT).put(kept)
    return FilePaper.objects.create(
        case_id=case.pk,
        part=said.part.value,
        title=said.title.strip()[:200],
        number=said.number.strip()[:100],
        dated_on=said.dated_on,
        media=media,
        pages=pages,
        size=blob.size,
        sm3=blob.sm3,
        sha256=blob.key,
        supplies=said.supplies[:200],
        added_by=by,
        added_at=at,
    )


def _readable(content: bytes) -> tuple[bytes, str, int]:
    """Return what is kept, its format and pages: a PDF/A as it is, a picture as a clean JPEG."""
    if not content:
        raise ArchiveRefused("paper_missing", "没有选文件。请选择扫描件（JPG、PNG）或者PDF/A文件。")
    if len(content) > LARGEST:
        raise ArchiveRefused("paper_too_large", f"文件超过{LARGEST >> 20} MB，没有保存。请分成几份再上传。")
    if not content.startswith(b"%PDF"):
        return display_copy(content), "jpeg", 1
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            faults, pages = faults_of(opened), len(opened.pages)
    except pikepdf.PdfError as error:
        raise ArchiveRefused("paper_unreadable", "这份PDF打不开，可能已经损坏或者加了密。请重新扫描。") from error
    if faults:
        named = "；".join(faults[:3])
        raise ArchiveRefused(
            "paper_is_no_pdfa", f"这份PDF不能长期保存（{named}）。请另存为PDF/A-2b，或者扫描成图片再上传。"
        )
    return content, "pdf", pages


@transaction.atomic
def take_out_paper(*, paper: FilePaper, by: Account, at: datetime) -> None:
    """Take a paper out that was handed in by mistake and is not bound yet.

    Raises: ArchiveRefused ``may_not_hand_in``, ``paper_is_bound``.
    """
    case = EnforcementCase.objects.select_related("agency").get(pk=paper.case_id)
    if not holds_one_of(by, case.agency, day_of(at), HANDING_IN):
        raise ArchiveRefused("may_not_hand_in", "补入材料由案卷管理人员或者办案人员办理。")
    if not FilePaper.objects.filter(pk=paper.pk, act_uid=None).delete()[0]:
        raise ArchiveRefused("paper_is_bound", "这份材料已经装订归档，不能再取出。")
