"""What an act after the decision calls for next: a copy received wants an answer, cash wants the bank.

A pure reading of the acts; no day is asked. What may be done and need not be is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.credit_repair import ANSWERED, CHECKED, Standing, open_repairs
from hengtu.law.procedure.outcomes import DISCREDITING, UNDOING, outcome_of
from hengtu.law.procedure.promises import OFFERED, OPEN, state_of
from hengtu.law.procedure.remedies import SERVED, pending
from hengtu.law.procedure.settlement import Settlement, settle
from hengtu.law.procedure.shares import shares_of
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.procedure.softer import open_measures
from hengtu.law.promises import KEPT

# The latest act of the first kinds wants one of the second, until one of the others has come.
ANSWERED_BY = (
    (("reconsideration_received",), "reconsideration_answered", ("reconsideration_decided",)),
    (("lawsuit_received",), "lawsuit_answered", ("lawsuit_judged",)),
    (("reconsideration_opinion_received",), "reconsideration_opinion_reported", ()),
    (("spot_cash_collected",), "spot_cash_handed_in", ()),
    (("spot_cash_handed_in",), "spot_cash_banked", ()),
    (("deferral_applied",), "instalments_granted", ("deferral_refused", "paid")),
    (("enforcement_decided",), "enforcement_carried_out", ("enforcement_ended", "paid")),
    (("substitute_decided",), "substitute_performed", ("enforcement_ended", "paid")),
)


def follow_ups(situation: Situation) -> Iterator[str]:
    """Yield the kinds of act that earlier acts call for, the most urgent first."""
    yield from _promised(situation)
    if fallen_but_published(situation):
        yield "publication_withdrawn"
    for share in shares_of(situation).values() or (situation,):
        yield from _of_a_party(share)
    if waits_for_supplement(situation):
        yield "file_supplemented"


def _of_a_party(situation: Situation) -> Iterator[str]:
    """What the case of one party calls for; of several each has its own answers, refunds and demands."""
    for starts, wanted, others in ANSWERED_BY:
        started = situation.last(*starts)
        if started is not None and not situation.after(started, wanted, *others):
            yield wanted
    if _to_forward(situation):
        yield "reconsideration_forwarded"
    if _refund_due(situation):
        yield "fine_refunded"
    yield from _repairing(situation)
    yield from _pursuit(situation)


# What happens to a file after archiving without leaving a paper that belongs into it.
LEAVES_NO_PAPER = frozenset({"archived", "file_supplemented", "decision_published", "result_published"})
DECIDED_ANEW = ("decided", "not_punished", "not_established", "investigation_ended", "filing_cancelled")


def waits_for_supplement(situation: Situation) -> bool:
    """Whether something was done after the file was last bound that belongs into it (APL:47).

    A file that is open again and on its way to a new end is bound anew then, and waits for no supplement.
    """
    opened = _opened_again(situation)
    if opened is not None and (
        outcome_of(opened) not in UNDOING or situation.after(opened, *DECIDED_ANEW, "case_closed")
    ):
        return False
    return bool(since_bound(situation))


def since_bound(situation: Situation) -> tuple[LegalAct, ...]:
    """Return the acts done after the file was last bound; none while it never was."""
    bound, opened = situation.last("archived", "file_supplemented"), _opened_again(situation)
    if bound is None and opened is None:
        return ()
    start = situation.acts.index(bound) + 1 if bound else situation.acts.index(opened)
    return tuple(act for act in situation.acts[start:] if act.kind not in LEAVES_NO_PAPER)


def was_archived(situation: Situation) -> bool:
    """Whether there is an archived file, also of a case that is open again."""
    return situation.has("archived") or _opened_again(situation) is not None


def _opened_again(situation: Situation) -> LegalAct | None:
    """The act that took the archiving out of the case, unless it was archived again."""
    if situation.has("archived"):
        return None
    opening = [act for act in situation.acts if "archived" in act.payload.get("undone", ())]
    return opening[-1] if opening else None


def _promised(situation: Situation) -> Iterator[str]:
    """A notice wants its signature, a promise its check; whoever kept it hears that the lead has ended."""
    state = state_of(situation)
    if state in _AFTER_A_PROMISE and not situation.has(*_OVER):
        yield _AFTER_A_PROMISE[state]
    elif state == KEPT and not situation.has("case_filed", "identity_shown", *_OVER):
        yield "not_filed"
    if open_measures(situation):
        yield "softer_measure_followed"


_AFTER_A_PROMISE = {OFFERED: "promise_signed", OPEN: "promise_checked"}
_OVER = (
    "not_filed", "decided", "spot_decided", "not_punished", "not_established", "investigation_ended", "case_closed",
)  # fmt: skip


def fallen_but_published(situation: Situation) -> bool:
    """Whether something published of a decision that fell is still to be withdrawn (APL:48p2)."""
    fallen = [act for act in situation.acts if outcome_of(act) in DISCREDITING and act.payload.get("was_published")]
    return bool(fallen) and not situation.after(fallen[-1], "publication_withdrawn")


def _to_forward(situation: Situation) -> bool:
    applied = situation.last("reconsideration_applied")
    return (
        applied is not None
        and applied.payload.get("via_agency") is True
        and not situation.after(applied, "reconsideration_forwarded", "reconsideration_received", "decision_revoked")
    )


def _refund_due(situation: Situation) -> bool:
    return situation.has("paid", "spot_cash_collected") and _settled(situation).refund_yuan > 0


def _pursuit(situation: Situation) -> Iterator[str]:
    """An unpaid fine is reminded of once its term is over, and goes to the court after the reminder."""
    served = situation.last(*SERVED)
    rests = situation.has("case_closed", "spot_case_closed", "enforcement_ended") or pending(situation)
    if served is None or rests or _settled(situation).outstanding_yuan == 0:
        return
    reminder = situation.last("reminder_served")
    if reminder is None or reminder.payload.get("purpose") == "substitute":
        yield "reminder_served"
    elif reminder.payload.get("purpose") == "court" and not situation.after(reminder, "court_applied"):
        yield "court_applied"


def _repairing(situation: Situation) -> Iterator[str]:
    """An application to repair a credit record wants its check, a proof the answer of the platform."""
    if open_repairs(situation, Standing.CHECKING):
        yield CHECKED
    if open_repairs(situation, Standing.WITH_PLATFORM):
        yield ANSWERED


def _settled(situation: Situation) -> Settlement:
    return settle(situation, day_of(situation.acts[-1].occurred_at))
