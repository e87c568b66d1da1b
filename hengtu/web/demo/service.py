"""Papers on their way in the demonstration: one mailed and waiting, one come back, one party who agreed to messages."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle

from hengtu.cases import participants
from hengtu.cases.models import CaseService, EnforcementCase, PaperStanding
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.attempt_service import attempt_service
from hengtu.cases.services.confirm_address import confirm_address
from hengtu.cases.services.record_return import record_return
from hengtu.law.procedure.service_documents import DOCUMENTS, SERVED_GENERALLY
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Stage

HOW_MANY = 3
PAIR = ("officer-a", "officer-b")
PLAIN = ("decision", *(each.id for each in DOCUMENTS.values() if each.service == SERVED_GENERALLY))


def send_some_papers(stage: Stage, *, at: datetime) -> int:
    """Send what waits to be served at one squad; returns how many went out. ``at`` is the demonstration's morning."""
    waiting = CaseService.objects.filter(
        standing=PaperStanding.UNSERVED, document__in=PLAIN, case__agency=stage.agency, case__is_open=True
    ).select_related("case")
    sent = 0
    for row, comes_back in zip(waiting.order_by("made_on", "id")[:HOW_MANY], cycle((False, True)), strict=False):
        sent += _sends(stage, row, at, comes_back=comes_back)
    case = EnforcementCase.objects.filter(agency=stage.agency, is_open=True).order_by("-found_on", "id").first()
    if case is not None and acts_of_stream(case.pk)[-1].occurred_at < at:
        _agrees(case, at)
    return sent


def _sends(stage: Stage, row: CaseService, at: datetime, *, comes_back: bool) -> int:
    """Mail one paper; a case whose people or days do not allow it stays as it is, as in life."""
    people = tuple(stage.people[key] for key in PAIR)
    last = acts_of_stream(row.case_id)[-1].occurred_at
    posted = last + timedelta(hours=1)
    if posted + timedelta(hours=1) > at:
        return 0
    try:
        attempt = attempt_service(
            case_id=row.case_id, by=people, at=posted, document=row.document, served="mail", outcome="sent",
            direct_tried="上门两次，无人在", tracking_no=f"XA{row.pk:09d}13", note="按登记的住所寄出",
        )  # fmt: skip
        if comes_back:
            record_return(
                case_id=row.case_id, by=people[:1], at=at, attempt=str(attempt.uid), return_reason="moved",
                reason="信封注明已经搬迁",
            )  # fmt: skip
    except ActRefused:
        return 0
    return 1


def _agrees(case: EnforcementCase, at: datetime) -> None:
    party = participants.party(case.party_uid, case.party_name)
    try:
        confirm_address(
            case_id=case.pk, by=(party,), at=at, electronic=True, consent_signed=True, medium="SMS",
            account="19900001801", mail_address="示范县驿站街18号", recipient=case.party_name,
        )  # fmt: skip
    except ActRefused:
        return
