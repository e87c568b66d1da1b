"""Posts: who holds which role where, and when; delegations of a post to another person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hengtu.agencies.models.dated import Dated, DatedQuerySet
from hengtu.agencies.policies import Role

if TYPE_CHECKING:
    from hengtu.agencies.models.account import Account


def role_choices() -> list[tuple[str, str]]:
    """Return the roles; a callable, so that a new role needs no migration."""
    return list(Role.choices)


class PostQuerySet(DatedQuerySet["Post"]):
    """Posts on a day."""

    def held_or_delegated(self, account: Account, on: date) -> Self:
        """Keep the posts the account holds on a day, and those delegated to it on that day."""
        delegated = Delegation.objects.in_force(on).filter(from_post=OuterRef("pk"), to_account=account)
        return self.in_force(on).filter(Q(account=account) | Exists(delegated))


class Post(Dated):
    """One role of one account at one agency, for a time; ``acting`` marks 代理 or 主持工作, which counts in full."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts", verbose_name="账号"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="posts", verbose_name="机构")
    role = models.CharField("岗位", max_length=24, choices=role_choices)
    acting = models.BooleanField("代理或主持工作", default=False)

    objects = PostQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        indexes = [models.Index(fields=["agency", "role"], name="agencies_post_agency_role")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["account", "agency", "role", "effective_from"], name="agencies_post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account.name} {self.agency.short_name} {Role(self.role).label}"


class Delegation(Dated):
    """A post handed to another person for named kinds of act and a time, with a reason; the holder keeps the post.

    ``effective_to`` is required: a delegation without an end would be a second post.
    """

    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations", verbose_name="委托岗位")
    to_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations", verbose_name="受托人"
    )
    act_kinds = models.JSONField("委托的行为种类", default=list)
    reason = models.CharField("委托原因", max_length=300)
    recorded_at = models.DateTimeField("登记时间")

    objects = DatedQuerySet["Delegation"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "岗位委托"
        verbose_name_plural = "岗位委托"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(effective_to__isnull=False),
                name="agencies_delegation_has_an_end",
                violation_error_code="delegation_without_end",
                violation_error_message="岗位委托须有截止日期。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="agencies_delegation_has_a_reason",
                violation_error_code="delegation_without_reason",
                violation_error_message="岗位委托须写明原因。",
            ),
        ]
