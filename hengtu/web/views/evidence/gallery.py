"""The evidence of a case: what there is, by kind, by element or by time, and the form that takes in more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.selectors.exhibits_in_acts import exhibits_in_acts, investigators_of, place_of
from hengtu.cases.selectors.matrix import matrix_of
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import MAX_AT_ONCE, MAX_FILM, MAX_OTHER, MEGABYTE
from hengtu.evidence.models import WITNESSED, Exhibit, ExhibitKind, Upload
from hengtu.evidence.selectors.uploads import coming_to, uploads_of
from hengtu.evidence.services.receive_upload import (
    FULL_ZH,
    discard_upload,
    keep_whole,
    path_of,
    plain_name,
    received,
)
from hengtu.evidence.services.take_in import DOUBTFUL, Outcome, take_in
from hengtu.law.procedure.guards.evidence import DEVICE_ASKED
from hengtu.lib.blobs import BlobStoreFull
from hengtu.officers.models import Officer, OfficerKind
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.arriving import DISK_FULL, ArrivedFile, IntoUploads
from hengtu.web.views.evidence.form import EvidenceForm, prefilled
from hengtu.web.views.evidence.guard import CaseTakesNothing, refuse_ended, work_case
from hengtu.web.views.evidence.links import act_link

VIEWS = {"kind": "按证据", "element": "按要件", "time": "按时间"}


@dataclass(frozen=True)
class Group:
    """Exhibits under one heading; ``tag`` says whether the element is proved."""

    title: str
    exhibits: tuple[Exhibit, ...]
    tag: Tag | None = None


@csrf_exempt  # the token is checked below: files must not be parsed before they have somewhere to go
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exhibits_of(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the evidence of a case; take in files."""
    request.upload_handlers = [IntoUploads(request)]
    return _exhibits_of(request, case_id)


@csrf_protect
def _exhibits_of(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    if request.method != "POST":
        return _page(request, case, EvidenceForm(**officers_of(request, case, now)), now=now)
    work_case(request.user, case_id, on=today)
    form = EvidenceForm(request.POST, **officers_of(request, case, now))
    try:
        refuse_ended(case)
    except CaseTakesNothing as ended:
        form.add_error(None, ValidationError(str(ended), ended.code))
        return _page(request, case, form, now=now, status=409)
    if "discard" in request.POST:
        _discard(request, case_id)
    elif form.is_valid():
        return _taken(request, case, form, now)
    return _again(request, case, form, now)


# --- taking in --------------------------------------------------------------------------------------------------------


def _taken(request: SignedInRequest, case: EnforcementCase, form: EvidenceForm, now: datetime) -> HttpResponse:
    """Make exhibits of what came; what could not be taken is explained, with everything typed still there."""
    arrived, kept = _arrived(request), _chosen(request, case.pk)
    files = [(plain_name(file.name or ""), file.path) for file in arrived if file.path is not None and not file.problem]
    files += [(upload.filename, path_of(upload)) for upload in kept]
    failed = [_problem(file) for file in arrived if file.problem]
    if not files and not failed:
        form.add_error(None, ValidationError("没有选文件。请选择要提交的文件，可以一次选多个。", "no_files"))
        return _page(request, case, form, now=now, status=422)
    who = request.user.get_username()
    outcomes = take_in(stream=case.pk, files=files, sheet=form.sheet(case.category, by=who), at=now)
    by_path = {str(path): outcome for (_, path), outcome in zip(files, outcomes, strict=True)}
    for upload in kept:
        if not by_path[str(path_of(upload))].is_kept:
            discard_upload(upload)
    failed += [outcome for outcome in outcomes if not outcome.is_settled]
    _keep(request, case.pk, (file for file in arrived if _is_kept(file, by_path)), now)
    known = [outcome for outcome in outcomes if outcome.code == "exhibit_known"]
    taken = [outcome for outcome in outcomes if outcome.exhibit is not None]
    if failed:
        return _page(request, case, form, now=now, status=422, failed=failed, taken=[*taken, *known])
    return HttpResponseRedirect(f"{reverse('exhibits_of', args=[case.pk])}?taken={len(taken)}&known={len(known)}")


def _is_kept(file: ArrivedFile, outcomes: dict[str, Outcome]) -> bool:
    outcome = outcomes.get(str(file.path))
    return outcome is not None and outcome.is_kept


def _again(request: SignedInRequest, case: EnforcementCase, form: EvidenceForm, now: datetime) -> HttpResponse:
    """Show the form again; files that came along are kept, so that nobody sends them twice."""
    failed = [_problem(file) for file in _arrived(request) if file.problem]
    failed += _keep(request, case.pk, (file for file in _arrived(request) if not file.problem), now)
    return _page(request, case, form, now=now, status=422, failed=failed)


def _keep(request: SignedInRequest, case_id: UUID, files: Iterable[ArrivedFile], now: datetime) -> list[Outcome]:
    """Keep files as uploads of this person; return those that cannot be kept."""
    refused: list[Outcome] = []
    for file in files:
        name = plain_name(file.name or "")
        try:
            if file.path is not None:
                keep_whole(stream=case_id, username=request.user.get_username(), filename=name, file=file.path, at=now)
        except ExhibitRefused as refusal:
            refused.append(Outcome(name, code=refusal.code, message=str(refusal)))
    return refused


def _problem(file: ArrivedFile) -> Outcome:
    name = plain_name(file.name or "")
    if file.problem == DISK_FULL:
        return Outcome(name, code=BlobStoreFull.code, message=FULL_ZH)
    limit = MAX_FILM // MEGABYTE
    return Outcome(name, code=file.problem, message=f"文件“{name}”超过 {limit} MB，没有收。请分段提交，原件保留备查。")


def _arrived(request: SignedInRequest) -> list[ArrivedFile]:
    files = request.FILES.getlist("files")[:MAX_AT_ONCE]
    return [file for file in files if isinstance(file, ArrivedFile)]


def _chosen(request: SignedInRequest, case_id: UUID) -> list[Upload]:
    """Return the files sent before that the form names and that are whole."""
    named = set(request.POST.getlist("upload"))
    mine = uploads_of(case_id, request.user.get_username())
    return [upload for upload in mine if str(upload.pk) in named and upload.is_complete]


def _discard(request: SignedInRequest, case_id: UUID) -> None:
    for upload in uploads_of(case_id, request.user.get_username()):
        if str(upload.pk) == request.POST["discard"]:
            discard_upload(upload)


# --- the page ---------------------------------------------------------------------------------------------------------


def _page(
    request: SignedInRequest,
    case: EnforcementCase,
    form: EvidenceForm,
    *,
    now: datetime,
    status: int = 200,
    failed: Sequence[Outcome] = (),
    taken: Sequence[Outcome] = (),
) -> HttpResponse:
    today = timezone.localdate(now)
    exhibits = list(Exhibit.objects.filter(stream_id=case.pk).order_by("seq"))
    named = exhibits_in_acts(case.pk)
    view = request.GET.get("by", "")
    view = view if view in VIEWS else "kind"
    shown = {
        "case": case,
        "today": today,
        "form": form,
        "errors": {} if "discard" in request.POST else form.errors,
        "values": values_of(form),
        "witnessed": WITNESSED.items(),
        "device_asked": _asked(form),
        "doubtful": any(outcome.code == DOUBTFUL for outcome in failed) or bool(form["keep_reason"].value()),
        "kinds": ExhibitKind.choices,
        "works": may_work_on(request.user, case.pk, on=today),
        "groups": _groups(view, exhibits, case, now),
        "views": [(key, label, key == view) for key, label in VIEWS.items()],
        "count": len(exhibits),
        "pictures": {exhibit.pk for exhibit in exhibits if exhibit.display_key},
        "loose": [exhibit for exhibit in exhibits if exhibit.pk not in named],
        "act_url": act_link(case.pk, "evidence_collected"),
        "uploads": uploads_of(case.pk, request.user.get_username()),
        "coming": _coming(case.pk),
        "failed": failed,
        "taken": taken,
        "taken_before": _count(request, "taken"),
        "known_before": _count(request, "known"),
        "max_film": MAX_FILM // MEGABYTE,
        "max_other": MAX_OTHER // MEGABYTE,
        "max_at_once": MAX_AT_ONCE,
    }
    return render(request, "evidence/gallery.html", shown, status=status)


def _groups(view: str, exhibits: Sequence[Exhibit], case: EnforcementCase, now: datetime) -> list[Group]:
    if view == "element":
        return _by_element(exhibits, case, now)
    if view == "time":
        return _by_day(exhibits)
    kinds = {kind: tuple(each for each in exhibits if each.kind == kind) for kind in ExhibitKind}
    return [Group(str(kind.label), found) for kind, found in kinds.items() if found]


def _by_day(exhibits: Sequence[Exhibit]) -> list[Group]:
    days: dict[str, list[Exhibit]] = defaultdict(list)
    for exhibit in sorted(exhibits, key=lambda each: (each.collected_at, each.seq)):
        day = timezone.localdate(exhibit.collected_at)
        days[f"{day.year}年{day.month}月{day.day}日"].append(exhibit)
    return [Group(day, tuple(found)) for day, found in days.items()]


def _by_element(exhibits: Sequence[Exhibit], case: EnforcementCase, now: datetime) -> list[Group]:
    by_uid = {exhibit.pk: exhibit for exhibit in exhibits}
    matrix = matrix_of(case.pk, timezone.localdate(now))
    rows = [row for matter in matrix.matters for row in matter.rows if row.counts or row.links]
    groups = [Group(row.name, tuple(by_uid[link.exhibit.uid] for link in row.links), row.status) for row in rows]
    unused = tuple(by_uid[ref.uid] for ref in matrix.unused)
    return [*groups, Group("还没有用上的证据", unused)] if unused else groups


def officers_of(request: SignedInRequest, case: EnforcementCase, now: datetime) -> dict[str, Any]:
    """Return the arguments of the form: the officers of the legal subject, those on the case first and ticked."""
    today = timezone.localdate(now)
    on_case = investigators_of(case.pk)
    registered = Officer.objects.in_force(today).filter(
        legal_subject_id=case.legal_subject_id, kind=OfficerKind.OFFICER
    )
    officers = sorted(registered, key=lambda each: (_rank(each, request, on_case), each.name))
    known = [each.uid for each in officers if _rank(each, request, on_case) < 2]
    initial = prefilled(place=place_of(case.pk), now=now, known=known)
    return {"officers": officers, "latest": now, "initial": initial}


def _rank(officer: Officer, request: SignedInRequest, on_case: frozenset[UUID]) -> int:
    return 0 if officer.account_id == request.user.pk else 1 if officer.uid in on_case else 2


def values_of(form: EvidenceForm) -> dict[str, Any]:
    """Return what stands in each field: typed, or filled in beforehand."""
    chosen = {str(uid) for uid in form["collectors"].value() or ()}
    officers = [(uid, officer.name, uid in chosen) for uid, officer in form.officers.items()]
    first = set(form.initial["collectors"])
    return {
        **{name: form[name].value() or "" for name in form.fields if name != "collectors"},
        "near": [each for each in officers if each[2] or each[0] in first],
        "far": [each for each in officers if not each[2] and each[0] not in first],
    }


def _coming(case_id: UUID) -> list[dict[str, Any]]:
    """Return what phones have announced and not finished: what, whose, how much is here, what stands in the way."""
    found = coming_to(case_id)
    names = dict(Account.objects.filter(username__in={each.username for each in found}).values_list("username", "name"))
    return [
        {
            "capture": each,
            "title": each.sheet.get("title", each.filename),
            "who": names.get(each.username, each.username),
            "arrived": received(each.upload) if each.upload else 0,
        }
        for each in found
    ]


def _asked(form: EvidenceForm) -> list[tuple[str, str, str, str]]:
    """Return the questions about a monitoring device: name of the field, question, answer, what is wrong with it."""
    names = [(f"device_{key}", question) for key, question in DEVICE_ASKED.items()]
    return [(name, asked, form[name].value() or "", "".join(map(str, form[name].errors))) for name, asked in names]


def _count(request: SignedInRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
