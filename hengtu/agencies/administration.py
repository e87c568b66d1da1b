"""Administering: on whose authority something in the register changes, and how it is written down for good.

Every agency has a chain of its own in the ledger. What an administrator changes becomes an act there: who, what, from
which day on, why. The tables hold how things stand; the chain says how they came to stand like this.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.agencies.models.account import Account
from hengtu.agencies.scope import Reach, administration_of
from hengtu.ledger.models import Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.values import ActorRef, NewAct, StoredAct
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import civil_date

STREAM_KIND = "agency"
_NAMESPACE = uuid.UUID("6f0a6a0c-2c5e-5a0b-9a3e-0d7c1b9f4e21")

# The closed list of what can be recorded, and the words for it.
KINDS = {
    "agency_registered": "登记机构",
    "agency_changed": "变更机构资料",
    "post_given": "任命岗位",
    "post_ended": "结束任职",
    "account_opened": "开立账号",
    "account_stopped": "停用账号",
    "account_resumed": "恢复账号",
    "password_reset": "重设密码",
    "second_factor_reset": "重设第二因素",
    "qualification_noted": "登记法律职业资格",
    "route_published": "发布审批权限",
    "adviser_registered": "登记公职律师、法律顾问",
    "adviser_ended": "结束公职律师、法律顾问的任期",
    "delegation_given": "委托岗位",
    "delegation_ended": "结束委托",
    "officer_registered": "登记执法人员",
    "certificate_issued": "登记执法证件",
    "certificate_changed": "变更证件状态",
    "camera_registered": "登记执法记录仪",
    "camera_handed_out": "领用执法记录仪",
    "camera_taken_back": "交还执法记录仪",
    "clock_checked": "记录仪校时",
    "recording_docked": "执法音像入库",
    "recording_linked": "人工关联执法音像",
    "recording_explained": "说明没有音像记录的原因",
    "recording_held": "暂停清理执法音像",
    "recording_released": "解除暂停清理",
    "recording_destroyed": "清理执法音像",
    "file_kept_longer": "延长档案保管期限",
    "file_destroyed": "销毁档案",
    "workbook_imported": "导入表格",
    "rules_published": "发布规则",
    "benchmark_proposed": "提请核准裁量基准",
    "benchmark_returned": "退回裁量基准",
    "item_proposed": "提出事项清理建议",
    "item_answered": "答复事项清理建议",
    "item_withdrawn": "撤回事项清理建议",
    "law_loaded": "载入法规文本",
    "law_published": "发布法规文本",
    "law_discarded": "放弃法规文本",
    "citation_handled": "办理待核对的引用",
    "guidance_written": "起草指引和意见",
    "guidance_published": "发布指引和意见",
    "guidance_withdrawn": "停用指引和意见",
    "typical_nominated": "推荐典型案例",
    "typical_returned": "退回典型案例",
    "typical_reviewed": "审核典型案例",
    "typical_published": "发布典型案例",
    "typical_withdrawn": "停用典型案例",
    "education_written": "起草普法页",
    "education_published": "发布普法页",
    "education_withdrawn": "停用普法页",
    "openness_written": "起草事前公开内容",
    "openness_published": "发布事前公开内容",
    "openness_discarded": "放弃事前公开草稿",
    "fine_issue_filed": "提出罚款规定评估意见",
    "fine_issue_moved": "办理罚款规定评估意见",
    "stock_taken": "盘点涉案财物",
    "supervision_step": "挂牌督办",
    "publication_ordered": "决定是否自动公开执法结果",
}


class AdministrationRefused(CodedError):
    """A change of the register that is not in order."""


@dataclass(frozen=True)
class Mandate:
    """Who changes something, why, and when it is recorded (an aware instant)."""

    by: Account
    reason: str
    at: datetime

    @property
    def day(self) -> date:
        """The civil day of recording."""
        return civil_date(self.at)

    @cached_property
    def reach(self) -> Reach:
        """What ``by`` administers on that day; asked once, since a mandate serves one submission."""
        return administration_of(self.by, self.day)


@dataclass(frozen=True)
class Change:
    """One field of a change: its name as people read it, what stood there, what stands there now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordedChange:
    """One act of an agency's chain, as its page shows it."""

    at: datetime
    by: str
    what: str
    subject: str
    changes: tuple[Change, ...]
    effective_from: date | None
    reason: str
    hash: str


def stream_of(agency: Agency) -> uuid.UUID:
    """Return the uid of an agency's chain, which follows from its code."""
    return uuid.uuid5(_NAMESPACE, agency.code)


def check_mandate(mandate: Mandate, agency: Agency) -> None:
    """Refuse a change without a reason, or by somebody who does not administer the agency on that day.

    Raises: AdministrationRefused ``reason_missing`` or ``not_administered``.
    """
    check_reason(mandate)
    if not mandate.reach.holds(agency):
        raise AdministrationRefused(
            "not_administered",
            f"{mandate.by.name}不是{agency.short_name}的系统管理员，不能变更这里的登记。请由本机构或者上级机构的系统管理员办理。",
        )


def check_reason(mandate: Mandate) -> None:
    """Refuse a change without a reason. Raises: AdministrationRefused ``reason_missing``."""
    if not mandate.reason.strip():
        raise AdministrationRefused("reason_missing", "请写明原因，例如任免文件的名称和文号；原因会留在变更记录里。")


def record_change(
    agency: Agency,
    kind: str,
    mandate: Mandate,
    *,
    subject: str,
    effective_from: date | None = None,
    changes: Sequence[Change] = (),
    more: Mapping[str, Any] | None = None,
) -> StoredAct:
    """Write what changed to the agency's chain; the caller holds the transaction.

    Args:
        kind: one of ``KINDS``.
        subject: whom or what it is about, as people read it.
        effective_from: civil day from which it counts; None where it counts at once.
        more: further content, plain JSON.
    """
    payload: dict[str, Any] = {
        **(more or {}),
        "subject": subject,
        "reason": mandate.reason.strip(),
        "effective_from": None if effective_from is None else effective_from.isoformat(),
        "changes": [[change.field, change.before, change.after] for change in changes],
    }
    act = NewAct(
        kind=f"administration.{kind}",
        occurred_at=mandate.at,
        recorded_at=mandate.at,
        by=(ActorRef("OFFICIAL", f"account:{mandate.by.username}", mandate.by.name),),
        in_name_of=agency.legal_subject.code,
        payload=payload,
    )
    stream = _locked_stream(agency)
    return append_act(stream.uid, act, expected_seq=stream.head_seq)


def changes_of(agency: Agency, *, newest: int | None = None) -> tuple[RecordedChange, ...]:
    """Return what was changed at an agency, newest first."""
    acts = tuple(reversed(acts_of_stream(stream_of(agency))))
    return tuple(_recorded(act) for act in acts[:newest])


def _locked_stream(agency: Agency) -> Stream:
    """The end of the chain belongs to whoever holds its row: administration has no stale forms to guard against."""
    uid = stream_of(agency)
    locked = Stream.objects.select_for_update().filter(uid=uid)
    return locked.first() or _opened(agency, uid) or locked.get()


def _opened(agency: Agency, uid: uuid.UUID) -> Stream | None:
    """Open the chain; None when somebody else did so meanwhile."""
    stream, is_new = Stream.objects.get_or_create(uid=uid, defaults={"kind": STREAM_KIND, "name": agency.name[:200]})
    return stream if is_new else None


def _recorded(act: StoredAct) -> RecordedChange:
    payload = act.payload or {}
    day = payload.get("effective_from")
    return RecordedChange(
        at=act.recorded_at,
        by="、".join(actor.name for actor in act.by),
        what=KINDS.get(act.kind.removeprefix("administration."), act.kind),
        subject=payload.get("subject", ""),
        changes=tuple(Change(*entry) for entry in payload.get("changes", ())),
        effective_from=date.fromisoformat(day) if day else None,
        reason=payload.get("reason", "内容已依法删除"),
        hash=act.hash,
    )
