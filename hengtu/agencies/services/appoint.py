"""Give a post, end it, and hand it to somebody else for a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hengtu.agencies.models import Account, Agency, Delegation, Post, Role
from hengtu.agencies.policies import clashes, may_hand_over
from hengtu.lib.coded_error import CodedError


class AppointmentRefused(CodedError):
    """The post or the delegation would not be lawful or not make sense."""


@transaction.atomic
def give_post(
    *,
    account: Account,
    agency: Agency,
    role: str,
    effective_from: date,
    effective_to: date | None = None,
    acting: bool = False,
) -> Post:
    """Appoint an account to a role at an agency from a day on.

    Raises:
        AppointmentRefused: ``unknown_role``, ``auxiliary_cannot_decide``, ``reviewer_not_qualified`` (APL:58p2),
            ``second_chief_head``, ``ends_before_start`` or ``post_exists``.
    """
    if role not in Role.values:
        raise AppointmentRefused("unknown_role", f"没有「{role}」这一岗位，请从岗位目录中选择。")
    if effective_to is not None and effective_to <= effective_from:
        raise AppointmentRefused("ends_before_start", "任职的截止日期须晚于起始日期，请核对。")
    overlapping = Post.objects.filter(_overlap(effective_from, effective_to))
    held = overlapping.filter(account=account)
    if clashes(role, held.values_list("role", flat=True)):
        raise AppointmentRefused(
            "auxiliary_cannot_decide",
            f"{account.name}同期有执法辅助岗位，辅助人员不能承办、审核或者审批案件（行政处罚法第四十二条第一款）。请先结束其中一个岗位。",
        )
    if role in (Role.LEGAL_REVIEWER, Role.SENIOR_REVIEWER):
        _check_reviewer(account, effective_from)
    if role == Role.CHIEF_HEAD and overlapping.filter(agency=agency, role=role).exclude(account=account).exists():
        raise AppointmentRefused(
            "second_chief_head", f"{agency.short_name}在这段时间已有正职或主持工作的负责人，请先登记其任职截止日期。"
        )
    if held.filter(agency=agency, role=role).exists():
        raise AppointmentRefused("post_exists", f"{account.name}在这段时间已有这个岗位，不用重复登记。")
    return Post.objects.create(
        account=account,
        agency=agency,
        role=role,
        effective_from=effective_from,
        effective_to=effective_to,
        acting=acting,
    )


def end_post(*, post: Post, effective_to: date) -> Post:
    """End a post; ``effective_to`` is the first day on which it no longer holds. What was done before stands."""
    if effective_to <= post.effective_from:
        raise AppointmentRefused("ends_before_start", "任职的截止日期须晚于起始日期，请核对。")
    post.effective_to = effective_to
    post.save(update_fields=["effective_to"])
    return post


def delegate_post(
    *,
    post: Post,
    to: Account,
    act_kinds: Sequence[str],
    effective_from: date,
    effective_to: date,
    reason: str,
    at: datetime,
) -> Delegation:
    """Let another person do named kinds of act in the place of a post's holder, for a time and with a reason.

    Args:
        act_kinds: kinds of the procedure tables (``hengtu law kinds``), at least one.
        effective_to: first day on which the delegation no longer holds.
        at: instant of recording.
    Raises:
        AppointmentRefused: ``not_delegable``, ``delegation_to_oneself``, ``delegation_without_reason``,
            ``delegation_outside_post``, ``auxiliary_cannot_decide`` or ``ends_before_start``.
    """
    if effective_to <= effective_from:
        raise AppointmentRefused("ends_before_start", "委托的截止日期须晚于起始日期，请核对。")
    if not may_hand_over(post.role, act_kinds):
        raise AppointmentRefused(
            "not_delegable",
            f"{Role(post.role).label}的这些职责须由本人履行，不能委托"
            "（集体讨论见行政处罚法第五十七条第二款，执法资格见第四十二条第一款）。本人不能履职的，请按规定明确主持工作的负责人。",
        )
    if post.account_id == to.pk:
        raise AppointmentRefused("delegation_to_oneself", "不能委托给本人，请选择另一名人员。")
    if not reason.strip():
        raise AppointmentRefused("delegation_without_reason", "请写明委托原因，例如外出、休假。")
    if not _within(post, effective_from, effective_to):
        raise AppointmentRefused("delegation_outside_post", "委托期间须在委托人的任职期间之内，请核对日期。")
    held = Post.objects.filter(_overlap(effective_from, effective_to), account=to).values_list("role", flat=True)
    if clashes(post.role, held):
        raise AppointmentRefused(
            "auxiliary_cannot_decide",
            f"{to.name}是执法辅助人员，不能受托审核或者审批案件（行政处罚法第四十二条第一款）。请另选受托人。",
        )
    return Delegation.objects.create(
        from_post=post,
        to_account=to,
        act_kinds=sorted(set(act_kinds)),
        effective_from=effective_from,
        effective_to=effective_to,
        reason=reason.strip(),
        recorded_at=at,
    )


def _check_reviewer(account: Account, on: date) -> None:
    """APL:58p2 asks those who review for the first time; whoever held such a post before goes on."""
    qualified = account.legally_qualified_from is not None and account.legally_qualified_from <= on
    if qualified or Post.objects.filter(account=account, role=Role.LEGAL_REVIEWER, effective_from__lt=on).exists():
        return
    raise AppointmentRefused(
        "reviewer_not_qualified",
        f"{account.name}初次从事法制审核，须先取得国家统一法律职业资格（行政处罚法第五十八条第二款）。请登记资格后再任命，或者另选人员。",
    )


def _overlap(start: date, end: date | None) -> Q:
    starts_before_end = Q() if end is None else Q(effective_from__lt=end)
    return starts_before_end & (Q(effective_to=None) | Q(effective_to__gt=start))


def _within(post: Post, start: date, end: date) -> bool:
    return post.effective_from <= start and (post.effective_to is None or end <= post.effective_to)
