"""Guidance on an item: one person writes it, another puts it into force, somebody stops it again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency, scope_values
from hengtu.law.items import all_items
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import LAW_OFFICERS
from hengtu.rulesets.models import Guidance, GuidanceState
from hengtu.rulesets.reach import keeps
from hengtu.rulesets.services.standing import check_other_person, check_post, filled

LONGEST_BODY = 20_000  # characters


@dataclass(frozen=True)
class Draft:
    """A paper as it is written. ``body`` is Markdown; ``effective_to`` is not included."""

    kind: str
    item: str
    division: str
    title: str
    body: str
    effective_from: date
    number: str = ""
    effective_to: date | None = None


@transaction.atomic
def write_guidance(*, agency: Agency, draft: Draft, mandate: Mandate) -> Guidance:
    """Keep a paper as a draft of the agency.

    Raises: RulesRefused ``no_post``, ``reason_missing``, ``unknown_item``, ``not_our_place``, ``text_missing``,
        ``text_too_long``, ``ends_before_start``.
    """
    subject = agency.legal_subject
    check_post(mandate, subject, LAW_OFFICERS, "起草指引和意见")
    _check_draft(draft, subject, mandate.day)
    row = Guidance.objects.create(
        uid=uuid.uuid4(),
        agency=subject,
        **scope_values(subject),
        kind=draft.kind,
        item=draft.item,
        division=draft.division,
        title=filled(draft.title, 200, "标题"),
        number=draft.number.strip()[:120],
        body=filled(draft.body, LONGEST_BODY, "内容"),
        effective_from=draft.effective_from,
        effective_to=draft.effective_to,
        state=GuidanceState.DRAFT,
        written_by=mandate.by,
        written_at=mandate.at,
    )
    _record(row, "guidance_written", mandate)
    return row


@transaction.atomic
def publish_guidance(*, guidance: Guidance, mandate: Mandate) -> Guidance:
    """Put a draft into force; who wrote it cannot.

    Raises: RulesRefused ``not_a_draft``, ``no_post``, ``reason_missing``, ``same_person``.
    """
    row = Guidance.objects.select_for_update().get(pk=guidance.pk)
    if row.state != GuidanceState.DRAFT:
        raise RulesRefused("not_a_draft", f"这份文件{row.get_state_display()}，不能再发布。要改内容的，请另起草一份。")
    check_post(mandate, row.agency, LAW_OFFICERS, "发布指引和意见")
    check_other_person(mandate, row.written_by_id, "起草和核准")
    row.state, row.published_by, row.published_at = GuidanceState.PUBLISHED, mandate.by, mandate.at
    row.save(update_fields=["state", "published_by", "published_at"])
    _record(row, "guidance_published", mandate)
    return row


@transaction.atomic
def withdraw_guidance(*, guidance: Guidance, mandate: Mandate) -> Guidance:
    """Stop a paper, draft or published; it stays to be read with its history.

    Raises: RulesRefused ``withdrawn_already``, ``no_post``, ``reason_missing``.
    """
    row = Guidance.objects.select_for_update().get(pk=guidance.pk)
    if row.state == GuidanceState.WITHDRAWN:
        raise RulesRefused("withdrawn_already", "这份文件已经停用。")
    check_post(mandate, row.agency, LAW_OFFICERS, "停用指引和意见")
    row.state = GuidanceState.WITHDRAWN
    row.save(update_fields=["state"])
    _record(row, "guidance_withdrawn", mandate)
    return row


def _check_draft(draft: Draft, agency: Agency, on: date) -> None:
    if draft.item not in all_items():
        raise RulesRefused("unknown_item", "事项目录里没有这一事项，请从目录里选择。")
    if not keeps(agency, draft.division, on):
        raise RulesRefused(
            "not_our_place", f"{agency.short_name}不能发布这个地区的文件，请由上级机构办理，或者改适用地区。"
        )
    if draft.effective_to is not None and draft.effective_to <= draft.effective_from:
        raise RulesRefused("ends_before_start", "截止日期须晚于起始日期，请核对。")


def _record(row: Guidance, kind: str, mandate: Mandate) -> None:
    more = {"guidance": row.uid.hex, "item": row.item}
    record_change(row.agency, kind, mandate, subject=f"{row.title}", effective_from=row.effective_from, more=more)
