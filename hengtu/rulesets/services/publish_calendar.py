"""Load or correct the working days of a year: handed in by one administrator, published by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.agencies.models.agency import Level
from hengtu.law.calendar import record_of, revision_of
from hengtu.law.notices import record_from
from hengtu.law.procedure.situation import day_of
from hengtu.ledger.jobs import enqueue
from hengtu.lib.blobs import BlobStore
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.models import CalendarDraft, NoticeState
from hengtu.rulesets.notice_file import NoticeFile, read_notice
from hengtu.rulesets.services.publish_pack import publish_pack

RECOMPUTE = "deadlines-recompute"  # the room of cases does it
_LEVELS = [str(level) for level in Level]


def hand_in_notice(*, content: bytes, filename: str, reason: str, by: Account, at: datetime) -> CalendarDraft:
    """Keep a file as it came, with everything that is wrong with it; a sound one waits for a second person.

    Raises: RulesRefused ``not_administrator``, ``reason_missing``, ``notice_unreadable``; WorkbookRefused.
    """
    post = _post_of(by, day_of(at))
    if not reason.strip():
        raise RulesRefused("reason_missing", "请写明依据，例如“国办发明电〔2025〕7号”。")
    read = read_notice(content, filename)
    problems = [str(problem) for problem in read.problems]
    loaded = record_of(read.year)
    return CalendarDraft.objects.create(
        agency=post.agency.legal_subject,
        year=read.year,
        filename=filename[:200],
        file_key=BlobStore(settings.BLOB_ROOT).put(content).key,
        reason=reason.strip(),
        record={} if problems else record_of_file(read),
        problems=problems,
        based_on=str(loaded["id"]) if loaded and loaded.get("id") else "",
        state=NoticeState.FAULTY if problems else NoticeState.PROPOSED,
        proposed_by=by,
        proposed_at=at,
    )


def publish_notice(*, uid: UUID, by: Account, at: datetime) -> CalendarDraft:
    """Put a notice into force as a rule pack; every deadline is counted again by a job of its own.

    Raises: RulesRefused ``same_person``, ``not_administrator``, ``not_administered``, ``not_topmost``,
        ``notice_not_open``, ``calendar_changed``, ``nothing_changes``, and what ``publish_pack`` refuses.
    """
    with transaction.atomic():
        draft = CalendarDraft.objects.select_for_update().get(pk=uid)
        _check(draft, by, day_of(at))
        pack = publish_pack(
            records={"calendar": {draft.record["id"]: draft.record}},
            agency=_post_of(by, day_of(at)).agency.legal_subject,
            reason=draft.reason,
            proposed_by=draft.proposed_by,
            approved_by=by,
            at=at,
        )
        draft.state, draft.decided_by, draft.decided_at, draft.pack = NoticeState.PUBLISHED, by, at, pack
        draft.save()
        payload = {"cause": cause_of(draft), "key": pack.name, "at": at.isoformat()}
        enqueue(RECOMPUTE, payload, at=at, key=f"{RECOMPUTE}:{pack.name}")
    return draft


def withdraw_notice(*, uid: UUID, by: Account, at: datetime) -> CalendarDraft:
    """Take a notice back before it is published. Raises: RulesRefused ``not_administrator``, ``notice_not_open``."""
    with transaction.atomic():
        draft = CalendarDraft.objects.select_for_update().get(pk=uid)
        _post_of(by, day_of(at))
        if draft.state not in (NoticeState.PROPOSED, NoticeState.FAULTY):
            raise _not_open(draft)
        draft.state, draft.decided_by, draft.decided_at = NoticeState.WITHDRAWN, by, at
        draft.save()
    return draft


def cause_of(draft: CalendarDraft) -> str:
    """Say what happened, as the beginning of a sentence about a deadline."""
    titles = "、".join(f"《{notice['title']}》" for notice in draft.record["notices"])
    return f"{titles}已经{'更正' if draft.record['revision'] > 1 else '载入'}"


def may_publish_notice(draft: CalendarDraft, account: Account, on: date) -> bool:
    """Whether this account may be the second person."""
    try:
        _check(draft, account, on)
    except RulesRefused:
        return False
    return True


def record_of_file(read: NoticeFile) -> dict[str, Any]:
    """Return the record a sound file makes: the first of its year, or the correction of what is loaded."""
    loaded = record_of(read.year)
    return record_from(read.year, revision_of(loaded) + 1 if loaded else 1, read.notices, read.days)


def _check(draft: CalendarDraft, by: Account, on: date) -> None:
    if draft.state != NoticeState.PROPOSED:
        raise _not_open(draft)
    if draft.proposed_by_id == by.pk:
        raise RulesRefused("same_person", "提交和发布须由两个人分别进行，请由另一位系统管理员对照通知核对后发布。")
    if not Agency.objects.administered_by(by, on).filter(pk=draft.agency_id).exists():
        raise RulesRefused(
            "not_administered",
            f"这份安排由{draft.agency.short_name}提交，请由该机构或者上级机构的另一位系统管理员发布。",
        )
    levels = [_level_of(account, on) for account in (by, draft.proposed_by)]
    top = _topmost(on)
    if top not in levels:
        raise RulesRefused(
            "not_topmost",
            f"工作日历适用于全系统，提交人和发布人中至少一人是{Level(top).label}级机构的系统管理员。请由其发布。",
        )
    loaded = record_of(draft.year)
    if (str(loaded["id"]) if loaded and loaded.get("id") else "") != draft.based_on:
        raise RulesRefused(
            "calendar_changed", f"提交以后，{draft.year}年的安排已经由别人改过。请重新提交文件，对照新的差异再发布。"
        )
    if loaded and _days(loaded) == _days(draft.record):
        raise RulesRefused("nothing_changes", f"与已载入的{draft.year}年安排没有不同，不需要发布。")


def _days(record: Mapping[str, Any]) -> tuple[dict[str, list[str]], list[str]]:
    return {name: sorted(days) for name, days in record["holidays"].items()}, sorted(record["make_up"])


def _not_open(draft: CalendarDraft) -> RulesRefused:
    return RulesRefused("notice_not_open", f"这份安排{draft.get_state_display()}，不能再办理。请提交新的文件。")


def _post_of(account: Account, on: date) -> Post:
    """The highest post as administrator. Raises: RulesRefused ``not_administrator``."""
    posts = list(Post.objects.in_force(on).filter(account=account, role=Role.ADMIN).select_related("agency"))
    if not posts or not account.is_active:
        raise RulesRefused(
            "not_administrator", f"{account.name}不是系统管理员，不能载入或者发布工作日历。请由系统管理员办理。"
        )
    return min(posts, key=lambda post: _LEVELS.index(post.agency.level))


def _level_of(account: Account, on: date) -> str:
    return str(_post_of(account, on).agency.level)


def _topmost(on: date) -> str:
    levels = Post.objects.in_force(on).filter(role=Role.ADMIN, account__is_active=True)
    return min(map(str, levels.values_list("agency__level", flat=True)), key=_LEVELS.index)
