"""The protection file of one act or of one case: on the page, as PDF/A, as a bundle that proves itself."""

from __future__ import annotations

from typing import NoReturn
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.documents.errors import DocumentRefused
from hengtu.ledger.selectors.acts import act_of_uid, acts_of_stream
from hengtu.ledger.values import ActorRef, StoredAct
from hengtu.oversight.protection.around import account_of
from hengtu.oversight.protection.build import people_of, protection_file
from hengtu.oversight.protection.bundle import bundle_of
from hengtu.oversight.protection.masking import masked_file
from hengtu.oversight.protection.paper import paper_of
from hengtu.oversight.protection.policies import may_see, oversees, own_id
from hengtu.oversight.protection.record import acts_in_case
from hengtu.oversight.protection.values import ProtectionFile
from hengtu.web.views.lawbook.desk import Desk, reading
from hengtu.web.views.pdf import handed_out, shown_pdf
from hengtu.web.views.protection.own import TABS, note

MOST_FILES = 60  # of one bundle of a case


@require_safe
@reading(TABS)
def protection_act(desk: Desk, case_id: UUID, act_uid: UUID) -> HttpResponse:
    """Everything known of one act, for one who took part in it."""
    case, act = _act(desk, case_id, act_uid)
    file = _file(desk, case, act, "查看履职记录")
    people = [ref for ref in people_of(act) if may_see(desk.account, case, ref.id, desk.today)]
    shown = {"file": file, "case": case, "people": people, "holder": _holder(desk, case, file.person)}
    return desk.page("protection/file.html", shown)


@require_safe
@reading(TABS)
def protection_pdf(desk: Desk, case_id: UUID, act_uid: UUID) -> HttpResponse:
    case, act = _act(desk, case_id, act_uid)
    file = _file(desk, case, act, "导出履职记录PDF")
    try:
        return shown_pdf(paper_of(masked_file(file)), _name(file))
    except DocumentRefused as refusal:
        return _damaged(desk, refusal)


@require_safe
@reading(TABS)
def protection_zip(desk: Desk, case_id: UUID, act_uid: UUID) -> HttpResponse:
    case, act = _act(desk, case_id, act_uid)
    return _bundle(desk, [_file(desk, case, act, "导出履职记录证明包")])


@require_safe
@reading(TABS)
def protection_case(desk: Desk, case_id: UUID) -> HttpResponse:
    """What one person did in one case, each act with its state."""
    case = _case(case_id)
    person = _person_in_case(desk, case)
    found = acts_in_case(person.id, case.pk)
    note(desk, f"protection/{case.pk}", "查看本案履职记录")
    people = {ref.id: ref for act in acts_of_stream(case.pk) for ref in people_of(act)}
    seen = [ref for ref in people.values() if may_see(desk.account, case, ref.id, desk.today)]
    gaps = sum(len(each.examined.gaps) for each in found)
    most = MOST_FILES if len(found) > MOST_FILES else 0
    shown = {"acts": found, "case": case, "person": person, "people": seen, "gaps": gaps, "most": most}
    return desk.page("protection/case.html", shown)


@require_safe
@reading(TABS)
def protection_case_zip(desk: Desk, case_id: UUID) -> HttpResponse:
    case = _case(case_id)
    person = _person_in_case(desk, case)
    note(desk, f"protection/{case.pk}", "导出本案履职记录证明包")
    uids = [each.act.uid for each in acts_in_case(person.id, case.pk)][:MOST_FILES]
    files = [protection_file(case, uid, person.id, at=desk.now) for uid in uids]
    return _bundle(desk, [each for each in files if each is not None])


def _holder(desk: Desk, case: EnforcementCase, person: ActorRef) -> Account | None:
    """Whose record it is, where the reader may open a record of accountability about him."""
    if person.id == own_id(desk.account) or not oversees(desk.account, case.agency, desk.today):
        return None
    return account_of(person.id)


def _case(case_id: UUID) -> EnforcementCase:
    """The case itself: one's own file stays open after one has moved on, so scope is asked per person."""
    found = EnforcementCase.objects.select_related("agency__acts_in_name_of").filter(pk=case_id).first()
    if found is None:
        raise Http404("没有这件案件，或者不在您的查阅范围内。")
    return found


def _act(desk: Desk, case_id: UUID, act_uid: UUID) -> tuple[EnforcementCase, StoredAct]:
    case, act = _case(case_id), act_of_uid(act_uid)
    if act is None or act.stream != case.pk or not people_of(act):
        _refuse(desk, case, "没有这次行为，或者它不是机关人员办的。")
    return case, act


def _file(desk: Desk, case: EnforcementCase, act: StoredAct, purpose: str) -> ProtectionFile:
    person = _chosen(desk, people_of(act))
    if person is None or not may_see(desk.account, case, person.id, desk.today):
        _refuse(desk, case, "")
    note(desk, f"protection/{act.uid}", purpose)
    file = protection_file(case, act.uid, person.id, at=desk.now)
    assert file is not None
    return file


def _chosen(desk: Desk, people: tuple[ActorRef, ...]) -> ActorRef | None:
    """Whom the address names, else the reader himself, else who did it first."""
    wanted = desk.asked("for", 160)
    if wanted:
        return next((ref for ref in people if ref.id == wanted), None)
    own = own_id(desk.account)
    return next((ref for ref in people if ref.id == own), next(iter(people), None))


def _person_in_case(desk: Desk, case: EnforcementCase) -> ActorRef:
    people = {ref.id: ref for act in acts_of_stream(case.pk) for ref in people_of(act)}
    person = _chosen(desk, tuple(people.values()))
    if person is None or not may_see(desk.account, case, person.id, desk.today):
        _refuse(desk, case, "")
    return person


def _refuse(desk: Desk, case: EnforcementCase, missing: str) -> NoReturn:
    """Strangers learn nothing; colleagues learn whom to ask. Raises: Http404, PermissionDenied."""
    visible = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(pk=case.pk).exists()
    if missing or not visible:
        raise Http404(missing if visible else "没有这件案件，或者不在您的查阅范围内。")
    raise PermissionDenied("履职记录由本人、有权管到本案的负责人和执法监督人员查看。请找他们。")


def _bundle(desk: Desk, files: list[ProtectionFile]) -> HttpResponse:
    first, *others = files
    try:
        content = bundle_of(first, others)
    except DocumentRefused as refusal:
        return _damaged(desk, refusal)
    return handed_out(content, "application/zip", f"{_name(first)}.zip")


def _damaged(desk: Desk, refusal: DocumentRefused) -> HttpResponse:
    return render(desk.request, "damaged.html", {"message": refusal.message, "what": "履职记录"}, status=409)


def _name(file: ProtectionFile) -> str:
    return f"履职记录 {file.person.name} {file.case.number} 第{file.anchor.seq}个行为"
