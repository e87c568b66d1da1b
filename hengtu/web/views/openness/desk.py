"""Who writes and who publishes: the administrators and the heads of an agency; everybody else is told who can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hengtu.agencies.administration import KINDS, Mandate
from hengtu.agencies.models import Account, Agency, AgencyKind, OpennessPage, Post
from hengtu.agencies.services.write_openness import HEADS
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.requests import SignedInRequest

P = ParamSpec("P")


@dataclass(frozen=True)
class OpennessDesk:
    """The reader, the moment, and the legal subjects the reader writes or publishes for."""

    request: SignedInRequest
    account: Account
    now: datetime
    today: date
    agencies: tuple[Agency, ...]

    def agency(self, pk: int) -> Agency:
        """Return one of the reader's legal subjects; for any other there is no such page."""
        found = next((agency for agency in self.agencies if agency.pk == pk), None)
        if found is None:
            raise Http404("没有这个机关，或者不归您管理。")
        return found

    def chosen(self) -> Agency:
        """Return the legal subject the address asks for, else the first."""
        asked = number_in(self.request.GET.get("agency", ""), KEY_DIGITS)
        if asked is not None:
            return self.agency(asked)
        return self.agencies[0]

    def draft(self, uid: Any) -> OpennessPage:
        """Return a version of one of the reader's legal subjects."""
        found = OpennessPage.objects.select_related("agency", "written_by", "published_by").filter(pk=uid).first()
        if found is None or found.agency_id not in {agency.pk for agency in self.agencies}:
            raise Http404("没有这一版，或者不归您管理。")
        return found

    def writes_for(self, agency: Agency) -> bool:
        """Whether the reader writes drafts: administrators do, heads only publish."""
        return self.mandate("").reach.holds(agency)

    def mandate(self, reason: str) -> Mandate:
        return Mandate(self.account, reason, self.now)

    def page(self, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a page of the area; ``?done=`` names what was just recorded."""
        done = KINDS.get(self.request.GET.get("done", ""), "")
        return render(
            self.request,
            f"openness/{template}",
            {"desk": self, "today": self.today, "done": done, **shown},
            status=status,
        )


View = Callable[Concatenate[OpennessDesk, P], HttpResponse]


def those_who_publish(view: View[P]) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """Let a view be asked by administrators and heads; everybody else gets 403 with what to do."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = timezone.now()
        today = timezone.localdate(now)
        agencies = legal_subjects_of(request.user, today)
        if not agencies:
            return render(request, "openness/not_here.html", status=403)
        return view(OpennessDesk(request, request.user, now, today, agencies), *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required forgets the parameters


def legal_subjects_of(account: Account, on: date) -> tuple[Agency, ...]:
    """Return the legal subjects an account administers or heads on a day, upper levels first."""
    administered = Agency.objects.administered_by(account, on).in_force(on)
    found = {each.legal_subject.pk: each.legal_subject for each in administered.select_related("acts_in_name_of")}
    posts = Post.objects.in_force(on).filter(account=account, role__in=HEADS)
    for post in posts.select_related("agency__acts_in_name_of"):
        found.setdefault(post.agency.legal_subject.pk, post.agency.legal_subject)
    subjects = [each for each in found.values() if each.kind == AgencyKind.LEGAL_SUBJECT]
    return tuple(sorted(subjects, key=lambda each: (each.division_code, each.pk)))
