"""Write a benchmark: begin, save over the version one has seen, throw away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.law.rulebook import records
from hengtu.law.statute import item_of
from hengtu.lib.dates_zh import civil_date
from hengtu.rulesets.drafting.content import content_of, empty_content
from hengtu.rulesets.drafting.starting import equal_parts
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.layers import current_table, divisions_of
from hengtu.rulesets.models import BenchmarkDraft, BenchmarkDraftVersion, DraftState
from hengtu.rulesets.policies import may_draft

STARTS = {"empty": "空白表", "current": "现行的表", "parts": "法定幅度等分"}


class DraftMoved(RulesRefused):
    """Another window or colleague saved in between; nothing was overwritten."""

    def __init__(self, seen: int, draft: BenchmarkDraft) -> None:
        super().__init__(
            "draft_moved",
            f"这份草稿在别处保存过（第 {draft.version} 版，{draft.saved_by.name}），您看到的是第 {seen} 版，没有覆盖。"
            "请打开最新一版，把改动填进去；您刚才填的还在这一页上。",
        )


def begin_draft(
    *, agency: Agency, violation: str, start: str, by: Account, at: datetime, parts: int = 4, division: str = ""
) -> BenchmarkDraft:
    """Begin a table for the place of an agency.

    Args:
        agency: a legal subject.
        division: one of those the agency enforces in; its own unless given.
        violation: id of the item; the text in force today is the one the table rests on.
        start: ``empty``, ``current`` (a copy of the table in force, which the new one will replace) or ``parts``.
        parts: into how many equal parts the statutory range is divided.
    Raises: RulesRefused ``not_a_drafter``, ``division_foreign``, ``draft_open``, ``no_current_table``, ``no_range``;
        LawError for the item.
    """
    _check_drafter(by, agency, at)
    place = division or agency.division_code
    if place not in divisions_of(agency, civil_date(at)):
        raise RulesRefused(
            "division_foreign",
            f"{agency.short_name}只能为本机构的行政区划起草裁量基准，{place} 不是。请由当地的机构起草。",
        )
    version = item_of(violation)["versions"][-1]
    again = BenchmarkDraft.objects.open().filter(agency=agency, violation=violation, division=place).first()
    if again is not None:
        raise RulesRefused("draft_open", f"这个事项已有一份在办的草稿（{again}），请接着写那一份，或者先弃用它。")
    current = current_table(violation, place, version, civil_date(at))
    content = _starting(start, version, current, parts)
    with transaction.atomic():
        draft = BenchmarkDraft.objects.create(
            agency=agency,
            division=place,
            violation=violation,
            statute_from=version["effective_from"],
            replaces=[current["id"]] if current else [],
            content=content,
            created_by=by,
            created_at=at,
            saved_by=by,
            saved_at=at,
        )
        _keep_version(draft)
    return draft


def save_draft_content(
    *, draft_id: UUID, content: Mapping[str, Any], expected_version: int, by: Account, at: datetime, page: str = ""
) -> BenchmarkDraft:
    """Save the content over the version the writer has seen; earlier versions are kept, equal content makes none.

    ``page`` names the open page: it saves over its own last save, of which it may not have heard yet.

    Raises: DraftMoved; RulesRefused ``not_a_drafter`` or ``draft_closed``.
    """
    with transaction.atomic():
        draft = locked(draft_id)
        _check_drafter(by, draft.agency, at)
        if not draft.is_open_to_change:
            raise RulesRefused(
                "draft_closed", f"这份草稿{draft.get_state_display()}，不能再改。要改的，请先收回，或者另起草一份。"
            )
        if draft.version != expected_version and not (page and draft.saved_from == page):
            raise DraftMoved(expected_version, draft)
        if draft.content != dict(content):
            draft.version += 1
            draft.content, draft.saved_by, draft.saved_at = dict(content), by, at
            draft.saved_from = page
            draft.save(update_fields=["version", "content", "saved_by", "saved_at", "saved_from"])
            _keep_version(draft)
    return draft


def discard_benchmark_draft(*, draft_id: UUID, reason: str, by: Account, at: datetime) -> BenchmarkDraft:
    """Put a draft aside for good; it stays readable.

    Raises: RulesRefused ``not_a_drafter``, ``draft_closed`` or ``reason_missing``.
    """
    if not reason.strip():
        raise RulesRefused("reason_missing", "请写明弃用的原因。")
    with transaction.atomic():
        draft = locked(draft_id)
        _check_drafter(by, draft.agency, at)
        if draft.state in (DraftState.PUBLISHED, DraftState.DISCARDED):
            raise RulesRefused("draft_closed", f"这份草稿{draft.get_state_display()}，不能弃用。")
        draft.state, draft.said, draft.said_by = DraftState.DISCARDED, reason.strip(), by.name
        draft.save(update_fields=["state", "said", "said_by"])
    return draft


def locked(draft_id: UUID) -> BenchmarkDraft:
    """Return a draft whose row nobody else changes until the transaction ends."""
    return BenchmarkDraft.objects.select_for_update(of=("self",)).select_related("agency", "saved_by").get(pk=draft_id)


def _check_drafter(by: Account, agency: Agency, at: datetime) -> None:
    if not may_draft(roles_on(by, agency, civil_date(at))):
        raise RulesRefused(
            "not_a_drafter",
            f"起草裁量基准由{agency.short_name}的系统管理员或者法制审核人员办理。{by.name}没有这个岗位。",
        )


def _starting(start: str, version: Mapping[str, Any], current: Mapping[str, Any] | None, parts: int) -> dict[str, Any]:
    if start == "current":
        if current is None:
            raise RulesRefused("no_current_table", "本地没有现行的裁量基准可以抄。请从空白表或者法定幅度等分开始。")
        return content_of(current, records("facts"))
    if start == "parts":
        content = equal_parts(version, min(max(parts, 2), 4))
        if content is None:
            raise RulesRefused("no_range", "这个事项的法律文本没有可以等分的罚款幅度。请从空白表开始。")
        return content
    return empty_content()


def _keep_version(draft: BenchmarkDraft) -> None:
    BenchmarkDraftVersion.objects.create(
        draft=draft, version=draft.version, content=draft.content, saved_by=draft.saved_by, saved_at=draft.saved_at
    )
