"""Education page of an item: one person writes a version, another puts it into use, somebody stops it again."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency, scope_values
from hengtu.law.items import all_items
from hengtu.lib.blobs import BlobStore
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import LAW_OFFICERS
from hengtu.rulesets.models import EducationPage, EducationState
from hengtu.rulesets.reach import keeps
from hengtu.rulesets.services.standing import check_other_person, check_post, filled

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: people read them aloud
CODE_LENGTH = 7
LONGEST = 8000  # characters of a text
LONGEST_SUBTITLES = 200_000  # bytes


class Upload(Protocol):
    """A file as a form hands it in."""

    size: int | None

    def read(self, size: int = -1) -> bytes: ...
    def seek(self, offset: int) -> int: ...


@dataclass(frozen=True)
class EducationDraft:
    """A version as it is written; texts are Markdown. A clip needs its words (``transcript``)."""

    item: str
    division: str
    title: str
    body: str
    how_to: str
    effective_from: date
    transcript: str = ""
    clip: Upload | None = None
    subtitles: Upload | None = None


@transaction.atomic
def write_education(*, agency: Agency, draft: EducationDraft, mandate: Mandate) -> EducationPage:
    """Keep the next version of the page of an item as a draft of the agency.

    Raises: RulesRefused ``no_post``, ``reason_missing``, ``unknown_item``, ``not_our_place``, ``text_missing``,
        ``text_too_long``, ``clip_type``, ``clip_too_large``, ``transcript_missing``, ``subtitles_without_clip``,
        ``subtitles_unreadable``; BlobStoreFull.
    """
    subject = agency.legal_subject
    check_post(mandate, subject, LAW_OFFICERS, "起草普法页")
    _check(draft, subject, mandate.day)
    clip_type = _clip_type(draft)
    clip = _stored(draft.clip) if clip_type else ("", 0)
    subtitles = _stored(draft.subtitles) if _has_subtitles(draft, clip_type) else ("", 0)
    same = EducationPage.objects.filter(item=draft.item, division=draft.division)
    row = EducationPage.objects.create(
        uid=uuid.uuid4(),
        code=_new_code(),
        agency=subject,
        **scope_values(subject),
        item=draft.item,
        division=draft.division,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        title=filled(draft.title, 60, "标题"),
        body=filled(draft.body, LONGEST, "法律怎么规定"),
        how_to=filled(draft.how_to, LONGEST, "怎样做才合法"),
        transcript=draft.transcript.strip()[:LONGEST],
        clip_key=clip[0],
        clip_type=clip_type,
        clip_size=clip[1],
        subtitles_key=subtitles[0],
        effective_from=draft.effective_from,
        state=EducationState.DRAFT,
        written_by=mandate.by,
        written_at=mandate.at,
    )
    _record(row, "education_written", mandate)
    return row


@transaction.atomic
def publish_education(*, page: EducationPage, mandate: Mandate) -> EducationPage:
    """Put a draft into use; who wrote it cannot. Older versions stay readable under their own codes.

    Raises: RulesRefused ``not_a_draft``, ``no_post``, ``reason_missing``, ``same_person``.
    """
    row = EducationPage.objects.select_for_update().get(pk=page.pk)
    if row.state != EducationState.DRAFT:
        raise RulesRefused("not_a_draft", f"这一版{row.get_state_display()}，不能再发布。要改内容的，请另起草一版。")
    check_post(mandate, row.agency, LAW_OFFICERS, "发布普法页")
    check_other_person(mandate, row.written_by_id, "起草和核准")
    row.state, row.published_by, row.published_at = EducationState.PUBLISHED, mandate.by, mandate.at
    row.save(update_fields=["state", "published_by", "published_at"])
    _record(row, "education_published", mandate)
    return row


@transaction.atomic
def withdraw_education(*, page: EducationPage, mandate: Mandate) -> EducationPage:
    """Stop a version: new papers no longer print its code; whoever holds an old one is told and led on.

    Raises: RulesRefused ``withdrawn_already``, ``no_post``, ``reason_missing``.
    """
    row = EducationPage.objects.select_for_update().get(pk=page.pk)
    if row.state == EducationState.WITHDRAWN:
        raise RulesRefused("withdrawn_already", "这一版已经停用。")
    check_post(mandate, row.agency, LAW_OFFICERS, "停用普法页")
    row.state = EducationState.WITHDRAWN
    row.save(update_fields=["state"])
    _record(row, "education_withdrawn", mandate)
    return row


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def _check(draft: EducationDraft, agency: Agency, on: date) -> None:
    if draft.item not in all_items():
        raise RulesRefused("unknown_item", "事项目录里没有这一事项，请从目录里选择。")
    if not keeps(agency, draft.division, on):
        raise RulesRefused(
            "not_our_place", f"{agency.short_name}不能为这个地区发布，请由上级机构办理，或者改适用地区。"
        )


def _clip_type(draft: EducationDraft) -> str:
    """Return the media type of the clip by its own bytes, empty without one."""
    if draft.clip is None:
        return ""
    head = draft.clip.read(16)
    draft.clip.seek(0)
    found = "video/mp4" if head[4:8] == b"ftyp" else "video/webm" if head[:4] == b"\x1a\x45\xdf\xa3" else ""
    if not found:
        raise RulesRefused("clip_type", "这个文件不是 MP4 或者 WebM 视频，没有保存。请转换以后再上传。")
    limit = settings.HENGTU_EDUCATION_CLIP_MB
    if (draft.clip.size or 0) > limit * 1024 * 1024:
        raise RulesRefused("clip_too_large", f"视频超过{limit}兆字节，路边打不开。请压缩以后再上传。")
    if not draft.transcript.strip():
        raise RulesRefused("transcript_missing", "视频要有文字稿，看不了、听不到的人也能知道内容。请补上文字稿。")
    return found


def _has_subtitles(draft: EducationDraft, clip_type: str) -> bool:
    if draft.subtitles is None:
        return False
    if not clip_type:
        raise RulesRefused("subtitles_without_clip", "有字幕，没有视频。请一起上传视频，或者去掉字幕。")
    text = draft.subtitles.read(LONGEST_SUBTITLES + 1)
    draft.subtitles.seek(0)
    if len(text) > LONGEST_SUBTITLES or not text.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        raise RulesRefused(
            "subtitles_unreadable", "字幕不是 WebVTT 文件（第一行是 WEBVTT），没有保存。请转换以后再上传。"
        )
    return True


def _stored(upload: Upload | None) -> tuple[str, int]:
    """Store a file by its content; a large one is not held in memory. Returns key and size in bytes."""
    if upload is None:
        return "", 0
    path = getattr(upload, "temporary_file_path", None)
    blob = BlobStore(settings.BLOB_ROOT).put(Path(path()) if path else upload.read())
    return blob.key, blob.size


def _record(row: EducationPage, kind: str, mandate: Mandate) -> None:
    more = {"education": row.uid.hex, "item": row.item, "code": row.code}
    record_change(row.agency, kind, mandate, subject=f"{row.title}", effective_from=row.effective_from, more=more)
