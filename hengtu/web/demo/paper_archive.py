"""Archiving as it was before files were bound electronically: the act alone, the file lies on a shelf."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hengtu.cases.archive.bind import case_to_bind
from hengtu.cases.archive.number import number_for
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import do_act
from hengtu.law.archive.retention import proposed_period
from hengtu.law.procedure import day_of
from hengtu.ledger.values import StoredAct


def archive_on_paper(*, case_id: UUID, by: tuple[Participant, ...], at: datetime) -> StoredAct:
    """Archive a case of the demonstration without printing a hundred files of it; it has a number and a period."""
    case = case_to_bind(case_id)
    period = proposed_period(case.situation, case.place, day_of(at)).period
    payload = {
        "archive_number": number_for(case_id, case.agency, day_of(at), by[0].name),
        "retention": period.zh,
        "period": period.value,
    }
    return do_act(case_id=case_id, kind="archived", by=by, at=at, payload=payload)
