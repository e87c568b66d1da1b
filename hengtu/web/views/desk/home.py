"""The worklist: what is due from the reader, in the post it stands in."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.agencies.models import Post, Role
from hengtu.agencies.policies import may_work_on_cases
from hengtu.cases.selectors.calendar import today_words
from hengtu.cases.selectors.messages import latest_messages
from hengtu.cases.selectors.worklist import waiting_for_others, worklist
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.desk.drafts import draft_lines
from hengtu.web.requests import SignedInRequest
from hengtu.web.standing import posts_of, standing_in
from hengtu.web.views.sign_in import own_address

TASK = re.compile(r"(\d{4}-\d{2}-\d{2})_\d{1,18}")
CASE = re.compile(r"(\d{4}-\d{2}-\d{2})_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TITLES = {Role.SUPERVISOR: "超过期限的案件", Role.HANDLING_UNIT_HEAD: "本单位的待办", Role.ADMIN: "总览"}
EMPTY = {
    Role.SUPERVISOR: ("没有超过期限的案件", "查阅范围内的案件都在期限以内。"),
    Role.ADMIN: ("案件不在这里", "系统管理员管机构、人员和规则，不办案件，也看不到案件。请从导航进入要管的事。"),
    Role.HOTLINE: ("要受理的事在线索里", "受理人员登记和转办线索，不办案件。请从导航进入线索。"),
    Role.AUXILIARY: ("这里没有要办的事", "执法辅助人员协助执法，不单独办案，没有自己的待办。"),
}
NOTHING = ("现在没有要办的事", "有了新的事，会按法定期限先后排在这里。")
NO_POST = ("还没有岗位", "请本单位的系统管理员登记岗位和起止日期，登记当天就能开始办案。")


@require_safe
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    posts = posts_of(request.user, today, request.session.get("standing", {}).get("post_id", 0))
    standing = standing_in(posts).as_note()
    if request.session.get("standing") != standing:  # posts begin and end while somebody is signed in
        request.session["standing"] = standing
    looks_on = bool(posts) and posts[0].role == Role.SUPERVISOR
    cursor = _cursor(request.GET.get("cursor", ""), CASE if looks_on else TASK)
    work = worklist(request.user, posts, on=today, cursor=cursor)
    page = {
        "work": work,
        "today": today,
        "today_words": today_words(today),
        "waiting": waiting_for_others(request.user, today),
        "messages": latest_messages(request.user),
        "drafts": draft_lines(request.user, limit=5),
        **_words(posts),
    }
    return render(request, "desk/home.html", page)


def _words(posts: list[Post]) -> dict[str, Any]:
    if not posts:
        return {"title": "我的待办", "empty": NO_POST, "in_name_of": ""}
    role = Role(posts[0].role)
    return {
        "title": TITLES.get(role, "我的待办"),
        "empty": EMPTY.get(role, NOTHING),
        "in_name_of": posts[0].agency.legal_subject.name if may_work_on_cases(role) else "",
    }


def _cursor(asked: str, shape: re.Pattern[str]) -> str:
    """Return the place to go on from; what no page of ours wrote means the beginning."""
    found = shape.fullmatch(asked)
    if found is None:
        return ""
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return ""
    return asked


@require_POST
@login_required
def switch_post(request: SignedInRequest) -> HttpResponse:
    """Stand in another of one's posts; one that is not held today changes nothing."""
    asked = number_in(request.POST.get("post", ""), KEY_DIGITS) or 0
    posts = posts_of(request.user, timezone.localdate(), asked)
    request.session["standing"] = standing_in(posts).as_note()
    return redirect(own_address(request, request.POST.get("next", "")))
