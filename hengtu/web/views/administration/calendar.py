"""The working calendar: what is loaded, a notice handed in and looked through, published by somebody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.cases.horizon import uncovered
from hengtu.cases.selectors.calendar_effect import effect_of
from hengtu.law.calendar import current_years, loaded_years, official, with_record
from hengtu.law.notices import MARKS_ZH, changes_between, totals_of
from hengtu.lib.blobs import BlobStore
from hengtu.lib.coded_error import CodedError
from hengtu.lib.spreadsheets import check_size, write_workbook
from hengtu.rulesets.models import CalendarDraft, NoticeState
from hengtu.rulesets.notice_file import template
from hengtu.rulesets.services.publish_calendar import (
    hand_in_notice,
    may_publish_notice,
    publish_notice,
    withdraw_notice,
)
from hengtu.web.views.administration.answering import FormPage, answer
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import NoticeForm
from hengtu.web.views.administration.imports import XLSX
from hengtu.web.views.pdf import handed_out

LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def calendar(desk: Desk) -> HttpResponse:
    """Show the loaded years and take a notice in; it is kept as it came and published by somebody else."""

    def act(form: Any) -> HttpResponse:
        upload = form.cleaned_data["file"]
        check_size(upload.size, upload.name)
        reason = form.cleaned_data["reason"]
        draft = hand_in_notice(content=upload.read(), filename=upload.name, reason=reason, by=desk.account, at=desk.now)
        return redirect("administration_notice", draft.pk)

    if desk.request.method == "POST":
        page = FormPage("载入放假安排", "检查文件", reverse("administration_calendar"), INTRO)
        return answer(desk, page, NoticeForm, act)
    years = [(record, totals_of(record)) for record in reversed(current_years(loaded_years()))]
    drafts = _drafts(desk).order_by("-proposed_at")[:LATEST]
    shown = {"years": years, "drafts": drafts, "form": NoticeForm(), "missing": uncovered(), "intro": INTRO}
    return desk.page("calendar.html", shown)


INTRO = "先检查，不生效；看过每一天的差异和对期限的影响，再由另一位系统管理员发布。"


@require_safe
@administrators_only
def calendar_template(desk: Desk) -> HttpResponse:
    """Hand out the empty table."""
    return _file(write_workbook([template()]), "放假安排模板.xlsx", XLSX)


@require_safe
@administrators_only
def notice(desk: Desk, uid: UUID) -> HttpResponse:
    """Show what is wrong with a notice, or what it would change."""
    return _shown(desk, _draft(desk, uid))


@require_POST
@administrators_only
def notice_publish(desk: Desk, uid: UUID) -> HttpResponse:
    """Put it into force."""
    draft = _draft(desk, uid)
    try:
        publish_notice(uid=draft.pk, by=desk.account, at=desk.now)
    except CodedError as refusal:
        return _shown(desk, draft, refusal.message, 409)
    return redirect(f"{reverse('administration_notice', args=[uid])}?done=rules_published")


@require_POST
@administrators_only
def notice_withdraw(desk: Desk, uid: UUID) -> HttpResponse:
    """Take it back before it is published."""
    draft = _draft(desk, uid)
    try:
        withdraw_notice(uid=draft.pk, by=desk.account, at=desk.now)
    except CodedError as refusal:
        return _shown(desk, draft, refusal.message, 409)
    return redirect("administration_notice", uid)


@require_safe
@administrators_only
def notice_original(desk: Desk, uid: UUID) -> HttpResponse:
    """Hand back the file as it came, to be saved and never opened by the browser."""
    draft = _draft(desk, uid)
    return _file(BlobStore(settings.BLOB_ROOT).read(draft.file_key), draft.filename, "application/octet-stream")


def _draft(desk: Desk, uid: UUID) -> CalendarDraft:
    """A notice is for the administrators of the agency that handed it in, and of those above."""
    found: CalendarDraft = get_object_or_404(_drafts(desk), pk=uid)
    return found


def _drafts(desk: Desk) -> QuerySet[CalendarDraft]:
    return CalendarDraft.objects.filter(agency__in=desk.agencies).select_related("proposed_by")


def _shown(desk: Desk, draft: CalendarDraft, refusal: str = "", status: int = 200) -> HttpResponse:
    words: dict[str, Any] = {"draft": draft, "refusal": refusal, "is_open": draft.state == NoticeState.PROPOSED}
    words["is_mine"] = draft.proposed_by_id == desk.account.pk
    words["may_publish"] = may_publish_notice(draft, desk.account, desk.today)
    words["may_withdraw"] = draft.state in (NoticeState.PROPOSED, NoticeState.FAULTY)
    if draft.record:
        words["totals"] = totals_of(draft.record)
    if words["is_open"]:
        changes = changes_between(official(), with_record(draft.record), draft.year)
        words["changes"] = [(change, MARKS_ZH[change.before], MARKS_ZH[change.after]) for change in changes]
        words["effect"] = effect_of(draft.record)
    return desk.page("notice.html", words, status=status)


def _file(content: bytes, filename: str, kind: str) -> HttpResponse:
    return handed_out(content, kind, filename)
