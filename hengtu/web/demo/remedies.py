"""After decisions in the demonstration: a reminder on its way, a reconsideration to be answered, one that is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, ExecutionPhase
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.services.answer_reconsideration import answer_reconsideration
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.cases.services.record_reconsideration_outcome import record_reconsideration_outcome
from hengtu.cases.services.serve_reminder import serve_reminder
from hengtu.law.procedure import Situation
from hengtu.law.procedure.execution_phases import State
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import day_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Stage

PAIR = ("officer-a", "officer-b")
BODY = "示范县人民政府"


def carry_out_some(stage: Stage, *, at: datetime) -> None:
    """Remind one party who has not paid, and contest two closed cases of one squad; what the law refuses stays."""
    _remind_one(stage, at)
    closed = EnforcementCase.objects.filter(agency=stage.agency, track="ORDINARY", closed_on__isnull=False)
    open_one, over = [*closed.order_by("-closed_on", "pk")[:2], None, None][:2]
    if open_one is not None:
        _contest(stage, open_one, at - timedelta(hours=20), at, ends=False)
    if over is not None:
        _contest(stage, over, at - timedelta(hours=22), at, ends=True)


def _remind_one(stage: Stage, at: datetime) -> None:
    on = day_of(at)
    waiting = ExecutionPhase.objects.filter(agency=stage.agency, state=State.OVERDUE, first_on__lt=on, last_on__gte=on)
    row = waiting.order_by("first_on", "id").first()
    if row is None:
        return
    owed = settle(Situation.of(legal_history(acts_of_stream(row.case_id))), on).outstanding_yuan
    try:
        serve_reminder(
            case_id=row.case_id, by=tuple(stage.people[key] for key in PAIR), at=at, purpose="court",
            due_on=(on + timedelta(days=15)).isoformat(), manner="缴至决定书写明的银行账户", right_told=True,
            amount_yuan=owed, served="direct", proof={"receipt_signed": True},
        )  # fmt: skip
    except (ActRefused, LateReasonMissing):
        return


def _contest(stage: Stage, case: EnforcementCase, came: datetime, at: datetime, *, ends: bool) -> None:
    """A copy that came yesterday; where it ends, it is answered and upheld the same day."""
    if acts_of_stream(case.pk)[-1].occurred_at >= came:
        return
    one, head = (stage.people["officer-a"],), (stage.people["head"],)
    try:
        receive_reconsideration(case_id=case.pk, by=one, at=came, body=BODY, procedure="ordinary")
        if ends:
            answer_reconsideration(case_id=case.pk, by=head, at=came + timedelta(hours=2), answer="事实清楚，程序合法")
            record_reconsideration_outcome(case_id=case.pk, by=one, at=at, outcome="upheld")
    except (ActRefused, LateReasonMissing):
        return
