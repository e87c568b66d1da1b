"""Hand one's own post to somebody else for a time, and take it back: by the holder, on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from hengtu.agencies.administration import AdministrationRefused, Mandate, check_reason, record_change
from hengtu.agencies.models import Account, Agency, Delegation, Post, Role
from hengtu.agencies.services.appoint import delegate_post
from hengtu.lib.dates_zh import day_zh


@transaction.atomic
def hand_over(
    *, post: Post, to: Account, act_kinds: Sequence[str], effective_from: date, effective_to: date, mandate: Mandate
) -> Delegation:
    """Delegate one's own post; see ``delegate_post``.

    Args:
        mandate: of the holder of the post, who alone may hand it over.
    Raises:
        AdministrationRefused: ``reason_missing``, ``not_own_post``, ``backdated`` or ``not_a_colleague``; also the
            refusals of ``delegate_post``.
    """
    _check_own(post, mandate)
    if effective_from < mandate.day:
        raise AdministrationRefused("backdated", "委托不能倒签，请选择今天或者以后的起始日期。")
    if not colleagues_of(post, mandate.day).filter(pk=to.pk).exists():
        raise AdministrationRefused(
            "not_a_colleague", f"{to.name}不在本执法主体任职，不能受托审批本机关的案件。请选择本机关的人员。"
        )
    delegation = delegate_post(
        post=post,
        to=to,
        act_kinds=act_kinds,
        effective_from=effective_from,
        effective_to=effective_to,
        reason=mandate.reason,
        at=mandate.at,
    )
    record_change(
        post.agency,
        "delegation_given",
        mandate,
        subject=_of(delegation),
        effective_from=effective_from,
        more={"act_kinds": delegation.act_kinds, "effective_to": effective_to.isoformat()},
    )
    return delegation


@transaction.atomic
def take_back(*, delegation: Delegation, effective_to: date, mandate: Mandate) -> None:
    """End a delegation early; one that has not begun is withdrawn as a whole. What was done under it stands.

    Args:
        effective_to: first day on which it no longer holds, after today: nobody is left without power in mid-day.
    Raises: AdministrationRefused ``reason_missing``, ``not_own_post``, ``already_ended`` or ``ends_too_early``.
    """
    delegation = Delegation.objects.select_for_update().select_related("from_post__agency", "to_account").get(
        pk=delegation.pk
    )  # fmt: skip
    _check_own(delegation.from_post, mandate)
    if delegation.effective_to is None or delegation.effective_to <= mandate.day:
        raise AdministrationRefused("already_ended", "这项委托已经结束，不用再次收回。")
    if delegation.effective_from > mandate.day:
        record_change(
            delegation.from_post.agency, "delegation_ended", mandate, subject=f"{_of(delegation)}（没有开始，全部撤回）"
        )
        delegation.delete()
        return
    if not mandate.day < effective_to < delegation.effective_to:
        raise AdministrationRefused(
            "ends_too_early",
            f"收回日期须在今天以后、原定的{day_zh(delegation.effective_to)}以前：今天受托人已经办理的照旧有效。请改日期。",
        )
    delegation.effective_to = effective_to
    delegation.save(update_fields=["effective_to"])
    record_change(
        delegation.from_post.agency, "delegation_ended", mandate, subject=_of(delegation), effective_from=effective_to
    )


def colleagues_of(post: Post, on: date) -> QuerySet[Account]:
    """Return who else holds a post in the legal subject on a day, auxiliaries left out."""
    subject: Agency = post.agency.legal_subject
    posts = Post.objects.in_force(on).filter(agency__legal_subject_key=subject.pk)
    auxiliaries = posts.filter(role=Role.AUXILIARY).values("account")
    held = posts.exclude(role=Role.AUXILIARY).values("account")
    found = Account.objects.filter(pk__in=held, is_active=True).exclude(pk__in=auxiliaries)
    return found.exclude(pk=post.account_id).order_by("name", "id")


def _check_own(post: Post, mandate: Mandate) -> None:
    check_reason(mandate)
    if post.account_id != mandate.by.pk:
        raise AdministrationRefused(
            "not_own_post", "岗位只能由本人委托和收回。本人不能履职的，请按规定明确主持工作的负责人。"
        )


def _of(delegation: Delegation) -> str:
    post = delegation.from_post
    return f"{post.account.name}的{post.agency.short_name}{Role(post.role).label}委托给{delegation.to_account.name}"
