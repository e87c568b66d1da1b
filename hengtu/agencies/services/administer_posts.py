"""Appoint somebody, and end a post: by an administrator, with a reason, on record."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from hengtu.agencies.administration import AdministrationRefused, Mandate, check_mandate, record_change
from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.agencies.policies import may_take_for_oneself
from hengtu.agencies.selectors.accounts import accounts_administered_by
from hengtu.agencies.services.appoint import end_post, give_post


@transaction.atomic
def appoint(
    *,
    account: Account,
    agency: Agency,
    role: str,
    effective_from: date,
    mandate: Mandate,
    effective_to: date | None = None,
    acting: bool = False,
) -> Post:
    """Give a post; nobody gives himself one that handles, decides or administers.

    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing``, ``own_post`` or ``account_not_administered``;
            also the refusals of ``give_post``.
    """
    check_mandate(mandate, agency)
    if account.pk == mandate.by.pk and (role not in Role.values or not may_take_for_oneself(role)):
        raise AdministrationRefused(
            "own_post",
            "不能给本人任命办案、审核、审批或者管理岗位：管岗位的人和用岗位的人要分开。请由另一名系统管理员或者上级机构办理。",
        )
    if account.pk != mandate.by.pk and account.posts.exists():  # a new account holds none yet
        check_account(account, mandate)
    post = give_post(
        account=account,
        agency=agency,
        role=role,
        effective_from=effective_from,
        effective_to=effective_to,
        acting=acting,
    )
    record_change(
        agency,
        "post_given",
        mandate,
        subject=_of(post),
        effective_from=effective_from,
        more={
            "account": account.username,
            "role": role,
            "acting": acting,
            "effective_to": effective_to.isoformat() if effective_to else None,
        },
    )
    return post


@transaction.atomic
def end_appointment(*, post: Post, effective_to: date, mandate: Mandate) -> Post:
    """End a post; ``effective_to`` is the first day on which it no longer holds, today or later.

    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing``, ``already_ended``, ``backdated`` or
            ``last_administrator``; also the refusals of ``end_post``.
    """
    check_mandate(mandate, post.agency)
    post = Post.objects.select_for_update().select_related("agency", "account").get(pk=post.pk)
    if post.effective_to is not None and post.effective_to <= mandate.day:
        raise AdministrationRefused("already_ended", f"这个岗位已于 {post.effective_to} 结束，不用再次登记。")
    if effective_to < mandate.day:
        raise AdministrationRefused(
            "backdated", "任职不能倒签结束：已经以这个岗位办理的行为照旧有效。请选择今天或者以后的日期。"
        )
    if post.role == Role.ADMIN and not _another_administrator(post, effective_to):
        raise AdministrationRefused(
            "last_administrator", f"{post.account.name}是{post.agency.short_name}唯一的系统管理员，请先任命接任的人。"
        )
    end_post(post=post, effective_to=effective_to)
    record_change(
        post.agency,
        "post_ended",
        mandate,
        subject=_of(post),
        effective_from=effective_to,
        more={"account": post.account.username, "role": post.role},
    )
    return post


def check_account(account: Account, mandate: Mandate) -> None:
    """Refuse what concerns an account that holds a post outside: its own administrators would lose hold of it.

    Raises: AdministrationRefused ``account_not_administered``.
    """
    if not accounts_administered_by(mandate.by, mandate.day).filter(pk=account.pk).exists():
        raise AdministrationRefused(
            "account_not_administered",
            f"账号 {account.username} 在本机构以外任职，须由双方共同上级机构的系统管理员办理。",
        )


def _another_administrator(post: Post, on: date) -> bool:
    same = Post.objects.in_force(on).filter(agency=post.agency, role=Role.ADMIN, account__is_active=True)
    return same.exclude(account=post.account_id).exists()


def _of(post: Post) -> str:
    acting = "（代理或主持工作）" if post.acting else ""
    return f"{post.account.name}：{post.agency.short_name}{Role(post.role).label}{acting}"
