"""Whether a case may go without penalty, why a way is closed, and what was promised or done instead."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.history import legal_history
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.leniency import lines_of_case
from hengtu.cases.selectors.outlook import outlook_of
from hengtu.cases.selectors.party_history import lenient_acts, party_history
from hengtu.law.procedure import Situation
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def leniency_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the party's record, the conditions one by one, and every lenient outcome of the case."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/leniency", now)
    history = legal_history(acts_of_stream(case_id))
    situation = Situation.of(history)
    record = party_history(case, situation, request.user, on=today)
    evening = max(datetime.combine(today, time(23, 59), CIVIL_TIME), history[-1].occurred_at)
    shown = {
        "case": case,
        "case_id": case_id,
        "history": record,
        "lenient_acts": lenient_acts(outlook_of(history, situation, evening), record),
        "lines": lines_of_case(case_id, on=today),
        "works": may_work_on(request.user, case_id, on=today),
        "today": today,
    }
    return render(request, "leniency/case.html", shown)
