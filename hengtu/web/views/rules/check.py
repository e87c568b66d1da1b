"""The second person: reads the table as it will stand, with proof and impact, and publishes it or sends it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengtu.law.statute import item_of
from hengtu.lib.coded_error import CodedError
from hengtu.rulesets.checking import Finding, check_table
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.services.propose_benchmark import NotProved, check_second_person, send_back
from hengtu.rulesets.services.publish_benchmark import publish_benchmark
from hengtu.web.views.rules.desk import Desk, makers_only, place_of
from hengtu.web.views.rules.editor import proof_words, replaced_tables, statute_lines


@require_http_methods(["GET", "HEAD", "POST"])
@makers_only
def benchmark_check(desk: Desk, uid: UUID) -> HttpResponse:
    """Show a proposed table to whoever may publish it; ``intent`` is publish or return."""
    draft = desk.draft(uid)
    if draft.state != "PROPOSED":
        return redirect("benchmark_draft", uid)
    if desk.request.method != "POST":
        return _page(desk, draft)
    asked = desk.request.POST
    try:
        if asked.get("intent") == "return":
            send_back(draft_id=uid, reason=asked.get("reason", ""), by=desk.account, at=desk.now)
            return redirect("rules")
        if asked.get("intent") == "publish":
            return _published(desk, draft, asked.get("version", ""), asked.get("read", ""))
    except NotProved as refusal:
        return _page(desk, draft, "现在不能发布", refusal.findings, status=409)
    except CodedError as refusal:
        return _page(desk, draft, refusal.message, status=409)
    return _page(desk, draft, "没有选核准还是退回。", status=422)


def _published(desk: Desk, draft: BenchmarkDraft, version: str, read: str) -> HttpResponse:
    if read != "on":
        return _page(desk, draft, "请先看过全表、证明和影响，并勾选“已看过”。", status=422)
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0
    done = publish_benchmark(draft_id=draft.pk, seen_version=seen, by=desk.account, at=desk.now)
    return redirect(f"{reverse('benchmark', args=[done.benchmark_id])}?done=1")


def _page(
    desk: Desk, draft: BenchmarkDraft, refusal: str = "", findings: tuple[Finding, ...] = (), status: int = 200
) -> HttpResponse:
    shown = {
        "draft": draft,
        "content": draft.content,
        "item": item_of(draft.violation),
        "place": place_of(draft.agency, draft.division),
        "statute": statute_lines(draft),
        "replaced": replaced_tables(draft),
        "refusal": refusal,
        "findings": findings,
        "why_not": _why_not(desk, draft),
        **proof_words(check_table(draft, draft.content, today=desk.today)),
    }
    return desk.page("check.html", shown, status=status)


def _why_not(desk: Desk, draft: BenchmarkDraft) -> str:
    """Return why the reader cannot be the second person, "" when he can."""
    try:
        check_second_person(draft, desk.account, desk.now)
    except CodedError as refusal:
        return refusal.message
    return ""
