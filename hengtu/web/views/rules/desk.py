"""Who stands at the desk of rules: asked anew by every page, with what the reader may do at each agency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hengtu.agencies.models import Account, Agency, Post
from hengtu.agencies.selectors.roles import roles_on
from hengtu.law.jurisdiction import name_of
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.policies import RULE_ROLES, may_draft, may_publish
from hengtu.web.requests import SignedInRequest

P = ParamSpec("P")


@dataclass(frozen=True)
class Desk:
    """The reader, the moment, and the legal subjects at which the reader has a post of rules."""

    request: SignedInRequest
    account: Account
    now: datetime
    today: date
    agencies: tuple[Agency, ...]

    def draft(self, uid: UUID) -> BenchmarkDraft:
        """Return a draft of one of these agencies; for anybody else there is no such page."""
        rows = BenchmarkDraft.objects.readable_by(self.account, self.today)
        found: BenchmarkDraft = get_object_or_404(
            rows.select_related("agency", "saved_by", "created_by", "proposed_by", "pack"), pk=uid
        )
        return found

    def drafts_at(self, agency: Agency) -> bool:
        """Whether the reader writes rules there."""
        return may_draft(roles_on(self.account, agency, self.today))

    def publishes_at(self, agency: Agency) -> bool:
        """Whether the reader checks and publishes rules there."""
        return may_publish(roles_on(self.account, agency, self.today))

    def page(self, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a page of the area."""
        return render(self.request, f"rules/{template}", {"desk": self, "today": self.today, **shown}, status=status)


View = Callable[Concatenate[Desk, P], HttpResponse]


def makers_only(view: View[P]) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """Let a view be asked by people who draft or publish rules somewhere; tell everybody else who does."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = timezone.now()
        today = timezone.localdate(now)
        posts = Post.objects.in_force(today).filter(account=request.user, role__in=RULE_ROLES)
        subjects = {
            post.agency.legal_subject_id: post.agency.legal_subject
            for post in posts.select_related("agency__acts_in_name_of").order_by("id")
        }
        if not subjects:
            raise PermissionDenied("起草和核准裁量基准由系统管理员、法制审核人员和负责人办理。已公布的人人可以查看。")
        return view(Desk(request, request.user, now, today, tuple(subjects.values())), *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required forgets the parameters


def place_of(agency: Agency, division: str) -> str:
    """Return the place a table is for, as pages name it."""
    name = name_of(division)
    return agency.short_name if name == division else name
