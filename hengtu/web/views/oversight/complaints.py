"""Complaints about the handling of cases, for those who answer them; ratings of the service, counted and listed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.models import EnforcementCase
from hengtu.ledger.access_log import note_access
from hengtu.lib.blobs import BlobStore
from hengtu.oversight.protection.policies import oversees_case
from hengtu.portal.models import GRADES, REASONS, LetterKind, PartyLetter, ServiceRating, Stage
from hengtu.portal.selectors.complaints import at_or_above
from hengtu.portal.services.letters import ANSWERING, answer_letter, handling_accounts
from hengtu.rulesets.reach import legal_subjects_of
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.administration.forms import PageForm
from hengtu.web.views.lawbook.desk import Desk, answer, reading
from hengtu.web.views.lawbook.forms import long_field
from hengtu.web.views.oversight.desk import TABS
from hengtu.web.views.pdf import handed_out

PAGE = 50


class AnswerForm(PageForm):
    """The answer to a complaint; the party reads it as it is written."""

    words = long_field(
        "答复", 4000, 8, help_text="查了什么、查到什么、怎么处理、对当事人有什么要说的。当事人照原样看到。"
    )


@require_safe
@reading(TABS)
def complaints_of_cases(desk: Desk) -> HttpResponse:
    """What waits for an answer by its last day, then the latest that were answered; no words, no names."""
    found = complaints_for(desk)
    waiting = [row for row in found.filter(closed_at=None).order_by("due_on", "received_at") if row.waits_for_answer]
    others = found.exclude(pk__in=[row.pk for row in waiting]).order_by("-received_at")[:PAGE]
    return desk.page(
        "oversight/complaints.html", {"waiting": waiting[:PAGE], "answered": others, "may": bool(held_here(desk))}
    )


@require_safe
@reading(TABS)
def complaint_of_case(desk: Desk, uid: UUID) -> HttpResponse:
    letter = _letter(desk, uid)
    case = EnforcementCase.objects.filter(pk=letter.stream).first()
    sees = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(pk=letter.stream).exists()
    shown = {
        "letter": letter,
        "case": case,
        "sees_case": sees,
        "answers": letter.answers.select_related("by"),
        "files": letter.files.all(),
        "may_account": case is not None and oversees_case(desk.account, case, desk.today),
        "may_answer": letter.waits_for_answer and letter.answering_id in held_here(desk),
    }
    return desk.page("oversight/complaint.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def complaint_answer(desk: Desk, uid: UUID) -> HttpResponse:
    letter = _letter(desk, uid)
    if not letter.waits_for_answer:
        raise PermissionDenied("这件投诉已经答复，不用再答复。请回到列表。")

    def act(form: Any) -> HttpResponse:
        answer_letter(letter=letter, words=form.cleaned_data["words"], by=desk.account, at=desk.now)
        response = HttpResponse(status=302)
        response["Location"] = reverse("complaint_of_case", args=[uid])
        return response

    back = reverse("complaint_of_case", args=[uid])
    crumbs = [(reverse("complaints_of_cases"), "对办案的投诉"), (back, letter.number)]
    page = FormPage("答复投诉", "答复", back, "当事人会看到答复，并说满意不满意；不满意的，再查一次。", crumbs)
    return answer(desk, page, AnswerForm, act)


@require_safe
@reading(TABS)
def complaint_file(desk: Desk, uid: UUID, file_id: int) -> HttpResponse:
    """Send one file of a complaint, to be saved and never opened in the page."""
    found = _letter(desk, uid).files.filter(pk=file_id).first()
    if found is None:
        raise Http404("没有这份文件。")
    return handed_out(BlobStore(settings.BLOB_ROOT).read(found.key), "application/octet-stream", found.filename)


@require_safe
@reading(TABS)
def service_ratings(desk: Desk) -> HttpResponse:
    """Count ratings by grade and by reason and list them; neither case nor party nor officer stands beside one."""
    subjects = held_here(desk)
    rows = ServiceRating.objects.filter(agency__in=subjects)
    stage, grade = desk.asked("stage"), desk.asked("grade")
    rows = rows.filter(stage=stage) if stage in Stage.values else rows
    counted = dict(rows.values_list("grade").annotate(times=Count("pk")))
    listed = rows.filter(grade=int(grade)) if grade in {str(each) for each in GRADES} else rows
    lines = list(listed.order_by("-given_at")[: PAGE + 1])
    shown = {
        "may": bool(subjects),
        "grades": [(each, name, counted.get(each, 0)) for each, name in GRADES.items()],
        "total": sum(counted.values()),
        "listed": listed.count(),
        "lines": [{"row": row, "reasons": [REASONS.get(key, key) for key in row.reasons]} for row in lines[:PAGE]],
        "is_cut": len(lines) > PAGE,
        "most": PAGE,
        "stages": Stage.choices,
        "stage": stage if stage in Stage.values else "",
        "grade": grade,
    }  # fmt: skip
    return desk.page("oversight/ratings.html", shown)


def complaints_for(desk: Desk) -> Any:
    """The complaints that somebody with a post here may see in the list; nothing for anybody else."""
    subjects = held_here(desk)
    rows = PartyLetter.objects.filter(kind=LetterKind.COMPLAINT, answering__in=subjects)
    return rows.select_related("agency", "answering")


def held_here(desk: Desk) -> frozenset[int]:
    """The legal subjects in whose name the reader answers."""
    return legal_subjects_of(desk.account, ANSWERING, desk.today)


def _letter(desk: Desk, uid: UUID) -> PartyLetter:
    """Fetch and authorise: a post at the agency that answers or above it, and no part in the case; noted."""
    letter = PartyLetter.objects.filter(kind=LetterKind.COMPLAINT, pk=uid).select_related("agency", "answering").first()
    held = held_here(desk)
    if letter is None or not held & at_or_above(letter.answering):
        raise Http404("没有这件投诉，或者不由您所在的机关答复。")
    if desk.account.pk in handling_accounts(letter.stream):
        raise PermissionDenied("您办理过这个案件，不能看、不能答复对它的投诉。请由没有办过的负责人或者监督人员办。")
    note_access(who=desk.account.get_username(), what=f"letters/{uid}", purpose="答复投诉", at=desk.now)
    return letter
