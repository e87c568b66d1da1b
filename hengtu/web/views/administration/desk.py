"""Who stands at the desk of administration: every page asks anew, and says who can when the reader cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from hengtu.agencies.administration import KINDS, Mandate
from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.agencies.models.agency import AgencyQuerySet
from hengtu.agencies.selectors.tree import path_of
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.requests import SignedInRequest

P = ParamSpec("P")
TABS = (
    ("administration", "总览"),
    ("administration_agencies", "机构"),
    ("administration_posts", "岗位"),
    ("administration_officers", "人员和证件"),
    ("administration_accounts", "账号"),
    ("administration_routes", "审批权限"),
    ("administration_advisers", "法律顾问"),
    ("administration_imports", "导入"),
    ("administration_numbers", "文号"),
    ("administration_forms", "文书式样"),
    ("administration_rules", "规则"),
)


@dataclass(frozen=True)
class Desk:
    """The reader, the moment, and the agencies the reader administers."""

    request: SignedInRequest
    account: Account
    now: datetime
    today: date
    agencies: AgencyQuerySet

    def agency(self, pk: int) -> Agency:
        """Return one of the agencies; for any other there is no such page."""
        found: Agency = get_object_or_404(self.agencies.select_related("parent", "acts_in_name_of"), pk=pk)
        return found

    def chosen_agency(self) -> Agency:
        """Return the agency the address asks for, else the first legal subject of the reader's."""
        asked = number_in(self.request.GET.get("agency", ""), KEY_DIGITS)
        if asked is not None:
            return self.agency(asked)
        first = self.agencies.select_related("parent", "acts_in_name_of").order_by("acts_in_name_of_id", "id")
        return first.filter(acts_in_name_of=None).first() or get_object_or_404(self.agencies.order_by("id")[:1])

    def mandate(self, reason: str) -> Mandate:
        return Mandate(self.account, reason, self.now)

    def page(self, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a page of the area under its tabs; ``?done=`` names what was just recorded."""
        done = KINDS.get(self.request.GET.get("done", ""), "")
        words = {"desk": self, "today": self.today, "tabs": TABS, "done": done}
        return render(self.request, f"administration/{template}", {**words, **shown}, status=status)


View = Callable[Concatenate[Desk, P], HttpResponse]


def administrators_only(view: View[P]) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """Let a view be asked by administrators; everybody else is told, with 403, who they are."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = timezone.now()
        today = timezone.localdate(now)
        agencies = Agency.objects.administered_by(request.user, today)
        if not agencies.exists():
            return render(
                request, "administration/not_here.html", {"people": _who_can(request.user, today)}, status=403
            )
        return view(Desk(request, request.user, now, today, agencies), *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required forgets the parameters


def _who_can(account: Account, on: date) -> list[Post]:
    """The administrators of the reader's agency, or of the nearest above it that has one."""
    own = Post.objects.in_force(on).filter(account=account).select_related("agency").order_by("id").first()
    if own is None:
        return []
    found = (
        Post.objects.in_force(on).filter(role=Role.ADMIN, account__is_active=True).select_related("account", "agency")
    )
    for agency in path_of(own.agency):
        if people := list(found.filter(agency=agency).order_by("account__name")):
            return people
    return []
