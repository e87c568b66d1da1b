"""Who is competent: a dispute, a designation, and whether the case has gone to another body (APL:25, MOT:8, MOT:9)."""

from __future__ import annotations

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation

HERE, ELSEWHERE, OPEN = "here", "elsewhere", "open"
OUTCOMES = {HERE: "协商由本机关管辖", ELSEWHERE: "协商由对方管辖", OPEN: "协商不成"}
ACCEPTED, RETURNED = "accepted", "returned"
TRANSFER_ANSWERS = {ACCEPTED: "受理", RETURNED: "退回"}


def transfer_of(situation: Situation) -> LegalAct | None:
    """Return the transfer of the case that stands: sent, and not sent back."""
    sent = situation.last("case_transferred")
    if sent is None:
        return None
    later = situation.acts[situation.acts.index(sent) + 1 :]
    back = any(act.kind == "case_transfer_answered" and act.payload.get("answer") == RETURNED for act in later)
    return None if back else sent


def competence(situation: Situation) -> str:
    """Return who is competent after the last dispute or designation: ``here``, ``elsewhere``, ``open``, or ""."""
    last = situation.last("jurisdiction_disputed", "designation_received")
    if last is None:
        return ""
    key = "outcome" if last.kind == "jurisdiction_disputed" else "designated"
    return str(last.payload.get(key) or OPEN)
