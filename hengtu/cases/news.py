"""A reader of the ledger that tells the officers of a case what others did on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.services.tell import tell
from hengtu.cases.tasks import accounts_of
from hengtu.cases.words import kind_name
from hengtu.law.procedure import Situation
from hengtu.law.procedure.todo import handler_ids
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct

# What the officers of a case want to know at once: what the party does, what others decide, what was undone.
TELLING = frozenset(
    {
        "case_filed", "not_filed", "lead_assigned", "lead_merged", "lead_transferred", "lead_transfer_answered",
        "report_approved", "statement_heard", "hearing_requested", "hearing_appointed", "hearing_reported",
        "statement_received", "hearing_postponed", "hearing_interrupted", "hearing_resumed", "hearing_ended",
        "legal_reviewed", "discussed", "case_extended", "decided", "not_punished", "not_established",
        "investigation_ended", "decision_issued", "measure_approved", "measure_extended", "paid",
        "discussion_adjourned",
        "registration_approved", "registration_settled", "urgent_measure_refused", "property_taken_in",
        "property_disposed", "property_returned", "unclaimed_announced",
        "recusal_requested", "recusal_decided", "case_transfer_answered", "designation_received",
        "investigation_suspended", "investigation_resumed", "filing_cancelled", "criminal_transfer_decided",
        "police_answered", "case_returned_by_justice",
        "instalments_granted", "case_closed", "spot_case_closed", "act_corrected", "decision_revoked",
        "deferral_applied", "deferral_refused", "deferral_ended", "fine_refunded", "court_accepted", "court_refused",
        "court_ruled", "enforcement_decided", "substitute_decided", "enforcement_suspended", "enforcement_ended",
        "reconsideration_applied", "reconsideration_received", "reconsideration_decided",
        "service_returned", "service_struck", "arrival_proved", "address_confirmed", "consent_withdrawn",
        "reconsideration_opinion_received", "lawsuit_received", "lawsuit_judged", "stay_ordered",
        "correction_reported", "correction_verified", "reminder_statement_received",
        "credit_repair_applied", "credit_repair_checked", "credit_repair_answered",
        "promise_signed", "promise_due_moved", "promise_checked", "promise_ended",
    }
)  # fmt: skip
OPINIONS = {"pass": "通过", "change": "退回修改", "refuse": "不同意"}
STALE = timedelta(days=14)  # who catches up with an old ledger is not told yesterday's news


@dataclass(frozen=True)
class News:
    """Follows the ledger; ``clock`` tells how old an act is. Telling twice is harmless: the act's uid is the key."""

    clock: Callable[[], datetime]
    name: str = "news"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Tell the handlers of each case what is fresh, except those who did it themselves."""
        fresh = self.clock() - STALE
        for act in acts:
            if act.kind in TELLING and act.recorded_at >= fresh:
                _tell_handlers(act)


def _tell_handlers(act: StoredAct) -> None:
    case = EnforcementCase.objects.filter(pk=act.stream).first()
    if case is None:
        return
    people = handlers_of(act.stream, up_to=act.seq) - {actor.id for actor in act.by}
    accounts = Account.objects.filter(pk__in=accounts_of(people).values(), is_active=True)
    tell(
        accounts,
        kind=MessageKind.ACT,
        text=sentence_of(act, case),
        key=f"act:{act.uid}",
        at=act.recorded_at,
        url=f"/cases/{act.stream}/",
    )


def handlers_of(case_id: UUID, *, up_to: int) -> frozenset[str]:
    """Return the ids of the officers who handled a case when its act number ``up_to`` was done."""
    acts = tuple(act for act in acts_of_stream(case_id) if act.seq <= up_to)
    return handler_ids(Situation.of(legal_history(acts)))


def sentence_of(act: StoredAct, case: EnforcementCase) -> str:
    """Say what happened: who, which act, with which result, on which case."""
    who = "、".join(actor.name for actor in act.by if actor.name and actor.kind != "PARTY") or "当事人"
    result = OPINIONS.get(str((act.payload or {}).get("opinion", "")), "") if act.kind == "legal_reviewed" else ""
    about = case.called
    return f"{about}：{who}{kind_name(act.kind)}{f'，{result}' if result else ''}"[:300]
