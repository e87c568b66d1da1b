"""The file of one case: what it lacks, archiving, volumes, supplements, checking, consulting, appraisal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases import participants
from hengtu.cases.archive import FileCheck, verify_file
from hengtu.cases.archive.appraisal import propose_appraisal
from hengtu.cases.archive.bind import case_to_bind
from hengtu.cases.archive.hand_in import HandedIn, hand_in_paper, take_out_paper
from hengtu.cases.archive.lacking import lacking
from hengtu.cases.archive.lending import may_read_inner, may_read_main, note_consultation
from hengtu.cases.archive.open import read_volume, volumes_of
from hengtu.cases.archive.refusals import HANDING_IN, HEADS, KEEPERS, ArchiveRefused, holds_one_of
from hengtu.cases.models import ArchivedFile, EnforcementCase, FileAppraisal, FilePaper
from hengtu.cases.refusals import ActRefused, CaseNotFound
from hengtu.cases.services.archive_case import archive_case
from hengtu.cases.services.supplement_file import supplement_file, to_supplement
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.services.bind_volumes import NotArchivable
from hengtu.law.archive.layout import Part
from hengtu.law.archive.retention import Period, proposed_period
from hengtu.law.procedure.follow_ups import was_archived
from hengtu.ledger.errors import LedgerError
from hengtu.ledger.models import AccessEntry
from hengtu.lib.blobs import BlobError
from hengtu.lib.images import ImageRefused
from hengtu.web.asked import day_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.pdf import shown_pdf

REFUSED = (ArchiveRefused, DocumentRefused, NotArchivable, LedgerError, BlobError, ImageRefused)
LOOKS = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def archive_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the file; a post archives, supplements, hands in, opens a volume with its purpose, checks or appraises."""
    now = timezone.now()
    case = _accessible(request, case_id, timezone.localdate(now))
    if request.method != "POST":
        note_look(request, f"cases/{case_id}/archive", now)
        return _page(request, case, now)
    intent = request.POST.get("intent", "")
    if intent not in DO:
        raise Http404("没有这项操作。")
    try:
        answer = DO[intent](request, case, now)
    except ActRefused as refused:
        return _page(request, case, now, objections=refused.objections)
    except REFUSED as refusal:
        return _page(request, case, now, refusal=str(refusal))
    if isinstance(answer, FileCheck):
        return _page(request, case, now, check=answer)
    return answer or redirect(f"{request.path}?done={intent}")


def _accessible(request: SignedInRequest, case_id: UUID, on: date) -> EnforcementCase:
    """Return the case for whoever may see it or was lent its file; for others it does not exist."""
    case = EnforcementCase.objects.select_related("agency").filter(pk=case_id).first()
    if case is None or not may_read_main(request.user, case, on):
        raise Http404("没有这件案件，或者不在您的查阅范围内。")
    return case


def _archive(request: SignedInRequest, case: EnforcementCase, now: datetime) -> None:
    asked = request.POST
    explained = {key[4:]: str(value) for key, value in asked.items() if key.startswith("why:")}
    archive_case(
        case_id=case.pk,
        by=(participants.official(request.user),),
        at=now,
        retention=asked.get("retention", "") if asked.get("retention") in set(Period) else "",
        retention_because=asked.get("retention_because", ""),
        explained=explained,
    )


def _supplement(request: SignedInRequest, case: EnforcementCase, now: datetime) -> None:
    by = (participants.official(request.user),)
    supplement_file(case_id=case.pk, by=by, at=now, reason=request.POST.get("reason", ""))


def _hand_in(request: SignedInRequest, case: EnforcementCase, now: datetime) -> None:
    asked = request.POST
    dated_on = day_in(asked.get("dated_on", ""))
    if dated_on is None:
        raise ArchiveRefused("day_missing", "请填材料上写的日期。")
    upload = request.FILES.get("file")
    said = HandedIn(
        Part.INNER if asked.get("part") == Part.INNER else Part.MAIN,
        asked.get("title", ""),
        dated_on,
        asked.get("number", ""),
        asked.get("supplies", ""),
    )
    content = upload.read() if upload else b""
    hand_in_paper(case=case, said=said, content=content, by=request.user, at=now)


def _take_out(request: SignedInRequest, case: EnforcementCase, now: datetime) -> None:
    paper = next((each for each in case.handed_in.all() if str(each.pk) == request.POST.get("paper")), None)
    if paper is None:
        raise Http404("没有这份材料。")
    take_out_paper(paper=paper, by=request.user, at=now)


def _open(request: SignedInRequest, case: EnforcementCase, now: datetime) -> HttpResponse:
    volume = next((each for each in volumes_of(case.pk) if str(each.pk) == request.POST.get("volume")), None)
    if volume is None:
        raise Http404("没有这一册。")
    if volume.part == Part.INNER and not may_read_inner(request.user, case, timezone.localdate(now)):
        raise PermissionDenied("副卷是内部材料，由承办人、审核人、负责人和案卷管理人员查阅；确需查阅的，请申请调阅。")
    note_consultation(request.user, case, volume.name, request.POST.get("purpose", ""), now)
    number = ArchivedFile.objects.filter(pk=case.pk).values_list("number", flat=True).first() or case.number
    return shown_pdf(read_volume(volume), f"{number} {volume.name}")


def _check(_: SignedInRequest, case: EnforcementCase, __: datetime) -> FileCheck:
    return verify_file(case.pk)


def _appraise(request: SignedInRequest, case: EnforcementCase, now: datetime) -> None:
    asked = request.POST
    file = ArchivedFile.objects.filter(pk=case.pk).first()
    if file is None:
        raise Http404("本案还没有归档。")
    propose_appraisal(
        file=file,
        destroys=asked.get("fate") == "destroy",
        keep_until=day_in(asked.get("keep_until", "")),
        reason=asked.get("reason", ""),
        by=request.user,
        at=now,
    )


DO: dict[str, Any] = {
    "archive": _archive, "supplement": _supplement, "hand_in": _hand_in, "take_out": _take_out, "open": _open,
    "check": _check, "appraise": _appraise,
}  # fmt: skip
DONE = {
    "archive": "已经归档：正卷、副卷装订好了，摘要记在行为链上，以后不再改动。",
    "supplement": "已经补充归档，补充卷装订好了。",
    "hand_in": "已经补入，装订时编进目录。",
    "take_out": "已经取出。",
    "appraise": "鉴定意见已经提出，等另一名负责人审定。",
}


def _page(
    request: SignedInRequest,
    case: EnforcementCase,
    now: datetime,
    *,
    objections: Any = (),
    refusal: str = "",
    check: FileCheck | None = None,
) -> HttpResponse:
    on = timezone.localdate(now)
    may = _may(request, case, on)
    shown: dict[str, Any] = {
        "case": case,
        "today": on,
        "objections": objections,
        "refusal": refusal,
        "check": check,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "typed": request.POST if objections or refusal else {},
        "file": ArchivedFile.objects.filter(pk=case.pk).first(),
        "volumes": volumes_of(case.pk),
        "readable": volumes_of(case.pk, inner=may["inner"]),
        "papers": FilePaper.objects.filter(case_id=case.pk, act_uid=None),
        "appraisal": FileAppraisal.objects.filter(case_id=case.pk).select_related("proposed_by", "answered_by").first(),
        "looks": _looks(case),
        "may": may,
        **_to_do(case, on),
    }
    return render(request, "archive/case.html", shown, status=422 if objections or refusal else 200)


def _looks(case: EnforcementCase) -> list[AccessEntry]:
    """Who opened which volume, newest first; "0" is the sign after "/", so the index finds them."""
    found = AccessEntry.objects.filter(what__gte=f"archive/{case.pk}/", what__lt=f"archive/{case.pk}0")
    return list(found.order_by("-at", "-id")[:LOOKS])


def _may(request: SignedInRequest, case: EnforcementCase, on: date) -> dict[str, bool]:
    return {
        "inner": may_read_inner(request.user, case, on),
        "keep": holds_one_of(request.user, case.agency, on, KEEPERS),
        "hand_in": holds_one_of(request.user, case.agency, on, HANDING_IN),
        "appraise": holds_one_of(request.user, case.agency, on, KEEPERS | HEADS),
    }


def _to_do(case: EnforcementCase, on: date) -> dict[str, Any]:
    """What the file lacks while it is not archived, what waits to be bound in afterwards."""
    try:
        read = case_to_bind(case.pk)
    except CaseNotFound:
        return {"erased": True}
    if read.situation.has("archived"):
        return {"later": [item.key for item in to_supplement(read)]}
    closed = read.situation.has("case_closed", "spot_case_closed", "not_filed")
    return {
        "missing": lacking(read, on),
        "is_closed": closed,
        "later": [item.key for item in to_supplement(read)] if was_archived(read.situation) else [],
        "proposed": proposed_period(read.situation, read.place, on),
        "periods": [(each.value, each.zh) for each in Period],
    }
