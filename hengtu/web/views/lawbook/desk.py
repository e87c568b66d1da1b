"""Who reads the law here: the post stood in, its place, and what its holder may do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.administration import KINDS, Mandate
from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.law.errors import LawError
from hengtu.law.jurisdiction import NATION, name_of
from hengtu.lib.coded_error import CodedError
from hengtu.rulesets.law_desk import LAW_OFFICERS
from hengtu.web.requests import SignedInRequest
from hengtu.web.standing import posts_of
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.administration.forms import PageForm

P = ParamSpec("P")
ITEM_TABS = (
    ("items", "目录"),
    ("item_proposals", "清理建议"),
    ("guidance", "指引和意见"),
    ("typical_cases", "典型案例"),
    ("education_pages", "普法页"),
)
LAW_TABS = (("statutes", "法规"), ("citation_tasks", "待核对的引用"), ("fine_issues", "罚款规定评估"))


@dataclass(frozen=True)
class Desk:
    """The reader, the moment, and the posts held or delegated, the one stood in first."""

    request: SignedInRequest
    account: Account
    now: datetime
    today: date
    posts: tuple[Post, ...]
    tabs: tuple[tuple[str, str], ...]

    @cached_property
    def division(self) -> str:
        """The division of the post stood in; the nation for somebody without one."""
        return self.posts[0].agency.division_code if self.posts else NATION

    @cached_property
    def place(self) -> str:
        """The place the reader stands in, as pages name it."""
        return self.posts[0].agency.legal_subject.short_name if self.posts else "全国"

    def agency_for(self, roles: Collection[Role]) -> Agency | None:
        """Return the legal subject of the first own post with one of the roles."""
        held = (post for post in self.posts if post.role in roles and post.account_id == self.account.pk)
        post = next(held, None)
        return post.agency.legal_subject if post else None

    @cached_property
    def law_agency(self) -> Agency | None:
        """Where the reader is an officer of the law or a head."""
        return self.agency_for(LAW_OFFICERS)

    def mandate(self, reason: str) -> Mandate:
        return Mandate(self.account, reason, self.now)

    def page(self, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a page of this area, or of another one named with its folder; ``?done=`` names what was recorded."""
        done = KINDS.get(self.request.GET.get("done", ""), "")
        words = {"desk": self, "today": self.today, "tabs": self.tabs, "done": done}
        path = template if "/" in template else f"lawbook/{template}"
        return render(self.request, path, {**words, **shown}, status=status)

    def asked(self, name: str, longest: int = 60) -> str:
        """Return a word of the address, cut to what a field takes."""
        return self.request.GET.get(name, "").replace("\0", "").strip()[:longest]


View = Callable[Concatenate[Desk, P], HttpResponse]


def reading(
    tabs: tuple[tuple[str, str], ...],
) -> Callable[[View[P]], Callable[Concatenate[SignedInRequest, P], HttpResponse]]:
    """Give a view the desk of whoever is signed in, with the tabs of its area."""

    def wrap(view: View[P]) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            now = timezone.now()
            today = timezone.localdate(now)
            first = request.session.get("standing", {}).get("post_id", 0)
            return view(
                Desk(request, request.user, now, today, tuple(posts_of(request.user, today, first)), tabs),
                *args,
                **kwargs,
            )

        return guarded  # type: ignore[return-value]  # login_required forgets the parameters

    return wrap


def answer(
    desk: Desk, page: FormPage, make: Callable[..., PageForm], act: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """Show a form, or do what it asks for; what is refused stands beside the form, with everything kept."""
    if desk.request.method != "POST":
        return _shown(desk, page, make())
    form = make(data=desk.request.POST, files=desk.request.FILES)
    if form.is_valid():
        try:
            return act(form)
        except (CodedError, LawError) as refusal:
            form.add_error(None, refusal.message)
            form.problems = tuple(getattr(refusal, "problems", ()))  # type: ignore[attr-defined]
    return _shown(desk, page, form)


def _shown(desk: Desk, page: FormPage, form: PageForm) -> HttpResponse:
    return desk.page("form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def recorded(kind: str, name: str, *args: Any) -> HttpResponse:
    """Go to a page that says what was recorded."""
    return redirect(f"{reverse(name, args=args)}?done={kind}")


def place_name(division: str) -> str:
    """Return the name of a division, its code where the rulebook has no name for it."""
    try:
        return name_of(division)
    except KeyError:
        return division


def area_of(division: str, agency: Agency) -> str:
    """Return the area of a paper as pages name it: 全国, or the area of the agency it came from."""
    if division == NATION:
        return "全国"
    return f"{agency.short_name}辖区" if division == agency.division_code else place_name(division)


def places_for(agency: Agency) -> Sequence[tuple[str, str]]:
    """Return the divisions a paper of an agency may be for: its own; the nation for a ministry or a province."""
    own = (agency.division_code, f"本辖区（{agency.short_name}）")
    return (own, (NATION, "全国")) if agency.level in ("MINISTRY", "PROVINCE") else (own,)
